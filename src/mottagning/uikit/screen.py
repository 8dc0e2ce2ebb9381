"""What is a screen? A page with a heading, buttons, and work that reaches the register through tasks.

A screen says which areas it shows (`interests`). When a command changes one of them it looks again: at once when it is
shown, else when it is shown next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from mottagning.domain.problems import Refused
from mottagning.readmodels.changes import Area, Changed, Done
from mottagning.system.preferences import Preferences
from mottagning.texts import window as texts
from mottagning.uikit import messages, theme
from mottagning.uikit.parts import clear, column, holder, label
from mottagning.uikit.table import TableView
from mottagning.uikit.tasks import Failed, Tasks
from mottagning.uikit.undoing import Back
from mottagning.usecases.context import Context
from mottagning.usecases.lists import log_copy

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every screen works with: the open register, the way to it, what the window remembers."""

    ctx: Context
    tasks: Tasks
    preferences: Preferences

    @property
    def today(self) -> date:
        """The day it is."""
        return self.ctx.today


class Screen(QWidget):
    """A page of the window. Subclasses fill `body` and override `load`."""

    interests: frozenset[Area] = frozenset()
    wishes = Signal(object)
    """Asks the window to go to another record: a `Goto`."""
    told = Signal(str)
    """A short word for the line at the bottom."""
    led = Signal()
    """Tab is to come to other parts first."""
    undoable = Signal(object)
    """Something was changed that this, called without anything, takes back."""

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.desk = desk
        self._stale = True
        self.top_parts: tuple[QWidget, ...] = ()
        """What Tab comes to before the rest of the page, whenever it was made: the buttons above, then what follows."""
        self._top_buttons: tuple[QWidget, ...] = ()
        self._heading = label(title, "heading")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.GROUP)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addLayout(self._buttons)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.GAP)
        above = holder(head)
        above.setMinimumHeight(theme.FIELD_HEIGHT)
        self.setLayout(column(above, self.body, spacing=theme.GROUP))
        self.setAccessibleName(title)

    @property
    def heading(self) -> QLabel:
        """The page's heading."""
        return self._heading

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._heading.setText(title)
        self.setAccessibleName(title)

    def set_buttons(self, *buttons: QWidget) -> None:
        """The buttons at the upper right, the filled one last."""
        clear(self._buttons)
        for one in buttons:
            self._buttons.addWidget(one)
        self.lead_first(*self.top_parts[len(self._top_buttons) :], buttons=buttons)

    def lead_first(self, *parts: QWidget, buttons: tuple[QWidget, ...] | None = None) -> None:
        """Have Tab come to these parts after the buttons above, and before the rest of the page."""
        self._top_buttons = self._top_buttons if buttons is None else buttons
        self.top_parts = (*self._top_buttons, *parts)
        self.led.emit()

    def load(self) -> None:
        """Read what the page shows."""

    def take_focus(self) -> None:
        """Put the cursor where one begins on this page."""

    def open(self, record: Any) -> None:  # noqa: ANN401 - each screen knows its own
        """Show one record."""

    @property
    def place(self) -> object:
        """The record that is shown, as `open` takes it: what one comes back to. None where the page is all there is."""
        return None

    @property
    def is_writing(self) -> bool:
        """Whether a form is open, which what is taken back elsewhere must not disturb."""
        return False

    def may_leave(self) -> bool:
        """Whether nothing unsaved would be lost; may ask."""
        return True

    def query(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """Read something for this page; a page that is gone by then gets nothing."""
        self.desk.tasks.query(work, self._while_here(then), self._if_here(failed))

    def aside(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Read something for this page that takes long, without anybody waiting behind it."""
        self.desk.tasks.aside(work, self._while_here(then))

    def behind(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """Do something for this page that may have to wait for a disk or a share."""
        self.desk.tasks.behind(work, self._while_here(then), self._if_here(failed))

    def log_copies(self, table: TableView[Any], name: str, person_of: Callable[[Any], int | str | None]) -> None:
        """Note whatever is copied out of a list with persons; `person_of` tells whom a row is about, by her number or
        her case."""

        def copied(rows: list[Any]) -> None:
            persons = {person for one in rows if (person := person_of(one))}
            self.query(partial(log_copy, self.desk.ctx, name, len(rows), len(persons)), lambda _none: None)
            self.told.emit(texts.COPIED)

        table.copied.connect(copied)

    def command(
        self, work: Callable[[], Done[T]], then: Callable[[T], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Change something from this page."""
        self.desk.tasks.command(work, then and self._while_here(then), self._if_here(failed))

    def offer_undo(self, back: Back, then: Callable[[Any], None] = lambda _value: None) -> None:
        """Let the window take back what has just been done; `then` is told what taking it back gave."""
        self.undoable.emit(partial(self.take_back, back, then))

    def take_back(self, back: Back, then: Callable[[Any], None] = lambda _value: None) -> None:
        """Take a change back, and tell that it was, or why it could not be."""

        def undone(value: object) -> None:
            self.told.emit(texts.UNDONE)
            then(value)

        def refused(error: BaseException) -> bool:
            if isinstance(error, Refused):
                self.told.emit(texts.not_undone(messages.message_of(error).what))
            return isinstance(error, Refused)

        self.command(back, undone, refused)

    def _while_here(self, then: Callable[[T], None]) -> Callable[[T], None]:
        """What is to be done with an answer, unless the window was closed or locked meanwhile."""
        return lambda value: then(value) if isValid(self) else None

    def _if_here(self, failed: Failed | None) -> Failed | None:
        return failed and (lambda error: isValid(self) and failed(error))

    def on_changed(self, changed: Changed) -> None:
        """Look again if it concerns this page."""
        if changed & self.interests:
            self._stale = True
            if self.isVisible():
                self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def focusNextPrevChild(self, is_forward: bool) -> bool:
        """Qt asks for the next place also when what has the cursor goes away, as a card's button does with its card."""
        focused = QApplication.focusWidget()
        if focused is not None and not focused.isVisible() and self.isVisible():
            # what comes instead may take it first: it is put in its place in one turn of the loop and shown in the next
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._keep_cursor))
        return super().focusNextPrevChild(is_forward)

    def _keep_cursor(self) -> None:
        """The cursor does not fall out of the page that somebody works on."""
        focused = QApplication.focusWidget()
        if self.isVisible() and (focused is None or not self.isAncestorOf(focused)):
            self.take_focus()

    def refresh(self) -> None:
        """Look again now."""
        self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        self.load()


@dataclass(frozen=True, slots=True)
class Goto:
    """A wish to see a record in another area: `area` is the area's name, `record` what its screen opens."""

    area: str
    record: object = None
