"""Which assignments are there, how near are their last days, and how far is each prepared?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mottagning.domain.assignments import Assignment, ExpectedPerson, latest_day, urgency
from mottagning.domain.checklists import ChecklistMark
from mottagning.domain.deadlines.engine import DeadlineStatus
from mottagning.domain.deadlines.rules import RuleBook
from mottagning.domain.flats import FlatReservation
from mottagning.domain.people import Person
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.plans import Checked
from mottagning.readmodels.reception import AssignmentLine
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.gathering import rule_book
from mottagning.usecases.plans.checking import checked_before

_URGENT = frozenset({DeadlineStatus.YELLOW, DeadlineStatus.RED, DeadlineStatus.PASSED})


@dataclass(frozen=True, slots=True)
class _Around:
    """What hangs on assignments, by their keys; the addresses of flats by theirs, the numbers of people by case.

    `unprotected` are the numbers of the assignments that everybody may see.
    """

    book: RuleBook
    expected: Mapping[str, list[ExpectedPerson]]
    reserved: Mapping[str, list[FlatReservation]]
    addresses: Mapping[str, str]
    people: Mapping[str, Stored[Person]]
    marks: Mapping[str, list[Stored[ChecklistMark]]]
    unprotected: frozenset[int]


def list_assignments(ctx: Context) -> list[AssignmentLine]:
    """Every assignment that the user may see, those to come first and by their last day."""
    with ctx.reading() as reader:
        found = reader.assignments.visible(protected=ctx.sees_protected)
        return sorted(assignment_lines(ctx, reader, found), key=_order)


def _order(line: AssignmentLine) -> tuple[bool, int, str]:
    day = line.last.day if line.assignment.status.is_open else None
    started = line.assignment.decided_on.toordinal()
    return day is None, day.toordinal() if day else -started, line.assignment.key


def assignment_lines(ctx: Context, reader: Reader, found: Iterable[Stored[Assignment]]) -> list[AssignmentLine]:
    """Assignments as lists show them."""
    found = list(found)
    around = _around(ctx, reader, [one.value.household for one in found if one.value.household])
    return [_line(ctx, around, one) for one in found]


def _around(ctx: Context, reader: Reader, households: Sequence[str]) -> _Around:
    expected: dict[str, list[ExpectedPerson]] = defaultdict(list)
    for one in reader.expected_persons.every():
        expected[one.value.assignment].append(one.value)
    reserved: dict[str, list[FlatReservation]] = defaultdict(list)
    for held in reader.flat_reservations.every():
        reserved[held.value.assignment].append(held.value)
    marks: dict[str, list[Stored[ChecklistMark]]] = defaultdict(list)
    for mark in reader.checklist_marks.of_households(households):
        marks[mark.value.household or ""].append(mark)
    cases = [one.case_number for each in expected.values() for one in each if one.case_number]
    return _Around(
        rule_book(ctx, reader),
        expected,
        reserved,
        {one.value.key: one.value.address for one in reader.flats.every()} if reserved else {},
        {one.value.case_number: one for one in reader.people.naming("case_number", cases)},
        marks,
        frozenset(one.id for one in reader.assignments.visible(protected=False)),
    )


def _line(ctx: Context, around: _Around, one: Stored[Assignment]) -> AssignmentLine:
    assignment = one.value
    expected = around.expected.get(assignment.key, [])
    linked = [found for each in expected if (found := around.people.get(each.case_number or "")) is not None]
    last = latest_day(assignment, around.book)
    (phase,) = checked_of(ctx, assignment, around.marks.get(assignment.household or "", ())).phases
    named = {person.value.case_number: person.value.family_name for person in linked}
    families = [named.get(each.case_number or "") or each.family_name or "" for each in expected]
    return AssignmentLine(
        id=one.id,
        assignment=assignment,
        last=last,
        urgency=urgency(assignment, last, ctx.today),
        names=tuple(sorted({name for name in families if name}, key=sort_key)),
        registered=len(linked),
        homes=tuple(around.addresses[held.flat] for held in around.reserved.get(assignment.key, [])),
        settled=phase.settled,
        asked=phase.asked,
        person_id=linked[0].id if linked else None,
        is_protected=one.id not in around.unprotected,
    )


def checked_of(ctx: Context, one: Assignment, marks: Iterable[Stored[ChecklistMark]]) -> Checked:
    """The checklist before the arrival of those of an assignment, by the marks of their household."""
    newcomer = Person(
        case_number="", settlement_kind=one.kind.settlement, received_on=one.arrival, household=one.household
    )
    return checked_before(ctx, marks, newcomer)


def urgent_assignments(ctx: Context, reader: Reader) -> list[int]:
    """The assignments whose last day is near or has passed, the nearest first."""
    book = rule_book(ctx, reader)
    found = []
    for one in reader.assignments.visible(protected=ctx.sees_protected):
        last = latest_day(one.value, book)
        if last.day is not None and urgency(one.value, last, ctx.today) in _URGENT:
            found.append((last.day, one.id))
    return [assignment for _, assignment in sorted(found)]
