"""What lies when on a line of time? Spans above, thin bars below, and which months are written beside them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.periods import OPEN, DateRange, Month, add_months

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 6000)
"""Months between two that are written."""
_FURTHEST = 60
"""Months from today: what ends or begins later is not waited for."""


class Shade(Enum):
    """How a span stands out; its words say the same."""

    OWN = "own"
    OTHER = "other"
    NOBODY = "nobody"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Span:
    """Days with a word; `told` says it in full, with its days."""

    days: DateRange
    word: str
    told: str
    shade: Shade = Shade.OTHER


@dataclass(frozen=True, slots=True)
class SpanChart:
    """Spans side by side, bars each on a line of its own, and the day it is."""

    title: str
    spans: tuple[Span, ...]
    bars: tuple[Span, ...]
    today: date

    @property
    def shown(self) -> DateRange:
        """The days that are painted: from a little before the first thing that happens to a little after the last.

        How long the first span had gone on before that, and what has no end goes on, is not painted.
        """
        starts = [one.days.start for one in (*self.spans[1:], *self.bars)]
        first = min([*starts, self.today]) if starts else self.spans[0].days.start
        far = _later(max(first, self.today), _FURTHEST)
        ends = [one.days.end for one in (*self.spans, *self.bars) if one.days.end < far]
        last = max([first, self.today, *ends, *(start for start in starts if start < far)])
        beside = 1 + (last - first).days // 300
        begins = max(_later(first, -beside), min(one.days.start for one in (*self.spans, *self.bars)))
        return DateRange(begins, _later(last, beside))

    @property
    def told(self) -> str:
        """All of it in words."""
        return ". ".join(one.told for one in (*self.spans, *self.bars))


def _later(day: date, months: int) -> date:
    """The day so many months later, or the last or first there is."""
    wanted = Month.of(day).index + months
    if wanted // 12 >= OPEN.year:
        return OPEN
    return add_months(day, months) if wanted >= 12 else date.min


def written_months(shown: DateRange, most: int) -> list[Month]:
    """The months that are written along `shown`, at most so many (one at least), evenly apart."""
    first, last = Month.of(shown.start).index, Month.of(shown.end).index
    first += shown.start.day > 1
    for step in _STEPS:
        found = range(-(-first // step) * step, last + 1, step)
        if 0 < len(found) <= max(most, 1):
            return [_month(index) for index in found]
    return [_month(first)]


def _month(index: int) -> Month:
    year, number = divmod(index, 12)
    return Month(year, number + 1)
