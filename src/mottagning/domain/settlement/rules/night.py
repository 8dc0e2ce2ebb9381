"""Dygn: a price for each night, that is each active day but the booking's last, unless the discharge day counts."""

from __future__ import annotations

from mottagning.domain.agreements import Unit
from mottagning.domain.periods import DateRange
from mottagning.domain.settlement.claims import DayKind, Given
from mottagning.domain.settlement.prices import wanted
from mottagning.domain.settlement.rules.case import Case, DayRule, per_day

NIGHT_PRICE = wanted(Unit.NIGHT)


def claims(case: Case) -> Given:
    """Price × nights."""
    last = None if case.terms.counts_discharge_day else case.placement.booking.days.last

    def counted(days: DateRange) -> int:
        return days.days - (last is not None and last in days)

    return per_day(case, DayRule(NIGHT_PRICE, DayKind.NIGHTS, counted, unit=Unit.NIGHT))
