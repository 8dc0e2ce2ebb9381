"""Termin: the term price when the term's reading date is active; settled in, and named by, the month of the reading.

Spring is January–June, autumn July–December.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from mottagning.domain.agreements import Unit
from mottagning.domain.periods import DateRange, Month, hull
from mottagning.domain.settlement.claims import DayRead, Given, Measure
from mottagning.domain.settlement.prices import wanted
from mottagning.domain.settlement.readings import AUTUMN, SPRING
from mottagning.domain.settlement.rules.case import Case, whole_unit
from mottagning.domain.settlement.rules.measuring_day import met

TERM_PRICE = wanted(Unit.TERM, 2)


def claims(case: Case) -> Given:
    """Term price, or half the year price, for each term that is read in the month."""
    given = Given()
    for term in (SPRING, AUTUMN):
        day = case.terms.readings.of_term(term, case.service_month.year)
        if Month.of(day) == case.service_month:
            given += _term(case, term, day)
    return given


def _term(case: Case, term: str, day: date) -> Given:
    segment = case.on(day)
    if segment is None or not segment.is_active or not met(case, day):
        return Given()
    active = [part.days for part in case.inside(_days(term, day.year)) if part.is_active]
    spoken_of = hull(active) if active else DateRange.inclusive(day, day)
    measure = Measure(Fraction(1), None, Unit.TERM, spoken_of, (DayRead(day, case.terms.condition),))
    return whole_unit(case, segment, measure, TERM_PRICE, day)


def _days(term: str, year: int) -> DateRange:
    if term == SPRING:
        return DateRange(date(year, 1, 1), date(year, 7, 1))
    return DateRange(date(year, 7, 1), date(year + 1, 1, 1))
