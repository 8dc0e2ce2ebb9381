"""How does a small list look, with a card beside it and without filters? An empty one says what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from mottagning.uikit import theme
from mottagning.uikit.lists import CardPart, beside
from mottagning.uikit.parts import card, column, label
from mottagning.uikit.table import TableView

R = TypeVar("R")


class SmallList(QWidget, Generic[R]):
    """`table` under a sentence and its buttons, beside a card; `empty` stands there while there are no rows."""

    def __init__(
        self, table: TableView[R], text: str, buttons: Sequence[QWidget] = (), empty: QWidget | None = None
    ) -> None:
        super().__init__()
        self.table, self.card = table, CardPart()
        self.text = label(text, "muted", wrap=True)
        table.chosen.connect(self._chosen)
        frame, inside = card(margin=0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.GAP, theme.GROUP, theme.GAP, theme.GROUP)
        head.addWidget(self.text, 1)
        for one in buttons:
            head.addWidget(one)
        inside.addLayout(head)
        inside.addWidget(table, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(frame)
        if empty is not None:
            bare, within = card()
            within.addWidget(empty)
            self._stack.addWidget(bare)
        self.setLayout(column(beside(self._stack, self.card)))

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these records, and the first of them where none is chosen."""
        self.table.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else self._stack.count() - 1)
        if rows and self.table.current is None:
            self.table.selectRow(0)

    def show_one(self, one: R) -> None:
        """Fill the card with what is chosen."""
        raise NotImplementedError

    def _chosen(self, one: R | None) -> None:
        if one is not None:
            self.show_one(one)
        else:
            self.show_none()

    def show_none(self) -> None:
        """Nothing is chosen."""
        self.card.show_parts()
