"""Påbörjad månad, halvmånad, rullande månad, fyraveckorsperiod, vecka: units that count whole once begun.

A unit that cannot be divided has one payer: the municipality that pays on the first day of it that booking and
agreement cover. Several units of one booking, month and price are one row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from mottagning.domain.agreements import Unit
from mottagning.domain.periods import DateRange, Month, add_months, hull
from mottagning.domain.settlement.claims import Claim, Given, Measure, PeriodsStarted
from mottagning.domain.settlement.facts import terms_for
from mottagning.domain.settlement.prices import MONTH_PRICE, PriceGap, UnitPrice, Wanted, wanted
from mottagning.domain.settlement.rules.case import Case, claim, month_price_day
from mottagning.domain.settlement.timeline import Segment, timeline

FOUR_WEEK_PRICE = wanted(Unit.FOUR_WEEK_PERIOD, 10)
WEEK_PRICE = wanted(Unit.WEEK)


@dataclass(frozen=True, slots=True)
class _Started:
    """A unit that has begun: who pays it at what price, and its covered days."""

    payer: Segment
    price: UnitPrice | None
    days: DateRange
    terms_of: Case


@dataclass(frozen=True, slots=True)
class _Counting:
    """Periods counted from a start: `start_of(0)`, `start_of(1)` …, none longer than `longest` days."""

    start_of: Callable[[int], date]
    longest: int

    def beginning_in(self, month: Month) -> Iterable[DateRange]:
        """The periods whose first day lies in `month`."""
        count = max(0, (month.first - self.start_of(0)).days // self.longest)
        while self.start_of(count) <= month.last:
            if self.start_of(count) >= month.first:
                yield DateRange(self.start_of(count), self.start_of(count + 1))
            count += 1


def started_month(case: Case) -> Given:
    """The full month price for each calendar month with an active day."""
    return _months(case, [case.service_month.range], None)


def half_month(case: Case) -> Given:
    """Half the month price for each half, 1–15 and 16–end, with an active day."""
    middle = case.service_month.day(16)
    return _months(case, list(case.service_month.range.cut([middle])), 2)


def rolling_month(case: Case) -> Given:
    """The full month price for each month counted from the start: 20 Feb–19 Mar, 20 Mar–19 Apr …"""
    start = case.placement.booking.days.start
    return _periods(case, _Counting(lambda count: add_months(start, count), 31), Unit.MONTH, MONTH_PRICE)


def four_week_period(case: Case) -> Given:
    """Per started 28-day period counted from the start; failing a price a tenth of the year's."""
    start = case.placement.booking.days.start
    counting = _Counting(lambda count: start + timedelta(28 * count), 28)
    return _periods(case, counting, Unit.FOUR_WEEK_PERIOD, FOUR_WEEK_PRICE)


def week(case: Case) -> Given:
    """Per started 7-day period counted from the start."""
    start = case.placement.booking.days.start
    return _periods(case, _Counting(lambda count: start + timedelta(7 * count), 7), Unit.WEEK, WEEK_PRICE)


def _months(case: Case, units: Sequence[DateRange], of: int | None) -> Given:
    found = []
    for unit in units:
        started = _started(case, unit, MONTH_PRICE, month_price_day(case))
        if isinstance(started, Given):
            return started
        found += started
    return _rows(found, of, Unit.MONTH)


def _periods(case: Case, counting: _Counting, unit: Unit, price: Wanted) -> Given:
    """The periods that begin in the service month, each under the terms of its own first day."""
    found = []
    for days in counting.beginning_in(case.service_month):
        own = _under_terms_of(case, days.start)
        if own is None:
            continue
        started = _started(own, days, price, days.start)
        if isinstance(started, Given):
            return started
        found += started
    return _rows(found, None, unit)


def _under_terms_of(case: Case, day: date) -> Case | None:
    """The case with the terms valid on `day`, also for moves; None when those count in another way."""
    found = terms_for(case.books, case.placement.booking.service, day, day)
    if found is None or found[1].method is not case.terms.method:
        return None
    book, terms = found
    if terms.move_rule is case.terms.move_rule:
        return replace(case, book=book, terms=terms)
    segments = timeline(case.placement, case.books, case.own, terms.move_rule)
    return replace(case, book=book, terms=terms, segments=segments)


def _started(case: Case, unit: DateRange, price: Wanted, on: date) -> list[_Started] | Given:
    """The unit if its payer settles with us and a day of it is active, or the problem that keeps it back."""
    covered = case.covered(unit)
    if not covered or not covered[0].is_active or not any(map(case.attended, covered)):
        return []
    found = case.price(case.book, covered[0], price, on)
    if isinstance(found, PriceGap):
        return case.gap(found, on)
    days = hull(part.days for part in covered if part.is_active)
    return [_Started(covered[0], found, days, case)]


def _rows(started: Sequence[_Started], of: int | None, unit: Unit) -> Given:
    rows: dict[tuple[object, ...], list[_Started]] = {}
    for one in started:
        terms = one.terms_of.terms
        key = (one.payer.counterpart, one.payer.direction, one.price, terms)
        rows.setdefault(key, []).append(one)
    return Given(tuple(_row(same, of, unit) for same in rows.values()))


def _row(started: Sequence[_Started], of: int | None, unit: Unit) -> Claim:
    step = PeriodsStarted(tuple(one.days for one in started))
    measure = Measure(Fraction(len(started)), of, unit, hull(step.periods), (step,))
    return claim(started[0].terms_of, started[0].payer, measure, started[0].price)
