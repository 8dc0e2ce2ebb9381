"""Who may be the same person as somebody? Those whom an index finds by number, name or birth date, ready to compare.

Comparing is the domain's (`domain.duplicates`). For one person the search's terms and the numbers give the few who come
into question; for the whole register everybody is read in a handful of statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from mottagning.domain.duplicates import Described, KnownNumber
from mottagning.domain.identity import IdentityKind
from mottagning.domain.names import joined, parts, sounds
from mottagning.domain.people import BirthPrecision, Protection, Sex
from mottagning.domain.search import AFTER_EVERY_LETTER, SOUND
from mottagning.storage.parts import in_parts
from mottagning.storage.tables import people

_AGREEING = 2
"""So many parts of the name have to agree where the month of birth does not."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be compared: her number in the register, what names her, what she is compared by."""

    id: int
    case_number: str
    described: Described


class DuplicateQueries:
    """Protected people are left out unless `protected` is set, as if they were not in the register."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def everybody(self, *, protected: bool) -> list[Candidate]:
        """Every person."""
        return list(self._described(None, protected=protected))

    def of(self, ids: Iterable[int], *, protected: bool) -> list[Candidate]:
        """These persons."""
        wanted = sorted(set(ids))
        return [one for part in in_parts(wanted) for one in self._described(part, protected=protected)]

    def candidates(self, one: Described, *, protected: bool) -> list[Candidate]:
        """Those who come into question for somebody who is being entered."""
        return self.of({*self._by_number(one.numbers), *self._by_name(one)}, protected=protected)

    def _by_number(self, numbers: Sequence[KnownNumber]) -> Iterator[int]:
        identity, term = people.identity, people.person_term
        for known in numbers:
            if known.kind is IdentityKind.DOSSIER:
                base = known.number.partition("/")[0].replace("-", "")
                begins = and_(term.c.term >= base, term.c.term < base + AFTER_EVERY_LETTER)
                yield from self._connection.scalars(select(term.c.person_id).where(begins))
            elif known.kind is not IdentityKind.OTHER:
                written = {known.number, known.number.replace("-", ""), _with_dash(known.number)}
                same = and_(identity.c.kind == known.kind.value, identity.c.number.in_(written))
                yield from self._connection.scalars(select(identity.c.person_id).where(same))

    def _by_name(self, one: Described) -> Iterator[int]:
        """Those with two parts of the name and the year of birth, or with one and the month or the household.

        Nobody else can be worth a look for the sake of a name, as `domain.duplicates.keys` has it.
        """
        places, members = _places(one), self._members(one.households)
        person, term = people.person, people.person_term
        statement = (
            select(term.c.person_id, term.c.term, person.c.birth_date)
            .join(person, person.c.id == term.c.person_id)
            .where(term.c.term.in_(places), _near(one, members))
        )
        agreeing: dict[int, set[int]] = defaultdict(set)
        births: dict[int, date | None] = {}
        for row in self._connection.execute(statement):
            agreeing[row.person_id] |= places[row.term]
            births[row.person_id] = row.birth_date
        enough = min(_AGREEING, len(set().union(*places.values())))
        for found, agreed in agreeing.items():
            if len(agreed) >= enough or found in members or _same_month(births[found], one.birth_date):
                yield found

    def _members(self, households: Iterable[str]) -> set[int]:
        member, household = people.household_member, people.household
        statement = select(member.c.person_id).join(household, household.c.id == member.c.household_id)
        return set(self._connection.scalars(statement.where(household.c.key.in_(sorted(households)))))

    def _described(self, ids: Sequence[int] | None, *, protected: bool) -> Iterator[Candidate]:
        person = people.person
        columns = ("id", "case_number", "given_name", "family_name", "called_name", "birth_date", "birth_precision")
        statement = select(*(person.c[name] for name in columns), person.c.sex).order_by(person.c.id)
        if ids is not None:
            statement = statement.where(person.c.id.in_(ids))
        if not protected:
            statement = statement.where(person.c.protection == Protection.NONE.value)
        numbers, households = self._numbers(ids), self._households(ids)
        for row in self._connection.execute(statement):
            yield Candidate(
                row.id,
                row.case_number,
                Described(
                    given_name=row.given_name,
                    family_name=row.family_name,
                    called_name=row.called_name,
                    birth_date=row.birth_date,
                    birth_precision=BirthPrecision(row.birth_precision),
                    sex=Sex(row.sex) if row.sex else None,
                    households=frozenset(households[row.id]),
                    numbers=tuple(numbers[row.id]),
                ),
            )

    def _numbers(self, ids: Sequence[int] | None) -> dict[int, list[KnownNumber]]:
        identity = people.identity
        columns = ("person_id", "kind", "number", "issuer", "is_current")
        statement = select(*(identity.c[name] for name in columns)).order_by(identity.c.id)
        if ids is not None:
            statement = statement.where(identity.c.person_id.in_(ids))
        found: dict[int, list[KnownNumber]] = defaultdict(list)
        for row in self._connection.execute(statement):
            found[row.person_id].append(KnownNumber(IdentityKind(row.kind), row.number, row.issuer, row.is_current))
        return found

    def _households(self, ids: Sequence[int] | None) -> dict[int, list[str]]:
        member, household = people.household_member, people.household
        statement = select(member.c.person_id, household.c.key).join(household, household.c.id == member.c.household_id)
        if ids is not None:
            statement = statement.where(member.c.person_id.in_(ids))
        found: dict[int, list[str]] = defaultdict(list)
        for row in self._connection.execute(statement.where(member.c.left_on.is_(None))):
            found[row.person_id].append(row.key)
        return found


def _near(one: Described, members: Iterable[int]) -> ColumnElement[bool]:
    """Born in the same year, or of the same household."""
    person = people.person
    of_household: ColumnElement[bool] = person.c.id.in_(sorted(members))
    if one.birth_date is None:
        return of_household
    year = one.birth_date.year
    return or_(person.c.birth_date.between(date(year, 1, 1), date(year, 12, 31)), of_household)


def _same_month(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and (one.year, one.month) == (other.year, other.month)


def _with_dash(number: str) -> str:
    """`19900304TF12` as it may also be written: `19900304-TF12`."""
    compact = number.replace("-", "")
    return f"{compact[:8]}-{compact[8:]}"


def _places(one: Described) -> dict[str, set[int]]:
    """The terms that find a name, each with the places of the parts that it stands for."""
    found: dict[str, set[int]] = defaultdict(set)
    place = 0
    for name in one.names:
        own = parts(name)
        for offset, part in enumerate(own):
            for term in (part, *(SOUND + sound for sound in sounds(part))):
                found[term].add(place + offset)
        for offset, whole in enumerate(joined(own)):
            for term in (whole, *(SOUND + sound for sound in sounds(whole))):
                found[term] |= {place + offset, place + offset + 1}
        place += len(own)
    return found
