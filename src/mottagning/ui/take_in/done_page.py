"""The guide's last step: what was taken in, the rows that were not, and the way back."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mottagning.readmodels.take_in import TakenIn, Undone
from mottagning.texts import take_in as texts
from mottagning.ui.take_in.file_page import LogCopies, told
from mottagning.uikit import theme
from mottagning.uikit.parts import button, card, clear, column, label, line, row, scrolled


class DonePage(QWidget):
    """What came of a list."""

    taking_back = Signal(int)
    taking_back_others = Signal(int)
    saving_left_out = Signal()

    def __init__(self, log_copies: LogCopies) -> None:
        super().__init__()
        self._log_copies = log_copies
        frame, inside = card()
        self._parts = QVBoxLayout()
        self._parts.setSpacing(theme.GROUP)
        inside.addLayout(self._parts)
        inside.addStretch(1)
        self.setLayout(column(scrolled(frame)))

    def show_taken(self, taken: TakenIn) -> None:
        """Tell what was taken in."""
        one = taken.take_in
        parts: list[Any] = [
            label(texts.DONE_TITLE, "subheading"),
            label(f"{one.file}: {texts.done(one.of, one.created, one.changed, taken.unchanged)}", "done", wrap=True),
        ]
        if taken.left_out:
            parts.append(label(texts.left_out(taken.left_out), "warned", wrap=True))
            parts.append(row(button(texts.SAVE_LEFT_OUT, self.saving_left_out.emit), 0))
        parts += [
            theme.GROUP,
            line(),
            label(texts.ABOUT_UNDO, "muted", wrap=True),
            row(button(texts.TAKE_BACK, partial(self.taking_back.emit, one.id)), 0),
        ]
        self._show(*parts)

    def show_undone(self, number: int, undone: Undone) -> None:
        """Tell what came of taking it back."""
        self._show(told(undone, partial(self.taking_back_others.emit, number), self._log_copies))

    def say(self, text: str) -> None:
        """Tell one thing more."""
        self._parts.addWidget(label(text, "done", wrap=True))

    def _show(self, *parts: Any) -> None:  # noqa: ANN401 - widgets, layouts and gaps
        clear(self._parts)
        self._parts.addLayout(column(*parts))
