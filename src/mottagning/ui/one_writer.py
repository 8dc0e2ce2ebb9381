"""What does the window say while somebody else has the register? Who, what can be done meanwhile, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from mottagning.texts import one_writer as texts
from mottagning.texts.problems import Message
from mottagning.uikit import messages, theme
from mottagning.uikit.parts import Kind, button, column, label, leading
from mottagning.uikit.screen import Desk
from mottagning.usecases.access import BEAT, Access, keep_hold, who
from mottagning.usecases.admin.registers import try_to_write

_MILLISECONDS = 1_000


class OneWriterStrip(QWidget):
    """A line above the areas, there while the register is only read; on a network folder it keeps ours ours."""

    regained = Signal()
    """It can be changed again: whatever is shown may be of before."""
    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName(texts.SOMEBODY)
        self._desk = desk
        self._who = label("", "warned", wrap=True)
        self._again = button(texts.TRY_AGAIN, self._try_again)
        self._take_over = button(texts.TAKE_OVER, self._ask_to_take_over, Kind.QUIET)
        words = column(self._who, label(texts.ONLY_READ, "muted", wrap=True), spacing=2)
        inside = QWidget()
        inside.setLayout(words)
        self.setLayout(leading(inside, self._take_over, self._again))
        self.setContentsMargins(0, 0, 0, theme.GROUP)
        self._beats = QTimer(self)
        self._beats.timeout.connect(self._beat)
        if self._access is not None and self._access.in_network:
            self._beats.start(int(BEAT.total_seconds()) * _MILLISECONDS)

    @property
    def _access(self) -> Access | None:
        return self._desk.ctx.access

    def look(self) -> None:
        """Show who has the register, or nothing when it is ours."""
        held = self._access.held if self._access is not None else None
        self.setVisible(held is not None)
        if held is not None:
            self._who.setText((texts.silent if held.is_silent else texts.held)(who(held.by)))
            self._take_over.setVisible(held.is_silent)

    def _try_again(self) -> None:
        self._hold(partial(try_to_write, self._desk.ctx))

    def _ask_to_take_over(self) -> None:
        question = Message(self._who.text(), texts.TAKE_OVER_UNHARMED, texts.TAKE_OVER_ADVICE)
        if messages.ask(self, question, texts.TAKE_OVER_YES, texts.TAKE_OVER_NO):
            self._hold(partial(try_to_write, self._desk.ctx, takes_over=True))

    def _hold(self, work: Callable[[], bool]) -> None:
        self._again.setEnabled(False)

        def answered(is_ours: bool) -> None:
            self._again.setEnabled(True)
            self.look()
            self.told.emit(texts.YOURS if is_ours else texts.STILL_HELD)
            if is_ours:
                self.regained.emit()

        def failed(_error: BaseException) -> bool:
            self._again.setEnabled(True)
            return False

        self._desk.tasks.query(work, answered, failed)

    def _beat(self) -> None:
        """Say that we are still there; a network that is gone for a while is told of when something is saved."""
        self._desk.tasks.aside(
            partial(keep_hold, self._desk.ctx.access), lambda _none: self.look(), lambda _error: True
        )
