"""A month with the days that count, painted as a small calendar that a screen reader can read too."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mottagning.texts import formats
from mottagning.uikit import theme
from mottagning.uikit.days import Mark, MonthDays
from mottagning.uikit.painting_guard import guarded

_CELL_HEIGHT, _GAP, _BAR = 28, 4, 3


class MonthCalendar(QWidget):
    """Paints a `MonthDays`; keeps the height of six weeks so that nothing jumps."""

    def __init__(self, days: MonthDays, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = days
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        changed = [f"{what} {formats.day_and_month(day)}" for day, what in sorted(days.changes.items())]
        self.setAccessibleName(". ".join([formats.month(days.month), days.said, *changed]))
        self.setToolTip(", ".join(changed))

    def sizeHint(self) -> QSize:
        return QSize(320, 7 * _CELL_HEIGHT)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / 7
        painter.setPen(QColor(look.muted))
        for place, name in enumerate(formats.WEEKDAYS):
            painter.drawText(QRectF(place * width, 0, width, _CELL_HEIGHT), int(Qt.AlignmentFlag.AlignCenter), name)
        first = self._days.month.first.weekday()
        for day in self._days.month.range.each():
            place = first + day.day - 1
            cell = QRectF((place % 7) * width, (1 + place // 7) * _CELL_HEIGHT, width, _CELL_HEIGHT)
            self._paint_day(painter, cell, day)
        painter.end()

    def _paint_day(self, painter: QPainter, cell: QRectF, day: date) -> None:
        look = theme.colours()
        mark = self._days.marks.get(day)
        inner = cell.adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)
        font = QFont(self.font())
        if mark is not None:
            painter.setPen(QPen(QColor(look.accent), 2) if mark is Mark.READING else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.selection))
            painter.drawRoundedRect(inner, 4, 4)
            font.setWeight(QFont.Weight.DemiBold if mark is Mark.READING else QFont.Weight.Normal)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(font)
        painter.setPen(QColor(look.on_selection if mark else look.muted))
        painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), str(day.day))
        if day in self._days.changes:
            self._paint_change(painter, inner)

    def _paint_change(self, painter: QPainter, inner: QRectF) -> None:
        """A bar before the day: from here on something is otherwise."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours().accent))
        painter.drawRoundedRect(QRectF(inner.left() - _GAP / 2, inner.top(), _BAR, inner.height()), 1, 1)
