"""The tab of the first page that shows how far a month has come with each counterpart."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mottagning.domain.periods import Month
from mottagning.readmodels.overview import CounterpartState, MonthByCounterpart
from mottagning.texts import overview as texts
from mottagning.ui.overview.columns import counterpart_columns
from mottagning.uikit.lists import ListPart
from mottagning.uikit.parts import column, empty, label
from mottagning.uikit.screen import Goto, Screen
from mottagning.usecases.overview.counterparts import month_by_counterpart


class CounterpartsPart(QWidget):
    """The counterparts of the month that `month` says is chosen on `screen`; None where there is no month."""

    def __init__(self, screen: Screen, month: Callable[[], Month | None]) -> None:
        super().__init__()
        self._screen, self._month = screen, month
        self._which = label("", "strong")
        self.list: ListPart[CounterpartState] = ListPart(
            screen.desk,
            "month_by_counterpart",
            counterpart_columns(),
            lambda line: line.code,
            (texts.TAB_COUNTERPARTS, texts.COUNTERPART_ONE, texts.COUNTERPART_MANY),
            empty(texts.COUNTERPARTS_TITLE, texts.COUNTERPARTS_TEXT),
        )
        self.list.table.opened.connect(lambda _line: screen.wishes.emit(Goto("returns", month())))
        self.list.told.connect(screen.told)
        self.setLayout(column(self._which, self.list))

    def read(self) -> None:
        """Look again at the month."""
        month = self._month()
        if month is not None:
            self._screen.aside(partial(month_by_counterpart, self._screen.desk.ctx, month), self._came)

    def _came(self, found: MonthByCounterpart) -> None:
        if found.month == self._month():
            self._which.setText(texts.of_month(found.month))
            self.list.set_rows(self.list.prepared(found.lines))
