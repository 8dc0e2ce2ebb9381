"""How do rows that were copied in another program come in? By Ctrl+V, wherever no text field has the cursor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from mottagning.readmodels.take_in import Pasted


def pasted() -> Pasted:
    """What was copied, as text; a picture is none."""
    return Pasted(QGuiApplication.clipboard().text())


def on_paste(parent: QWidget, word: str, do: Callable[[], object]) -> QAction:
    """Have Ctrl+V do something while `parent` is shown. A text field takes the key for itself, and pastes text."""
    action = QAction(word, parent)
    action.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
    action.triggered.connect(lambda _checked: do())
    parent.addAction(action)
    return action
