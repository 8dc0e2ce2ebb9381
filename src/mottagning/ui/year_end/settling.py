"""The part of the page that shows what the settlement of a year comes to, booking by booking and per agreement."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from mottagning.readmodels.year_end import SettledLine, YearSettlement
from mottagning.texts import formats
from mottagning.texts import year_end as texts
from mottagning.ui.year_end.columns import settled_columns
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import CardPart, ListPart, beside
from mottagning.uikit.parts import column, empty, label, leading, row
from mottagning.uikit.screen import Goto, Screen
from mottagning.usecases.year_end.accruals import months_to_ask
from mottagning.usecases.year_end.settling import year_settlement


class SettledPart(QWidget):
    """What is left of a year that is billed by a year price."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen, self._ctx = screen, screen.desk.ctx
        self.years = ChoiceBox(texts.YEAR)
        self.years.activated.connect(lambda _place: self._look())
        about: About[SettledLine] = About(lambda one: one.person, lambda one: one.is_protected)
        self.list: ListPart[SettledLine] = ListPart(
            screen.desk,
            "year_settled",
            settled_columns(),
            lambda one: (one.booking, one.counterpart, one.direction, one.settled_in),
            (texts.TAB_SETTLED, texts.SETTLED_ONE, texts.SETTLED_MANY),
            empty(texts.NOTHING_SETTLED, texts.NOTHING_SETTLED_TEXT),
            about=about,
        )
        screen.log_copies(self.list.table, "year_settled", about.person)
        self.list.told.connect(screen.told)
        self.list.table.opened.connect(lambda one: screen.wishes.emit(Goto("bookings", one.booking)))
        self.card = CardPart()
        self._uncounted = label("", "warned", wrap=True)
        self._uncounted.hide()
        both = beside(self.list, self.card, least=(440, 260))
        both.setSizes([3000, 1200])
        layout = column(
            row(label(texts.YEAR, "label"), self.years, 0),
            label(texts.SETTLED_HELP, "muted", wrap=True),
            self._uncounted,
            both,
        )
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def take_focus(self) -> None:
        """Put the cursor in the list."""
        self.list.table.setFocus()

    def load(self) -> None:
        """Ask which years there are, then what the chosen one comes to."""
        self._screen.query(partial(months_to_ask, self._ctx), self._months_came)

    def _months_came(self, found: object) -> None:
        self.setEnabled(found is not None)
        if not isinstance(found, tuple):
            return
        months, usual = found
        years = list(dict.fromkeys(one.year for one in months))
        chosen = self.years.currentData() if self.years.currentData() in years else usual.year
        with QSignalBlocker(self.years):
            self.years.clear()
            for year in years:
                self.years.addItem(str(year), year)
            self.years.setCurrentIndex(years.index(chosen))
        self._look()

    def _look(self) -> None:
        self._screen.query(partial(year_settlement, self._ctx, int(self.years.currentData())), self._came)

    def _came(self, found: YearSettlement) -> None:
        if found.year != self.years.currentData():
            return
        self.list.set_rows(self.list.prepared(found.lines))
        self._uncounted.setText(texts.uncounted(found.uncounted))
        self._uncounted.setVisible(bool(found.uncounted))
        sums = [leading(label(texts.settled_sum(one), wrap=True), label(formats.kr(one.amount))) for one in found.sums]
        self.card.show_parts(*([label(texts.PER_AGREEMENT, "subheading"), *sums] if sums else []))
