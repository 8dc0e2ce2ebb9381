"""The tab of the first page that shows what others have done since one last logged in."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from mottagning.readmodels.overview import ChangedRecord, News
from mottagning.texts import overview as texts
from mottagning.ui.overview.columns import news_columns, news_filters
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import ListPart
from mottagning.uikit.parts import column, empty, label, row
from mottagning.uikit.screen import Goto, Screen
from mottagning.usecases.overview.news import news

_SINCE = ((texts.SINCE_LOGIN, None), (texts.SINCE_WEEK, 7), (texts.SINCE_MONTH, 30))


class NewsPart(QWidget):
    """The records that others have changed, read for `screen`; each line leads to its record."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.since = ChoiceBox(texts.SINCE, _SINCE)
        self.since.activated.connect(lambda _place: self.read())
        self._told = label("", "muted", wrap=True)
        self.list: ListPart[ChangedRecord] = ListPart(
            screen.desk,
            "news",
            news_columns(),
            lambda line: line.id,
            (texts.TAB_NEWS, texts.RECORD_ONE, texts.RECORD_MANY),
            empty(texts.NEWS_TITLE, texts.NEWS_TEXT),
            quick=news_filters(),
            about=About(lambda line: line.person, lambda line: line.is_protected),
        )
        self.list.table.opened.connect(self._open)
        self.list.told.connect(screen.told)
        screen.log_copies(self.list.table, "news", lambda line: line.person)
        self.setLayout(column(row(label(texts.SINCE), self.since, 0), self._told, self.list))

    def read(self) -> None:
        """Look again at what others have done."""
        self._screen.aside(partial(news, self._screen.desk.ctx, self.since.currentData()), self._came)

    def _came(self, found: News) -> None:
        self._told.setText(texts.since(found))
        self.list.set_rows(self.list.prepared(found.lines))

    def _open(self, line: ChangedRecord) -> None:
        if line.area is not None:
            self._screen.wishes.emit(Goto(line.area, line.record))
