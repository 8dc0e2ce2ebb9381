"""How do things on lanes look? In the theme's colours, in the system's own where it asks for high contrast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from mottagning.domain.periods import DateRange
from mottagning.uikit import theme
from mottagning.uikit.lane_places import AIR, Head, Placed, Places
from mottagning.uikit.lanes import Form, LaneItem, Tick, Unit, ticks, unit_for


@dataclass(frozen=True, slots=True)
class LaneColours:
    """What lanes are painted in."""

    text: QColor
    muted: QColor
    grid: QColor
    ground: QColor
    band: QColor
    accent: QColor
    on_accent: QColor


def lane_colours() -> LaneColours:
    """The theme's colours for lanes."""
    look = theme.colours()
    parts = (look.text, look.muted, look.hairline, look.card, look.navigation, look.accent, look.on_accent)
    return LaneColours(*(QColor(one) for one in parts))


def _tones(item: LaneItem) -> tuple[QColor, QColor, QColor]:
    """Letters, ground and edge of a thing."""
    found = theme.colours()
    if item.tone is None:
        return QColor(found.on_selection), QColor(found.selection), QColor(found.accent)
    letters, ground = found.tone(item.tone)
    return QColor(letters), QColor(ground), QColor(letters)


def paint_thing(painter: QPainter, one: Placed, look: LaneColours, seen: QRectF, *, is_faint: bool = False) -> None:
    """Paint a thing; its word where it is seen. What is being moved is faint, without its word, where it was."""
    painter.setOpacity(0.4 if is_faint else 1)
    if one.item.form is Form.BAR:
        _paint_bar(painter, one.item, one.box)
    else:
        _paint_mark(painter, one.item, one.box, look)
    painter.setOpacity(1)
    if not is_faint:
        _paint_word(painter, one, look, seen)


def _pen(item: LaneItem, colour: QColor) -> QPen:
    pen = QPen(colour, 1.4)
    if not item.is_firm:
        pen.setStyle(Qt.PenStyle.DashLine)
    return pen


def _paint_bar(painter: QPainter, item: LaneItem, box: QRectF) -> None:
    _, ground, edge = _tones(item)
    painter.setPen(_pen(item, edge))
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), 4, 4)


def _paint_mark(painter: QPainter, item: LaneItem, box: QRectF, look: LaneColours) -> None:
    """A circle or a diamond: filled when it is firm, hollow when not, with its sign."""
    _, ground, edge = _tones(item)
    painter.setPen(QPen(edge, 1.6))
    painter.setBrush(edge if item.is_firm else ground)
    middle, half = box.center(), box.height() / 2 - 1.5
    if item.form is Form.CIRCLE:
        painter.drawEllipse(middle, half - 1, half - 1)
    else:
        corners = ((0, -half), (half, 0), (0, half), (-half, 0))
        painter.drawPolygon(QPolygonF([middle + QPointF(*one) for one in corners]))
    if item.sign:
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(look.ground if item.is_firm else edge)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), item.sign)
        font.setBold(False)
        painter.setFont(font)


def _paint_word(painter: QPainter, one: Placed, look: LaneColours, seen: QRectF) -> None:
    """The word of a thing; beside it on a ground of its own, so that the day it is passes behind."""
    place = (one.words.intersected(seen) if one.is_inside else one.words).adjusted(AIR, 0, -AIR / 2, 0)
    metrics = QFontMetricsF(painter.font())
    word = metrics.elidedText(one.item.word, Qt.TextElideMode.ElideRight, place.width())
    if len(word) > 1:
        if not one.is_inside:
            wide = metrics.horizontalAdvance(word)
            painter.fillRect(QRectF(place.left() - 1, place.top() + 1, wide + 2, place.height() - 2), look.ground)
        painter.setPen(_tones(one.item)[0] if one.is_inside else look.text)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), word)


