"""Where is everything on lanes along time? In pixels from the first day shown and from the first lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from mottagning.domain.periods import DateRange
from mottagning.domain.timelines import stacked
from mottagning.uikit.lanes import Form, Lane, LaneChart, LaneItem

AIR = 4
_LEAST, _WIDEST_WORD = 5, 240
"""Pixels: the shortest bar, and the longest word beside a thing; what is longer is cut, and its tip says all of it."""


class Letters:
    """How much room words take in a font; each is measured once."""

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetricsF(font)
        self._wide: dict[str, float] = {}
        self.line = self._metrics.height()

    def wide(self, word: str) -> float:
        """The width of a word."""
        found = self._wide.get(word)
        if found is None:
            found = self._wide[word] = self._metrics.horizontalAdvance(word)
        return found


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing, its box, and the place of its word: inside the box or beside it."""

    item: LaneItem
    box: QRectF
    words: QRectF
    is_inside: bool

    @property
    def whole(self) -> QRectF:
        """All that it takes up."""
        return self.box.united(self.words)


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a lane, or of a band when `is_band`, and where it stands from above."""

    name: str
    top: float
    height: float
    is_band: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Everything in its place at `per_day` pixels a day."""

    shown: DateRange
    per_day: float
    placed: tuple[Placed, ...] = ()
    heads: tuple[Head, ...] = ()
    height: float = 0

    @property
    def width(self) -> float:
        """All days."""
        return self.shown.days * self.per_day

    def x(self, day: date) -> float:
        """Where a day begins; one outside lies at the edge, or a little beyond it."""
        return min(max((day - self.shown.start).days * self.per_day, -8.0), self.width + 8)

    def box(self, item: LaneItem, days: DateRange, top: float, line: float) -> QRectF:
        """The box of a thing on `days`; a mark stands at the middle of its day."""
        height = line + AIR
        left = self.x(days.start)
        if item.form is not Form.BAR:
            return QRectF(left + self.per_day / 2 - height / 2, top, height, height)
        return QRectF(left, top, max(self.x(days.end) - left, _LEAST), height)

    def find(self, key: str | None) -> Placed | None:
        """The place of the thing with this key."""
        return next((one for one in self.placed if one.item.key == key), None)


def arrange(chart: LaneChart, per_day: float, letters: Letters) -> Places:
    """Put everything in its place; things of a lane that would lie over one another stand in rows."""
    bare = Places(chart.shown, per_day)
    row = letters.line + 2 * AIR
    placed: list[Placed] = []
    heads: list[Head] = []
    top = 0.0
    for band in chart.bands:
        if band.name:
            heads.append(Head(band.name, top, row + AIR, is_band=True))
            top += row + AIR
        for lane in band.lanes:
            if lane.items:
                found = list(_placed(bare, lane, letters))
                rows = stacked([_extent(one) for one in found])
                placed += [_lowered(one, top + AIR / 2 + number * row) for one, number in zip(found, rows, strict=True)]
                height = (max(rows) + 1) * row + AIR
                heads.append(Head(lane.name, top, height, is_band=False))
                top += height
    return Places(chart.shown, per_day, tuple(placed), tuple(heads), top)


def _placed(bare: Places, lane: Lane, letters: Letters) -> Iterator[Placed]:
    """The things of a lane, all in its first row; a word stands in its bar unless there is more room beside it."""
    whole = bare.width
    for item in lane.items:
        box = bare.box(item, item.days, 0, letters.line)
        wide = min(letters.wide(item.word) + 2 * AIR, _WIDEST_WORD)
        beside = _beside(box, wide, whole)
        is_inside = item.form is Form.BAR and box.width() >= min(wide, beside.width())
        yield Placed(item, box, box if is_inside else beside, is_inside)


def _beside(box: QRectF, wide: float, whole: float) -> QRectF:
    """The place of a word after its thing; before it when there is no room after. Shorter where neither has enough."""
    after, before = whole - box.right() - 1, box.left() - 1
    if after >= wide or after >= before:
        return QRectF(box.right() + 1, 0, max(min(wide, after), 0), box.height())
    wide = max(min(wide, before), 0)
    return QRectF(box.left() - wide - 1, 0, wide, box.height())


def _extent(one: Placed) -> tuple[int, int]:
    whole = one.whole
    return int(whole.left()), int(whole.right()) + 2


def _lowered(one: Placed, by: float) -> Placed:
    return Placed(one.item, one.box.translated(0, by), one.words.translated(0, by), one.is_inside)
