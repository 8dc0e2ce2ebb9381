"""Whom may the user see? A person with protected data is gone to those without the right, and what is hers."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol, TypeVar

from mottagning.domain.assignments import Assignment
from mottagning.domain.bookings import Booking
from mottagning.domain.flats import Flat
from mottagning.domain.people import Person
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.requests import BookingRequest
from mottagning.domain.rights import Part
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.returns import ClosedReturn
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context

T = TypeVar("T", Booking, BookingRequest)


class OfSomebody(Protocol):
    """What is kept of one person, or of one household."""

    @property
    def case_number(self) -> str | None: ...
    @property
    def household(self) -> str | None: ...


def may_see(ctx: Context, person: Person) -> bool:
    """Whether she is there at all for the user."""
    return ctx.sees_protected or not person.is_protected


def found_of_case(ctx: Context, reader: Reader, case_number: str) -> Stored[Person] | None:
    """Whom this case number, present or former, leads to; None for nobody, and for somebody who may not be seen."""
    found = reader.people.by_case(case_number)
    return found if found is not None and may_see(ctx, found.value) else None


def person_of_case(ctx: Context, reader: Reader, case_number: str) -> Stored[Person]:
    """Whom this case number leads to. Raises Refused when she is gone or may not be seen."""
    found = found_of_case(ctx, reader, case_number)
    if found is None:
        raise Refused(RefusalCode.GONE)
    return found


def require_seen(ctx: Context, reader: Reader, of: OfSomebody) -> None:
    """Raises Refused when what is kept of a person or of a household is somebody's who may not be seen."""
    if of.case_number is not None:
        person_of_case(ctx, reader, of.case_number)
    if of.household is not None and not sees_household(ctx, reader, of.household):
        problem = FieldProblem("household", "unknown", {"value": of.household})
        raise Refused(RefusalCode.INVALID_FIELDS, problem)


def of_holder(ctx: Context, reader: Reader, record: T) -> T:
    """The record, a booking or a request, with the present case number of whom its own leads to.

    A former number leads to the person who has it now; to nobody where she may not be seen.
    """
    holder = found_of_case(ctx, reader, record.case_number)
    return record if holder is None else replace(record, case_number=holder.value.case_number)


def booking_line(ctx: Context, reader: Reader, key: str) -> BookingLine | None:
    """The booking with this key as lists show it; None for none, and for somebody's who may not be seen."""
    found = reader.bookings.find(key)
    if found is None:
        return None
    lines = reader.lists.bookings(ctx.today, protected=ctx.sees_protected, booking=found.id)
    return lines[0] if lines else None


def seen_person(ctx: Context, reader: Reader, person_id: int) -> Stored[Person]:
    """The person with this number of the store. Raises Refused when she is gone or may not be seen."""
    person = reader.people.get(person_id)
    if not may_see(ctx, person.value):
        raise Refused(RefusalCode.GONE)
    return person


def sees_household(ctx: Context, reader: Reader, key: str) -> bool:
    """Whether somebody in the household, now, before or expected, may be seen: else there is no such household."""
    found = (reader.people.find(one.value.case_number) for one in reader.memberships.of_household(key))
    if any(person is not None and may_see(ctx, person.value) for person in found):
        return True
    return ctx.sees(Part.PLANS) and any(
        reader.assignments.is_visible(one.id, protected=ctx.sees_protected)
        for one in reader.assignments.naming("household", [key])
    )


def seen_assignment(ctx: Context, reader: Reader, assignment_id: int) -> Stored[Assignment]:
    """The assignment with this number. Raises Refused when it is gone, or anybody of it may not be seen."""
    found = reader.assignments.get(assignment_id)
    if not reader.assignments.is_visible(found.id, protected=ctx.sees_protected):
        raise Refused(RefusalCode.GONE)
    return found


def seen_flat(ctx: Context, reader: Reader, flat_id: int) -> Stored[Flat]:
    """The flat with this number. Raises Refused when it is gone, or is somebody's who may not be seen."""
    found = reader.flats.get(flat_id)
    if not reader.flats.is_visible(found.id, protected=ctx.sees_protected):
        raise Refused(RefusalCode.GONE)
    return found


def seen_plan(ctx: Context, reader: Reader, plan_id: int) -> Stored[IntroductionPlan]:
    """The plan with this number of the store. Raises Refused when it is gone or the person may not be seen."""
    plan = reader.plans.get(plan_id)
    person_of_case(ctx, reader, plan.value.case_number)
    return plan


def is_hidden(ctx: Context, reader: Reader, case_number: str | None) -> bool:
    """Whether the case is somebody's whom the user may not know of."""
    found = reader.people.by_case(case_number) if case_number and not ctx.sees_protected else None
    return found is not None and found.value.is_protected


def seen_return(ctx: Context, reader: Reader, return_id: int) -> ClosedReturn:
    """A return that stands. Raises Refused when it is gone, was replaced, or is protected without the right."""
    found = [one for one in reader.ledger.returns() if one.id == return_id]
    if not found or (found[0].is_protected and not ctx.sees_protected):
        raise Refused(RefusalCode.GONE)
    return found[0]
