"""The rows of one return, and how the amount of the chosen one has been worked out, day by day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from mottagning.domain.periods import Month
from mottagning.readmodels.returns import RowView
from mottagning.texts import explain, formats, words
from mottagning.texts import months as texts
from mottagning.ui.returns import lines
from mottagning.ui.returns.columns import row_columns
from mottagning.uikit import theme
from mottagning.uikit.calendar import MonthCalendar
from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import button, clear, column, holder, label
from mottagning.uikit.screen import Goto, Screen
from mottagning.uikit.table import TableView
from mottagning.usecases.returns.explaining import moves_of

_LEAST_EXPLAINED = 330


class RowsPart(QWidget):
    """The rows above; the explanation of the chosen one below, and what can be done with it: `ways`.

    `closed` is the month once it is closed.
    """

    def __init__(
        self, screen: Screen, rows: Sequence[RowView], closed: Month | None, ways: Callable[[RowView], list[QWidget]]
    ) -> None:
        super().__init__()
        self._screen = screen
        self._ways = ways
        self._moves: Mapping[str, tuple[date, ...]] = {}
        self._explained = QVBoxLayout()
        self._explained.setSpacing(theme.GROUP)
        self.table: TableView[RowView] = TableView(
            "rows", row_columns(rows), lambda row_view: row_view.row, screen.desk.preferences
        )
        screen.log_copies(self.table, "returns", lambda row_view: row_view.entry.person)
        self.table.set_rows(list(rows))
        self.table.setMinimumHeight(min(6, len(rows) + 1) * theme.ROW_HEIGHT + 44)
        self.table.chosen.connect(self._explain)
        place = holder(self._explained)
        place.setMinimumHeight(_LEAST_EXPLAINED)
        self.setLayout(column(label(texts.HOW, "section"), self.table, place))
        self.table.selectRow(0)
        self._ask_for_moves(sorted({one.entry.booking for one in rows}), closed)

    def _ask_for_moves(self, bookings: Sequence[str], closed: Month | None) -> None:
        """Ask who moved, and explain once more when somebody did."""

        def came(found: Mapping[str, tuple[date, ...]]) -> None:
            self._moves = found
            if any(found.values()):
                self._explain(self.table.current)

        work = partial(moves_of, self._screen.desk.ctx, bookings, closed)
        self._screen.desk.tasks.query(work, partial(_if_there, self, came))

    def _explain(self, one: RowView | None) -> None:
        clear(self._explained)
        if one is None:
            return
        entry = one.entry
        days = lines.calendar_of(entry, self._moves.get(entry.booking, ()))
        parts: list[Any] = [MonthCalendar(days)] if days else []
        if days and days.changes:
            parts.append(label(texts.changes(days.changes), "muted", wrap=True))
        parts.append(label(explain.full(entry), "strong", wrap=True, selectable=True))
        if entry.price is not None and entry.price.source:
            valid = formats.days(entry.price.days)
            parts.append(label(texts.price_line(entry.price.source, valid), "muted", wrap=True))
        if entry.reason is not None:
            corrects = entry.corrects
            about = texts.reason(words.word(entry.reason), corrects.number, corrects.row) if corrects else None
            parts.append(label(about or f"{texts.REASON}: {words.word(entry.reason)}", "muted", wrap=True))
        if one.attests:
            parts.append(label(texts.attested_by(one.attests), "muted", wrap=True))
        go = button(texts.OPEN_BOOKING, partial(self._screen.wishes.emit, Goto("bookings", entry.booking)))
        self._explained.addLayout(column(*parts, Flow(go, *self._ways(one)), 0))


def _if_there(part: RowsPart, then: Any, found: Any) -> None:  # noqa: ANN401 - an answer and who takes it
    """Another return may be shown by the time the answer comes."""
    if isValid(part):
        then(found)
