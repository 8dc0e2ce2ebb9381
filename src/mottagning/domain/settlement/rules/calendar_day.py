"""Kalenderdag: the month price by active days of the month, or a day price for each active day."""

from __future__ import annotations

from mottagning.domain.agreements import Unit
from mottagning.domain.periods import DateRange
from mottagning.domain.settlement.claims import DayKind, Given
from mottagning.domain.settlement.prices import DAY_PRICE, MONTH_PRICE
from mottagning.domain.settlement.rules.case import Case, DayRule, per_day


def claims(case: Case) -> Given:
    """Month price × active days / days of the month; with Enhet dag the day price × active days."""
    if case.terms.unit is Unit.DAY:
        return per_day(case, DayRule(DAY_PRICE, DayKind.ALL, _days))
    return per_day(case, DayRule(MONTH_PRICE, DayKind.ALL, _days, of=case.service_month.days))


def _days(days: DateRange) -> int:
    return days.days
