"""What does the register hold of people that state compensation turns on? Read at once, however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mottagning.domain.people import Person
from mottagning.domain.state_compensation.facts import Circumstances, circumstances_of
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.state_compensation import Whose
from mottagning.storage.reader import Reader
from mottagning.storage.stores.people import OfPerson
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.visible import may_see

_AT_ONCE = 500


def seen_people(ctx: Context, reader: Reader) -> list[Stored[Person]]:
    """Everybody whom the user may see."""
    return [one for one in reader.people.every() if may_see(ctx, one.value)]


def seen_of_cases(ctx: Context, reader: Reader, cases: Sequence[str]) -> list[Stored[Person]]:
    """The people with these case numbers whom the user may see."""
    return [one for one in reader.people.naming("case_number", cases) if may_see(ctx, one.value)]


def known_of(reader: Reader, people: Sequence[Stored[Person]]) -> Iterator[tuple[Stored[Person], Circumstances]]:
    """What is known of each of these, in their order. Raises Refused while the register has no settings."""
    own = office_of(reader).municipality
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        cases = [one.value.case_number for one in some]
        residences, milestones, incomes = (
            _by_case(store, cases) for store in (reader.residences, reader.milestones, reader.incomes)
        )
        for one in some:
            case = one.value.case_number
            kept = (residences.get(case, ()), milestones.get(case, ()), incomes.get(case, ()))
            yield one, circumstances_of(one.value, own, *kept)


def _by_case(store: OfPerson[Any], cases: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for one in store.naming("case_number", cases):
        found[one.value.case_number].append(one.value)
    return found


def whose(person: Stored[Person]) -> Whose:
    """The person as lines name her."""
    value = person.value
    return Whose(
        person_id=person.id,
        case_number=value.case_number,
        name=value.name,
        sort_name=sort_key(f"{value.family_name or ''} {value.given_name or ''}"),
        is_protected=value.is_protected,
    )
