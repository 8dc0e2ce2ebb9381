"""What lies when in a week? Days under one another, in each a lane for everybody, stretches along its hours. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from mottagning.uikit.columns import Tone

_HOUR = 60
_FIRST, _LAST = 7, 17
"""Hours that are always shown; earlier and later ones only where something lies there."""


class Fill(Enum):
    """How a stretch looks; its words say the same."""

    BUSY = "busy"
    CARE = "care"
    HOME = "home"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch in minutes since midnight, with the minutes on the way there and back; `told` says it all in words."""

    key: object
    begins: int
    ends: int
    word: str
    told: str
    fill: Fill = Fill.BUSY
    way_there: int = 0
    way_back: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Minutes in which something does not fit: a sign and a word in a tone."""

    begins: int
    ends: int
    sign: str
    word: str
    told: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Lane:
    """Somebody's day."""

    name: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day with everybody's lanes. `note` is what it is called besides, as a holiday."""

    word: str
    lanes: tuple[Lane, ...]
    note: str = ""
    is_closed: bool = False
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class WeekChart:
    """The days of a week that have something to show."""

    title: str
    days: tuple[Day, ...]

    @property
    def hours(self) -> tuple[int, int]:
        """The first whole hour that is shown, and the last."""
        begins = [one.begins - one.way_there for one in self._bars()] + [one.begins for one in self._marks()]
        ends = [one.ends + one.way_back for one in self._bars()] + [one.ends for one in self._marks()]
        first = min([*(max(minute, 0) // _HOUR for minute in begins), _FIRST])
        last = max([*(-(-min(minute, 24 * _HOUR) // _HOUR) for minute in ends), _LAST])
        return first, last

    @property
    def told(self) -> str:
        """All of it in words."""
        return ". ".join(one.told for one in self._bars())

    def _bars(self) -> Iterator[Bar]:
        return (bar for day in self.days for lane in day.lanes for bar in lane.bars)

    def _marks(self) -> Iterator[Mark]:
        return (mark for day in self.days for lane in day.lanes for mark in lane.marks)
