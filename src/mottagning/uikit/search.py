"""How does the search field show what it finds? A list below it that the keyboard walks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from mottagning.readmodels.search import Found, Hit
from mottagning.texts import window as texts
from mottagning.uikit import aloud, theme
from mottagning.uikit.painting_guard import guarded
from mottagning.uikit.parts import column, label

Index = QModelIndex | QPersistentModelIndex
_LEAST_WIDTH, _SEARCH_WIDTH, _HITS_WIDTH = 260, 420, 560
_HIT = Qt.ItemDataRole.UserRole
_MOST_ROWS, _ROW, _FOOT = 12, 34, 64
_LEAVING = 150
"""Milliseconds after which the card goes when the cursor has left the field: a hit may be what was pressed."""
_EDGES = 4
"""The theme's border above and below a list."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _MOST_ROWS, Qt.Key.Key_PageUp: -_MOST_ROWS}
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SearchField(QLineEdit):
    """One field for everything; hits below it as one types, the arrow keys choose, Enter opens, Esc leaves."""

    chosen = Signal(object)
    begun = Signal()
    """The cursor came here and nothing stands in the field: what was opened last is worth showing."""
    left = Signal()
    """The cursor is let go of, and where it was before is gone or not known."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setMaximumWidth(_SEARCH_WIDTH)
        self.setPlaceholderText(texts.SEARCH)
        self.setAccessibleName(texts.SEARCH_NAME)
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._changed)
        self._over = parent
        self._shown_for = ""
        self._opens_when_found = False
        self._former: QWidget | None = None
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_LEAVING)
        self._leaving.timeout.connect(self._hide_if_left)
        self._list = QListWidget()
        self._list.setAccessibleName(texts.SEARCH_HITS)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setItemDelegate(_HitDelegate(self._list))
        self._list.itemClicked.connect(lambda _item: self._open())
        self._list.currentRowChanged.connect(self._say_chosen)
        self._count = label("", "muted")
        self._card = QFrame(parent)
        self._card.setObjectName("card")
        self._card.setLayout(column(self._list, self._count, spacing=theme.GROUP, margins=theme.GROUP))
        self._card.hide()

    def begin(self) -> None:
        """Put the cursor here, from where Esc lets it go back."""
        if not self.hasFocus():
            self._former = QApplication.focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if not self.text().strip():
            self.begun.emit()

    def show_latest(self, found: Found) -> None:
        """Show what was opened last, unless one has left or begun to type."""
        if found.hits and self.hasFocus() and not self.text().strip():
            self._shown_for = self.text()
            self._list_hits(found)
            self._count.setText(texts.LATEST)
            self._place()

    def show_found(self, text: str, found: Found) -> None:
        """Show what was found for `text`, unless something else has been typed since."""
        if text != self.text() or not text.strip():
            return
        self._shown_for = text
        self._list_hits(found)
        if not found.hits:
            nothing = QListWidgetItem(texts.NO_HITS)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
            aloud.describe(self, texts.NO_HITS)
        self._count.setText(texts.hits_found(len(found.hits), has_more=found.has_more))
        if self._opens_when_found:
            self._open()
        else:
            self._place()

    def _list_hits(self, found: Found) -> None:
        self._list.clear()
        for hit in found.hits:
            item = QListWidgetItem("   ".join((hit.title, *_asides(hit), texts.HIT_KINDS[hit.kind.value])))
            item.setData(_HIT, hit)
            self._list.addItem(item)
        self._count.setVisible(bool(found.hits))
        self._list.setCurrentRow(0 if found.hits else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif self._card.isVisible() and key in _STEPS and self._hit(0) is not None:
            row = self._list.currentRow() + _STEPS[key]
            self._list.setCurrentRow(max(0, min(self._list.count() - 1, row)))
        elif key is Qt.Key.Key_Down and not self.text().strip():
            self.begun.emit()
        elif key in _OPENS and (self.text().strip() or self._card.isVisible()):
            self._open()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._leaving.start()

    def _changed(self, text: str) -> None:
        self._opens_when_found = False
        if not text.strip():
            self._hide()

    def _place(self) -> None:
        """The card stands below the field, over the page, and ends where the window does."""
        place = self.mapTo(self._over, QPoint(0, self.height() + 4))
        room = self._over.height() - place.y() - _FOOT
        self._list.setFixedHeight(max(1, min(_MOST_ROWS, self._list.count(), room // _ROW)) * _ROW + _EDGES)
        self._card.setFixedWidth(min(_HITS_WIDTH, self._over.width() - place.x() - theme.PAGE))
        self._card.move(place)
        self._card.adjustSize()
        self._card.raise_()
        self._card.show()

    def _say_chosen(self, row: int) -> None:
        """The cursor stays in the field, so it is the field that tells what is chosen."""
        hit = self._hit(row)
        if hit is not None:
            said = ", ".join((hit.title, *_asides(hit), texts.HIT_KINDS[hit.kind.value]))
            aloud.describe(self, texts.hit_chosen(row + 1, self._list.count(), said))

    def _hit(self, row: int) -> Hit | None:
        hit: Hit | None = self._list.model().index(row, 0).data(_HIT)
        return hit

    def _hide_if_left(self) -> None:
        if not self.hasFocus():
            self._hide()

    def _hide(self) -> None:
        self._card.hide()
        self._list.clear()
        self._shown_for = ""
        self._opens_when_found = False
        self.setAccessibleDescription("")

    def _open(self) -> None:
        """Open the chosen hit; what is shown for an earlier text is never opened, the first of the coming ones is."""
        if self._shown_for != self.text():
            self._opens_when_found = True
            return
        self._opens_when_found = False
        hit = self._hit(self._list.currentRow())
        if hit is not None:
            self._let_go()
            self.chosen.emit(hit)
        else:
            self._place()

    def _leave(self) -> None:
        former = self._former
        self._let_go()
        if former is not None and isValid(former) and former.isVisible():
            former.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _let_go(self) -> None:
        self._former = None
        self.clear()
        self._hide()
        self.clearFocus()


def _asides(hit: Hit) -> list[str]:
    """What is said of a hit beside its name."""
    return [hit.detail, *(texts.HIT_NOTES[note.value] for note in hit.notes)]


class _HitDelegate(QStyledItemDelegate):
    """A hit on one line: its name, what tells it from others, and to the right what sort of record it is."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, _ROW)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit | None = index.data(_HIT)
        if hit is None:
            super().paint(painter, option, index)
            return
        plain: Any = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        plain.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, plain.widget)
        look, is_chosen = theme.colours(), bool(plain.state & QStyle.StateFlag.State_Selected)
        ink = QColor(look.on_selection if is_chosen else look.text)
        quiet = ink if is_chosen and look.is_contrast else QColor(look.muted)
        bold = QFont(plain.font)
        bold.setWeight(QFont.Weight.DemiBold)
        room = plain.rect.adjusted(theme.GROUP, 0, -theme.GROUP, 0)
        kind = _write(painter, room, texts.HIT_KINDS[hit.kind.value], plain.font, quiet, right=True)
        room.setRight(room.right() - kind)
        room.setLeft(room.left() + _write(painter, room, hit.title, bold, ink))
        _write(painter, room, " · ".join(part for part in _asides(hit) if part), plain.font, quiet)


def _write(painter: QPainter, room: QRect, text: str, font: QFont, ink: QColor, *, right: bool = False) -> int:
    """Write a text in the room there is, shortened where it does not fit; gives the width that it takes."""
    measure = QFontMetrics(font)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.setFont(font)
    painter.setPen(ink)
    shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return measure.horizontalAdvance(shown) + theme.GAP
