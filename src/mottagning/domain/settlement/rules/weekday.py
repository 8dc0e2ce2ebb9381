"""Måndag–fredag: a day price for each active Monday to Friday; public holidays are not taken out."""

from __future__ import annotations

from mottagning.domain.periods import weekdays
from mottagning.domain.settlement.claims import DayKind, Given
from mottagning.domain.settlement.prices import DAY_PRICE
from mottagning.domain.settlement.rules.case import Case, DayRule, per_day


def claims(case: Case) -> Given:
    """Day price × active Mondays–Fridays."""
    return per_day(case, DayRule(DAY_PRICE, DayKind.WEEKDAYS, weekdays))
