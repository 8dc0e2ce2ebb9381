"""The guide's first step: what it does, the way to choose a list, and the lists that were taken in before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mottagning.readmodels.take_in import TakeIn, Undone
from mottagning.texts import formats
from mottagning.texts import take_in as texts
from mottagning.ui.take_in.columns import kept_columns, take_in_columns
from mottagning.uikit import theme
from mottagning.uikit.lists import CardPart, beside
from mottagning.uikit.parts import button, card, column, empty, facts, holder, label, line, row
from mottagning.uikit.screen import Desk
from mottagning.uikit.table import TableView

_MOST_ROWS = 12


LogCopies = Callable[[TableView[Any], str, Callable[[Any], int | str | None]], None]
"""Notes what is copied out of a table: its name, and whom a row is about (`Screen.log_copies`)."""


class FilePage(QWidget):
    """Earlier lists to the left; what the guide is for, and the chosen list, to the right."""

    taking_back = Signal(int)
    """A list is to be taken back: its number."""
    taking_back_others = Signal(int)
    """A list is to be taken back but for those who were changed since."""

    def __init__(self, desk: Desk, log_copies: LogCopies) -> None:
        super().__init__()
        self._log_copies = log_copies
        self._undone: dict[int, Undone] = {}
        self.table: TableView[TakeIn] = TableView("take_ins", take_in_columns(), lambda one: one.id, desk.preferences)
        self.table.chosen.connect(self._show)
        self._left = QStackedWidget()
        frame, inside = card(margin=0)
        inside.addWidget(self._left)
        self._left.addWidget(self.table)
        self._left.addWidget(empty(texts.NO_EARLIER, texts.NO_EARLIER_TEXT))
        self._card = CardPart()
        self.setLayout(column(beside(frame, self._card)))

    def show_lists(self, found: Sequence[TakeIn]) -> None:
        """Show the lists that were taken in."""
        self.table.set_rows(found)
        self._left.setCurrentIndex(0 if found else 1)
        if found and self.table.current is None:
            self.table.selectRow(0)
        self._show(self.table.current)

    def _show(self, one: TakeIn | None) -> None:
        about = [
            label(texts.ABOUT_TITLE, "subheading", wrap=True),
            label(texts.ABOUT, wrap=True),
            label(texts.ABOUT_PASTING, wrap=True),
            label(texts.ABOUT_OF, wrap=True),
            label(texts.ABOUT_UNDO, "muted", wrap=True),
        ]
        if one is None:
            self._card.show_parts(*about)
            return
        known = [
            (texts.WHEN, formats.moment(one.at)),
            (texts.BY, one.by),
            (texts.HELD, texts.OFS[one.of.value]),
            (texts.CREATED, str(one.created)),
            (texts.CHANGED, str(one.changed)),
            (texts.STATE, texts.TAKEN_BACK if one.is_undone else texts.TAKEN_IN),
        ]
        shown = [label(one.file, "subheading", wrap=True), facts(known), *self._told(one.id), *self._ways(one)]
        self._card.show_parts(*shown, line(), *about)

    def _ways(self, one: TakeIn) -> list[Any]:
        back = button(texts.TAKE_BACK, partial(self.taking_back.emit, one.id))
        return [] if one.is_undone else [row(back, 0)]

    def _told(self, number: int) -> list[QWidget]:
        """What came of taking a list back just now."""
        undone = self._undone.get(number)
        return [] if undone is None else [told(undone, partial(self.taking_back_others.emit, number), self._log_copies)]

    def show_undone(self, number: int, undone: Undone) -> None:
        """Tell what came of taking a list back."""
        self._undone = {number: undone}
        self._show(self.table.current)


def told(undone: Undone, take_back_others: Callable[[], object], log_copies: LogCopies) -> QWidget:
    """What came of taking a list back: or who stands in the way, and the way to take back the others."""
    if undone.is_undone:
        return label(texts.taken_back(undone.of, undone.removed, undone.restored), "done", wrap=True)
    table = TableView("kept", kept_columns(undone.of), lambda one: (one.case_number, one.booking))
    table.set_rows(undone.kept)
    log_copies(table, "kept", lambda one: one.case_number)
    table.setFixedHeight(theme.ROW_HEIGHT * (min(len(undone.kept), _MOST_ROWS) + 1) + 8)
    others = button(texts.TAKE_BACK_OTHERS, take_back_others)
    return holder(column(label(texts.KEPT_TITLE, "stopped", wrap=True), table, row(others, 0)))
