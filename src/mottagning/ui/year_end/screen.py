"""The page Årsskifte: what is accrued, last year's prices carried on, and the year settled, each under its tab."""

from __future__ import annotations

from functools import partial
from typing import Any

from mottagning.readmodels.changes import Area
from mottagning.texts import costs as cost_texts
from mottagning.texts import year_end as texts
from mottagning.ui.year_end.accruals import AccruedPart
from mottagning.ui.year_end.prices import PricesPart
from mottagning.ui.year_end.settling import SettledPart
from mottagning.uikit.parts import Kind, button
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.uikit.tabs import Tabs

_PLACES = {"accrued": 0, "prices": 1, "settled": 2}


class YearEndScreen(Screen):
    """What is done when a year, or a month, ends."""

    interests = frozenset({Area.BOOKINGS, Area.RETURNS, Area.AGREEMENTS, Area.PEOPLE, Area.SERVICES, Area.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self.accrued, self.prices, self.settled = AccruedPart(self), PricesPart(self), SettledPart(self)
        self._parts = (self.accrued, self.prices, self.settled)
        words = (texts.TAB_ACCRUED, texts.TAB_PRICES, texts.TAB_SETTLED)
        self.tabs = Tabs(list(zip(words, self._parts, strict=True)))
        self.tabs.changed.connect(lambda _place: self.load())
        self.set_buttons(button(cost_texts.TITLE, partial(self.wishes.emit, Goto("costs")), Kind.QUIET))
        self.body.addWidget(self.tabs, 1)

    def open(self, record: Any) -> None:  # noqa: ANN401 - the name of a part, or nothing
        if record in _PLACES:
            self.tabs.bar.choose(_PLACES[record])

    def load(self) -> None:
        self._parts[self.tabs.bar.chosen].load()

    def take_focus(self) -> None:
        self._parts[self.tabs.bar.chosen].take_focus()
