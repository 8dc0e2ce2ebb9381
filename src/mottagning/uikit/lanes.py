"""What lies on lanes along time: bars and marks, and how much room a day has. No Qt, and no words of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from mottagning.domain.periods import OPEN, DateRange, Month
from mottagning.texts import formats
from mottagning.uikit.columns import Tone


class Form(Enum):
    """How a thing is painted: over its days, or as a mark on its day."""

    BAR = "bar"
    CIRCLE = "circle"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneItem:
    """A thing over `days`, or on the first of them. `word` stands at it, `told` says all of it in a sentence.

    Colour is never the only sign: what `is_firm` has an unbroken edge, and a mark is filled; `sign` stands in a mark
    or before a word. `tone` None is the accent. It `can_move` by being dragged.
    """

    key: str
    days: DateRange
    word: str
    told: str
    form: Form = Form.BAR
    tone: Tone | None = Tone.INFORMATION
    sign: str = ""
    is_firm: bool = True
    can_move: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """Things of one kind, in order of time."""

    name: str
    items: tuple[LaneItem, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Lanes that belong together under a heading; none where there is but one band."""

    name: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class LaneChart:
    """Bands under one another over the days `shown`. `today_word` marks the day `today`."""

    title: str
    bands: tuple[Band, ...]
    shown: DateRange
    today: date
    today_word: str

    @property
    def lanes(self) -> list[Lane]:
        """The lanes that hold something, from above."""
        return [lane for band in self.bands for lane in band.lanes if lane.items]

    def find(self, key: str | None) -> LaneItem | None:
        """The thing with this key."""
        return next((one for lane in self.lanes for one in lane.items if one.key == key), None)

    def beside(self, key: str | None, step: int) -> LaneItem | None:
        """The thing `step` places later in the same lane (earlier when negative), the last there is."""
        for lane in self.lanes:
            place = next((number for number, one in enumerate(lane.items) if one.key == key), None)
            if place is not None:
                return lane.items[min(max(place + step, 0), len(lane.items) - 1)]
        return self.first

    def across(self, key: str | None, step: int) -> LaneItem | None:
        """The thing nearest in time, `step` lanes further down (up when negative)."""
        lanes, chosen = self.lanes, self.find(key)
        if chosen is None:
            return self.first
        here = next(number for number, lane in enumerate(lanes) if chosen in lane.items)
        there = lanes[min(max(here + step, 0), len(lanes) - 1)]
        if there is lanes[here]:
            return chosen
        return min(there.items, key=lambda one: _apart(one.days, chosen.days))

    @property
    def first(self) -> LaneItem | None:
        """Where one begins: the first thing of the first lane."""
        lanes = self.lanes
        return lanes[0].items[0] if lanes else None


def _apart(one: DateRange, other: DateRange) -> tuple[int, int]:
    """Days between, then days between where they begin."""
    gap = max((one.start - other.end).days, (other.start - one.end).days, -1)
    return gap, abs((one.start - other.start).days)


class Unit(Enum):
    """What the marks along time count, with about so many days in each."""

    DAY = 1
    WEEK = 7
    MONTH = 30
    QUARTER = 91
    YEAR = 365


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark along time: its day and its words, and the longer ones where its wider unit begins."""

    day: date
    word: str
    wider: str | None = None


def unit_for(days: int, pixels: int, room: int) -> Unit:
    """The finest unit whose words have `room` pixels when so many `days` take so many `pixels`."""
    return next((unit for unit in Unit if unit.value * pixels >= room * days), Unit.YEAR)


def ticks(days: DateRange, unit: Unit, every: int = 1) -> Iterator[Tick]:
    """The marks of `unit` along `days`, the last before them first; of years only each `every`th."""
    day = _start(days.start, unit)
    wider: str | None = None
    while day < days.end:
        if unit is not Unit.YEAR or day.year % every == 0:
            said = _wider(day, unit)
            yield Tick(day, _word(day, unit), said if said != wider else None)
            wider = said
        following = _next(day, unit)
        if following is None:
            return
        day = following


def _start(day: date, unit: Unit) -> date:
    if unit is Unit.DAY:
        return day
    if unit is Unit.WEEK:
        return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
    month = {Unit.MONTH: day.month, Unit.QUARTER: (day.month - 1) // 3 * 3 + 1}.get(unit, 1)
    return date(day.year, month, 1)


def _next(day: date, unit: Unit) -> date | None:
    """The day of the next mark; None where the calendar ends."""
    if (OPEN - day).days <= 2 * Unit.YEAR.value:
        return None
    if unit in {Unit.DAY, Unit.WEEK}:
        return day + timedelta(days=unit.value)
    return Month.of(day).plus({Unit.MONTH: 1, Unit.QUARTER: 3}.get(unit, 12)).first


def _word(day: date, unit: Unit) -> str:
    return {
        Unit.DAY: str(day.day),
        Unit.WEEK: formats.week(day),
        Unit.MONTH: formats.month_name(day.month).lower(),
        Unit.QUARTER: formats.quarter(Month.of(day)).rsplit(" ", 1)[0],
        Unit.YEAR: str(day.year),
    }[unit]


def _wider(day: date, unit: Unit) -> str | None:
    """The month over days and weeks, the year over months and quarters."""
    if unit is Unit.YEAR:
        return None
    return formats.month(Month.of(day)) if unit in {Unit.DAY, Unit.WEEK} else str(day.year)
