"""Bars, painted; gone through with the arrow keys, told in words, and the same as rows in a list beside them.

What is closed is filled, what is still to come is hatched: colour is never the only sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mottagning.texts import charts as texts
from mottagning.uikit import aloud, theme
from mottagning.uikit.bars import Bar, BarChart
from mottagning.uikit.painting_guard import guarded

_AIR, _SWATCH, _HEIGHT = 6, 12, 210
_WIDEST_BAR, _SHARE = 34, 0.62
"""A bar takes this share of its place, up to so many pixels."""


@dataclass(frozen=True, slots=True)
class ChartColours:
    """The colours that a chart is painted in."""

    letters: QColor
    muted: QColor
    grid: QColor
    zero: QColor
    bar: QColor
    ground: QColor


def chart_colours() -> ChartColours:
    """The theme's colours for a chart."""
    look = theme.colours()
    return ChartColours(
        *(QColor(one) for one in (look.text, look.muted, look.hairline, look.border, look.accent, look.card))
    )


class BarView(QWidget):
    """Paints a `BarChart`. The bar with the cursor is framed, and `chosen` tells its place."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = BarChart("", (), "", "")
        self._place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_chart(self, chart: BarChart, place: int = 0) -> None:
        """Show a chart, with the cursor on a bar of it."""
        self._chart = chart
        self.setAccessibleName(chart.title)
        self._go(place)
        self.update()

    @property
    def place(self) -> int:
        """The place of the bar with the cursor."""
        return self._place

    @property
    def told(self) -> str:
        """The bar with the cursor in words."""
        return self._chart.bars[self._place].told if self._chart.bars else ""

    def sizeHint(self) -> QSize:
        return QSize(360, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, _HEIGHT)

    # what people do

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._chart.bars) - 1
        steps = {
            Qt.Key.Key_Left: self._place - 1,
            Qt.Key.Key_Right: self._place + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        wanted = steps.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self._go(wanted)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().x())
        if place is not None:
            self._go(place)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = self._place_at(event.pos().x())
            QToolTip.showText(event.globalPos(), self._chart.bars[place].told if place is not None else "", self)
            return True
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().event(event)

    def _go(self, place: int) -> None:
        """Put the cursor on a bar, and have it read aloud."""
        self._place = min(max(place, 0), max(len(self._chart.bars) - 1, 0))
        aloud.describe(self, self.told)
        self.chosen.emit(self._place)
        self.update()

    # where things are

    @property
    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font())

    @property
    def _inside(self) -> QRectF:
        """Where the bars stand: right of the amounts, below the legend, above the words."""
        line = self._metrics.height()
        ticks = [self._metrics.horizontalAdvance(self._axis(tick)) for tick in self._chart.ticks]
        words = max([*ticks, self._metrics.horizontalAdvance(self._unit)])
        left, top = words + 2 * _AIR, line + 2 * _AIR + line / 2
        return QRectF(left, top, self.width() - left - _AIR, self.height() - top - line - 2 * _AIR)

    @property
    def _unit(self) -> str:
        return texts.UNIT if self._chart.unit is None else self._chart.unit

    def _axis(self, tick: int) -> str:
        return texts.axis(tick, self._chart.parts)

    def _y(self, amount: int) -> float:
        low, high = self._chart.ticks[0], self._chart.ticks[-1]
        inside = self._inside
        return inside.bottom() - inside.height() * (amount - low) / max(high - low, 1)

    def _slot(self, place: int) -> QRectF:
        inside = self._inside
        wide = inside.width() / max(len(self._chart.bars), 1)
        return QRectF(inside.left() + place * wide, inside.top(), wide, inside.height())

    def _place_at(self, x: float) -> int | None:
        return next(
            (
                place
                for place in range(len(self._chart.bars))
                if self._slot(place).left() <= x < self._slot(place).right()
            ),
            None,
        )

    def _boxes(self, place: int) -> Iterator[tuple[QRectF, bool]]:
        """The parts of a bar, each with whether it is still to come; what is below nought hangs from it."""
        one, slot = self._chart.bars[place], self._slot(place)
        wide = min(slot.width() * _SHARE, _WIDEST_BAR)
        up = down = 0
        for amount, is_ahead in ((one.closed, False), (one.remaining, True)):
            start = up if amount >= 0 else down
            top, bottom = sorted((self._y(start), self._y(start + amount)))
            if amount:
                yield QRectF(slot.center().x() - wide / 2, top, wide, max(bottom - top, 1)), is_ahead
            up, down = (up + amount, down) if amount >= 0 else (up, down + amount)

    # how they look

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, look = QPainter(self), chart_colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter, look)
        self._paint_axis(painter, look)
        for place, one in enumerate(self._chart.bars):
            for box, is_ahead in self._boxes(place):
                _paint_part(painter, look, box, is_ahead=is_ahead)
            if one.is_hidden:
                self._paint_hidden(painter, look, place)
            self._paint_word(painter, look, place, one)
        if self.hasFocus() and self._chart.bars:
            painter.setPen(QPen(look.letters, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._slot(self._place).adjusted(1, -_AIR / 2, -1, 1), 3, 3)
        painter.end()

    def _paint_legend(self, painter: QPainter, look: ChartColours) -> None:
        x, line = float(self._inside.left()), self._metrics.height()
        for word, is_ahead in ((self._chart.closed, False), (self._chart.remaining, True)):
            if not word:
                continue
            _paint_part(painter, look, QRectF(x, (line - _SWATCH) / 2 + 1, _SWATCH, _SWATCH), is_ahead=is_ahead)
            x += _SWATCH + _AIR
            wide = self._metrics.horizontalAdvance(word)
            painter.setPen(look.letters)
            painter.drawText(QRectF(x, 0, wide + 1, line), int(Qt.AlignmentFlag.AlignVCenter), word)
            x += wide + 3 * _AIR
        painter.setPen(look.muted)
        unit = QRectF(0, 0, self._inside.left() - _AIR, line)
        painter.drawText(unit, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._unit)

    def _paint_axis(self, painter: QPainter, look: ChartColours) -> None:
        inside, line = self._inside, self._metrics.height()
        for tick in self._chart.ticks:
            y = self._y(tick)
            painter.setPen(QPen(look.zero if tick == 0 else look.grid, 1))
            painter.drawLine(int(inside.left()), int(y), int(inside.right()), int(y))
            painter.setPen(look.muted)
            box = QRectF(0, y - line / 2, inside.left() - _AIR, line)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._axis(tick))

    def _paint_hidden(self, painter: QPainter, look: ChartColours, place: int) -> None:
        """The sign of what is hidden, where a bar would stand."""
        slot, line = self._slot(place), self._metrics.height()
        painter.setPen(look.letters)
        box = QRectF(slot.left(), self._y(0) - line - 2, slot.width(), line)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), texts.HIDDEN)

    def _paint_word(self, painter: QPainter, look: ChartColours, place: int, one: Bar) -> None:
        """The word beneath a bar; where they would run into one another every second, third … stands."""
        widest = max(self._metrics.horizontalAdvance(each.word) for each in self._chart.bars) + _AIR
        every = -(-int(widest) // max(int(self._slot(0).width()), 1))
        if place % every:
            return
        slot, line = self._slot(place), self._metrics.height()
        box = QRectF(slot.center().x() - widest / 2, self._inside.bottom() + _AIR, widest, line)
        painter.setPen(look.letters if place == self._place and self.hasFocus() else look.muted)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), one.word)


def _paint_part(painter: QPainter, look: ChartColours, box: QRectF, *, is_ahead: bool) -> None:
    """What is closed is filled; what is still to come is hatched on the ground, with an edge."""
    if not is_ahead:
        painter.fillRect(box, look.bar)
        return
    painter.fillRect(box, look.ground)
    painter.setPen(QPen(look.bar, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    edge = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setClipRect(box)
    gap = 5
    x = box.left() - box.height()
    while x < box.right():
        painter.drawLine(int(x), int(box.bottom()), int(x + box.height()), int(box.top()))
        x += gap
    painter.restore()
    painter.drawRect(edge)
