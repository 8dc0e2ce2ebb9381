"""The lock: the passphrase is asked for again before the areas are seen; what was being typed stays as it was."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mottagning.texts import window as texts
from mottagning.ui.start.form import unlock_sections
from mottagning.ui.start.pages import FormPage
from mottagning.uikit.parts import column
from mottagning.uikit.records import Values
from mottagning.uikit.tasks import Tasks
from mottagning.usecases.admin import registers
from mottagning.usecases.context import Context


class LockPage(QWidget):
    """Asks for the passphrase of the one who is logged in."""

    unlocked = Signal()
    leaving = Signal()
    """Somebody wants another register instead."""

    def __init__(self, tasks: Tasks, ctx: Context) -> None:
        super().__init__()
        self._tasks, self._ctx = tasks, ctx
        self._page = FormPage(
            texts.LOCKED_TITLE,
            texts.LOCKED_TEXT,
            unlock_sections(),
            (texts.UNLOCK_DO, texts.OTHER_REGISTER),
            self._try,
            self.leaving.emit,
            ctx.today,
            escape=self.focus,  # a key pressed in passing closes nothing
        )
        self.setLayout(column(self._page))

    def focus(self) -> None:
        """Put the cursor in the empty field."""
        self._page.panel.form.show_values({})
        self._page.panel.form.focus_first()

    def _try(self, values: Values) -> None:
        self.setEnabled(False)
        work = partial(registers.unlock, self._ctx, str(values["passphrase"]))
        self._tasks.query(work, lambda _none: self._open(), self._failed)

    def _open(self) -> None:
        self._come_back()
        self.unlocked.emit()

    def _failed(self, error: BaseException) -> bool:
        self._come_back()
        return self._page.failed(error)

    def _come_back(self) -> None:
        self.setEnabled(True)
        self._page.panel.save_button.setEnabled(True)
        self.focus()
