"""What lies when on a line of time? Spans above, thin bars below, and which months are written beside them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.periods import OPEN, DateRange, Month, add_months, months_between

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600)
"""Months between two that are written."""


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
        ends = [one.days.end for one in (*self.spans, *self.bars) if one.days.end != OPEN]
        last = max([first, self.today, *ends, *starts])
        beside = 1 + (last - first).days // 300
        begins = max(add_months(first, -beside), min(one.days.start for one in (*self.spans, *self.bars)))
        return DateRange(begins, add_months(last, 1 + beside))

    @property
    def told(self) -> str:
        """All of it in words."""
        return ". ".join(one.told for one in (*self.spans, *self.bars))


def written_months(shown: DateRange, most: int) -> list[Month]:
    """The months that are written along `shown`, at most so many (one at least), evenly apart."""
    inside = [one for one in months_between(Month.of(shown.start), Month.of(shown.end)) if one.first in shown]
    for step in _STEPS:
        found = [one for one in inside if one.index % step == 0]
        if len(found) <= max(most, 1):
            return found
    return inside[:1]
