"""What can be had, where, and is there room? Offers of ours and of others, and the seats of our own.

Only the seller says how many seats there are (Solna's answer, 2009): a number, from whom and for which day. The seats
of our own offers are a capacity that what has been promised takes from; those of others are as they told us.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import accumulate
from statistics import median

from mottagning.domain.agreements import Unit
from mottagning.domain.bookings import Booking, Outcome
from mottagning.domain.money import Scaled
from mottagning.domain.periods import DateRange
from mottagning.domain.problems import FieldProblem
from mottagning.domain.requests import (
    BookingRequest,
    RequestStatus,
    RequestStep,
    Side,
    StepKind,
    last_answer,
    status_of,
)
from mottagning.domain.weekly_times import WeeklyTime, times_problems


class ProviderKind(Enum):
    """Who the provider is to the municipality."""

    OWN = "own"
    PROCURED = "procured"
    AUTHORISED = "authorised"
    PRIVATE = "private"


class Eligibility(Enum):
    """Who may come (kommuners svar, 2009: places kept for own residents limit the choice of others)."""

    OWN_RESIDENTS = "own_residents"
    COUNTY = "county"
    BY_AGREEMENT = "by_agreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An insats that can be had. `municipality` answers for it, `place` is where it is held.

    `price` is as told, in ten-thousandths of a krona for each `unit`; what is billed stands in the agreement. `seats`
    held on `seats_on` according to `source`; it is held with `fewest` participants or more. `is_lacking` says that
    the municipality does not have the insats itself (Täby's answer, 2009).
    """

    key: str
    service: str
    municipality: str
    days: DateRange
    variant: str | None = None
    provider: str | None = None
    provider_kind: ProviderKind | None = None
    place: str | None = None
    language: str | None = None
    times: tuple[WeeklyTime, ...] = ()
    price: Scaled | None = None
    unit: Unit | None = None
    eligibility: Eligibility | None = None
    speciality: str | None = None
    seats: int | None = None
    seats_on: date | None = None
    source: str | None = None
    is_lacking: bool = False
    fewest: int | None = None


def offer_problems(offer: Offer) -> tuple[FieldProblem, ...]:
    """What keeps `offer` out of the catalogue."""
    problems = [
        FieldProblem(name, "missing") for name in ("key", "service", "municipality") if not getattr(offer, name)
    ]
    problems += [
        FieldProblem(name, "negative") for name in ("price", "seats", "fewest") if (getattr(offer, name) or 0) < 0
    ]
    if offer.price is not None and offer.unit is None:
        problems.append(FieldProblem("unit", "missing"))
    if offer.seats is not None:
        problems += [FieldProblem(name, "missing") for name in ("seats_on", "source") if getattr(offer, name) is None]
    if offer.is_lacking and offer.seats:
        problems.append(FieldProblem("seats", "seats_of_nothing"))
    if offer.fewest is not None and offer.seats is not None and offer.fewest > offer.seats:
        problems.append(FieldProblem("fewest", "more_than_most"))
    return (*problems, *times_problems(offer.times))


def has_too_few(offer: Offer, taken: int, today: date) -> bool:
    """Whether fewer have a seat than it is held for, while something can be done about it."""
    return offer.fewest is not None and taken < offer.fewest and today <= offer.days.start


def free_seats(offer: Offer, taken: Iterable[DateRange], days: DateRange) -> int | None:
    """How many seats are free on every day of `days`, below zero where more are taken than there are.

    None where the number of seats is not known.
    """
    return None if offer.seats is None else offer.seats - most_at_once(taken, days)


def most_at_once(taken: Iterable[DateRange], days: DateRange) -> int:
    """The most of `taken` that hold one and the same day of `days`."""
    inside = [met for one in taken if (met := one.meet(days))]
    changes = sorted([(one.start, 1) for one in inside] + [(one.end, -1) for one in inside])  # who leaves makes room
    return max(accumulate(change for _, change in changes), default=0)


def is_promised(request: BookingRequest, steps: Sequence[RequestStep]) -> bool:
    """Whether we have promised a seat that is not booked yet.

    A commitment of the home municipality is its word about the cost, and takes no seat.
    """
    is_ours = request.side is Side.PROVIDING and request.booking is None
    accepted = status_of(request, steps) is RequestStatus.ACCEPTED
    return is_ours and accepted and last_answer(request, steps) is StepKind.ACCEPTED


def seat_days(booking: Booking, today: date) -> DateRange | None:
    """The days on which a booking takes a seat; None where it never began.

    One without an end keeps it to the last planned day; one that has outlived its plan, until it ends.
    """
    days = agreed_days(booking)
    outlives_plan = days is not None and booking.days.is_open and days.end <= today
    return booking.days if outlives_plan else days


def agreed_days(booking: Booking) -> DateRange | None:
    """The days on which a seat was agreed for a booking, whatever became of the plan; None where it never began.

    What was agreed together fits together; that somebody stays on takes no other's promise away.
    """
    if booking.outcome is Outcome.NEVER_STARTED:
        return None
    if booking.days.is_open and booking.planned_until is not None and booking.planned_until >= booking.days.start:
        return DateRange.inclusive(booking.days.start, booking.planned_until)
    return booking.days


def is_overdrawn(
    seats: int, taken: Sequence[DateRange], before: tuple[int, Sequence[DateRange]], days: DateRange
) -> bool:
    """Whether on some day of `days` more is taken than there are `seats`, and by more than it was `before`."""
    had, was_taken = before
    for day in _turns([*taken, *was_taken], days):
        excess = _held(taken, day) - seats
        if excess > max(0, _held(was_taken, day) - had):
            return True
    return False


def grows(taken: Sequence[DateRange], before: Sequence[DateRange], days: DateRange) -> bool:
    """Whether on some day of `days` more is taken than before."""
    return any(_held(taken, day) > _held(before, day) for day in _turns([*taken, *before], days))


def _turns(ranges: Iterable[DateRange], days: DateRange) -> list[date]:
    """The days of `days` on which the number that is taken can rise."""
    return [days.start, *(one.start for one in ranges if one.start in days)]


def _held(ranges: Iterable[DateRange], day: date) -> int:
    return sum(day in one for one in ranges)


def days_old(offer: Offer, today: date) -> int | None:
    """How many days ago the number of seats held; None where there is none."""
    return None if offer.seats is None or offer.seats_on is None else (today - offer.seats_on).days


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long people have waited: the median in days, and of how many."""

    days: Fraction
    of: int


_ADMITTING = frozenset({StepKind.ACCEPTED, StepKind.ADMITTED})


def waiting_time(handled: Iterable[tuple[BookingRequest, Sequence[RequestStep]]]) -> Waiting | None:
    """The median of days from the request to the day it was accepted; None while none has been."""
    waited = [days for request, steps in handled if (days := _waited(request, steps)) is not None]
    return Waiting(median(map(Fraction, waited)), len(waited)) if waited else None


def _waited(request: BookingRequest, steps: Sequence[RequestStep]) -> int | None:
    asked = next((step.on for step in steps if step.kind is StepKind.REQUESTED), None)
    accepted = next((step.on for step in steps if step.kind in _ADMITTING), None)
    status = status_of(request, steps)
    if asked is None or accepted is None or status not in {RequestStatus.ACCEPTED, RequestStatus.AGREED}:
        return None
    return (accepted - asked).days
