"""A page with a list to the left and the chosen record to the right, three parts to two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mottagning.texts import window as texts
from mottagning.uikit import theme
from mottagning.uikit.columns import Column
from mottagning.uikit.icons import Picture, icon
from mottagning.uikit.parts import card, clear, label, row, scrolled
from mottagning.uikit.screen import Desk
from mottagning.uikit.table import TableView

R = TypeVar("R")


class ListPart(QWidget, Generic[R]):
    """A list in a card, with a filter above and a count below; an empty one shows what it is for."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], object],
        count: tuple[str, str],
        empty: QWidget,
    ) -> None:
        super().__init__()
        self._count_words = count
        self.table: TableView[R] = TableView(name, columns, key, desk.preferences)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(texts.FILTER)
        self.filter.setAccessibleName(texts.FILTER_NAME)
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icon(Picture.SEARCH), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.textChanged.connect(self._filtered)
        self._count = label("", "strong")
        frame, inside = card(margin=0)
        inside.setSpacing(0)
        inside.addLayout(row(self.filter, margins=theme.GROUP + 4))
        inside.addWidget(self.table, 1)
        inside.addLayout(row(self._count, 0, margins=theme.GROUP + 4))
        self._stack = QStackedWidget()
        self._stack.addWidget(frame)
        self._stack.addWidget(_in_card(empty))
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._stack)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self._find)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows."""
        self.table.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._say_count()

    def choose(self, key: object) -> bool:
        """Put the cursor on a record, even when the filter hides it."""
        if self.table.choose(key):
            return True
        self.filter.clear()
        return self.table.choose(key)

    def _filtered(self, text: str) -> None:
        self.table.set_filter(text)
        self._say_count()

    def _find(self) -> None:
        if self.isVisible():
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filter.selectAll()

    def _say_count(self) -> None:
        model = self.table.rows_model
        self._count.setText(texts.rows_shown(len(model.rows), model.total, *self._count_words))


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
        if foot is not None:
            self._foot.addWidget(foot)
        for part in parts:
            if isinstance(part, QWidget):
                self.layout_inside.addWidget(part)
                part.show()  # at once, so that a form in it can take the cursor before the next key
            elif isinstance(part, int):
                self.layout_inside.addSpacing(part)
            else:
                self.layout_inside.addLayout(part)
        self.layout_inside.addStretch(1)
        self._area.verticalScrollBar().setValue(0)


def beside(left: QWidget, right: QWidget, least: tuple[int, int] = (400, 340)) -> QSplitter:
    """Three parts to two, with a handle between that the user may draw; neither gets less than its `least`."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(theme.GAP)
    splitter.addWidget(left)
    splitter.addWidget(right)
    left.setMinimumWidth(least[0])
    right.setMinimumWidth(least[1])
    splitter.setStretchFactor(0, 3)
    splitter.setStretchFactor(1, 2)
    splitter.setSizes([3000, 2000])
    return splitter
