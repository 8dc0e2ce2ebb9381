"""The part of the page that carries last year's prices on: which end, what carrying them on does, done and undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.agreements import Price
from mottagning.readmodels.year_end import Carrying, EndingPrices
from mottagning.texts import formats, price_lists
from mottagning.texts import year_end as texts
from mottagning.ui.year_end.columns import price_columns
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.lists import CardPart, ListPart, beside
from mottagning.uikit.parts import Kind, button, column, empty, label, row
from mottagning.uikit.screen import Goto, Screen
from mottagning.usecases.year_end.prices import carry_on, ending_prices, propose_carrying, take_back, year_to_carry

_MOST = 12
"""So many prices are named; the others are counted."""
_AROUND = (-1, 0, 1)


class PricesPart(QWidget):
    """Agreements whose prices end with the year, and what may be done with them."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen, self._ctx = screen, screen.desk.ctx
        years = [year_to_carry(screen.desk.today) + step for step in _AROUND]
        self.years = ChoiceBox(texts.YEAR, ((str(year), year) for year in years))
        self.years.setCurrentIndex(_AROUND.index(0))
        self.years.activated.connect(lambda _place: self.load())
        self.carry_all = button(texts.CARRY_ALL, self._carry_all, Kind.PRIMARY)
        self.list: ListPart[EndingPrices] = ListPart(
            screen.desk,
            "ending_prices",
            price_columns(),
            lambda one: one.key,
            (texts.TAB_PRICES, texts.AGREEMENT_ONE, texts.AGREEMENT_MANY),
            empty(texts.NO_PRICES, texts.NO_PRICES_TEXT),
        )
        self.list.told.connect(screen.told)
        self.list.table.chosen.connect(self._show)
        self.list.table.opened.connect(lambda one: screen.wishes.emit(Goto("agreements", one.id)))
        self.card = CardPart()
        layout = column(
            row(label(texts.YEAR, "label"), self.years, 0, self.carry_all),
            label(texts.PRICES_HELP, "muted", wrap=True),
            beside(self.list, self.card, least=(380, 300)),
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)

    @property
    def year(self) -> int:
        """The year that prices are carried on to."""
        return int(self.years.currentData())

    def take_focus(self) -> None:
        """Put the cursor in the list."""
        self.list.table.setFocus()

    def load(self) -> None:
        """Ask which prices end."""
        year = self.year
        self._screen.query(partial(ending_prices, self._ctx, year), partial(self._came, year))

    def _came(self, year: int, found: list[EndingPrices]) -> None:
        if year != self.year:
            return
        self.list.set_rows(self.list.prepared(found))
        self.carry_all.setEnabled(any(one.ending for one in found))
        if self.list.table.current is None and found:
            self.list.table.selectRow(0)
        self._show(self.list.table.current)

    def _show(self, one: EndingPrices | None) -> None:
        """An agreement, its prices and what may be done with them."""
        if one is None:
            self.card.show_parts()
            return
        opens = button(texts.OPEN_AGREEMENT, partial(self._screen.wishes.emit, Goto("agreements", one.id)), Kind.QUIET)
        carries = [button(texts.CARRY_ONE, self._carry_chosen)] if one.ending else []
        back = [button(texts.TAKE_BACK, partial(self._take_back, one.key))] if one.carried else []
        parties = label(formats.listed(list(one.party_names)), "muted", wrap=True)
        self.card.show_parts(
            label(one.name, "subheading", wrap=True),
            parties,
            row(*carries, *back, opens, 0),
            *_listed(texts.STATE_ENDS, one.ending),
            *_listed(texts.HAS_CARRIED.format(year=self.year), [each.value for each in one.carried]),
        )

    # carrying on

    def _carry_all(self) -> None:
        self._ask([one.key for one in self.list.table.rows_model.every if one.ending])

    def _carry_chosen(self) -> None:
        self._ask([one.key for one in self.list.table.selected if one.ending])

    def _ask(self, agreements: Sequence[str]) -> None:
        work = partial(propose_carrying, self._ctx, self.year, tuple(agreements))
        self._screen.query(work, self._show_effect)

    def _show_effect(self, found: Carrying) -> None:
        now = button(texts.CARRY_NOW, partial(self._carry, found), Kind.PRIMARY)
        away = button(texts.NOT_NOW, lambda: self._show(self.list.table.current))
        self.card.show_parts(
            label(texts.carry_title(found.year, found.agreements), "subheading", wrap=True),
            label(texts.carry_effect(found), wrap=True),
            label(price_lists.effects(found.effects), wrap=True),
            row(now, away, 0),
            *_listed(texts.NEW_PRICES, found.prices),
        )
        now.setFocus()

    def _carry(self, found: Carrying) -> None:
        def done(many: int) -> None:
            self._screen.told.emit(texts.carried_told(many, found.year))

        self._screen.command(partial(carry_on, self._ctx, found.year, found.agreements), done)

    def _take_back(self, agreement: str) -> None:
        def done(many: int) -> None:
            self._screen.told.emit(texts.taken_back(many))

        self._screen.command(partial(take_back, self._ctx, self.year, agreement), done)


def _listed(title: str, prices: Iterable[Price]) -> list[Any]:
    found = list(prices)
    lines = [label(texts.price_line(one), wrap=True) for one in found[:_MOST]]
    more = [label(texts.more(len(found) - _MOST), "muted")] if len(found) > _MOST else []
    return [label(title, "section"), *lines, *more] if found else []
