"""What does one fill in to move in? The sheets of the register with headings alone, and lists to choose from."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from mottagning.files.layouts import register as layout
from mottagning.files.layouts.register import Column, Sheet
from mottagning.files.register_workbook.cells import number_format
from mottagning.files.sheet_writer import TEXT_FORMAT, SheetWriter
from mottagning.files.workbook import written
from mottagning.texts import transfer, words

_WIDTH, _WIDE = 16, 40
_ROWS = 5_000
"""How far down a list to choose from goes."""
_LONGEST_LIST = 255
"""Excel takes no longer list in a cell's rule."""


def write_template(target: Path) -> None:
    """Write an empty register workbook to `target`. Raises Trouble; a half-written file never stands."""
    with written(target) as book:
        _write_settings(book)
        for sheet in layout.SHEETS:
            _write_sheet(book, sheet)


def _write_settings(book: Workbook) -> None:
    writer = SheetWriter(book, layout.SETTINGS_TITLE)
    writer.widths([_WIDE, _WIDE])
    writer.headings([layout.SETTING_KEY, layout.SETTING_VALUE])
    for key in (*layout.SETTINGS, *layout.ECONOMY):
        writer.append([key, None], [TEXT_FORMAT, TEXT_FORMAT])


def _write_sheet(book: Workbook, sheet: Sheet) -> None:
    writer = SheetWriter(book, sheet.title)
    writer.widths([max(_WIDTH, len(column.heading) + 4) for column in sheet.columns])
    writer.sheet.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(place)
        writer.sheet.column_dimensions[letter].number_format = number_format(column)
        rule = _rule(column)
        if rule is not None:
            rule.add(f"{letter}2:{letter}{_ROWS}")
            writer.sheet.data_validations.append(rule)
    writer.headings([column.heading for column in sheet.columns])


def _rule(column: Column) -> DataValidation | None:
    """The closed list of a column, which Excel offers and holds to."""
    if column.kind is None:
        return None
    choices = ",".join(words.word(value) for value in column.kind)
    if len(choices) > _LONGEST_LIST - 2:
        return None
    return DataValidation(
        type="list", formula1=f'"{choices}"', allow_blank=True, showErrorMessage=True, error=transfer.CHOOSE_IN_LIST
    )
