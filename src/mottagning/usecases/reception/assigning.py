"""Assignments: registered, changed, received, replaced, removed; and who is expected, until she is registered.

What is prepared is ticked for the household that comes. It is there before anybody of it is registered, so that the
checklist goes on with them (`plans.checking`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from mottagning.domain.assignments import (
    Assignment,
    AssignmentKind,
    AssignmentStatus,
    ExpectedPerson,
    Preparation,
    assignment_problems,
    expected_problems,
    newcomer,
    preparation_problems,
)
from mottagning.domain.checklists import Phase
from mottagning.domain.deadlines.milestones import Milestone, MilestoneKind
from mottagning.domain.households import Household
from mottagning.domain.people import Person, Protection, birth_problems
from mottagning.domain.plans import next_number
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.changes import Done, Stored
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context, own_municipality
from mottagning.usecases.people import add_person, following, free_case_numbers
from mottagning.usecases.visible import found_of_case, seen_assignment, sees_household


def save_assignment(ctx: Context, before: Stored[Assignment] | None, one: Assignment) -> Done[Stored[Assignment]]:
    """Register an assignment, or change the one read as `before`; a new one gets its key and its household here.

    One that is received gives those of its people who lack a day of reception this one, and takes it back with its own.
    What it replaces is replaced, and as before when it is so no more.
    Raises Refused with every field that cannot be so, or when it may not be seen.
    """
    with ctx.writing() as uow:
        if before is None:
            one = replace(one, key=next(following(f"AN{ctx.today.year}-", uow.assignments.keys())))
        else:
            seen_assignment(ctx, uow, before.id)
        others = [
            each
            for each in uow.assignments.visible(protected=ctx.sees_protected)
            if before is None or each.id != before.id
        ]
        hidden = _hidden_former(before, [each.value for each in others])
        told = replace(one, replaces=None) if hidden else one
        one = replace(one, replaces=hidden or one.replaces)
        _require(*assignment_problems(told, [each.value for each in others], ctx.today), *_unfit(ctx, uow, before, one))
        if one.household is None:
            one = replace(one, household=_new_household(ctx, uow))
        after = uow.assignments.put(before, one)
        if before is not None and before.value.replaces != one.replaces:
            _not_replaced(uow, before.value.replaces)
        former = next((each for each in others if each.value.key == one.replaces), None)
        if former is not None and former.value.status is not AssignmentStatus.REPLACED:
            uow.assignments.change(former, replace(former.value, status=AssignmentStatus.REPLACED))
        _receive(uow, after, before.value.received_on if before else None)
        return Done(after, uow.commit())


def _hidden_former(before: Stored[Assignment] | None, seen: Iterable[Assignment]) -> str | None:
    """What an assignment replaces where the user may not see that: it stays, untold."""
    former = before.value.replaces if before is not None else None
    return None if former in {each.key for each in seen} else former


def _unfit(ctx: Context, reader: Reader, before: Stored[Assignment] | None, one: Assignment) -> Iterable[FieldProblem]:
    """A household that is not there, and an address that may not be kept."""
    is_same = before is not None and before.value.household == one.household
    if one.household is not None and not is_same and not sees_household(ctx, reader, one.household):
        yield FieldProblem("household", "unknown", {"value": one.household})
    is_kept_away = one.protection is Protection.PROTECTED_REGISTRATION
    if is_kept_away and before is not None and reader.flat_reservations.of_assignment(before.id):
        yield FieldProblem("protection", "flat_is_reserved")


def _new_household(ctx: Context, uow: UnitOfWork) -> str:
    key = next(following(f"H{ctx.today.year}-", uow.households.keys()))
    uow.households.add(Household(key=key))
    return key


def _receive(uow: UnitOfWork, after: Stored[Assignment], before: date | None) -> None:
    """Give the day of reception to those who lack one, or had the day that was written here `before`."""
    now = after.value.received_on
    found = [person for person in _linked(uow, after.id) if person.value.received_on in {None, before} - {now}]
    uow.people.change_many([(one, replace(one.value, received_on=now)) for one in found])


def _not_replaced(uow: UnitOfWork, key: str | None) -> None:
    """What was replaced and is so no more is what it was before: nobody who is to come is lost sight of."""
    former = uow.assignments.find(key) if key is not None else None
    if former is not None and former.value.status is AssignmentStatus.REPLACED:
        uow.assignments.change(former, replace(former.value, status=_status_before(uow, former)))


def _status_before(reader: Reader, one: Stored[Assignment]) -> AssignmentStatus:
    """What the log says that an assignment was before it was replaced; expected where the log says nothing."""
    for trace in reversed(reader.traces.of_record(reader.assignments.shape.table.name, one.id, {}, one.value.key)):
        match trace.changes.get("status"):
            case [str(was), AssignmentStatus.REPLACED.value]:
                return AssignmentStatus(was)
    return AssignmentStatus.EXPECTED


def _linked(reader: Reader, assignment_id: int) -> list[Stored[Person]]:
    """The persons that those expected have become."""
    cases = [one.value.case_number for one in reader.expected_persons.of_assignment(assignment_id)]
    return reader.people.naming("case_number", [case for case in cases if case is not None])


def remove_assignment(ctx: Context, before: Stored[Assignment]) -> Done[None]:
    """Remove an assignment that was a mistake, with who was expected and what was ticked.

    Raises Refused when somebody of it is registered, a flat is reserved, or another replaces it: then it is cancelled.
    """
    with ctx.writing() as uow:
        seen_assignment(ctx, uow, before.id)
        expected = uow.expected_persons.of_assignment(before.id)
        is_named = uow.assignments.naming("replaces", [before.value.key])
        if is_named or uow.flat_reservations.of_assignment(before.id) or any(one.value.case_number for one in expected):
            raise Refused(RefusalCode.IN_USE)
        for one in expected:
            uow.expected_persons.remove(one)
        for task in uow.preparations.of_assignment(before.id):
            uow.preparations.remove(task)
        uow.assignments.remove(before)
        _not_replaced(uow, before.value.replaces)
        if before.value.household is not None:
            _drop_household(uow, before.value.household)
        return Done(None, uow.commit())


def _drop_household(uow: UnitOfWork, key: str) -> None:
    """A household that nobody belongs to goes with what was ticked for it, and what waited."""
    household = uow.households.find(key)
    if household is None or uow.memberships.of_household(key) or uow.assignments.naming("household", [key]):
        return
    for mark in uow.checklist_marks.of_households([key]):
        uow.checklist_marks.remove(mark)
    for wait in uow.waits.of_households([key]):
        uow.waits.remove(wait)
    uow.households.remove(household)


# who is expected


def save_expected(
    ctx: Context, assignment_id: int, before: Stored[ExpectedPerson] | None, one: ExpectedPerson
) -> Done[Stored[ExpectedPerson]]:
    """Say who is expected, or change her; a new one gets her number here.

    With a case number she is somebody registered, who is told what the assignment says where nothing is known, and
    joins its household. Raises Refused with every field that cannot be so, or when she may not be seen.
    """
    with ctx.writing() as uow:
        assignment = seen_assignment(ctx, uow, assignment_id)
        taken = [each.value.number for each in uow.expected_persons.of_assignment(assignment_id)]
        number = before.value.number if before else next_number(taken)
        one = replace(one, assignment=assignment.value.key, number=number)
        is_new_link = one.case_number is not None and (before is None or before.value.case_number != one.case_number)
        person = found_of_case(ctx, uow, one.case_number) if one.case_number is not None else None
        problems = [*expected_problems(one), *birth_problems(one.birth_date, ctx.today)]
        if is_new_link:
            problems += _link_problems(uow, assignment, one, person)
        _require(*problems)
        if person is not None:
            one = replace(one, case_number=person.value.case_number)
        after: Stored[ExpectedPerson] = uow.expected_persons.put(before, one)
        if is_new_link and person is not None:
            _join(uow, assignment, person, one)
        return Done(after, uow.commit())


def _link_problems(
    reader: Reader, assignment: Stored[Assignment], one: ExpectedPerson, person: Stored[Person] | None
) -> Iterable[FieldProblem]:
    if person is None:
        yield FieldProblem("case_number", "unknown", {"value": one.case_number})
        return
    if reader.expected_persons.naming("case_number", [person.value.case_number]):
        yield FieldProblem("case_number", "linked_twice")
    is_kept_away = person.value.protection is Protection.PROTECTED_REGISTRATION
    if is_kept_away and reader.flat_reservations.of_assignment(assignment.id):
        yield FieldProblem("case_number", "flat_is_reserved")


def _join(uow: UnitOfWork, assignment: Stored[Assignment], person: Stored[Person], one: ExpectedPerson) -> None:
    """Somebody who was registered before is told what the assignment says; the two households become one.

    That of the assignment gives way while nobody belongs to it, and what was ticked or waits goes over.
    """
    said, of = assignment.value, person.value
    told = replace(
        of,
        settlement_kind=of.settlement_kind or said.kind.settlement,
        assigned_on=of.assigned_on or said.decided_on,
        received_on=of.received_on or said.received_on,
        household=of.household or said.household,
        household_role=of.household_role or one.role,
    )
    uow.people.change(person, told)
    own = said.household
    if of.household is None or own is None or own == of.household or uow.memberships.of_household(own):
        return
    known = {mark.value.item for mark in uow.checklist_marks.of_households([of.household])}
    for mark in uow.checklist_marks.of_households([own]):
        if mark.value.item not in known:
            uow.checklist_marks.change(mark, replace(mark.value, household=of.household))
    for wait in uow.waits.of_households([own]):
        uow.waits.change(wait, replace(wait.value, household=of.household))
    uow.assignments.change(assignment, replace(said, household=of.household))
    _drop_household(uow, own)


def remove_expected(ctx: Context, before: Stored[ExpectedPerson]) -> Done[None]:
    """Take back that somebody is expected; whom she has become stays registered. Raises Refused when it was changed."""
    with ctx.writing() as uow:
        _assignment_of(ctx, uow, before.value.assignment)
        uow.expected_persons.remove(before)
        return Done(None, uow.commit())


def register_expected(ctx: Context, assignment_id: int, numbers: Sequence[int]) -> Done[list[Stored[Person]]]:
    """Register those of the expected with these numbers who have a name and are nobody yet.

    They belong to the assignment's household from then on. Raises Refused with every field that cannot be so.
    """
    with ctx.writing() as uow:
        assignment = seen_assignment(ctx, uow, assignment_id)
        found = [
            one
            for one in uow.expected_persons.of_assignment(assignment_id)
            if one.value.number in set(numbers) and one.value.case_number is None and one.value.name
        ]
        taken = [one.value.case_number for one in uow.people.every()]
        cases = free_case_numbers(ctx, [*taken, *uow.former_cases.current()])
        own = own_municipality(uow)
        made = []
        for one in found:
            person = add_person(ctx, uow, newcomer(one.value, assignment.value, next(cases), own))
            uow.expected_persons.change(one, replace(one.value, case_number=person.value.case_number))
            if assignment.value.kind is AssignmentKind.QUOTA and assignment.value.due_on is not None:
                uow.milestones.add(_last_day(person.value.case_number, assignment.value, assignment.value.due_on))
            made.append(person)
        return Done(made, uow.commit())


def _last_day(case_number: str, of: Assignment, day: date) -> Milestone:
    """The last day of somebody's quota decision, which her own deadline counts from."""
    source = of.agency_case or of.key
    return Milestone(case_number=case_number, kind=MilestoneKind.RECEPTION_DUE, happened_on=day, source=source)


