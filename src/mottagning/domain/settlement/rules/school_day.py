"""Skoldag: a day price for each active school day of the agreement's school calendar."""

from __future__ import annotations

from mottagning.domain.periods import DateRange, Month, weekdays
from mottagning.domain.problems import Check
from mottagning.domain.settlement.claims import DayKind, Given
from mottagning.domain.settlement.prices import DAY_PRICE
from mottagning.domain.settlement.rules.case import Case, DayRule, per_day


def claims(case: Case) -> Given:
    """Day price × active school days; a calendar without any day in the year holds the month back."""
    runs = [run.days for run in case.book.facts.school_runs if run.calendar == case.terms.school_calendar]
    year = DateRange(Month(case.service_month.year, 1).first, Month(case.service_month.year + 1, 1).first)
    if not any(run.meet(year) for run in runs):
        active = [part for part in case.inside(case.service_month.range) if part.is_active]
        if not active:
            return Given()
        return Given(problems=(case.problem(Check.K12, "no_school_days", active[0].days.start),))

    def counted(days: DateRange) -> int:
        return sum(weekdays(part) for run in runs if (part := run.meet(days)))

    return per_day(case, DayRule(DAY_PRICE, DayKind.SCHOOL_DAYS, counted))
