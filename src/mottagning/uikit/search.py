"""How does the search field show what it finds? A list below it that the keyboard walks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from mottagning.readmodels.search import Hit
from mottagning.texts import window as texts

_SEARCH_WIDTH = 420


class SearchField(QLineEdit):
    """One field for everything; hits below it as one types, the arrow keys choose, Enter opens, Esc leaves."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(_SEARCH_WIDTH)
        self.setPlaceholderText(texts.SEARCH)
        self.setAccessibleName(texts.SEARCH_NAME)
        self.setClearButtonEnabled(True)
        self.textChanged.connect(lambda text: None if text.strip() else self.show_hits(text, []))
        self._hits: list[Hit] = []
        self._over = parent
        self._list = QListWidget(parent)
        self._list.setObjectName("card")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda _item: self._open())
        self._list.hide()

    def begin(self) -> None:
        """Put the cursor here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def show_hits(self, text: str, hits: Sequence[Hit]) -> None:
        """Show what was found for `text`, unless something else has been typed since."""
        if text != self.text() or not text.strip():
            self._list.setVisible(False)
            return
        self._hits = list(hits)
        self._list.clear()
        for hit in self._hits:
            kind = texts.HIT_KINDS[hit.kind.value]
            self._list.addItem(QListWidgetItem(f"{hit.title}   {hit.detail}   {kind}"))
        if not self._hits:
            self._list.addItem(QListWidgetItem(texts.NO_HITS))
        self._list.setCurrentRow(0)
        height = min(12, self._list.count()) * self._list.sizeHintForRow(0) + 6
        place = self.mapTo(self._over, QPoint(0, self.height() + 4))
        self._list.setGeometry(place.x(), place.y(), self.width() + 120, height)
        self._list.raise_()
        self._list.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif self._list.isVisible() and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
        elif self._list.isVisible() and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QTimer.singleShot(150, self._list, self._hide_if_left)

    def _hide_if_left(self) -> None:
        if not self.hasFocus():
            self._list.hide()

    def _open(self) -> None:
        place = self._list.currentRow()
        if 0 <= place < len(self._hits):
            hit = self._hits[place]
            self._leave()
            self.chosen.emit(hit)

    def _leave(self) -> None:
        self.clear()
        self._list.hide()
        self.clearFocus()
