"""Weekly hours are proposed, entered, changed and removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mottagning.domain.periods import DateRange
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.weeks import WeeklyHours, hours_problems
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.weeks import Thing
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.people import following
from mottagning.usecases.visible import person_of_case
from mottagning.usecases.weeks.hours import offers_of


def propose_hours(ctx: Context, case_number: str, thing: Thing | None) -> WeeklyHours:
    """Hours for a booking or an activity with what is known: those of the offer that a booking came of, its days.

    Raises Refused when the person may not be seen.
    """
    with ctx.reading() as reader:
        person_of_case(ctx, reader, case_number)
        blank = WeeklyHours(key="", case_number=case_number, days=DateRange(ctx.today), times=())
        if thing is None:
            return blank
        booking = reader.bookings.find(thing.booking) if thing.booking else None
        if booking is not None:
            return _of_booking(ctx, reader, replace(blank, booking=booking.value.key, days=booking.value.days))
        activity = reader.plan_activities.find(thing.plan, thing.activity) if thing.plan else None
        if activity is not None:
            one = activity.value
            return replace(blank, plan=one.plan, activity=one.number, days=one.days)
        return replace(blank, what=thing.what)


def _of_booking(ctx: Context, reader: Reader, hours: WeeklyHours) -> WeeklyHours:
    key = hours.booking or ""
    booking, offer = reader.bookings.find(key), offers_of(reader, [key]).get(key)
    if booking is None:
        return hours
    care = ctx.reference.care.get(booking.value.service)
    there = booking.value.provider_municipality
    if offer is None:
        return replace(hours, care=care, municipality=there)
    opening = offer.times if care is not None else ()
    return replace(hours, care=care, municipality=offer.municipality, times=offer.times, opening=opening)


def save_hours(ctx: Context, before: Stored[WeeklyHours] | None, hours: WeeklyHours) -> Done[Stored[WeeklyHours]]:
    """Keep weekly hours, or change those read as `before`; new ones get their key here.

    Raises Refused with every field that cannot be so, or when the person may not be seen.
    """
    with ctx.writing() as uow:
        person_of_case(ctx, uow, hours.case_number)
        if before is None:
            hours = replace(hours, key=next(following(f"VT{ctx.today.year}-", uow.weekly_hours.keys())))
        problems = (*hours_problems(hours), *_named(uow, hours))
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        after = uow.weekly_hours.put(before, hours)
        return Done(after, uow.commit())


def remove_hours(ctx: Context, before: Stored[WeeklyHours]) -> Done[None]:
    """Remove weekly hours. Raises Refused when they were changed since, or the person may not be seen."""
    with ctx.writing() as uow:
        person_of_case(ctx, uow, before.value.case_number)
        uow.weekly_hours.remove(before)
        return Done(None, uow.commit())


def _named(reader: Reader, hours: WeeklyHours) -> Iterable[FieldProblem]:
    """The booking and the plan are the person's own, and the plan has the activity."""
    booking = reader.bookings.find(hours.booking) if hours.booking else None
    if hours.booking and (booking is None or booking.value.case_number != hours.case_number):
        yield FieldProblem("booking", "not_hers")
    plan = reader.plans.find(hours.plan) if hours.plan else None
    if hours.plan and (plan is None or plan.value.case_number != hours.case_number):
        yield FieldProblem("plan", "plan_not_hers")
    elif hours.plan and hours.activity and reader.plan_activities.find(hours.plan, hours.activity) is None:
        yield FieldProblem("activity", "unknown", {"value": str(hours.activity)})
