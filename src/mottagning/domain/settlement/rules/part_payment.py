"""Delbetalning: a first part in equal monthly shares over the planned time, a second part on the grade.

The value is Antal × the price of a point, or the price of a course, at the start. Shares add up: share k of n is
round(k/n × part) − round((k−1)/n × part). When the course is completed earlier the shares that are left come with the
second part.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mottagning.domain.agreements import Unit
from mottagning.domain.bookings import Outcome
from mottagning.domain.money import Ore, rounded, unscaled
from mottagning.domain.periods import DateRange, Month, hull
from mottagning.domain.problems import Check
from mottagning.domain.settlement.claims import Claim, Fees, Given, Measure, PartPaid, worth
from mottagning.domain.settlement.facts import governing
from mottagning.domain.settlement.prices import PriceGap, UnitPrice, wanted
from mottagning.domain.settlement.rules.case import Case, claim
from mottagning.domain.settlement.rules.once import completion, last_day
from mottagning.domain.settlement.timeline import Segment

POINT_PRICE = wanted(Unit.POINT)
COURSE_PRICE = wanted(Unit.COURSE)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The two parts in per cent, how much of what they are parts of, and over how many months the first is spread."""

    first: int
    second: int
    quantity: Fraction
    unit: Unit
    start: Month
    months: int


def claims(case: Case) -> Given:
    """The month's share, and on the grade the shares that are left and the second part."""
    parts = _parts(case)
    if isinstance(parts, Given):
        return parts
    given = _share(case, parts)
    ending = completion(case)
    return given + (ending if ending is not None else _result(case, parts))


def _parts(case: Case) -> _Parts | Given:
    booking, shares = case.placement.booking, case.terms.shares
    planned = booking.planned_until or booking.days.last
    if shares is None or planned is None:
        return _held(case, "no_planned_end")
    unit = Unit.COURSE if case.terms.unit is Unit.COURSE else Unit.POINT
    if unit is Unit.POINT and booking.quantity is None:
        return _held(case, "no_points")
    quantity = Fraction(1) if unit is Unit.COURSE or booking.quantity is None else unscaled(booking.quantity)
    start = Month.of(booking.days.start)
    return _Parts(*shares, quantity, unit, start, Month.of(planned).index - start.index + 1)


def _held(case: Case, reason: str) -> Given:
    active = [part for part in case.inside(case.service_month.range) if part.is_active]
    return Given(problems=(case.problem(Check.K12, reason, active[0].days.start),)) if active else Given()


def _share(case: Case, parts: _Parts) -> Given:
    """The share of the service month, paid by the municipality that pays on its first covered day.

    None after the month of the grade: what was left by then came with the second part.
    """
    if _is_graded_before(case):
        return Given()
    number = case.service_month.index - parts.start.index + 1
    covered = case.covered(case.service_month.range)
    if not 1 <= number <= parts.months or not covered or not covered[0].is_active:
        return Given()
    if not any(map(case.attended, covered)):
        return Given()
    days = hull(part.days for part in covered if part.is_active)
    return _paid(case, covered[0], parts, days, PartPaid(parts.first, number, number, parts.months))


def _is_graded_before(case: Case) -> bool:
    booking = case.placement.booking
    graded_on = booking.graded_on if booking.outcome is Outcome.COMPLETED else None
    return graded_on is not None and Month.of(graded_on) < case.service_month


def _result(case: Case, parts: _Parts) -> Given:
    segment = last_day(case)
    if segment is None or not segment.is_active:
        return Given()
    days = segment.days
    booking = case.placement.booking
    ends = [day for day in (booking.days.last, booking.graded_on) if day is not None]
    reached = Month.of(min(ends)).index - parts.start.index + 1
    given = Given()
    if reached < parts.months:
        given += _paid(case, segment, parts, days, PartPaid(parts.first, reached + 1, parts.months, parts.months))
    return given + _paid(case, segment, parts, days, PartPaid(parts.second, 1, 1, 1))


def _paid(case: Case, segment: Segment, parts: _Parts, days: DateRange, step: PartPaid) -> Given:
    if step.per_cent == 0:
        return Given()
    start = case.placement.booking.days.start
    wished = POINT_PRICE if parts.unit is Unit.POINT else COURSE_PRICE
    price = case.price(governing(case.books, start) or case.book, segment, wished, start)
    if isinstance(price, PriceGap):
        return case.gap(price, start)
    return Given((_claim(case, segment, parts, days, step, price),))


def _claim(
    case: Case, segment: Segment, parts: _Parts, days: DateRange, step: PartPaid, price: UnitPrice | None
) -> Claim:
    part = parts.quantity * Fraction(step.per_cent, 100)
    quantity = part * Fraction(step.last - step.first + 1, step.of)
    measure = Measure(quantity, None, parts.unit, days, (step,))
    return claim(case, segment, measure, price, _telescoped(case, part, step, price))


def _telescoped(case: Case, part: Fraction, step: PartPaid, price: UnitPrice | None) -> Ore:
    """Shares `first` to `last` of the part, so that all shares together are the part rounded once."""
    terms = case.terms
    value = worth(part, None, price, Fees(terms.administration_fee, terms.vat_compensation))
    until, before = Fraction(step.last, step.of), Fraction(step.first - 1, step.of)
    return Ore(rounded(until * value, terms.rounding) - rounded(before * value, terms.rounding))
