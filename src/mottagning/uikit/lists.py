"""A page with a list to the left and the chosen record to the right, three parts to two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mottagning.readmodels.changes import Done
from mottagning.readmodels.lists import ListFilter, SavedFilter
from mottagning.texts import lists as texts
from mottagning.texts import window as window_texts
from mottagning.uikit import aloud, list_exits, theme
from mottagning.uikit.columns import Column, searched_words
from mottagning.uikit.filter_field import FilterField
from mottagning.uikit.filters import Quick, described, fitting, offers
from mottagning.uikit.list_exits import About, Shown
from mottagning.uikit.list_panels import ColumnPanel, FilterPanel, Panel
from mottagning.uikit.parts import Kind, button, card, clear, holder, label, leading, row, scrolled
from mottagning.uikit.screen import Desk
from mottagning.uikit.tab_order import put_after
from mottagning.uikit.table import TableView
from mottagning.usecases.lists import (
    forget_filter,
    keep_filter,
    list_filters,
    log_list,
)

R = TypeVar("R")
P = TypeVar("P", bound=Panel)
_SETTLED = 1_000
"""Milliseconds that a list stands still before it counts as shown."""
_HIGH = 520
"""Pixels of height that a panel and its list both have room in."""


@dataclass(frozen=True, slots=True)
class Prepared(Generic[R]):
    """Rows with what the filter looks in, where somebody filters."""

    rows: Sequence[R]
    words: Sequence[str] | None


class ListPart(QWidget, Generic[R]):
    """A list in a card, with filters above and a count below; an empty one shows what it is for.

    `about` tells whom its rows are about: that such a list was shown is noted.
    """

    told = Signal(str)
    """A short word for the line at the bottom."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], object],
        words: tuple[str, str, str],
        empty: QWidget,
        *,
        quick: Sequence[Quick[R]] = (),
        about: About[R] | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._name = desk, name
        self._title, *self._count_words = words
        self._quick, self._about = quick, about
        self._choices: list[tuple[str, str]] = []
        self._saved: Sequence[SavedFilter] = ()
        self._is_unnoted = self._filters = False
        self._panel: Panel | None = None
        self._panels = QVBoxLayout()
        self.table: TableView[R] = TableView(name, columns, key, desk.preferences)
        self.filter = FilterField()
        self.filter.entered.connect(self._find_words)
        self.filter.textChanged.connect(self._filtered)
        self.filter.left.connect(lambda: self.table.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._count = label("", "strong")
        self._said = label("", "muted", wrap=True)
        self._said_row = holder(leading(self._said, button(texts.SHOW_ALL, self.show_all, Kind.QUIET)))
        self._said_row.hide()
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(_SETTLED)
        self.pause.timeout.connect(self._note_shown)
        self.table.rest.timeout.connect(lambda: aloud.say(self, self._count.text()))  # once the typing rests
        self._stack = QStackedWidget()
        self._stack.addWidget(self._card())
        self._stack.addWidget(_in_card(empty))
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._stack)
        bindings = ((QKeySequence.StandardKey.Find, self._find), (QKeySequence.StandardKey.Print, self.print))
        for keys, do in bindings:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda do=do: do() if self.isVisible() else None)

    def _card(self) -> QWidget:
        filters = button(texts.FILTERS, lambda: self._open(self.filter_panel))
        if not self._quick:
            filters.hide()
        columns = self._columns = button(texts.COLUMNS, lambda: self._open(self.column_panel))
        export = button(texts.EXPORT, self.export, Kind.QUIET, name=texts.EXPORT_NAME)
        frame, inside = card(margin=0)
        inside.setSpacing(0)
        inside.addLayout(row(self.filter, filters, columns, margins=theme.GROUP + 4))
        inside.addWidget(self._said_row)
        self._undo = QVBoxLayout()
        inside.addLayout(self._undo)
        inside.addLayout(self._panels)
        inside.addWidget(self.table, 1)
        paper = button(texts.PRINT, self.print, Kind.QUIET, name=texts.PRINT_NAME)
        inside.addLayout(row(self._count, 0, paper, export, margins=theme.GROUP + 4))
        self._said_row.setContentsMargins(theme.GROUP + 4, 0, theme.GROUP + 4, theme.GROUP)
        return frame

    @cached_property
    def column_panel(self) -> ColumnPanel:
        """Where columns are chosen; made when it is first opened, as most never are."""
        return self._placed(ColumnPanel(self.table))

    @cached_property
    def filter_panel(self) -> FilterPanel:
        """Where filters are chosen and kept; made when it is first opened."""
        panel = self._placed(FilterPanel())
        panel.ticked.connect(self._ticked)
        panel.wanted.connect(self._use)
        panel.keeping.connect(self._keep)
        panel.forgetting.connect(self._forget)
        return panel

    def _placed(self, panel: P) -> P:
        panel.left.connect(self._leave_panels)
        self._panels.addWidget(panel)
        return panel

    def prepared(self, rows: Sequence[R]) -> Prepared[R]:
        """Rows with what the filter looks in, where somebody filters; may be found out on the worker."""
        return Prepared(rows, searched_words(self.table.rows_model.columns, rows) if self._filters else None)

    def set_rows(self, found: Prepared[R]) -> None:
        """Show these rows."""
        self.table.set_rows(found.rows, found.words)
        self._stack.setCurrentIndex(0 if found.rows else 1)
        self._say()
        self._settle()

    def choose(self, key: object) -> bool:
        """Put the cursor on a record, even when the filter hides it."""
        if self.table.choose(key):
            return True
        self.show_all()
        return self.table.choose(key)

    def show_all(self) -> None:
        """Filter by nothing."""
        self.show_only()

    def show_only(self, *choices: tuple[str, str]) -> None:
        """Filter by these choices of the quick filters and nothing else."""
        self._use(SavedFilter("", ListFilter("", choices)))

    def filter_by(self, choices: Sequence[tuple[str, str]]) -> None:
        """Filter by these choices of quick filters, and by nothing else."""
        self._use(SavedFilter("", ListFilter("", tuple(choices))))

    def offer_undo(self, said: str, word: str, undo: Callable[[], None]) -> None:
        """Say above the list what was done, with a way back, until it is closed or something else is."""

        def close() -> None:
            clear(self._undo)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

        def take_back() -> None:
            close()
            undo()

        clear(self._undo)
        back, away = button(word, take_back), button(window_texts.CLOSE, close, Kind.QUIET)
        notice = holder(leading(label(said, "done", wrap=True), back, away))
        notice.setContentsMargins(theme.GROUP + 4, 0, theme.GROUP + 4, theme.GROUP)
        self._undo.addWidget(notice)
        put_after(self._columns, notice)

    def close_undo(self) -> None:
        """Take the way back away, once it has been gone elsewhere."""
        clear(self._undo)

    # filters

    @property
    def filtered(self) -> ListFilter:
        """What the list is filtered by."""
        return ListFilter(self.filter.text().strip(), tuple(self._choices))

    def _find_words(self) -> None:
        """Somebody is about to filter: find out what a filter looks in, which takes its time in a long list."""
        self._filters = True
        model = self.table.rows_model
        if model.lacks_words:
            columns, every = model.columns, model.every
            self._desk.tasks.aside(lambda: searched_words(columns, every), lambda words: model.know_words(every, words))

    def _filtered(self) -> None:
        self.table.set_filter(self.filter.text(), fitting(self._quick, self._choices))
        self._is_unnoted = True
        self._say()
        self._settle()

    def _ticked(self, choice: tuple[str, str], is_on: bool) -> None:
        self._choices = [*(one for one in self._choices if one != choice), *([choice] if is_on else [])]
        self._filtered()

    def _use(self, saved: SavedFilter) -> None:
        self._choices = list(saved.filter.choices)
        with QSignalBlocker(self.filter):
            self.filter.setText(saved.filter.text)
        self._filtered()
        self._offer()

    def _keep(self, name: str) -> None:
        kept = SavedFilter(name, self.filtered)
        self._change_saved(partial(keep_filter, self._desk.ctx, self._name, kept), texts.KEPT)

    def _forget(self, name: str) -> None:
        self._change_saved(partial(forget_filter, self._desk.ctx, self._name, name), texts.FORGOTTEN)

    def _change_saved(self, work: Callable[[], Done[list[SavedFilter]]], said: str) -> None:
        def came(saved: list[SavedFilter]) -> None:
            self._saved_came(saved)
            self.told.emit(said)

        self._desk.tasks.command(work, came)

    def _saved_came(self, saved: Sequence[SavedFilter]) -> None:
        self._saved = saved
        self.filter_panel.show_saved(saved, self._count_of)
        put_after(self._columns, self.filter_panel)

    def _count_of(self, saved: SavedFilter) -> int:
        fits = fitting(self._quick, saved.filter.choices)
        return self.table.rows_model.count_of(saved.filter.text, fits)

    def _offer(self) -> None:
        """What the panel offers, with counts of the rows there are now."""
        if not isinstance(self._panel, FilterPanel):
            return
        rows = self.table.rows_model.every
        self.filter_panel.show_offers(offers(self._quick, rows, self._choices), self._choices)

    # panels

    def _open(self, panel: Panel) -> None:
        if panel is self._panel:
            self._leave_panels()
            return
        self._show_panel(panel)
        if isinstance(panel, FilterPanel):
            self._offer()
            self._desk.tasks.query(partial(list_filters, self._desk.ctx, self._name), self._saved_came)
        put_after(self._columns, panel)
        panel.begin()

    def _show_panel(self, panel: Panel | None) -> None:
        if self._panel is not None:
            self._panel.hide()
        self._panel = panel
        if panel is not None:
            panel.show()
        self._make_room()

    def _make_room(self) -> None:
        """In a low window a panel stands in the list's place; the filter's own panel says what is chosen."""
        self.table.setVisible(self._panel is None or self.height() >= _HIGH)
        self._said_row.setVisible(bool(self._said.text()) and not isinstance(self._panel, FilterPanel))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _leave_panels(self) -> None:
        self._show_panel(None)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _say(self) -> None:
        model = self.table.rows_model
        self._count.setText(self._counted(len(model.rows), model.total))
        said = described(self._quick, ListFilter("", tuple(self._choices)))
        self._said.setText(texts.FILTERED.format(filters=said) if said else "")
        self._make_room()

    # what is noted

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._is_unnoted = True
        self._settle()

    def _settle(self) -> None:
        """Once nothing has changed for a while, what is shown is noted: once, not for each key press."""
        if self._is_unnoted and self._about is not None:
            self.pause.start()

    def _note_shown(self) -> None:
        model = self.table.rows_model
        if not self.isVisible() or not model.total:
            return
        self._is_unnoted = False
        said = described(self._quick, self.filtered)
        work = partial(log_list, self._desk.ctx, self._name, said, len(model.rows))
        self._desk.tasks.query(work, lambda _none: None)

    # what leaves the list

    @property
    def shown(self) -> Shown[R]:
        """What is shown: the rows, columns and order."""
        said = described(self._quick, self.filtered)
        columns, rows = self.table.wanted_columns, self.table.rows_model.rows
        return Shown(self._name, self._title, said, columns, rows, self._about)

    def export(self) -> None:
        """Write what is shown to a workbook."""
        list_exits.export(self, self._desk, self.shown, self.told.emit)

    def print(self) -> None:
        """Print what is shown."""
        total = self.table.rows_model.total
        list_exits.print_out(self, self._desk, self.shown, lambda rows: self._counted(rows, total), self.told.emit)

    def _counted(self, rows: int, total: int) -> str:
        return window_texts.rows_shown(rows, total, *self._count_words)


