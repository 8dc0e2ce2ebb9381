"""Which function counts by which Beräkningssätt? The registry; a new rule is a module and a line here.

Every rule is a function from a `Case` (one booking, one service month) to `Given`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mottagning.domain.agreements import Method, Terms
from mottagning.domain.periods import Month
from mottagning.domain.settlement.claims import Given
from mottagning.domain.settlement.rules import (
    calendar_day,
    measuring_day,
    night,
    once,
    part_payment,
    reported,
    school_day,
    shared_cost,
    started,
    term,
    weekday,
)
from mottagning.domain.settlement.rules.case import Case


@dataclass(frozen=True, slots=True)
class Rule:
    """How a Beräkningssätt counts, and in which month it settles a service month: None says in that month itself.

    `per_course` says that one person may well have several at once, told apart by their Variant.
    """

    claims: Callable[[Case], Given]
    settled_in: Callable[[Terms, Month], Month] | None = None
    per_course: bool = False

    def settles(self, terms: Terms, service_month: Month) -> Month:
        """The settlement month of `service_month`, in the same calendar year."""
        return self.settled_in(terms, service_month) if self.settled_in else service_month

    def settles_elsewhere(self, terms: Terms) -> bool:
        """Whether a service month may be settled in another one: a reading lies in the month itself, but for
        exceptions."""
        return self.settled_in is not None and bool(terms.readings.exceptions)


RULES: Mapping[Method, Rule] = {
    Method.CALENDAR_DAY: Rule(calendar_day.claims),
    Method.WEEKDAY: Rule(weekday.claims),
    Method.SCHOOL_DAY: Rule(school_day.claims),
    Method.MEASURING_DAY: Rule(measuring_day.claims, measuring_day.settled_in),
    Method.STARTED_MONTH: Rule(started.started_month),
    Method.ROLLING_MONTH: Rule(started.rolling_month),
    Method.FOUR_WEEK_PERIOD: Rule(started.four_week_period),
    Method.WEEK: Rule(started.week),
    Method.HALF_MONTH: Rule(started.half_month),
    Method.TERM: Rule(term.claims),
    Method.NIGHT: Rule(night.claims),
    Method.PLACE: Rule(once.place, per_course=True),
    Method.COURSE: Rule(once.course, per_course=True),
    Method.PART_PAYMENT: Rule(part_payment.claims, per_course=True),
    Method.REPORTED: Rule(reported.claims),
    Method.SHARED_COST: Rule(shared_cost.claims),
}
