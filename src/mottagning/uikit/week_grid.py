"""A week, painted: days under one another, a lane for everybody, ways hatched. Arrows go from stretch to stretch.

A screen reader reads the stretch that the cursor is on, and the page has the same as rows beneath.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mottagning.uikit import aloud, theme
from mottagning.uikit.painting_guard import guarded
from mottagning.uikit.week_chart import Bar, Day, Fill, Lane, Mark, WeekChart

_AIR, _LANE_AIR, _DAY_GAP, _SIGN = 4, 4, 10, 14
_NAMES_LEAST, _NAMES_MOST = 64, 0.3
"""The least pixels and the largest part of the width for names."""
_TICK_ROOM = 34.0
_HOUR = 60


@dataclass(frozen=True, slots=True)
class _Placed:
    """A stretch with where it lies, and in which lane of the whole chart."""

    box: QRectF
    bar: Bar
    lane: int


class WeekGrid(QWidget):
    """Paints a `WeekChart`; `opened` tells the key of the stretch that Enter or a double click was for."""

    opened = Signal(object)

    def __init__(self, chart: WeekChart, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart, self._hint = chart, hint
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if any(self._bars()) else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(". ".join(part for part in (hint, chart.told) if part))

    @property
    def current(self) -> Bar | None:
        """The stretch that the cursor is on."""
        bars = [bar for _, bar in self._bars()]
        return bars[self._at] if self._at < len(bars) else None

    def sizeHint(self) -> QSize:
        return QSize(480, int(self._height()) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    # where things are

    @property
    def _line(self) -> float:
        return QFontMetricsF(self.font()).height()

    @property
    def _lane_height(self) -> float:
        return self._line + 2 * _LANE_AIR

    @property
    def _head(self) -> float:
        return self._line + 2 * _AIR

    def _height(self) -> float:
        lanes = sum(len(day.lanes) for day in self._chart.days)
        days = len(self._chart.days)
        return days * self._head + lanes * self._lane_height + max(days - 1, 0) * _DAY_GAP

    def _names(self) -> float:
        metrics = QFontMetricsF(self._strong())
        words = [lane.name for day in self._chart.days for lane in day.lanes]
        words += [day.word for day in self._chart.days]
        wanted = max((metrics.horizontalAdvance(word) for word in words), default=0) + 3 * _AIR
        return max(min(wanted, self.width() * _NAMES_MOST), _NAMES_LEAST)

    def _x(self, minute: float) -> float:
        first, last = self._chart.hours
        left = self._names()
        whole = (last - first) * _HOUR
        part = min(max((minute - first * _HOUR) / whole, 0.0), 1.0)
        return left + part * (self.width() - left - 1)

    def _days(self) -> Iterator[tuple[float, Day]]:
        top = 0.0
        for day in self._chart.days:
            yield top, day
            top += self._head + len(day.lanes) * self._lane_height + _DAY_GAP

    def _lanes(self) -> Iterator[tuple[float, Lane]]:
        for top, day in self._days():
            for place, lane in enumerate(day.lanes):
                yield top + self._head + place * self._lane_height, lane

    def _bars(self) -> Iterator[tuple[int, Bar]]:
        for place, (_, lane) in enumerate(self._lanes()):
            for bar in lane.bars:
                yield place, bar

    def _placed(self) -> Iterator[_Placed]:
        for place, (top, lane) in enumerate(self._lanes()):
            for bar in lane.bars:
                left, right = self._x(bar.begins), self._x(bar.ends)
                box = QRectF(left, top + 2, max(right - left, 3), self._lane_height - 4)
                yield _Placed(box, bar, place)

    def _marked(self) -> Iterator[tuple[QRectF, Mark]]:
        for top, lane in self._lanes():
            for mark in lane.marks:
                left, right = self._x(mark.begins), self._x(mark.ends)
                yield QRectF(left, top, max(right - left, 2), self._lane_height), mark

    # moving and opening

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self._move(self._at + steps[key])
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._move(self._beside(1 if key == Qt.Key.Key_Down else -1))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current is not None:
            self.opened.emit(self.current.key)
        else:
            super().keyPressEvent(event)

    def _beside(self, step: int) -> int:
        """The stretch of the next lane with any, down or up, that begins closest to this one."""
        bars = list(self._bars())
        lane, here = bars[self._at]
        wanted = [one for one, _ in bars if (one - lane) * step > 0]
        if not wanted:
            return self._at
        found = min(wanted) if step > 0 else max(wanted)
        places = [place for place, (one, _) in enumerate(bars) if one == found]
        return min(places, key=lambda place: abs(bars[place][1].begins - here.begins))

    def _move(self, place: int) -> None:
        count = sum(1 for _ in self._bars())
        self._at = min(max(place, 0), count - 1)
        self._say()
        self.update()

    def _say(self) -> None:
        if self.current is not None:
            aloud.describe(self, self.current.told)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        if found is not None:
            self._move(found)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        if found is not None:
            self._move(found)
        if found is not None and self.current is not None:
            self.opened.emit(self.current.key)

    def _under(self, point: QPointF) -> int | None:
        return next((place for place, one in enumerate(self._placed()) if one.box.contains(point)), None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            point = event.pos().toPointF()
            told = [mark.told for box, mark in self._marked() if box.contains(point)]
            told += [one.bar.told for one in self._placed() if self._with_ways(one).contains(point)]
            told += [lane.name for top, lane in self._lanes() if self._name_box(top).contains(point)]
            QToolTip.showText(event.globalPos(), "\n".join(told), self)
            return True
        return super().event(event)

    def _with_ways(self, one: _Placed) -> QRectF:
        left, right = self._x(one.bar.begins - one.bar.way_there), self._x(one.bar.ends + one.bar.way_back)
        return QRectF(left, one.box.top(), right - left, one.box.height())

    def _name_box(self, top: float) -> QRectF:
        return QRectF(0, top, self._names() - _AIR, self._lane_height)

    # how they look

    def _strong(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for top, day in self._days():
            self._paint_day(painter, top, day)
        for box, mark in self._marked():
            self._paint_ground(painter, box, mark)
        for one in self._placed():
            self._paint_ways(painter, one)
        current = self.current if self.hasFocus() else None
        for one in self._placed():
            self._paint_bar(painter, one.box, one.bar, is_current=one.bar is current)
        for box, mark in self._marked():
            self._paint_sign(painter, box, mark)
        painter.end()

    def _paint_day(self, painter: QPainter, top: float, day: Day) -> None:
        look = theme.colours()
        names = self._names()
        bottom = top + self._head + len(day.lanes) * self._lane_height
        painter.fillRect(QRectF(0, top, self.width(), self._head), QColor(look.navigation))
        painter.setFont(self._strong())
        painter.setPen(QColor(look.link if day.is_today else look.text))
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        word = QFontMetricsF(painter.font()).elidedText(day.word, Qt.TextElideMode.ElideRight, names - 2 * _AIR)
        painter.drawText(QRectF(_AIR, top, names - _AIR, self._head), middle, word)
        painter.setFont(self.font())
        self._paint_hours(painter, top, bottom, is_written=not day.note)
        if day.note:
            painter.setPen(QColor(look.warning[0] if day.is_closed else look.muted))
            room = QRectF(names + _AIR, top, self.width() - names - 2 * _AIR, self._head)
            said = QFontMetricsF(self.font()).elidedText(day.note, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, middle, said)
        for place, lane in enumerate(day.lanes):
            box = self._name_box(top + self._head + place * self._lane_height).adjusted(_AIR, 0, 0, 0)
            painter.setPen(QColor(look.muted))
            said = QFontMetricsF(self.font()).elidedText(lane.name, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, middle, said)

    def _paint_hours(self, painter: QPainter, top: float, bottom: float, *, is_written: bool) -> None:
        look = theme.colours()
        first, last = self._chart.hours
        wide = (self.width() - self._names()) / (last - first)
        step = next(one for one in (1, 2, 3, 6, 12, 24) if one * wide >= _TICK_ROOM or one == 24)
        for hour in range(first, last + 1):
            x = self._x(hour * _HOUR)
            painter.setPen(QColor(look.hairline))
            painter.drawLine(QPointF(x, top + self._head), QPointF(x, bottom))
            if is_written and (hour - first) % step == 0 and hour < last:
                painter.setPen(QColor(look.muted))
                box = QRectF(x + 2, top, _TICK_ROOM, self._head)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), f"{hour:02}")

    def _paint_ground(self, painter: QPainter, box: QRectF, mark: Mark) -> None:
        letters, ground = theme.colours().tone(mark.tone)
        painter.setPen(QPen(QColor(letters), 1))
        painter.setBrush(QColor(ground))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_ways(self, painter: QPainter, one: _Placed) -> None:
        look, whole = theme.colours(), self._with_ways(one)
        painter.setPen(QPen(QColor(look.border), 1, Qt.PenStyle.DotLine))
        painter.setBrush(QBrush(QColor(look.border), Qt.BrushStyle.BDiagPattern))
        for left, right in ((whole.left(), one.box.left()), (one.box.right(), whole.right())):
            if right - left >= 1:
                painter.drawRect(QRectF(left, one.box.top() + 3, right - left, one.box.height() - 6))

    def _paint_bar(self, painter: QPainter, box: QRectF, bar: Bar, *, is_current: bool) -> None:
        letters, ground, edge = _look(bar.fill)
        pen = QPen(QColor(edge), 1)
        if bar.fill in {Fill.HOME, Fill.OFFERED}:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inside = box.adjusted(_AIR, 0, -_AIR, 0)
        said = QFontMetricsF(self.font()).elidedText(bar.word, Qt.TextElideMode.ElideRight, inside.width())
        if len(said) > 2 or said == bar.word:
            painter.setPen(QColor(letters))
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), said)
        if is_current:
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 5, 5)

    def _paint_sign(self, painter: QPainter, box: QRectF, mark: Mark) -> None:
        """The sign, with its word where there is room for it."""
        letters, ground = theme.colours().tone(mark.tone)
        painter.setFont(self._strong())
        metrics = QFontMetricsF(painter.font())
        free = not any(one.box.intersects(box) for one in self._placed())
        said = f"{mark.sign} {mark.word}"
        if free and metrics.horizontalAdvance(said) + 2 * _AIR <= box.width():
            painter.setPen(QColor(letters))
            inside = box.adjusted(_AIR, 0, 0, 0)
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), said)
        else:
            round_box = QRectF(box.right() - _SIGN, box.top() - 1, _SIGN, _SIGN)
            round_box.moveRight(min(round_box.right(), self.width() - 1.0))
            painter.setPen(QPen(QColor(letters), 1))
            painter.setBrush(QColor(ground))
            painter.drawEllipse(round_box)
            small = QFont(painter.font())
            small.setPixelSize(10)
            painter.setFont(small)
            painter.drawText(round_box, int(Qt.AlignmentFlag.AlignCenter), mark.sign)
        painter.setFont(self.font())


def _look(fill: Fill) -> tuple[str, str, str]:
    """Letters, ground and edge."""
    look = theme.colours()
    return {
        Fill.BUSY: (look.on_selection, look.selection, look.accent),
        Fill.CARE: (*look.information, look.information[0]),
        Fill.HOME: (look.muted, look.card, look.border),
        Fill.OFFERED: (look.text, look.card, look.accent),
    }[fill]
