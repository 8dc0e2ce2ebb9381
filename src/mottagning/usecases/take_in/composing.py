"""What would somebody on a list become? Her record, her home municipalities and numbers as they would be written.

What the list does not say stays as it is; an empty cell clears nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mottagning.domain.people import Identity, Person, Residence, overlapping, person_problems
from mottagning.files.layouts.register import IDENTITIES, RESIDENCES
from mottagning.files.register_workbook.cells import CellProblem, identity
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.records import record_of, values_of
from mottagning.storage.reader import Reader
from mottagning.texts import fields, transfer
from mottagning.usecases.context import Context
from mottagning.usecases.people import free_case_numbers
from mottagning.usecases.take_in.joining import Planned
from mottagning.usecases.take_in.targets import CASE


def compose(ctx: Context, reader: Reader, people: Sequence[Planned], taken: Iterable[str]) -> None:
    """Work out what each of `people` would be; whoever cannot be is refused. Nobody gets a `taken` case number."""
    own = (str(one.values[CASE]) for one in people if CASE in one.values)
    free = free_case_numbers(ctx, {*taken, *own})
    residences = _by_case(reader.residences.every())
    identities = _by_case(reader.identities.every())
    for one in people:
        _compose_person(one, free)
        if one.person is not None:
            _compose_residences(one, residences.get(one.person.case_number, []))
        if one.person is not None:
            _compose_identities(ctx, one, identities.get(one.person.case_number, []))


def _by_case(stored: Iterable[Stored[Any]]) -> dict[str, list[Stored[Any]]]:
    found: dict[str, list[Stored[Any]]] = defaultdict(list)
    for one in stored:
        found[one.value.case_number].append(one)
    return found


def _compose_person(one: Planned, free: Iterator[str]) -> None:
    """The person as she would be registered; what the list does not say stays."""
    former = values_of(one.before.value) if one.before else {}
    values = {**former, **one.values}
    if one.before is not None:
        values[CASE] = one.before.value.case_number
    elif CASE not in values:
        values[CASE] = next(free)
    person: Person = record_of(Person, values)
    problems = person_problems(person)
    if problems:
        one.refuse(" ".join(fields.said(problem) for problem in problems))
    else:
        one.person = person


def _compose_residences(one: Planned, known: Sequence[Stored[Residence]]) -> None:
    by_first = {stored.value.days.start: stored for stored in known}
    assert one.person is not None  # noqa: S101 - she was composed
    for values in one.parts[RESIDENCES.name]:
        before = by_first.get(values["first"])  # type: ignore[call-overload]  # a day, as the column holds
        former = values_of(before.value) if before else {}
        try:
            made: Residence = record_of(Residence, {**former, **values, CASE: one.person.case_number})
        except ValueError:
            one.refuse(transfer.ENDS_BEFORE_START)
            return
        if before is None or before.value != made:
            one.residences.append((before, made))
    replaced = {before.id for before, _ in one.residences if before}
    kept = [stored.value for stored in known if stored.id not in replaced]
    if overlapping([*kept, *(made for _, made in one.residences)]) is not None:
        one.refuse(transfer.overlapping_residence())


def _compose_identities(ctx: Context, one: Planned, known: Sequence[Stored[Identity]]) -> None:
    assert one.person is not None  # noqa: S101 - she was composed
    by_number = {(stored.value.kind, stored.value.number): stored for stored in known}
    for values in one.parts[IDENTITIES.name]:
        made: Identity = record_of(Identity, {**values, CASE: one.person.case_number})
        try:
            number = identity(made.kind, made.number, ctx.today)
        except CellProblem as problem:
            one.refuse(str(problem))
            return
        before = by_number.get((made.kind, number))
        former = values_of(before.value) if before else {}
        made = record_of(Identity, {**former, **values, "number": number, CASE: one.person.case_number})
        if before is None or before.value != made:
            one.identities.append((before, made))
