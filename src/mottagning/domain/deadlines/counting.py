"""How is a day counted to? Lengths, the ends of periods, and days that do not count.

A time in months or years from a day ends on the day with the same number, or the last of a month that lacks it, and
that day is the last on which something can be done (lag 1930:173 om beräkning av lagstadgad tid; from memory, not
read again). A period's end is the day after its last: what is counted from it ends the day before (`Rule.is_before`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from mottagning.domain.deadlines.rules import Length, MonthEnd, Period, YearDay
from mottagning.domain.periods import OPEN, DateRange, Month, add_months


def plus(day: date, length: Length) -> date:
    """The day that is `length` after `day`. A length of a limit has to be looked up first (`settled`)."""
    return add_months(day, length.months) + timedelta(days=length.days)


def minus(day: date, length: Length) -> date:
    """The day that is `length` before `day`."""
    return add_months(day, -length.months) - timedelta(days=length.days)


def moved(day: date, to: YearDay | MonthEnd | None) -> date:
    """The day of the calendar that a rule names, in the year or the month that was counted to."""
    if to is None:
        return day
    return Month.of(day).last if isinstance(to, MonthEnd) else Month(day.year, to.month).day(to.day)


_MONTHS = {Period.QUARTER: 3, Period.YEAR: 12}


def period_end(day: date, period: Period) -> date:
    """The first day after the quarter or calendar year that `day` lies in."""
    months = _MONTHS[period]
    return Month.of(day).plus(months - (day.month - 1) % months).first


def next_end(end: date, period: Period) -> date:
    """The end of the period after the one that ends at `end`."""
    return add_months(end, _MONTHS[period])


def known_until(spans: Iterable[DateRange], today: date) -> tuple[DateRange, ...]:
    """The spans in order, those without an end only up to `today`."""
    ended = [
        DateRange(one.start, today) if one.is_open else one for one in spans if not one.is_open or one.start < today
    ]
    return tuple(sorted(ended))


def paused(start: date, end: date, spans: Sequence[DateRange], at_most: Length | None) -> int:
    """How many days of `spans` push the `end` of a time that began on `start`: those that begin before it is over."""
    pushed = 0
    reached = start
    for span in spans:
        found = span.meet(DateRange(max(start, reached), OPEN))
        if found is None or found.start >= end + timedelta(days=pushed):
            continue
        pushed += found.days
        reached = found.end
    if at_most is None or not spans:
        return pushed
    first = max(start, spans[0].start)
    return min(pushed, (plus(first, at_most) - first).days)


def age_on(born: date, day: date) -> int:
    """How many years somebody has filled on `day`."""
    years = day.year - born.year
    return years if add_months(born, 12 * years) <= day else years - 1
