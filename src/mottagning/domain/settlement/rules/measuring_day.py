"""Mätdag: the full month price when the reading date of the service month is active.

What a reading decides is settled in the month in which the reading date lies, and the municipality that pays on
that date pays the month.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from mottagning.domain.agreements import ReadingCondition, Terms, Unit
from mottagning.domain.periods import DateRange, Month, hull
from mottagning.domain.settlement.claims import DayRead, Given, Measure
from mottagning.domain.settlement.facts import Placement
from mottagning.domain.settlement.prices import MONTH_PRICE
from mottagning.domain.settlement.rules.case import Case, month_price_day, whole_unit


def settled_in(terms: Terms, service_month: Month) -> Month:
    """The month in which the reading date of `service_month` lies."""
    return Month.of(terms.readings.of_month(service_month))


def claims(case: Case) -> Given:
    """One month price when the reading date is active and meets Mätvillkor."""
    day = case.terms.readings.of_month(case.service_month)
    segment = case.on(day)
    if segment is None or not segment.is_active or not met(case, day):
        return Given()
    step = DayRead(day, case.terms.condition)
    measure = Measure(Fraction(1), None, Unit.MONTH, _spoken_of(case), (step,))
    return whole_unit(case, segment, measure, MONTH_PRICE, month_price_day(case))


def met(case: Case, day: date) -> bool:
    """Whether a reading on `day` meets Mätvillkor."""
    return _MEETS[case.terms.condition](case.placement, day)


def _spoken_of(case: Case) -> DateRange:
    """The active days of the month, or all of it when the reading stands for days outside the booking."""
    active = [part.days for part in case.inside(case.service_month.range) if part.is_active]
    return hull(active) if active else case.service_month.range


def _enrolled(_placement: Placement, _day: date) -> bool:
    return True


def _present(placement: Placement, day: date) -> bool:
    return all(day not in absence.days for absence in placement.absences)


def _told(placement: Placement, day: date) -> bool:
    told = placement.booking.told_on
    return told is not None and told <= day


_MEETS: Mapping[ReadingCondition, Callable[[Placement, date], bool]] = {
    ReadingCondition.ENROLLED: _enrolled,
    ReadingCondition.PRESENT: _present,
    ReadingCondition.TOLD: _told,
}