def paint_ring(painter: QPainter, one: Placed, look: LaneColours, seen: QRectF) -> None:
    """The ring around the thing with the cursor, as far as that is seen."""
    painter.setPen(QPen(look.accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = one.whole.adjusted(-2, -2, 2, 2)
    left, right = max(ring.left(), seen.left() + 1), min(ring.right(), seen.right() - 1)
    painter.drawRoundedRect(QRectF(left, ring.top(), max(right - left, 4), ring.height()), 6, 6)


# the frame


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the things are seen: right of the lanes' names, below the days; `origin` is that of the first day."""

    area: QRectF
    origin: QPointF
    size: QRectF

    @property
    def seen(self) -> QRectF:
        """What is seen of the things, in their own pixels."""
        return self.area.translated(-self.origin.x(), -self.origin.y())


def paint_axis(painter: QPainter, frame: Frame, places: Places, look: LaneColours, taken: QRectF) -> None:
    """The days above: the finest words that have room, and the wider ones over them, beside what is `taken`."""
    metrics = QFontMetricsF(painter.font())
    line = metrics.height()
    painter.fillRect(QRectF(0, 0, frame.size.width(), frame.area.top()), look.ground)
    painter.setClipRect(QRectF(frame.area.left(), 0, frame.area.width(), frame.size.height()))
    found = list(_ticks(frame, places, metrics))
    painter.setPen(QPen(look.grid, 1))
    for x, _ in found:
        painter.drawLine(QLineF(x, frame.area.top() - AIR, x, frame.area.bottom()))
    painter.setPen(look.muted)
    _paint_words(painter, frame, [(x, tick.word) for x, tick in found], frame.area.top() - AIR - 2, QRectF())
    painter.setPen(look.text)
    _paint_words(painter, frame, [(x, tick.wider) for x, tick in found if tick.wider], line - 2, taken)
    painter.setClipping(False)


def _paint_words(painter: QPainter, frame: Frame, words: list[tuple[float, str]], y: float, taken: QRectF) -> None:
    """Words along time, each from where it begins to the next; one that began before what is seen stands at its edge.

    One that would stand where something is `taken` stands after that. What cannot be read whole is left out.
    """
    metrics = QFontMetricsF(painter.font())
    edge = frame.area.right() + AIR
    for place, (x, word) in enumerate(words):
        ends = min(words[place + 1][0], edge) if place + 1 < len(words) else edge
        at = max(x, frame.area.left()) + 3
        wide = metrics.horizontalAdvance(word)
        if at < taken.right() and at + wide > taken.left():
            at = taken.right() + AIR
        if at + wide <= ends:
            painter.drawText(QPointF(at, y), word)


def _ticks(frame: Frame, places: Places, metrics: QFontMetricsF) -> Iterator[tuple[float, Tick]]:
    """The marks up to the last that is seen, each with where it stands."""
    room = int(metrics.horizontalAdvance("kv 44")) + 2 * AIR
    unit = unit_for(places.shown.days, max(int(places.width), 1), room)
    year = max(places.per_day * Unit.YEAR.value, 0.01)
    every = next((number for number in (1, 2, 5, 10, 25, 50) if number * year >= room), 100)
    seen = max(int((frame.area.left() - frame.origin.x()) / places.per_day), 0)
    first = places.shown.start + timedelta(days=min(seen, places.shown.days - 1))
    begins = max(date(first.year, 1, 1), places.shown.start)  # the year that goes on is written too
    for tick in ticks(DateRange(begins, places.shown.end), unit, every):
        x = frame.origin.x() + (tick.day - places.shown.start).days * places.per_day
        if x > frame.area.right():
            return
        yield x, tick


def today_box(painter: QPainter, frame: Frame, x: float, word: str) -> QRectF:
    """Where the word of the day it is stands; nowhere when that day is not seen."""
    if not frame.area.left() - 1 <= x <= frame.area.right():
        return QRectF()
    metrics = QFontMetricsF(painter.font())
    wide = metrics.horizontalAdvance(word) + 2 * AIR
    left = min(max(x - wide / 2, frame.area.left()), frame.area.right() - wide)
    return QRectF(left, 0, wide, metrics.height())


def paint_today(painter: QPainter, frame: Frame, x: float, word: str, look: LaneColours) -> None:
    """The day it is: its word above, and a line through everything."""
    box = today_box(painter, frame, x, word)
    if box.isNull():
        return
    painter.setPen(QPen(look.accent, 1.4, Qt.PenStyle.DotLine))
    painter.drawLine(QLineF(x, frame.area.top() - AIR, x, frame.area.bottom()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.accent)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(look.on_accent)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), word)


def paint_heads(painter: QPainter, frame: Frame, heads: tuple[Head, ...], look: LaneColours) -> None:
    """The names of the lanes to the left, those of bands across, each with a hairline above."""
    metrics = QFontMetricsF(painter.font())
    painter.setClipRect(QRectF(0, frame.area.top(), frame.size.width(), frame.area.height()))
    for head in heads:
        top = frame.origin.y() + head.top
        if top > frame.area.bottom() or top + head.height < frame.area.top():
            continue
        if head.is_band:
            _paint_band(painter, QRectF(0, top, frame.size.width(), head.height), head.name, look)
            continue
        painter.setPen(QPen(look.grid, 1))
        painter.drawLine(QLineF(0, top, frame.size.width(), top))
        painter.setPen(look.muted)
        box = QRectF(0, max(top, frame.area.top()) + AIR, frame.area.left() - AIR, metrics.height())
        said = metrics.elidedText(head.name, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), said)
    painter.setClipping(False)


def _paint_band(painter: QPainter, box: QRectF, name: str, look: LaneColours) -> None:
    painter.fillRect(box, look.band)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(look.text)
    inside = box.adjusted(AIR, 0, -AIR, 0)
    said = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), said)
    font.setWeight(QFont.Weight.Normal)
    painter.setFont(font)
