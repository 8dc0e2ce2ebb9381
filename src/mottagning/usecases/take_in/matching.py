"""Is somebody on a list known already? By case number, by a number of her own, or perhaps by name and birth date.

People with protected data whom the user may not see are known to nobody: they neither reveal themselves nor stop.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import Person
from mottagning.domain.swedish import folded
from mottagning.files.register_workbook.reading import folded_key
from mottagning.readmodels.changes import Stored
from mottagning.storage.reader import Reader

Alike = tuple[frozenset[str], object]
_FIELDS: Mapping[str, IdentityKind] = {kind.value: kind for kind in IdentityKind if kind is not IdentityKind.OTHER}


@dataclass(frozen=True, slots=True)
class Known:
    """The people of the register whom the user may see, by all that tells them apart."""

    by_case: Mapping[object, Stored[Person]]
    by_number: Mapping[tuple[IdentityKind, str], Stored[Person]]
    by_name: Mapping[Alike, Stored[Person]]
    namesakes: frozenset[Alike]
    """What several of them have in common."""
    taken: frozenset[str]
    """Every case number, also of people who are not to be seen."""
    hidden: frozenset[object]
    """The case numbers that nobody else can get, and of whom no more is told."""

    def by_own_number(self, values: Mapping[str, object]) -> Stored[Person] | None:
        """Whose number it is."""
        for kind, number in numbers(values):
            if found := self.by_number.get((kind, number)):
                return found
        return None


def known_people(reader: Reader, *, protected: bool) -> Known:
    """Everybody in the register; those with protected data only if `protected`."""
    everybody = reader.people.every()
    seen = [one for one in everybody if protected or not one.value.is_protected]
    by_case = {folded_key(one.value.case_number): one for one in seen}
    formers = reader.former_cases.current()
    by_case |= {
        folded_key(former): by_case[folded_key(now)] for former, now in formers.items() if folded_key(now) in by_case
    }
    by_number: dict[tuple[IdentityKind, str], Stored[Person]] = {}
    for identity in reader.identities.every():
        holder = by_case.get(folded_key(identity.value.case_number))
        if holder is not None and tells_apart(identity.value.kind, identity.value.number):
            by_number[identity.value.kind, identity.value.number] = holder
    by_name: dict[Alike, Stored[Person]] = {}
    namesakes: set[Alike] = set()
    for one in seen:
        key = alike(one.value.name, one.value.birth_date)
        if key and by_name.setdefault(key, one) is not one:
            namesakes.add(key)
    taken = frozenset((*(one.value.case_number for one in everybody), *formers))
    hidden = frozenset(folded_key(number) for number in taken) - by_case.keys()
    return Known(by_case, by_number, by_name, frozenset(namesakes), taken, hidden)


def numbers(values: Mapping[str, object]) -> list[tuple[IdentityKind, str]]:
    """The numbers among the values of a person that nobody else has."""
    found = ((kind, values.get(name)) for name, kind in _FIELDS.items())
    return [(kind, number) for kind, number in found if isinstance(number, str) and tells_apart(kind, number)]


def tells_apart(kind: IdentityKind, number: str) -> bool:
    """Whether only one person has the number: a dossier is a family's, TF numbers come from many series."""
    if kind is IdentityKind.DOSSIER:
        return "/" in number
    return kind is not IdentityKind.TEMPORARY


def alike(name: str, birth: object) -> Alike | None:
    """What two registrations of one person have in common, whichever name stands first; None without a birth date."""
    return (frozenset(folded(name).split()), birth) if name and birth is not None else None
