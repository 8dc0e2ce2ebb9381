"""What will a booking come to? The rules over the planned time, with what nobody knows yet supposed.

The engine is the one that bills, so that an estimate and the returns that follow agree wherever the plan held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction

from mottagning.domain.agreements import Method, Terms, Unit
from mottagning.domain.bookings import Outcome, Report
from mottagning.domain.money import Ore, Scaled, scaled, total, unscaled
from mottagning.domain.periods import DAY, DateRange, Month, add_months, months_between
from mottagning.domain.problems import Problem
from mottagning.domain.settlement.claims import Claim
from mottagning.domain.settlement.engine import Office, Span, settle
from mottagning.domain.settlement.facts import Book, Placement, reported_of_each, terms_for

MONTHS_AHEAD = 12
"""How far an estimate looks when no end is planned."""
_LATEST_SETTLED = 12
"""Months after the last day in which something may still be settled: a year's settlement, a late grade."""


class Supposition(Enum):
    """What an estimate takes for granted."""

    GOES_ON = "goes_on"
    COMPLETED = "completed"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a booking comes to over `days`, what keeps some of it from being told, and what was supposed."""

    days: DateRange
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    supposed: tuple[Supposition, ...]

    @property
    def total(self) -> Ore:
        """The sum in öre."""
        return total([claim.amount for claim in self.claims])


def estimate(placement: Placement, books: Sequence[Book], office: Office, today: date) -> Estimate:
    """What `placement` comes to, from the register's first month to the end of the booking.

    `books` are the agreements of its chain, oldest first. An open booking is counted to its planned end, or for
    `MONTHS_AHEAD` months where no end lies ahead.
    """
    one, supposed = supposing(placement, books, today)
    days = one.booking.days
    found = settle(one, books, office, Span(Month.of(days.start), last_settled(days)))
    return Estimate(days, found.claims, found.problems, supposed)


def supposing(
    placement: Placement, books: Sequence[Book], today: date, until: date | None = None
) -> tuple[Placement, tuple[Supposition, ...]]:
    """The booking with what nobody knows yet supposed: its end, its result, its reports.

    One without an end ahead goes on up to but not including `until`, or for `MONTHS_AHEAD` months.
    """
    booking = placement.booking
    days, supposed = _planned(placement, today, until)
    terms = terms_for(books, booking.service, days.start, days.start)
    one = replace(placement, booking=replace(booking, days=days))
    if terms is not None and placement.shared is None:
        one, more = _as_hoped(one, terms[1])
        supposed += more
    return one, tuple(supposed)


def last_settled(days: DateRange) -> Month:
    """The last month in which something of a booking of these closed days may be settled."""
    return Month.of(days.last or days.start).plus(_LATEST_SETTLED)


def _planned(placement: Placement, today: date, until: date | None) -> tuple[DateRange, list[Supposition]]:
    """The days to count, and whether their end is supposed."""
    days, planned = placement.booking.days, placement.booking.planned_until
    if days.last is not None:
        return days, []
    if planned is not None and planned >= max(today, days.start):
        return DateRange.inclusive(days.start, planned), []
    end = until or add_months(max(today, days.start), MONTHS_AHEAD)
    return DateRange(days.start, max(end, days.start + DAY)), [Supposition.GOES_ON]


def _as_hoped(placement: Placement, terms: Terms) -> tuple[Placement, list[Supposition]]:
    """The booking with the result or the reports that its rule waits for."""
    booking = placement.booking
    if terms.method in {Method.COURSE, Method.PART_PAYMENT} and booking.outcome is None:
        last = booking.days.last or booking.days.start
        done = replace(booking, outcome=Outcome.COMPLETED, graded_on=last, planned_until=booking.planned_until or last)
        return replace(placement, booking=done), [Supposition.COMPLETED]
    if terms.method is Method.REPORTED:
        reports = tuple(_reports(placement, terms.unit))
        if reports:
            return replace(placement, reports=(*placement.reports, *reports)), [Supposition.REPORTED]
    return placement, []


def _reports(placement: Placement, unit: Unit) -> Iterator[Report]:
    """A report for each month that has none: the month itself, or the hours of the week in whole hours.

    Of a course booked by headcount it is the one that tells how many came.
    """
    booking, heads = placement.booking, placement.heads
    if heads is not None:
        if heads.is_planned:
            yield reported_of_each(booking, heads)
        return
    reported = {report.month for report in placement.reports}
    last = booking.days.last or booking.days.start
    for month in months_between(Month.of(booking.days.start), Month.of(last)):
        part = booking.days.meet(month.range)
        quantity = _usual(unit, booking.hours_per_week, part.days if part else 0)
        if month not in reported and quantity:
            yield Report(booking=booking.key, month=month, quantity=quantity)


def _usual(unit: Unit, hours_per_week: Scaled | None, days: int) -> Scaled | None:
    if unit is Unit.MONTH:
        return scaled(1)
    if unit is Unit.HOUR and hours_per_week:
        return scaled(round(unscaled(hours_per_week) * Fraction(days, 7)))
    return None