def _in_card(inside: QWidget) -> QWidget:
    frame, layout = card()
    layout.addWidget(inside)
    return frame


class CardPart(QWidget):
    """The chosen record: a card whose inside is put together anew for each, with a foot that does not scroll away."""

    def __init__(self) -> None:
        super().__init__()
        frame, layout = card(margin=0)
        self._inside = QWidget()
        self.layout_inside = QVBoxLayout(self._inside)
        self.layout_inside.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        self.layout_inside.setSpacing(theme.GROUP)
        self._area = scrolled(self._inside)
        layout.setSpacing(0)
        layout.addWidget(self._area, 1)
        self._foot = QVBoxLayout()
        layout.addLayout(self._foot)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(frame)

    def show_parts(self, *parts: Any, foot: QWidget | None = None) -> None:  # noqa: ANN401 - widgets, layouts and gaps
        """Fill the card: widgets and layouts under one another, a number for a gap."""
        clear(self.layout_inside)
        clear(self._foot)
        self._foot.setContentsMargins(theme.GAP, 0, theme.GAP, theme.GAP if foot else 0)
        for part in parts:
            if isinstance(part, QWidget):
                self.layout_inside.addWidget(part)
                part.show()  # at once, so that a form in it can take the cursor before the next key
            elif isinstance(part, int):
                self.layout_inside.addSpacing(part)
            else:
                self.layout_inside.addLayout(part)
        self.layout_inside.addStretch(1)
        if foot is not None:
            self._foot.addWidget(foot)  # last: Tab goes through what stands in the card before its buttons
        self._area.verticalScrollBar().setValue(0)

    @property
    def first(self) -> QWidget | None:
        """What stands first in the card, where it is a widget."""
        return self.layout_inside.itemAt(0).widget() if self.layout_inside.count() else None

    def reveal(self, part: QWidget) -> None:
        """Scroll so far that a part is seen, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._area.ensureWidgetVisible(part, 0, theme.GROUP))


def beside(left: QWidget, right: QWidget, least: tuple[int, int] = (400, 340)) -> QSplitter:
    """Three parts to two, with a handle between that the user may draw; neither gets less than its `least`."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(theme.GAP)
    splitter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)  # not half, below tabs
    splitter.addWidget(left)
    splitter.addWidget(right)
    left.setMinimumWidth(least[0])
    right.setMinimumWidth(least[1])
    splitter.setStretchFactor(0, 3)
    splitter.setStretchFactor(1, 2)
    splitter.setSizes([3000, 2000])
    return splitter
