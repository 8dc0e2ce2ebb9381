"""A list as a workbook: exactly the rows, columns and order that stood on the screen, days as days."""

from __future__ import annotations

from pathlib import Path

from mottagning.files.printing import set_up
from mottagning.files.sheet_writer import AMOUNT_FORMAT, DATE_FORMAT, TEXT_FORMAT, SheetWriter
from mottagning.files.workbook import written
from mottagning.readmodels.lists import ListColumn, ListSheet

_PIXELS = 7.0
"""The width of a letter of a workbook in pixels, about."""


def write(target: Path, sheet: ListSheet) -> None:
    """Write the list to `target`. Raises Trouble; no half file ever stands."""
    with written(target) as book:
        writer = SheetWriter(book, sheet.title)
        writer.widths([one.width / _PIXELS for one in sheet.columns])
        set_up(writer.sheet, sheet.title, landscape=True, heading_row=1)
        right = frozenset(place for place, one in enumerate(sheet.columns) if one.is_right)
        writer.headings([one.heading for one in sheet.columns], right=right)
        formats = [_format(one) for one in sheet.columns]
        for cells in sheet.cells:
            writer.append(cells, formats)
        writer.table("Lista")


def _format(column: ListColumn) -> str:
    if column.is_day:
        return DATE_FORMAT
    if column.is_amount:
        return AMOUNT_FORMAT
    return "0" if column.is_right else TEXT_FORMAT
