"""A line of time, painted; a screen reader reads the same in words, and the page has them as rows beneath."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mottagning.domain.periods import DateRange
from mottagning.texts import formats
from mottagning.uikit import theme
from mottagning.uikit.painting_guard import guarded
from mottagning.uikit.spans import Shade, Span, SpanChart, written_months

_AIR, _BAR, _TICK, _LEAST = 4, 5, 4, 3


class Timeline(QWidget):
    """Paints a `SpanChart`: months above, the spans, and the bars with their words below. `today_word` marks the day.

    What is too narrow for its word keeps its colour and its tip; the words stand in the accessible description.
    """

    def __init__(self, chart: SpanChart, today_word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = chart
        self._shown = chart.shown
        self._today_word = today_word
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.told)

    def sizeHint(self) -> QSize:
        return QSize(320, int(self._bar_top(len(self._chart.bars))) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            spans = [*self._placed_spans(), *((box, one) for box, _, one in self._placed_bars())]
            under = [one.told for box, one in spans if box.contains(event.pos().toPointF())]
            QToolTip.showText(event.globalPos(), under[0] if under else "", self)
            return True
        return super().event(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_months(painter)
        self._paint_today(painter)
        for box, one in self._placed_spans():
            self._paint_span(painter, box, one)
        for box, words, one in self._placed_bars():
            self._paint_bar(painter, box, words, one)
        painter.end()

    # where things are

    @property
    def _line(self) -> float:
        """The height of a line of words."""
        return QFontMetricsF(self.font()).height()

    @property
    def _band_top(self) -> float:
        return self._line + _AIR + _TICK

    @property
    def _band_height(self) -> float:
        return self._line + 3 * _AIR

    def _bar_top(self, lane: int) -> float:
        """Where a lane of bars begins: its words, the bar, and air."""
        return self._band_top + self._band_height + _AIR + lane * (self._line + _BAR + 2 * _AIR)

    def _x(self, day: date) -> float:
        """Where a day is; a day outside lies beyond the edge."""
        whole = self._shown.days
        return min(max((day - self._shown.start).days / whole, -1), 2) * self.width()

    def _box(self, days: DateRange, top: float, height: float) -> QRectF:
        left, right = self._x(days.start), self._x(days.end)
        return QRectF(left, top, max(right - left, _LEAST), height)

    def _placed_spans(self) -> Iterator[tuple[QRectF, Span]]:
        for one in self._chart.spans:
            if one.days.meet(self._shown):
                yield self._box(one.days, self._band_top, self._band_height).adjusted(1, 0, -1, 0), one

    def _placed_bars(self) -> Iterator[tuple[QRectF, QRectF, Span]]:
        """Each bar with the place of its words, which begin where it does as far as there is room."""
        metrics = QFontMetricsF(self.font())
        for lane, one in enumerate(self._chart.bars):
            top = self._bar_top(lane)
            bar = self._box(one.days, top + self._line + 1, _BAR)
            wide = min(metrics.horizontalAdvance(one.word) + 2, self.width())
            left = min(max(bar.left(), 0), self.width() - wide)
            yield bar, QRectF(left, top, wide, self._line), one

    # how they look

    def _paint_months(self, painter: QPainter) -> None:
        look, metrics = theme.colours(), QFontMetricsF(self.font())
        today = self._today_box()
        room = metrics.horizontalAdvance(formats.short_month(written_months(self._shown, 1)[0])) + 4 * _AIR
        for month in written_months(self._shown, int(self.width() / room)):
            x, word = self._x(month.first), formats.short_month(month)
            box = QRectF(x, 0, metrics.horizontalAdvance(word), self._line)
            painter.setPen(QColor(look.border))
            painter.drawLine(int(x), int(self._line + _AIR), int(x), int(self._band_top) - 1)
            if box.right() <= self.width() and not box.adjusted(-_AIR, 0, _AIR, 0).intersects(today):
                painter.setPen(QColor(look.muted))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), word)

    def _paint_span(self, painter: QPainter, box: QRectF, one: Span) -> None:
        letters, ground, edge = _look(one.shade)
        pen = QPen(QColor(edge), 1.5 if one.shade is Shade.OWN else 1)
        if one.shade is Shade.GAP:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        seen = box.intersected(QRectF(self.rect())).adjusted(_AIR, 0, -_AIR, 0)
        metrics = QFontMetricsF(self.font())
        word = metrics.elidedText(one.word, Qt.TextElideMode.ElideRight, seen.width())
        if len(word) >= min(len(one.word), _LEAST + 1):
            painter.setPen(QColor(letters))
            painter.drawText(seen, int(Qt.AlignmentFlag.AlignCenter), word)

    def _paint_bar(self, painter: QPainter, box: QRectF, words: QRectF, one: Span) -> None:
        look = theme.colours()
        painter.fillRect(words, QColor(look.card))  # the day it is passes behind the words
        painter.setPen(QColor(look.muted))
        metrics = QFontMetricsF(self.font())
        word = metrics.elidedText(one.word, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), word)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.border))
        painter.drawRoundedRect(box, _BAR / 2, _BAR / 2)

    def _today_box(self) -> QRectF:
        wide = QFontMetricsF(self.font()).horizontalAdvance(self._today_word)
        left = min(max(self._x(self._chart.today) - wide / 2, 0), self.width() - wide)
        return QRectF(left, 0, wide, self._line)

    def _paint_today(self, painter: QPainter) -> None:
        if self._chart.today not in self._shown:
            return
        look = theme.colours()
        painter.setPen(QColor(look.text))
        painter.drawText(self._today_box(), int(Qt.AlignmentFlag.AlignCenter), self._today_word)
        painter.setPen(QPen(QColor(look.text), 1, Qt.PenStyle.DotLine))
        x = int(self._x(self._chart.today))
        painter.drawLine(x, int(self._line + _AIR), x, self.height())


def _look(shade: Shade) -> tuple[str, str, str]:
    """Letters, ground and edge."""
    look = theme.colours()
    return {
        Shade.OWN: (look.on_selection, look.selection, look.accent),
        Shade.OTHER: (*look.information, look.information[0]),
        Shade.NOBODY: (look.muted, look.navigation, look.border),
        Shade.GAP: (*look.warning, look.warning[0]),
    }[shade]
