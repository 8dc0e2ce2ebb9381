"""How does somebody choose a list's columns and filters? Panels above the list, worked by keyboard or mouse alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from mottagning.readmodels.lists import SavedFilter
from mottagning.texts import lists as texts
from mottagning.texts import window as window_texts
from mottagning.uikit import theme
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.filters import Offer
from mottagning.uikit.parts import Kind, button, column, holder, label, row
from mottagning.uikit.style_notes import forget_inside
from mottagning.uikit.table import TableView

_LEAST = 96
"""The height of a panel's list: some of its rows are always seen."""


class _Ticks(QListWidget):
    """Lines that are ticked with the space bar or the mouse."""

    ticked = Signal(int, bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("ticks")
        self.setAccessibleName(name)
        self.setMinimumHeight(_LEAST)
        forget_inside(self)
        self.itemChanged.connect(
            lambda item: self.ticked.emit(self.row(item), item.checkState() is Qt.CheckState.Checked)
        )

    def showEvent(self, event: QShowEvent) -> None:
        """What was filled in before it was dressed is measured again: its lines would lie over one another."""
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def show_lines(self, lines: Sequence[tuple[str, bool]]) -> None:
        """Show these lines; the cursor stays on its row."""
        place = max(self.currentRow(), 0)
        with QSignalBlocker(self):
            self.clear()
            for words, is_ticked in lines:
                item = QListWidgetItem(words)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
                self.addItem(item)
            self.setCurrentRow(min(place, self.count() - 1))


class Panel(QWidget):
    """A panel above a list; Esc closes it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hide()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def begin(self) -> None:
        """Put the cursor where one begins."""


class ColumnPanel(Panel):
    """Which columns of a table are shown, in what order, and what they are sorted by."""

    def __init__(self, table: TableView[Any]) -> None:
        super().__init__()
        self._table = table
        self.ticks = _Ticks(texts.COLUMNS)
        self.ticks.ticked.connect(self._tick)
        up = button(texts.UP, lambda: self._move(-1), name=texts.UP_NAME)
        down = button(texts.DOWN, lambda: self._move(1), name=texts.DOWN_NAME)
        sort = button(texts.SORT, self._sort, name=texts.SORT_NAME)
        reset = button(texts.RESET, table.reset_columns, name=texts.RESET_NAME)
        for key, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            keys = QShortcut(QKeySequence(key), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(lambda step=step: self._move(step))
        buttons = [up, down, sort, reset, button(window_texts.CLOSE, self.left.emit)]
        self.setLayout(
            column(
                row(self.ticks, _grid(buttons)),
                label(texts.COLUMNS_TEXT, "muted", wrap=True),
                margins=theme.GROUP + 4,
            )
        )
        table.columns_changed.connect(self._show)
        self._show()

    def begin(self) -> None:
        self.ticks.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        model = self._table.rows_model
        self.ticks.show_lines(
            [
                (model.columns[place].heading + model.mark(place), self._table.is_wanted(place))
                for place in self._table.column_order
            ]
        )

    @property
    def _place(self) -> int:
        """The place of the column under the cursor, as the table knows it."""
        return self._table.column_order[max(self.ticks.currentRow(), 0)]

    def _tick(self, line: int, shown: bool) -> None:
        place = self._table.column_order[line]
        self._table.show_column(place, shown=shown)
        self._show()

    def _move(self, step: int) -> None:
        place = self._place
        self._table.move_column(place, step)
        self.ticks.setCurrentRow(self._table.column_order.index(place))

    def _sort(self) -> None:
        self._table.sort_column(self._place, also=True)


class FilterPanel(Panel):
    """Quick filters with counts, and filters kept by name."""

    ticked = Signal(tuple, bool)
    """A choice was made or taken back."""
    wanted = Signal(object)
    """A saved filter was chosen."""
    keeping = Signal(str)
    """What is filtered by is to be kept under this name."""
    forgetting = Signal(str)
    """The filter of this name is not to be kept."""

    def __init__(self) -> None:
        super().__init__()
        self._offers: Sequence[Offer] = ()
        self._saved: Sequence[SavedFilter] = ()
        self.ticks = _Ticks(texts.FILTERS)
        self.ticks.ticked.connect(lambda line, is_on: self.ticked.emit(self._offers[line].choice, is_on))
        self.saved = ChoiceBox(texts.SAVED)
        self.saved.keep_narrow(14)
        self.saved.activated.connect(self._choose)
        self._forget = button(window_texts.REMOVE, self._remove, Kind.QUIET, name=texts.FORGET)
        self.name = QLineEdit()
        self.name.setPlaceholderText(texts.FILTER_NAME)
        self.name.setAccessibleName(texts.FILTER_NAME)
        self.name.returnPressed.connect(self._keep)
        keep = button(texts.KEEP, self._keep)
        close = button(window_texts.CLOSE, self.left.emit)
        self.setLayout(
            column(
                self.ticks,
                row(self.saved, self._forget, 0, close),
                row(self.name, keep),
                margins=theme.GROUP + 4,
            )
        )

    def begin(self) -> None:
        self.ticks.setFocus(Qt.FocusReason.TabFocusReason)

    def show_offers(self, offers: Sequence[Offer], chosen: Sequence[tuple[str, str]]) -> None:
        """Show the choices there are, those made ticked."""
        self._offers = offers
        self.ticks.show_lines([(texts.offer(one.words, one.count), one.choice in chosen) for one in offers])

    def show_saved(self, saved: Sequence[SavedFilter], count: Callable[[SavedFilter], int]) -> None:
        """Show the filters that are kept, each with how many rows it has."""
        self._saved = saved
        with QSignalBlocker(self.saved):
            self.saved.clear()
            self.saved.addItem(texts.SAVED if saved else texts.NONE_SAVED)
            for one in saved:
                self.saved.addItem(texts.offer(one.name, count(one)))
        self.saved.setEnabled(bool(saved))
        self._forget.setEnabled(False)

    def _choose(self, line: int) -> None:
        self._forget.setEnabled(line > 0)
        if line > 0:
            self.wanted.emit(self._saved[line - 1])

    def _keep(self) -> None:
        if self.name.text().strip():
            self.keeping.emit(self.name.text().strip())
            self.name.clear()

    def _remove(self) -> None:
        line = self.saved.currentIndex()
        if line > 0:
            self.forgetting.emit(self._saved[line - 1].name)


def _grid(buttons: Sequence[QPushButton]) -> QWidget:
    """Buttons in two columns, so that a low window has room for them."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(theme.GROUP)
    for place, one in enumerate(buttons):
        grid.addWidget(one, place // 2, place % 2)
    grid.setRowStretch(len(buttons), 1)
    return holder(grid)
