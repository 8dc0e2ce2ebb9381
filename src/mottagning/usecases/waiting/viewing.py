"""What waits for one person, for all, and for each actor? Who may not be seen is not there, nor counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mottagning.domain.people import Person
from mottagning.domain.waiting import per_actor
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.waiting import PersonWaits, WaitLine, Waits
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.visible import may_see, person_of_case
from mottagning.usecases.waiting.gathering import entered_line, lines_of, longest_first


def list_waits(ctx: Context) -> Waits:
    """What waits for everybody that the user may see and for their households, and what waits for each actor."""
    with ctx.reading() as reader:
        people = [one for one in reader.people.every() if may_see(ctx, one.value)]
        found = [*lines_of(ctx, reader, people), *_of_households(ctx, reader, people)]
        return Waits(tuple(longest_first(found)), tuple(per_actor((one.wait for one in found), ctx.today)))


def _of_households(ctx: Context, reader: Reader, people: list[Stored[Person]]) -> Iterator[WaitLine]:
    """What was entered of households, each once, by its first member. One with a protected member says so of itself."""
    members: dict[str, list[Stored[Person]]] = {}
    for one in people:
        members.setdefault(one.value.household or "", []).append(one)
    for wait in reader.waits.every():
        household = wait.value.household
        if household is not None and household in members:
            line = entered_line(ctx, members[household][0], wait)
            yield replace(line, is_protected=any(one.value.is_protected for one in members[household]))


def person_waits(ctx: Context, case_number: str) -> PersonWaits:
    """What waits for one person and for her household. Raises Refused when she is gone or may not be seen."""
    with ctx.reading() as reader:
        person = person_of_case(ctx, reader, case_number)
        household = person.value.household
        found = list(lines_of(ctx, reader, [person]))
        if household is not None:
            found += [entered_line(ctx, person, one) for one in reader.waits.of_households([household])]
        over = [one for one in found if one.stored is not None and one.wait.until is not None]
        return PersonWaits(
            case_number=person.value.case_number,
            name=person.value.name,
            household=household,
            running=tuple(longest_first(found)),
            ended=tuple(sorted(over, key=lambda one: one.wait.until or one.wait.since, reverse=True)),
        )
