"""The page Vidareflyttar: who has moved on, who has moved here, who wishes to move. It leads to the person."""

from __future__ import annotations

from functools import partial

from mottagning.readmodels.changes import Area
from mottagning.readmodels.reception import MoveLine
from mottagning.texts import reception as texts
from mottagning.ui.reception.columns import move_columns, move_filters
from mottagning.ui.reception.places import add_tabs, to_plans
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import ListPart
from mottagning.uikit.parts import empty
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.usecases.reception.moves import list_moves


class MovesScreen(Screen):
    """Onward moves, read out of residences."""

    interests = frozenset({Area.PEOPLE, Area.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.PLANNED)
        self.list: ListPart[MoveLine] = ListPart(
            desk,
            "onward_moves",
            move_columns(desk.ctx.name, sees_protected=desk.ctx.sees_protected),
            lambda line: line.id,
            (texts.MOVES, *texts.MOVE_COUNT),
            empty(*texts.NO_MOVES),
            quick=move_filters(desk.ctx.name),
            about=About(lambda line: line.person_id, lambda line: line.is_protected),
        )
        self.list.table.opened.connect(lambda line: self.wishes.emit(Goto("people", line.person_id)))
        self.list.told.connect(self.told)
        self.log_copies(self.list.table, "onward_moves", lambda line: line.person_id)
        self.set_buttons(to_plans(self))
        self.body.addWidget(self.list, 1)
        add_tabs(self, "onward_moves")

    def load(self) -> None:
        work = partial(list_moves, self.desk.ctx)
        self.query(lambda: self.list.prepared(work()), self.list.set_rows)

    def take_focus(self) -> None:
        self.list.table.setFocus()