# what is prepared


def save_preparation(
    ctx: Context, assignment_id: int, before: Stored[Preparation] | None, one: Preparation
) -> Done[Stored[Preparation]]:
    """Say who sees to an item before the arrival. Raises Refused with every field that cannot be so."""
    with ctx.writing() as uow:
        one = replace(one, assignment=seen_assignment(ctx, uow, assignment_id).value.key)
        _require(*preparation_problems(one, items_before(ctx)))
        after: Stored[Preparation] = uow.preparations.put(before, one)
        return Done(after, uow.commit())


def items_before(ctx: Context) -> tuple[str, ...]:
    """The keys of the items that are seen to before an arrival."""
    return tuple(one.key for one in ctx.reference.plans.checklist.items if one.phase is Phase.BEFORE_ARRIVAL)


def remove_preparation(ctx: Context, before: Stored[Preparation]) -> Done[None]:
    """Take back who sees to an item. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        _assignment_of(ctx, uow, before.value.assignment)
        uow.preparations.remove(before)
        return Done(None, uow.commit())


def _assignment_of(ctx: Context, reader: Reader, key: str) -> Stored[Assignment]:
    found = reader.assignments.find(key)
    if found is None:
        raise Refused(RefusalCode.GONE)
    return seen_assignment(ctx, reader, found.id)


def _require(*problems: FieldProblem) -> None:
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)
