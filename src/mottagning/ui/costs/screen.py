"""The page Kostnader: wires the lists, the charts and the balance to the use case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from mottagning.readmodels.changes import Area
from mottagning.readmodels.costs import BalanceLine, CostGroup, CostLine, Costs, TradeLine
from mottagning.texts import costs as texts
from mottagning.texts import year_end
from mottagning.ui.costs.budgets import BudgetPart
from mottagning.ui.costs.columns import (
    AGREEMENT,
    COUNTERPART,
    balance_columns,
    booking_columns,
    booking_filters,
    group_columns,
    group_filters,
    matrix_columns,
    matrix_filters,
    trade_columns,
)
from mottagning.ui.costs.months import MonthsPart
from mottagning.ui.costs.totals import Totals
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import ListPart
from mottagning.uikit.parts import Kind, button, column, empty, holder, label, scrolled
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.uikit.tabs import Tabs
from mottagning.usecases.costs.viewing import costs, year_of_work

_COUNTERPARTS, _AGREEMENTS, _BOOKINGS = range(3)
_LEAST = 280
"""The height of the list, which scrolls with the sums in a low window."""


class CostsScreen(Screen):
    """What bookings were to cost, have cost and will cost, in a year or in all."""

    interests = frozenset(
        {
            Area.BOOKINGS,
            Area.RETURNS,
            Area.AGREEMENTS,
            Area.REQUESTS,
            Area.PEOPLE,
            Area.SERVICES,
            Area.SETTINGS,
            Area.BUDGETS,
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self._year: int | None = None
        self._is_asked = False
        self._only: tuple[str, str] | None = None
        self._names: Mapping[str, str] = {}
        self.years = ChoiceBox(texts.YEAR)
        self.years.activated.connect(lambda _place: self._choose_year(self.years.currentData()))
        self.grouping = ChoiceBox(texts.GROUPING)
        self.grouping.addItems([texts.PER_COUNTERPART, texts.PER_AGREEMENT, texts.PER_BOOKING, texts.BOUGHT_AND_SOLD])
        for box in (self.years, self.grouping):
            box.setMinimumWidth(140)
        self.grouping.currentIndexChanged.connect(self._show_grouping)
        accrued = button(year_end.TO_ACCRUED, partial(self.wishes.emit, Goto("year_end", "accrued")), Kind.QUIET)
        self.set_buttons(accrued, self.grouping, self.years)
        self.counterparts = self._groups("costs_counterparts", texts.COUNTERPART, _COUNTERPART_WORDS)
        self.agreements = self._groups("costs_agreements", texts.AGREEMENT, _AGREEMENT_WORDS)
        self.bookings = self._bookings()
        self.counterparts.table.opened.connect(lambda one: self.show_bookings(COUNTERPART, one.key))
        self.agreements.table.opened.connect(self._open_agreement)
        self.bookings.table.opened.connect(lambda one: self.wishes.emit(Goto("bookings", one.booking)))
        self.trades = self._trades()
        self.matrix = self._matrix()
        self.matrix.table.opened.connect(lambda one: self.wishes.emit(Goto("bookings", one.booking)))
        self.months = MonthsPart(desk)
        self.budget = BudgetPart(self)
        self.budget.list.told.connect(self.told)
        self.balances = self._balances()
        lists = (self.counterparts, self.agreements, self.bookings, self.trades)
        for part in (*lists, self.months.list, self.matrix, self.balances):
            part.told.connect(self.told)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._tabs())
        to_settings = button(texts.TO_SETTINGS, partial(self.wishes.emit, Goto("settings")), Kind.PRIMARY)
        self._pages.addWidget(empty(texts.NO_OFFICE_TITLE, texts.NO_OFFICE_TEXT, to_settings))
        self.body.addWidget(self._pages, 1)

    # what it is put together of

    def _tabs(self) -> QWidget:
        self._lists = QStackedWidget()
        for part in (self.counterparts, self.agreements, self.bookings, self.trades):
            self._lists.addWidget(part)
        self.totals, self._supposed = Totals(), label("", "muted", wrap=True)
        self._balanced = label("", "strong", wrap=True)
        self._matrix_help = label(texts.MATRIX_HELP, "muted", wrap=True)
        self._supposed.setToolTip(texts.HELP)
        self._lists.setMinimumHeight(_LEAST)
        self.tabs = Tabs(
            [
                (texts.TAB_COSTS, scrolled(holder(column(self.totals, self._supposed, self._lists)))),
                (texts.TAB_MONTHS, self.months),
                (texts.TAB_MATRIX, holder(column(self._matrix_help, self.matrix))),
                (
                    texts.TAB_BALANCE,
                    holder(column(self._balanced, label(texts.BALANCE_HELP, "muted", wrap=True), self.balances)),
                ),
                (texts.TAB_BUDGET, self.budget),
            ]
        )
        self.tabs.changed.connect(lambda place: self.grouping.setVisible(place == 0))
        return self.tabs

    def _groups(self, name: str, heading: str, words: tuple[str, str, str]) -> ListPart[CostGroup]:
        return ListPart(
            self.desk,
            name,
            group_columns(heading),
            lambda one: (one.key, one.direction),
            words,
            self._nothing(),
            quick=group_filters(),
        )

    def _bookings(self) -> ListPart[CostLine]:
        name = "costs_bookings"
        about: About[CostLine] = About(lambda one: one.person_id, lambda one: one.is_protected)
        made: ListPart[CostLine] = ListPart(
            self.desk,
            name,
            booking_columns(self._name),
            lambda one: (one.booking, one.direction),
            (texts.TITLE, texts.BOOKING_ONE, texts.BOOKING_MANY),
            self._nothing(),
            quick=booking_filters(self._name),
            about=about,
        )
        self.log_copies(made.table, name, about.person)
        return made

    def _matrix(self) -> ListPart[CostLine]:
        name = "costs_matrix"
        about: About[CostLine] = About(lambda one: one.person_id, lambda one: one.is_protected)
        made: ListPart[CostLine] = ListPart(
            self.desk,
            name,
            matrix_columns(),
            lambda one: (one.booking, one.direction),
            (texts.TAB_MATRIX, texts.BOOKING_ONE, texts.BOOKING_MANY),
            empty(texts.EMPTY_TITLE, texts.MATRIX_NEEDS_YEAR),
            quick=matrix_filters(),
            about=about,
        )
        self.log_copies(made.table, name, about.person)
        return made

    def _balances(self) -> ListPart[BalanceLine]:
        words = (texts.TAB_BALANCE, texts.COUNTERPART_ONE, texts.COUNTERPART_MANY)
        nothing = empty(texts.BALANCE_EMPTY_TITLE, texts.BALANCE_EMPTY_TEXT)
        made: ListPart[BalanceLine] = ListPart(
            self.desk, "balances", balance_columns(), lambda one: one.balance.counterpart, words, nothing
        )
        made.table.opened.connect(lambda one: self.show_bookings(COUNTERPART, one.balance.counterpart))
        return made

    def _trades(self) -> ListPart[TradeLine]:
        words = (texts.BOUGHT_AND_SOLD, texts.COUNTERPART_ONE, texts.COUNTERPART_MANY)
        made: ListPart[TradeLine] = ListPart(
            self.desk, "costs_trades", trade_columns(), lambda one: one.counterpart, words, self._nothing()
        )
        made.table.opened.connect(lambda one: self.show_bookings(COUNTERPART, one.counterpart))
        return made

    def _nothing(self) -> QWidget:
        to_bookings = button(texts.TO_BOOKINGS, partial(self.wishes.emit, Goto("bookings")), Kind.PRIMARY)
        return empty(texts.EMPTY_TITLE, texts.EMPTY_TEXT, to_bookings)

    def _name(self, code: str) -> str:
        return self._names.get(code) or self.desk.ctx.name(code)

    # what it does

    def take_focus(self) -> None:
        self._list_shown.table.setFocus()

    def open(self, record: Any) -> None:  # noqa: ANN401 - a quick filter of the bookings and its value
        match record:
            case (str(by), str(key)):
                self.show_bookings(by, key)

    def may_leave(self) -> bool:
        return self.budget.may_leave()

    @property
    def is_writing(self) -> bool:
        return self.budget.right.is_asking

    def load(self) -> None:
        ctx, year, is_asked = self.desk.ctx, self._year, self._is_asked
        self.query(lambda: costs(ctx, year if is_asked else year_of_work(ctx)), self._came)

    def show_bookings(self, by: str, key: str) -> None:
        """Show the bookings of one counterpart or agreement."""
        self.tabs.bar.choose(0)
        self.grouping.setCurrentIndex(_BOOKINGS)
        self.bookings.show_only((by, key))
        self.take_focus()

    def _choose_year(self, year: int | None) -> None:
        self._year, self._is_asked = year, True
        self.load()

    def _came(self, found: Costs | None) -> None:
        self._pages.setCurrentIndex(0 if found else 1)
        for one in (self.grouping, self.years):
            one.setEnabled(found is not None)
        if found is None or (self._is_asked and found.year != self._year):
            return  # another year was chosen meanwhile: its answer is on its way
        self._names = {one.key: one.name for one in found.counterparts}
        self._offer_years(found)
        self.totals.show_totals(texts.view_name(found.year), found.totals)
        self._supposed.setText(texts.suppositions(found))
        self.counterparts.set_rows(self.counterparts.prepared(found.counterparts))
        self.agreements.set_rows(self.agreements.prepared(found.agreements))
        self.trades.set_rows(self.trades.prepared(found.trades))
        self.budget.show_costs(found)
        self.bookings.set_rows(self.bookings.prepared(found.lines))
        self.months.show_costs(found)
        self.matrix.set_rows(self.matrix.prepared(found.lines if found.year is not None else ()))
        self._balanced.setText(texts.balanced(found.balanced))
        self.balances.set_rows(self.balances.prepared(found.balances))

    def _offer_years(self, found: Costs) -> None:
        self.years.clear()
        self.years.addItem(texts.ALL_YEARS, None)
        for year in reversed(found.years):
            self.years.addItem(str(year), year)
        self.years.setCurrentIndex(self.years.findData(found.year) if found.year else 0)

    def _show_grouping(self, place: int) -> None:
        self._lists.setCurrentIndex(place)

    @property
    def _list_shown(self) -> ListPart[Any]:
        return (self.counterparts, self.agreements, self.bookings, self.trades)[self.grouping.currentIndex()]

    def _open_agreement(self, one: CostGroup) -> None:
        if one.id is not None:
            self.wishes.emit(Goto("agreements", one.id))
        else:
            self.show_bookings(AGREEMENT, one.key)


_COUNTERPART_WORDS = (texts.TITLE, texts.COUNTERPART_ONE, texts.COUNTERPART_MANY)
_AGREEMENT_WORDS = (texts.TITLE, texts.AGREEMENT_ONE, texts.AGREEMENT_MANY)
