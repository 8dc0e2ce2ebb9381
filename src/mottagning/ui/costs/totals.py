"""What does it all come to? A line for each direction, never added to one another."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mottagning.domain.costs import Tally
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.texts import costs as texts
from mottagning.uikit import theme
from mottagning.uikit.parts import clear, label


class Totals(QWidget):
    """The sums of the whole view in a small table, each read with what it is."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(4)

    def show_totals(self, name: str, totals: Mapping[RowDirection, Tally]) -> None:
        """Show the sums of a view called `name`."""
        clear(self._grid)
        headings = (
            texts.ESTIMATED,
            texts.PLANNED,
            texts.CLOSED,
            texts.REMAINING,
            texts.FORECAST,
            texts.DIFFERENCE,
        )
        self._grid.addWidget(label(name, "strong"), 0, 0)
        for place, word in enumerate(headings, start=1):
            self._put(word, "muted", 0, place)
        shown = [way for way in (RowDirection.BUY, RowDirection.SELL) if way in totals]
        for line, way in enumerate(shown, start=1):
            sums = totals[way]
            said = label(texts.direction(way), "strong")
            said.setAccessibleName(texts.sums(way, sums))
            self._grid.addWidget(said, line, 0)
            amounts = (sums.estimated, sums.planned, sums.closed, sums.remaining, sums.forecast, sums.difference)
            for place, (word, amount) in enumerate(zip(headings, amounts, strict=True), start=1):
                self._put(texts.amount(amount), "text", line, place, f"{texts.direction(way)}, {word}")
        self._grid.setColumnStretch(0, 1)

    def _put(self, text: str, style: str, line: int, place: int, name: str = "") -> None:
        made = label(text, style)
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if name:
            made.setAccessibleName(f"{name}: {text}")
        self._grid.addWidget(made, line, place)
