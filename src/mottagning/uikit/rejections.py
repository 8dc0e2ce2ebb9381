"""What a workbook had that could not be taken, and what is worth a look: a list with sheet and cell."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mottagning.readmodels.transfer import ImportReport
from mottagning.texts import window as texts
from mottagning.uikit import theme
from mottagning.uikit.columns import Column, text_column
from mottagning.uikit.parts import label
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
            for place, one in enumerate(report.rejected)
        ]
        warned = [
            _Line(place, f"{one.sheet}!{one.cell}" if one.cell else one.sheet, "", one.message)
            for place, one in enumerate(report.warnings)
        ]
        if rejected:
            inside.addWidget(_table(rejected))
        if warned:
            inside.addWidget(label(texts.MOVE_IN_WARNINGS, "section"))
            inside.addWidget(_table(warned))


def _table(lines: list[_Line]) -> TableView[_Line]:
    columns: list[Column[_Line]] = [
        text_column("cell", texts.SHEET_CELL, lambda one: one.cell, width=170),
        text_column("value", texts.VALUE, lambda one: one.value, width=160),
        text_column("message", texts.MESSAGE, lambda one: one.message, stretches=True),
    ]
    table: TableView[_Line] = TableView("rejections", columns, lambda one: one.place)
    table.set_rows(lines)
    table.setMinimumHeight(theme.ROW_HEIGHT * (min(len(lines), _MOST_ROWS) + 1) + 8)
    return table
