"""How is a list filtered by typing? A field above it, left for the rows with the keys that one is used to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from mottagning.texts import window as texts
from mottagning.uikit.icons import Picture, icon

_TO_THE_ROWS = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FilterField(QLineEdit):
    """The down arrow and Enter go to the rows; Esc empties the field, and leaves it when it is empty."""

    entered = Signal()
    """The cursor came here."""
    left = Signal()
    """The cursor is wanted in the rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(texts.FILTER)
        self.setAccessibleName(texts.FILTER_NAME)
        self.setClearButtonEnabled(True)
        self.addAction(icon(Picture.SEARCH), QLineEdit.ActionPosition.LeadingPosition)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key is Qt.Key.Key_Escape or key in _TO_THE_ROWS:
            self.left.emit()
        else:
            super().keyPressEvent(event)
