"""The page Loggar: who did what with whom, and the monthly review."""

from __future__ import annotations

from functools import partial

from mottagning.domain.periods import Month
from mottagning.readmodels.changes import Area
from mottagning.readmodels.logs import LogLine
from mottagning.texts import logs as texts
from mottagning.ui.logs.columns import log_columns, log_filters
from mottagning.ui.logs.review import ReviewPart
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import ListPart, Prepared
from mottagning.uikit.parts import empty
from mottagning.uikit.screen import Desk, Screen
from mottagning.uikit.tabs import Tabs
from mottagning.usecases.logs.viewing import DAYS, LogFilter, last_days, list_log, users_in_log

_LETTERS = 16


class LogsScreen(Screen):
    """The logs, for those who check access."""

    interests = frozenset({Area.LOGS, Area.USERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self.list: ListPart[LogLine] = ListPart(
            desk,
            "logs",
            log_columns(),
            lambda one: one.id,
            (texts.TITLE, texts.ONE, texts.MANY),
            empty(texts.EMPTY_TITLE, texts.EMPTY_TEXT),
            quick=log_filters(),
            about=About(lambda one: one.person, lambda one: one.is_protected),
        )
        self.list.told.connect(self.told)
        self.log_copies(self.list.table, "logs", lambda one: one.person)
        self.users = ChoiceBox(texts.USER, [(texts.EVERYBODY, None)])
        self.days = ChoiceBox(texts.DAYS, ((word, days) for days, word in texts.PERIODS.items()))
        self.days.setCurrentIndex(self.days.findData(DAYS))
        for one in (self.users, self.days):
            one.setMinimumContentsLength(_LETTERS)
            one.activated.connect(lambda _place: self._read())
        self.review = ReviewPart(self)
        self.tabs = Tabs([(texts.TAB_LOG, self.list), (texts.TAB_REVIEW, self.review)])
        self.tabs.changed.connect(self._turned)
        self.set_buttons(self.users, self.days)
        self.body.addWidget(self.tabs, 1)

    def take_focus(self) -> None:
        (self.list.table if self.tabs.bar.chosen == 0 else self.review.table).setFocus()

    def may_leave(self) -> bool:
        return self.review.may_leave()

    def open(self, record: object) -> None:
        """A month: its review."""
        if isinstance(record, Month):
            self.review.choose(record)
            self.tabs.bar.choose(1)

    def load(self) -> None:
        self.query(partial(users_in_log, self.desk.ctx), self._users_came)
        self._read()
        self.review.read()

    def _users_came(self, names: list[str]) -> None:
        chosen = self.users.currentData()
        while self.users.count() > 1:
            self.users.removeItem(1)
        for name in names:
            self.users.addItem(name, name)
        self.users.setCurrentIndex(max(0, self.users.findData(chosen)))

    def _read(self) -> None:
        wanted = LogFilter(days=last_days(self.desk.today, self.days.currentData()), by=self.users.currentData())

        def read() -> Prepared[LogLine]:
            return self.list.prepared(list_log(self.desk.ctx, wanted))

        self.query(read, self.list.set_rows)

    def _turned(self, place: int) -> None:
        for one in (self.users, self.days):
            one.setVisible(place == 0)
