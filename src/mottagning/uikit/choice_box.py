"""With what does one choose one of several?"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from mottagning.uikit.style_notes import forget_when_gone

_SHOWN = 14
"""So many choices are seen at once; the rest are scrolled to."""


class ChoiceBox(QComboBox):
    """A field with a list to choose from; the wheel does not change what only lies under the pointer.

    `name` is what a screen reader calls it; `choices` are words, each with what it stands for.
    """

    def __init__(self, name: str = "", choices: Iterable[tuple[str, object]] = ()) -> None:
        super().__init__()
        forget_when_gone(self.view().window())
        self.setAccessibleName(name)
        self.setMaxVisibleItems(_SHOWN)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for word, value in choices:
            self.addItem(word, value)

    def keep_narrow(self, letters: int) -> None:
        """Be as wide as so many letters need, and no wider for a long word."""
        self.setMinimumContentsLength(letters)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def let_write(self) -> None:
        """Let a choice also be written, with those that hold what is written below."""
        self.setLineEdit(QLineEdit())  # that of setEditable is one more that the style does not forget
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
