"""What is kept of an assignment? Its card: who is expected, what is prepared by whom, which flat is theirs."""

from __future__ import annotations

from collections.abc import Iterable

from mottagning.domain.assignments import Assignment, assignment_doubts, expected_age
from mottagning.domain.flats import FlatReservation
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.reception import AssignmentCard, ExpectedLine, ReservedLine
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.gathering import rule_book
from mottagning.usecases.reception.listing import assignment_lines, checked_of
from mottagning.usecases.visible import found_of_case, seen_assignment


def open_assignment(ctx: Context, assignment_id: int) -> AssignmentCard:
    """Everything about one assignment, noted in the log of those who are registered.

    Raises Refused when it is gone or may not be seen.
    """
    with ctx.writing() as uow:
        assignment = seen_assignment(ctx, uow, assignment_id)
        card = _card(ctx, uow, assignment)
        for one in card.expected:
            if one.person_id is not None:
                uow.log.read(ReadNote(ReadKind.CARD, person=one.person_id))
        uow.commit()
        return card


def _card(ctx: Context, reader: Reader, one: Stored[Assignment]) -> AssignmentCard:
    assignment = one.value
    marks = reader.checklist_marks.of_households([assignment.household]) if assignment.household else []
    kin = [
        each
        for each in reader.assignments.visible(protected=ctx.sees_protected)
        if each.value.key == assignment.replaces or each.value.replaces == assignment.key
    ]
    former = next((each.value for each in kin if each.value.key == assignment.replaces), None)
    return AssignmentCard(
        assignment=one,
        line=assignment_lines(ctx, reader, [one])[0],
        expected=tuple(_expected(ctx, reader, one)),
        homes=tuple(reserved_lines(reader, reader.flat_reservations.of_assignment(one.id))),
        checked=checked_of(ctx, assignment, marks),
        tasks={each.value.item: each for each in reader.preparations.of_assignment(one.id)},
        doubts=assignment_doubts(assignment, rule_book(ctx, reader), former),
        kin=tuple(kin),
    )


def _expected(ctx: Context, reader: Reader, one: Stored[Assignment]) -> Iterable[ExpectedLine]:
    day = one.value.arrival or ctx.today
    found = reader.expected_persons.of_assignment(one.id)
    for each in sorted(found, key=lambda each: each.value.number):
        case_number = each.value.case_number
        person = found_of_case(ctx, reader, case_number) if case_number is not None else None
        yield ExpectedLine(
            each,
            expected_age(each.value, day),
            person.id if person else None,
            person.value.name if person else None,
        )


def reserved_lines(reader: Reader, found: Iterable[Stored[FlatReservation]]) -> Iterable[ReservedLine]:
    """Reservations with the flat and the assignment that each joins, in the order of their days."""
    for one in sorted(found, key=lambda each: each.value.days):
        flat, assignment = reader.flats.find(one.value.flat), reader.assignments.find(one.value.assignment)
        if flat is not None and assignment is not None:
            yield ReservedLine(one, flat, assignment.id)
