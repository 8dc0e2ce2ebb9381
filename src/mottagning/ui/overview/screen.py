"""The page Översikt: what waits, each line leading to where it is done, and the months."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from mottagning.domain.rights import Part
from mottagning.readmodels.changes import Area
from mottagning.readmodels.overview import Overview, Waiting
from mottagning.readmodels.returns import MonthState
from mottagning.texts import deadlines as deadline_texts
from mottagning.texts import formats, words
from mottagning.texts import overview as texts
from mottagning.ui.deadlines.due import DuePart
from mottagning.uikit import theme
from mottagning.uikit.columns import Align, Column, Tone
from mottagning.uikit.lists import beside
from mottagning.uikit.parts import Kind, button, card, clear, column, empty, holder, label, leading, line, row, scrolled
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.uikit.table import TableView
from mottagning.usecases.overview import overview

_WAITING_HEIGHT, _DUE_HEIGHT = 400, 500
"""How what waits and what is due share the height."""


class OverviewScreen(Screen):
    """What waits today."""

    interests = frozenset(Area)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self._months: TableView[MonthState] = TableView(
            "months", _columns(), lambda state: state.month, desk.preferences
        )
        self._months.opened.connect(lambda state: self.wishes.emit(Goto("returns", state.month)))
        left, around = card(margin=0)
        self._waiting = column(margins=theme.GAP)
        around.addWidget(scrolled(holder(self._waiting)))
        right, inside = card(margin=0)
        inside.addLayout(row(label(texts.MONTHS, "subheading"), 0, margins=theme.GAP))
        inside.addWidget(self._months, 1)
        above = beside(left, right, least=(340, 440))
        self._due = DuePart(self) if desk.ctx.sees(Part.PLANS) else None
        self.body.addWidget(above if self._due is None else self._stacked(above, self._due), 1)

    def _stacked(self, above: QWidget, due: DuePart) -> QWidget:
        stacked = QSplitter(Qt.Orientation.Vertical)
        stacked.setChildrenCollapsible(False)
        stacked.addWidget(above)
        stacked.addWidget(holder(column(label(deadline_texts.TITLE, "subheading"), due.list)))
        stacked.setSizes([_WAITING_HEIGHT, _DUE_HEIGHT])
        self.set_buttons(due.to_calendar())
        return stacked

    def take_focus(self) -> None:
        self._months.setFocus()

    def load(self) -> None:
        self.aside(lambda: overview(self.desk.ctx), self._came)
        if self._due is not None:
            self._due.read()

    def _came(self, found: Overview) -> None:
        self._months.set_rows(found.months)
        clear(self._waiting)
        self._waiting.addWidget(label(texts.WAITING, "subheading"))
        for one in found.waiting:
            self._add(self._waiting, one)
        if not found.bookings:
            self._waiting.addWidget(self._beginning(found))
        elif not found.waiting:
            self._waiting.addWidget(empty(texts.NOTHING_WAITS, texts.NOTHING_WAITS_TEXT))
        self._waiting.addStretch(1)

    def _add(self, into: QVBoxLayout, one: Waiting) -> None:
        go = button(texts.GO, partial(self.wishes.emit, Goto(*one.place)), Kind.QUIET)
        go.setAccessibleName(f"{texts.GO}: {texts.said(one)}")
        into.addLayout(leading(label(texts.said(one), wrap=True), go))
        into.addWidget(line())

    def _beginning(self, found: Overview) -> Any:  # noqa: ANN401 - a widget
        steps = (
            (texts.BEGIN_SETTINGS, bool(found.months), Goto("settings")),
            (texts.BEGIN_AGREEMENT, bool(found.agreements), Goto("agreements")),
            (texts.BEGIN_PERSON, bool(found.people), Goto("people")),
            (texts.BEGIN_BOOKING, bool(found.bookings), Goto("bookings")),
        )
        parts: list[Any] = [theme.GAP, label(texts.BEGIN, "subheading"), label(texts.BEGIN_TEXT, "muted")]
        undone = True
        for place, (word, done, goto) in enumerate(steps, start=1):
            kind = Kind.PRIMARY if undone and not done else Kind.ORDINARY
            undone = undone and (done or kind is not Kind.PRIMARY)
            mark = "✓" if done else str(place)
            push = button(f"{mark}   {word}", partial(self.wishes.emit, goto), kind)
            parts.append(row(push, 0))
        return holder(column(*parts))


def _columns() -> list[Column[MonthState]]:
    return [
        Column(
            "month",
            texts.MONTH,
            lambda state: words.first_upper(formats.month(state.month)),
            lambda state: state.month,
            112,
            stretches=True,
        ),
        Column(
            "bought",
            texts.BOUGHT,
            lambda state: formats.kr(state.total_bought, unit=False) if state.is_closed else "",
            lambda state: state.total_bought,
            98,
            Align.RIGHT,
        ),
        Column(
            "sold",
            texts.SOLD,
            lambda state: formats.kr(state.total_sold, unit=False) if state.is_closed else "",
            lambda state: state.total_sold,
            98,
            Align.RIGHT,
        ),
        Column(
            "state",
            texts.STATE,
            lambda state: _state(state)[0],
            lambda state: _state(state)[0],
            116,
            tone=lambda state: _state(state)[1],
        ),
    ]


def _state(state: MonthState) -> tuple[str, Tone]:
    if not state.is_closed:
        return texts.OPEN, Tone.WARNING
    all_out = state.returns and state.handed_out == state.returns
    return (texts.ALL_OUT, Tone.OK) if all_out else (texts.CLOSED, Tone.INFORMATION)
