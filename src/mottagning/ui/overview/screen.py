"""The page Översikt: what waits, each line leading to where it is done, and the months."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mottagning.domain.periods import Month
from mottagning.domain.rights import Part
from mottagning.readmodels.changes import Area
from mottagning.readmodels.overview import BACKUPS, Overview, Waiting
from mottagning.readmodels.returns import MonthState
from mottagning.texts import backups as backup_texts
from mottagning.texts import deadlines as deadline_texts
from mottagning.texts import overview as texts
from mottagning.ui.deadlines.due import DuePart
from mottagning.ui.overview.columns import month_columns
from mottagning.ui.overview.cost import CostPart
from mottagning.ui.overview.counterparts import CounterpartsPart
from mottagning.ui.overview.news import NewsPart
from mottagning.uikit import theme
from mottagning.uikit.lists import beside
from mottagning.uikit.parts import Kind, button, card, clear, column, empty, holder, label, leading, line, row, scrolled
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.uikit.stacked import Stacked
from mottagning.uikit.table import TableView
from mottagning.uikit.tabs import Tabs
from mottagning.usecases.admin.backup_state import backup_state
from mottagning.usecases.overview.viewing import overview

_WAITING_HEIGHT, _DUE_HEIGHT = 400, 500
"""How what waits and what is due share the height."""
_YEAR = 12
"""As many months are seen at once where only the page scrolls."""


class OverviewScreen(Screen):
    """What waits today."""

    interests = frozenset(Area)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self._month: Month | None = None
        self._months: TableView[MonthState] = TableView(
            "months", month_columns(), lambda state: state.month, desk.preferences
        )
        self._months.opened.connect(lambda state: self.wishes.emit(Goto("returns", state.month)))
        self._months.chosen.connect(self._show_month)
        left, around = card(margin=0)
        self._waiting = column(margins=theme.GAP)
        self._waits = holder(self._waiting)
        around.addWidget(scrolled(self._waits))
        right, inside = card(margin=0)
        inside.addLayout(row(label(texts.MONTHS, "subheading"), 0, margins=theme.GAP))
        inside.addWidget(self._months, 1)
        self._backup = label("", "muted", wrap=True)
        inside.addLayout(row(leading(self._backup, self._to_backups()), margins=theme.GAP))
        upper = beside(left, right, least=(340, 440))
        self._left, self._right = left, right
        self._stacked = Stacked(upper, self._below(), (_WAITING_HEIGHT, _DUE_HEIGHT), self._height_of_upper)
        upper.splitterMoved.connect(lambda *_: self._stacked.fit())
        self.body.addWidget(self._stacked, 1)

    def _height_of_upper(self) -> int:
        """How tall what waits and the months are, for neither to scroll."""
        frame = self._left.height() - self._left.contentsRect().height()
        waiting = self._waits.heightForWidth(self._left.contentsRect().width()) + frame
        rows = min(self._months.rows_model.rowCount(), _YEAR) * self._months.rowHeight(0)
        table = self._months.height() - self._months.viewport().height() + rows
        around = self._right.sizeHint().height() - self._months.sizeHint().height()
        return max(waiting, around + table + theme.GROUP)

    def _to_backups(self) -> QWidget:
        made = button(texts.GO, partial(self.wishes.emit, Goto("settings", BACKUPS)), Kind.QUIET)
        made.setAccessibleName(f"{texts.GO}: {texts.BACKUP}")
        return made

    def _below(self) -> QWidget:
        """What can be looked at further, as far as one may see it; each is made and read when it is turned to."""
        sees = self.desk.ctx.sees
        self._parts: list[Callable[[], DuePart | CounterpartsPart | CostPart | NewsPart]] = []
        pages: list[tuple[str, Callable[[], QWidget]]] = []
        if sees(Part.PLANS):
            self.set_buttons(self.due.to_calendar())
            pages.append((deadline_texts.TITLE, lambda: self.due.list))
            self._parts.append(lambda: self.due)
        if sees(Part.RETURNS):
            pages += [(texts.TAB_COUNTERPARTS, lambda: self.counterparts), (texts.TAB_COST, lambda: self.cost)]
            self._parts += [lambda: self.counterparts, lambda: self.cost]
        pages.append((texts.TAB_NEWS, lambda: self.news))
        self._parts.append(lambda: self.news)
        self.tabs = Tabs(pages)
        self.tabs.changed.connect(lambda _place: self._read_shown())
        return holder(column(self.tabs))

    def _read_shown(self) -> None:
        self._parts[self.tabs.bar.chosen]().read()

    @cached_property
    def due(self) -> DuePart:
        """The deadlines."""
        return DuePart(self)

    @cached_property
    def counterparts(self) -> CounterpartsPart:
        """How far the chosen month has come with each counterpart."""
        return CounterpartsPart(self, lambda: self._month)

    @cached_property
    def cost(self) -> CostPart:
        """The year's cost."""
        return CostPart(self)

    @cached_property
    def news(self) -> NewsPart:
        """What others have done."""
        return NewsPart(self)

    def take_focus(self) -> None:
        self._months.setFocus()

    def load(self) -> None:
        ctx = self.desk.ctx
        self.aside(lambda: overview(ctx), self._came)
        self.query(partial(backup_state, ctx), lambda state: self._backup.setText(backup_texts.foot(state)))
        self._read_shown()

    def _show_month(self, state: MonthState | None) -> None:
        """Tell of another month by counterpart; that of the one that is told of is read with the page."""
        if state is not None and state.month != self._month:
            self._month = state.month
            if self.tabs.bar.words[self.tabs.bar.chosen] == texts.TAB_COUNTERPARTS:
                self.counterparts.read()

    def _came(self, found: Overview) -> None:
        self._months.set_rows(found.months)
        self._show_month(self._months.current or next(iter(found.months), None))
        clear(self._waiting)
        self._waiting.addWidget(label(texts.WAITING, "subheading"))
        ways: list[QWidget] = [self._add(self._waiting, one) for one in found.waiting]
        if not found.bookings:
            ways.append(self._beginning(found))
            self._waiting.addWidget(ways[-1])
        elif not found.waiting:
            self._waiting.addWidget(empty(texts.NOTHING_WAITS, texts.NOTHING_WAITS_TEXT))
        self._waiting.addStretch(1)
        self._stacked.fit()
        self.lead_first(*ways)  # they were put in place after what stands to their right and below

    def _add(self, into: QVBoxLayout, one: Waiting) -> QWidget:
        go = button(texts.GO, partial(self.wishes.emit, Goto(*one.place)), Kind.QUIET)
        go.setAccessibleName(f"{texts.GO}: {texts.said(one)}")
        into.addLayout(leading(label(texts.said(one), wrap=True), go))
        into.addWidget(line())
        return go

    def _beginning(self, found: Overview) -> QWidget:
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
