"""Lanes along time, painted; gone through with the arrow keys, told in words, zoomed, and a thing moved along it.

What is moved is shown where it would lie, and `dropped` asks to know what that does: the view itself changes nothing.
The same stands as rows beside it, for who cannot see it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QSizePolicy, QToolTip, QWidget

from mottagning.domain.periods import DAY, DateRange
from mottagning.domain.timelines import Grip, moved, step_of_months
from mottagning.uikit import aloud
from mottagning.uikit import lane_painting as painting
from mottagning.uikit.lane_places import AIR, Letters, Placed, Places, arrange
from mottagning.uikit.lanes import LaneChart, LaneItem
from mottagning.uikit.painting_guard import guarded
from mottagning.uikit.style_notes import forget_inside

_CLOSEST = 40.0
_STEP, _WHEEL_STEP = 1.6, 1.25
_EDGE = 7
"""Pixels from the end of a thing within which it is the end that is taken hold of."""
_LOW, _HIGH, _SHARE = 150, 460, 0.55
"""Pixels of height, and the most of its window's: what is told of a thing is seen below it."""
_NO_CHART = LaneChart("", (), DateRange(date(2000, 1, 1), date(2000, 1, 2)), date(2000, 1, 1), "")
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class LaneView(QAbstractScrollArea):
    """Paints a `LaneChart`. `per_day` are pixels a day, None as few as show all of it."""

    chosen = Signal(str)
    """The thing with the cursor."""
    opened = Signal(str)
    """A thing was opened with Enter or a double click."""
    moving = Signal(str, object)
    """A thing would lie on these days, a `DateRange`."""
    dropped = Signal(str, object)
    """What would it do if the thing lay on these days?"""
    held = Signal(str)
    """Somebody tried to move what cannot be moved."""
    left = Signal()
    """What was being moved lies again where it lay."""
    gripped = Signal(object)
    """What is moved now, a `Grip`."""
    scaled = Signal()
    """The days have another width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = _NO_CHART
        self._places = Places(self._chart.shown, 1)
        self._per_day: float | None = None
        self._key: str | None = None
        self._ghost: DateRange | None = None
        self._grip = Grip.WHOLE
        self._pressed: tuple[QPointF, int, DateRange | None, Grip] | None = None
        self._wanted = _LOW
        self._side = 0
        """The width of the lanes' names."""
        self._letters = Letters(self.font())
        self._is_new = True
        """Whether nobody has scrolled since the chart came: its cursor is kept in sight while it gets its place."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setMouseTracking(True)
        forget_inside(self)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)

    # what is shown

    def show_chart(self, chart: LaneChart, key: str | None = None) -> None:
        """Show a chart with the cursor on a thing, the first where that is gone."""
        self._chart, self._ghost, self._is_new = chart, None, True
        self.setAccessibleName(chart.title)
        found = chart.find(key) or chart.first
        self._key = found.key if found else None
        self._arrange()
        self._wanted = int(self._places.height + self._top + self._bar)
        self.updateGeometry()
        self._tell()
        self._reveal()

    @property
    def key(self) -> str | None:
        """The key of the thing with the cursor."""
        return self._key

    @property
    def item(self) -> LaneItem | None:
        """The thing with the cursor."""
        return self._chart.find(self._key)

    @property
    def ghost(self) -> DateRange | None:
        """The days on which the thing with the cursor would lie, while it is being moved."""
        return self._ghost

    @property
    def grip(self) -> Grip:
        """By what a thing is moved."""
        return self._grip

    def hold_by(self, grip: Grip) -> None:
        """Move the whole, or the end alone."""
        if grip is not self._grip:
            self._grip = grip
            self.gripped.emit(grip)

    def choose(self, key: str) -> None:
        """Put the cursor on a thing and bring it into sight; what was being moved lies where it lay."""
        if key != self._key and self._chart.find(key) is not None:
            self.drop_ghost()
            self._key = key
            self._tell()
        self._reveal()

    def drop_ghost(self) -> None:
        """Have what was being moved lie where it lay."""
        if self._ghost is not None:
            self._ghost = None
            self.left.emit()
            self.viewport().update()

    @property
    def _high(self) -> int:
        most = min(_HIGH, int(self.window().height() * _SHARE))
        return min(max(self._wanted, _LOW), max(most, _LOW))

    def sizeHint(self) -> QSize:
        return QSize(360, self._high)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self._high)

    # the scale

    @property
    def per_day(self) -> float | None:
        """Pixels a day; None while all of it is shown."""
        return self._per_day

    @property
    def _fitting(self) -> float:
        return max(self._area.width(), 40) / self._chart.shown.days

    def scale_to(self, per_day: float | None, at: float | None = None) -> None:
        """Give a day so many pixels, None all that shows everything; what lies `at` so many pixels stays there."""
        self._is_new = False
        area = self._area
        fixed = area.center().x() if at is None else at
        old = self._places
        day = (fixed - self._origin.x()) / old.per_day
        self._per_day = None if per_day is None or per_day <= self._fitting else min(per_day, _CLOSEST)
        self._arrange()
        self.horizontalScrollBar().setValue(int(area.left() + day * self._places.per_day - fixed))
        self.scaled.emit()

    def closer(self) -> None:
        """Give the days more room around the thing with the cursor."""
        self.scale_to(self._places.per_day * _STEP, self._middle)

    def further(self) -> None:
        """Give the days less room."""
        self.scale_to(self._places.per_day / _STEP, self._middle)

    @property
    def _middle(self) -> float | None:
        """Where the thing with the cursor begins, when that is seen."""
        placed = self._places.find(self._key)
        at = placed.box.left() + self._origin.x() if placed else -1.0
        return at if self._area.left() <= at <= self._area.right() else None

    def go_to(self, day: date) -> None:
        """Have a day in the middle."""
        area = self._area
        self.horizontalScrollBar().setValue(int(self._places.x(day) - area.width() / 2))

    # where things are

    @property
    def _top(self) -> int:
        """The height of the days above."""
        return int(2 * self._letters.line + 2 * AIR)

    @property
    def _bar(self) -> int:
        return self.horizontalScrollBar().sizeHint().height() + 2

    @property
    def _area(self) -> QRectF:
        """Where the things are seen."""
        view = self.viewport()
        return QRectF(self._side, self._top, view.width() - self._side, view.height() - self._top)

    @property
    def _origin(self) -> QPointF:
        area = self._area
        return QPointF(area.left() - self.horizontalScrollBar().value(), area.top() - self.verticalScrollBar().value())

    def _arrange(self) -> None:
        wide = max((self._letters.wide(lane.name) for lane in self._chart.lanes), default=0) + 2 * AIR
        self._side = int(min(wide, self.viewport().width() * 0.4))
        per_day = self._fitting if self._per_day is None else self._per_day
        self._places = arrange(self._chart, per_day, self._letters)
        area, across, down = self._area, self.horizontalScrollBar(), self.verticalScrollBar()
        across.setPageStep(int(area.width()))
        across.setSingleStep(40)
        across.setRange(0, max(int(self._places.width - area.width() + 0.5), 0))
        down.setPageStep(int(area.height()))
        down.setSingleStep(24)
        down.setRange(0, max(int(self._places.height - area.height() + 0.5), 0))
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._letters = Letters(self.font())
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if self._is_new:
            self._reveal()
        self.updateGeometry()  # the window may have become lower too

    def _at(self, point: QPointF) -> Placed | None:
        """The thing under a point of the view."""
        if not self._area.contains(point):
            return None
        there = point - self._origin
        found = [one for one in self._places.placed if one.whole.contains(there)]
        return next((one for one in found if one.box.contains(there)), found[0] if found else None)

    def _reveal(self) -> None:
        """Scroll until the thing with the cursor is seen."""
        placed = self._places.find(self._key)
        if placed is None:
            return
        seen, whole = self._area.translated(-self._origin.x(), -self._origin.y()), placed.whole
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if whole.right() < seen.left() + 20 or whole.left() > seen.right() - 40:
            across.setValue(int(whole.left() - 40))
        if whole.top() < seen.top():
            down.setValue(int(whole.top() - 2 * AIR))
        elif whole.bottom() > seen.bottom():
            down.setValue(int(whole.bottom() - seen.height() + 2 * AIR))

    def _tell(self) -> None:
        """Have the thing with the cursor read aloud."""
        item = self.item
        aloud.describe(self, item.told if item else "")
        if self._key is not None:
            self.chosen.emit(self._key)
        self.viewport().update()

    # the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        do = self._shifts().get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        do = do or self._plain().get(Qt.Key(event.key()))
        if (
            do is None
            or event.modifiers() & Qt.KeyboardModifier.AltModifier
            or (Qt.Key(event.key()) is Qt.Key.Key_Escape and self._ghost is None)
        ):
            event.ignore()
        else:
            do()

    def event(self, event: QEvent) -> bool:
        """Esc first lets go of what is being moved; what else it does on the page comes after that."""
        if self._ghost is not None and _is_early_escape(event):
            event.accept()
            return True
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.viewport().update()
        return super().event(event)

    def _shifts(self) -> Mapping[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], None]]:
        """What moves the thing with the cursor."""
        back, on = Qt.Key.Key_Left, Qt.Key.Key_Right
        return {
            (back, _SHIFT): lambda: self._shift(-1),
            (on, _SHIFT): lambda: self._shift(1),
            (back, _CONTROL): lambda: self._shift(-7),
            (on, _CONTROL): lambda: self._shift(7),
            (back, _CONTROL | _SHIFT): lambda: self._shift_months(-1),
            (on, _CONTROL | _SHIFT): lambda: self._shift_months(1),
        }

    def _plain(self) -> Mapping[Qt.Key, Callable[[], None]]:
        return {
            Qt.Key.Key_Left: lambda: self._go(self._chart.beside(self._key, -1)),
            Qt.Key.Key_Right: lambda: self._go(self._chart.beside(self._key, 1)),
            Qt.Key.Key_Up: lambda: self._go(self._chart.across(self._key, -1)),
            Qt.Key.Key_Down: lambda: self._go(self._chart.across(self._key, 1)),
            Qt.Key.Key_Home: lambda: self._go(self._chart.beside(self._key, -len(self._places.placed))),
            Qt.Key.Key_End: lambda: self._go(self._chart.beside(self._key, len(self._places.placed))),
            Qt.Key.Key_Plus: self.closer,
            Qt.Key.Key_Minus: self.further,
            Qt.Key.Key_Space: self._turn_grip,
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
            Qt.Key.Key_Escape: self.drop_ghost,
        }

    def _go(self, item: LaneItem | None) -> None:
        if item is not None:
            self.choose(item.key)

    def _turn_grip(self) -> None:
        self.hold_by(Grip.END if self._grip is Grip.WHOLE else Grip.WHOLE)

    def _enter(self) -> None:
        if self._key is None:
            return
        if self._ghost is not None:
            self.dropped.emit(self._key, self._ghost)
        else:
            self.opened.emit(self._key)

    def _shift_months(self, months: int) -> None:
        item = self.item
        if item is not None:
            self._shift(step_of_months(self._ghost or item.days, self._grip, months))

    def _shift(self, by: int) -> None:
        item = self.item
        if item is None or not item.can_move:
            self.held.emit(self._key or "")
            return
        self._lay(item, moved(self._ghost or item.days, self._grip, by))
        self._reveal()

    def _lay(self, item: LaneItem, days: DateRange) -> None:
        """Show where a thing would lie."""
        if days == item.days:
            self.drop_ghost()
            return
        self._ghost = days
        self.moving.emit(item.key, days)
        self.viewport().update()

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_new = False
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        placed = self._at(event.position())
        if placed is None:
            self._pressed = (event.position(), self.horizontalScrollBar().value(), None, Grip.WHOLE)
            return
        if placed.item.key != self._key:
            self.choose(placed.item.key)
        ghost = self._ghost
        grip = self._grip_at(placed, event.position())
        self._pressed = (event.position(), 0, ghost or placed.item.days, grip)

    def _grip_at(self, placed: Placed, point: QPointF) -> Grip:
        """The end is taken hold of at the end; elsewhere what was said."""
        there = (point - self._origin).x()
        is_end = placed.item.can_move and not placed.item.days.is_open and abs(there - placed.box.right()) <= _EDGE
        return Grip.END if is_end else self._grip

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._show_cursor(event.position())
            return
        at, scrolled, days, grip = self._pressed
        far = event.position().x() - at.x()
        if days is None:
            self.horizontalScrollBar().setValue(int(scrolled - far))
            return
        item = self.item
        if item is None or abs(far) < QApplication.startDragDistance():
            return
        if not item.can_move:
            self._pressed = None
            self.held.emit(item.key)
            return
        self._lay(item, moved(days, grip, round(far / self._places.per_day)))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        was_dragged = self._pressed is not None and self._pressed[2] not in {None, self._ghost}
        self._pressed = None
        if was_dragged and self._ghost is not None and self._key is not None:
            self.dropped.emit(self._key, self._ghost)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        placed = self._at(event.position())
        if placed is not None and self._ghost is None:
            self.opened.emit(placed.item.key)

    def _show_cursor(self, point: QPointF) -> None:
        placed = self._at(point)
        shape = Qt.CursorShape.ArrowCursor
        if placed is not None and placed.item.can_move:
            is_end = self._grip_at(placed, point) is Grip.END
            shape = Qt.CursorShape.SizeHorCursor if is_end else Qt.CursorShape.OpenHandCursor
        elif placed is not None:
            shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the days get more or less room; else the lanes scroll, and the page once they are at their end."""
        self._is_new = False
        if event.modifiers() & _CONTROL:
            steps = event.angleDelta().y() / 120
            self.scale_to(self._places.per_day * _WHEEL_STEP**steps, event.position().x())
            event.accept()
        elif event.modifiers() & _SHIFT:
            across = self.horizontalScrollBar()
            across.setValue(across.value() - event.angleDelta().y() - event.angleDelta().x())
            event.accept()
        else:
            down = self.verticalScrollBar()
            before = down.value()
            down.setValue(before - event.angleDelta().y() // 2)
            event.setAccepted(down.value() != before)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event.pos().toPointF()), self)
            return True
        return super().viewportEvent(event)

    def _tip(self, point: QPointF) -> str:
        """All of the thing under a point, or the name of its lane."""
        placed = self._at(point)
        if placed is not None:
            return placed.item.told
        y = point.y() - self._origin.y()
        return next((one.name for one in self._places.heads if one.top <= y < one.top + one.height), "")

    # how it looks

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = painting.lane_colours()
        view = QRectF(self.viewport().rect())
        frame = painting.Frame(self._area, self._origin, view)
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        today = frame.origin.x() + self._places.x(self._chart.today) + self._places.per_day / 2
        word = self._chart.today_word
        painting.paint_axis(painter, frame, self._places, look, painting.today_box(painter, frame, today, word))
        painting.paint_heads(painter, frame, self._places.heads, look)
        painting.paint_today(painter, frame, today, word, look)
        painter.setClipRect(frame.area)
        painter.translate(frame.origin)
        self._paint_things(painter, frame, look)
        painter.end()

    def _paint_things(self, painter: QPainter, frame: painting.Frame, look: painting.LaneColours) -> None:
        seen = frame.seen
        chosen = self._places.find(self._key)
        for one in self._places.placed:
            if one.whole.intersects(seen):
                is_moved = self._ghost is not None and one is chosen
                painting.paint_thing(painter, one, look, seen, is_faint=is_moved)
        if chosen is not None and self._ghost is not None:
            chosen = self._as_ghost(chosen, self._ghost)
            painting.paint_thing(painter, chosen, look, seen)
        if chosen is not None and (self.hasFocus() or self._ghost is not None):
            painting.paint_ring(painter, chosen, look, seen)

    def _as_ghost(self, one: Placed, days: DateRange) -> Placed:
        box = self._places.box(one.item, days, one.box.top(), self._letters.line)
        words = box if one.is_inside else one.words.translated(box.right() - one.box.right(), 0)
        return Placed(one.item, box, words, one.is_inside)

    # what a page asks

    @property
    def first_day(self) -> date:
        """The first day that is seen."""
        return self._chart.shown.start + timedelta(days=int(self.horizontalScrollBar().value() / self._places.per_day))

    def begin_at(self, day: date) -> None:
        """Have a day first."""
        day = min(max(day, self._chart.shown.start), self._chart.shown.end - DAY)
        self.horizontalScrollBar().setValue(int(self._places.x(day)))


def _is_early_escape(event: QEvent) -> bool:
    """Whether it asks who wants Esc before a shortcut of the page gets it."""
    is_early = event.type() == QEvent.Type.ShortcutOverride
    return is_early and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
