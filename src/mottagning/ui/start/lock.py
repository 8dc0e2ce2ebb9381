"""The lock: the passphrase is asked for again before the areas are seen; what was being typed stays as it was.

It says which register is locked and who is logged in, for whoever comes to a computer that others use too, and nothing
else of what the register holds.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mottagning.domain.problems import Trouble
from mottagning.texts import window as texts
from mottagning.texts import words
from mottagning.ui.start.form import unlock_sections
from mottagning.ui.start.pages import FormPage
from mottagning.uikit.parts import column, facts
from mottagning.uikit.records import Values
from mottagning.uikit.tasks import Tasks
from mottagning.usecases.admin import registers
from mottagning.usecases.context import Context


class LockPage(QWidget):
    """Asks for the passphrase of the one who is logged in."""

    unlocked = Signal(bool)
    """She is back; True when it was by the recovery code."""
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
            above=_whose(ctx),
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
        self._tasks.query(work, self._open, self._failed)

    def _open(self, by_code: bool) -> None:
        self._come_back()
        self.unlocked.emit(by_code)

    def _failed(self, error: BaseException) -> bool:
        self._come_back()
        user, keeper = self._ctx.user.name, error.params.get("keeper") if isinstance(error, Trouble) else None
        words = texts.LOCKED_CODE_OF if keeper else texts.LOCKED_NOT_HERS
        return self._page.failed(error, words.format(user=user, keeper=keeper))

    def _come_back(self) -> None:
        self.setEnabled(True)
        self._page.panel.save_button.setEnabled(True)
        self.focus()


def _whose(ctx: Context) -> QWidget:
    """Which register it is, and who is logged in."""
    user = f"{ctx.user.name}, {words.word(ctx.user.role)}"
    return facts([(texts.LOCKED_REGISTER, ctx.db.file.stem), (texts.LOCKED_USER, user)])
