"""Rapporterat: what was reported as held in a month – hours, pieces, or the month itself."""

from __future__ import annotations

from fractions import Fraction

from mottagning.domain.agreements import Unit
from mottagning.domain.money import unscaled
from mottagning.domain.periods import hull
from mottagning.domain.settlement.claims import Given, Measure, Reported
from mottagning.domain.settlement.prices import MONTH_PRICE, wanted
from mottagning.domain.settlement.rules.case import Case, month_price_day, whole_unit

HOUR_PRICE = wanted(Unit.HOUR)
PIECE_PRICE = wanted(Unit.PIECE)
_PRICES = {Unit.HOUR: HOUR_PRICE, Unit.PIECE: PIECE_PRICE, Unit.MONTH: MONTH_PRICE}


def claims(case: Case) -> Given:
    """Reported Antal × price; with Enhet månad the month price for a month reported as held."""
    reported = [report for report in case.placement.reports if report.month == case.service_month]
    covered = case.covered(case.service_month.range)
    if not reported or not reported[0].quantity or not covered or not covered[0].is_active:
        return Given()
    unit = case.terms.unit if case.terms.unit in _PRICES else Unit.PIECE
    quantity = Fraction(1) if unit is Unit.MONTH else unscaled(reported[0].quantity)
    days = hull(part.days for part in covered if part.is_active)
    measure = Measure(quantity, None, unit, days, (Reported(case.service_month),))
    return whole_unit(case, covered[0], measure, _PRICES[unit], month_price_day(case))
