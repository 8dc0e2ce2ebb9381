"""What a workbook had that could not be taken, and what is worth a look: a list with sheet and cell."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mottagning.readmodels.transfer import ImportReport
from mottagning.texts import window as texts
from mottagning.uikit import theme
from mottagning.uikit.columns import Column, text_column
from mottagning.uikit.parts import Kind, button, column, label, leading
from mottagning.uikit.table import TableView

_MOST_ROWS = 10


@dataclass(frozen=True, slots=True)
class _Line:
    place: int
    cell: str
    value: str
    message: str


class Rejections(QWidget):
    """The cells that could not be taken, then the warnings."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        rejected = [
            _Line(place, f"{one.sheet}!{one.cell}" if one.cell else one.sheet, one.value or "", one.message)
            for place, one in enumerate(sorted(report.rejected, key=lambda one: one.follows))  # causes first
        ]
        warned = [
            _Line(place, f"{one.sheet}!{one.cell}" if one.cell else one.sheet, "", one.message)
            for place, one in enumerate(report.warnings)
        ]
        if rejected:
            following = sum(one.follows for one in report.rejected)
            inside.addWidget(label(texts.to_mend_in_workbook(len(rejected), following), "strong", wrap=True))
            inside.addWidget(_Table(rejected))
        if warned:
            inside.addWidget(label(texts.MOVE_IN_WARNINGS, "section"))
            inside.addWidget(_Table(warned))


class _Table(QWidget):
    """The list, the chosen line's words whole, and the way to take the list along."""

    def __init__(self, lines: list[_Line]) -> None:
        super().__init__()
        columns: list[Column[_Line]] = [
            text_column("cell", texts.SHEET_CELL, lambda one: one.cell, width=170),
            text_column("value", texts.VALUE, lambda one: one.value, width=160),
            text_column("message", texts.MESSAGE, lambda one: one.message, stretches=True),
        ]
        self._table: TableView[_Line] = TableView("rejections", columns, lambda one: one.place)
        self._said = label("", wrap=True, selectable=True)
        self._table.chosen.connect(lambda one: self._said.setText(one.message if one else ""))
        self._table.set_rows(lines)
        self._table.selectRow(0)
        self._table.setMinimumHeight(theme.ROW_HEIGHT * (min(len(lines), _MOST_ROWS) + 1) + 8)
        copy = button(texts.COPY_LIST, self._copy, Kind.QUIET)
        self.setLayout(column(self._table, leading(self._said, copy)))

    def _copy(self) -> None:
        self._table.selectAll()
        self._table.copy()
