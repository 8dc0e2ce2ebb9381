"""The page Väntar på: what waits for whom, the longest first, and what waits for each actor."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from mottagning.domain.waiting import ActorWaits
from mottagning.readmodels.changes import Area
from mottagning.readmodels.waiting import WaitLine, Waits
from mottagning.texts import reception as reception_texts
from mottagning.texts import waiting as texts
from mottagning.ui.waiting.columns import ACTOR, actor_columns, wait_columns, wait_filters
from mottagning.ui.waiting.places import asks, place_of
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import ListPart, Prepared
from mottagning.uikit.parts import Kind, button, column, empty, holder, label
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.uikit.tabs import Tabs
from mottagning.usecases.waiting.viewing import list_waits


class WaitsScreen(Screen):
    """Two lists that take turns: every wait, each leading to its record, and the actors with nobody named."""

    interests = frozenset(
        {
            Area.WAITS,
            Area.PEOPLE,
            Area.PLANS,
            Area.CHECKLISTS,
            Area.REQUESTS,
            Area.BOOKINGS,
            Area.RESPONSIBILITIES,
            Area.SETTINGS,
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self.waits = self._waits()
        self.actors = self._actors()
        for part in (self.waits, self.actors):
            part.told.connect(self.told)
        self._ask = button(texts.ASK, self._who_answers)
        plans = button(reception_texts.TO_PLANS, partial(self.wishes.emit, Goto("plans")), Kind.QUIET)
        self.set_buttons(plans, self._ask)
        self.tabs = Tabs([(texts.LIST, self.waits), (texts.ACTORS, self._actors_page())])
        self.tabs.changed.connect(lambda place: self._ask.setVisible(place == 0))
        self.body.addWidget(self.tabs, 1)

    def _waits(self) -> ListPart[WaitLine]:
        part: ListPart[WaitLine] = ListPart(
            self.desk,
            "waits",
            wait_columns(),
            lambda one: one.id,
            (texts.TITLE, texts.ONE, texts.MANY),
            empty(texts.EMPTY_TITLE, texts.EMPTY_TEXT),
            quick=wait_filters(),
            about=About(lambda one: one.person_id, lambda one: one.is_protected),
        )
        part.table.opened.connect(lambda one: self.wishes.emit(place_of(one)))
        self.log_copies(part.table, "waits", lambda one: one.person_id)
        return part

    def _actors(self) -> ListPart[ActorWaits]:
        part: ListPart[ActorWaits] = ListPart(
            self.desk,
            "waits_actors",
            actor_columns(),
            lambda one: one.actor.identity,
            (texts.ACTORS, texts.ACTOR_ONE, texts.ACTOR_MANY),
            empty(texts.NO_ACTORS, texts.NO_ACTORS_TEXT),
        )
        part.table.opened.connect(self._show_actor)
        return part

    def _actors_page(self) -> QWidget:
        return holder(column(label(texts.ACTORS_HELP, "muted", wrap=True), self.actors))

    def _show_actor(self, one: ActorWaits) -> None:
        """What waits for one actor, line by line."""
        self.tabs.bar.choose(0)
        self.waits.filter_by([(ACTOR, texts.whom(one.actor))])

    def _who_answers(self) -> None:
        line = self.waits.table.current
        self.wishes.emit(Goto("responsibilities") if line is None else asks(line))

    def load(self) -> None:
        def work() -> tuple[Prepared[WaitLine], Prepared[ActorWaits]]:
            found: Waits = list_waits(self.desk.ctx)
            return self.waits.prepared(found.lines), self.actors.prepared(found.actors)

        self.aside(work, self._came)

    def _came(self, found: tuple[Prepared[WaitLine], Prepared[ActorWaits]]) -> None:
        self.waits.set_rows(found[0])
        self.actors.set_rows(found[1])

    def take_focus(self) -> None:
        (self.waits if self.tabs.bar.chosen == 0 else self.actors).table.setFocus()
