"""The list of what is due, on the first page: filtered by rule, each line leading to its person."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton

from mottagning.readmodels.deadlines import DueDeadline
from mottagning.system.paths import documents
from mottagning.texts import deadlines as texts
from mottagning.ui.deadlines.columns import due_columns, due_filters
from mottagning.uikit import messages
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import ListPart
from mottagning.uikit.parts import button, empty
from mottagning.uikit.screen import Goto, Screen
from mottagning.usecases.deadlines.calendar import write_calendar
from mottagning.usecases.deadlines.viewing import due_deadlines


class DuePart:
    """The list, on `screen`, which has it read with its own."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        desk = screen.desk
        self.list: ListPart[DueDeadline] = ListPart(
            desk,
            "deadlines",
            due_columns(lambda: desk.today),
            lambda line: line.id,
            (texts.TITLE, texts.ONE, texts.MANY),
            empty(texts.NONE_TITLE, texts.NONE_TEXT),
            quick=due_filters(),
            about=About(lambda line: line.person_id, lambda line: line.is_protected),
        )
        self.list.table.opened.connect(lambda line: screen.wishes.emit(Goto("people", line.person_id)))
        self.list.told.connect(screen.told)
        screen.log_copies(self.list.table, "deadlines", lambda line: line.person_id)

    def read(self) -> None:
        """Look again at what is due."""
        work = partial(due_deadlines, self._screen.desk.ctx)
        self._screen.aside(lambda: self.list.prepared(work()), self.list.set_rows)

    def to_calendar(self) -> QPushButton:
        """The way to a calendar without names."""
        return button(texts.EXPORT_ICS, self._export, name=texts.EXPORT_ICS_NAME)

    def _export(self) -> None:
        lines = self.list.table.rows_model.rows
        desk = self._screen.desk
        proposed = documents() / texts.ICS_NAME.format(day=desk.today.isoformat())
        target = messages.choose_target(self._screen, texts.EXPORT_ICS_NAME, proposed, texts.ICS_FILTER)
        if target is not None:
            target = target.with_suffix(".ics")
            said = texts.ICS_DONE.format(count=texts.counted(len(lines)), file=target)
            work = partial(write_calendar, desk.ctx, tuple(lines), target)
            self._screen.command(work, lambda _file: self._screen.told.emit(said))
