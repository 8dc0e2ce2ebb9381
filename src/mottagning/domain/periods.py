"""How is time counted? Months and half-open ranges of days.

A range holds its start and not its end; an open range ends at `OPEN`. Days become inclusive only where
they are shown or stand in a workbook (`DateRange.last`, `DateRange.inclusive`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

OPEN = date.max
"""The end of a range that has none."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; `number` is 1–12. Months sort in time."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 12:
            raise ValueError(self.number)

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that holds `day`."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `ÅÅÅÅ-MM`. Raises ValueError for anything else."""
        year, dash, number = text.strip().partition("-")
        if not (dash and len(year) == 4 and len(number) == 2 and (year + number).isdecimal()):
            raise ValueError(text)
        return cls(int(year), int(number))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def index(self) -> int:
        """Months since year 0, so that months can be subtracted."""
        return self.year * 12 + self.number - 1

    def plus(self, months: int) -> Month:
        """The month `months` later (earlier when negative)."""
        year, number = divmod(self.index + months, 12)
        return Month(year, number + 1)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.number, self.days)

    @property
    def days(self) -> int:
        """How many days the month has."""
        return self.range.days

    @property
    def range(self) -> DateRange:
        """All its days."""
        return _days_of(self.year, self.number)

    def day(self, number: int) -> date:
        """Day `number` of the month; a day that the month lacks is its last."""
        return date(self.year, self.number, min(number, self.days))


@lru_cache(maxsize=1200)
def _days_of(year: int, number: int) -> DateRange:
    """The days of a month; every booking asks for the same few, and a hundred years are kept."""
    month = Month(year, number)
    return DateRange(month.first, month.plus(1).first)


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from `first` to `last`, both included."""
    for index in range(first.index, last.index + 1):
        year, number = divmod(index, 12)
        yield Month(year, number + 1)


def add_months(day: date, months: int) -> date:
    """The day with the same number `months` later; a day that the month lacks is its last."""
    return Month.of(day).plus(months).day(day.day)


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """Days from `start` up to but not including `end`. Raises ValueError when it would be empty."""

    start: date
    end: date = OPEN

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError((self.start, self.end))

    @classmethod
    def inclusive(cls, first: date, last: date | None) -> DateRange:
        """The range as people write it: both days included, no last day means open."""
        return cls(first, OPEN if last is None or last == OPEN else last + DAY)

    @property
    def is_open(self) -> bool:
        """Whether no end is known."""
        return self.end == OPEN

    @property
    def last(self) -> date | None:
        """The last day, None when open."""
        return None if self.is_open else self.end - DAY

    @property
    def days(self) -> int:
        """How many days a closed range holds."""
        return (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def meet(self, other: DateRange) -> DateRange | None:
        """The days in both, None when there are none."""
        start = max(self.start, other.start)
        end = min(self.end, other.end)
        return DateRange(start, end) if start < end else None

    def each(self) -> Iterator[date]:
        """Each day of a closed range."""
        for offset in range(self.days):
            yield self.start + timedelta(days=offset)

    def cut(self, days: Iterable[date]) -> Iterator[DateRange]:
        """The same days as consecutive ranges, cut before each of `days` that lies inside."""
        edges = sorted({day for day in days if self.start < day < self.end})
        start = self.start
        for edge in (*edges, self.end):
            yield DateRange(start, edge)
            start = edge


LIKELY = DateRange(date(1900, 1, 1), date(2200, 1, 1))
"""A day outside is a slip of the hand: nobody means it, and what is counted from it leaves the calendar."""


def is_slip(day: date | None) -> bool:
    """Whether a day is one that nobody can mean."""
    return day is not None and day not in LIKELY


def ends_first(start: date | None, end: date | None) -> bool:
    """Whether a last day lies before the first; what is not known of them is no contradiction."""
    return start is not None and end is not None and end < start


def weekdays(days: DateRange) -> int:
    """How many Mondays to Fridays a closed range holds; public holidays count as any day."""
    weeks, rest = divmod(days.days, 7)
    first = days.start.weekday()
    return weeks * 5 + sum((first + offset) % 7 < 5 for offset in range(rest))


def hull(ranges: Iterable[DateRange]) -> DateRange:
    """The shortest range that holds all of `ranges` (at least one)."""
    items = tuple(ranges)
    if len(items) == 1:
        return items[0]
    return DateRange(min(r.start for r in items), max(r.end for r in items))
