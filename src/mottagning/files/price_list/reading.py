"""What does a municipality's price list say? Printed amounts by activity, column and unit, from any known layout.

Only shapes are judged here: headings, cells, steps that do not add up. What an activity is in the register, and which
column is ours, is chosen by somebody. Amounts are taken as printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.services import folded
from mottagning.files.layouts.price_list import EXAMPLE, PRELIMINARY
from mottagning.files.price_list.found import Found
from mottagning.files.price_list.rows import read_table
from mottagning.files.price_list.tables import Texts, tables
from mottagning.files.register_workbook.cells import CellContext, plain
from mottagning.files.workbook import opened
from mottagning.readmodels.price_lists import ListedPrice, PriceList
from mottagning.readmodels.reference import Reference
from mottagning.texts import price_lists as texts


def read_price_list(file: Path, reference: Reference, today: date) -> PriceList:
    """Read a price list. Raises Refused when the file is no workbook or no sheet of it is a price list."""
    try:
        book = opened(file)
    except Refused as refusal:
        if refusal.code is RefusalCode.NOT_A_WORKBOOK:
            raise Refused(RefusalCode.NOT_A_PRICE_LIST, file=str(file)) from refusal
        raise
    found = Found(CellContext(reference, today, []))
    for worksheet in book.worksheets:
        if isinstance(worksheet, Worksheet):
            _read_sheet(worksheet, found)
    if not found.prices and not found.rejected:
        raise Refused(RefusalCode.NOT_A_PRICE_LIST, file=str(file), example=EXAMPLE)
    return PriceList(
        _by_sheet(found.prices), tuple(found.rejected), tuple(found.warnings), is_preliminary=found.is_preliminary
    )


def _by_sheet(prices: Sequence[ListedPrice]) -> tuple[ListedPrice, ...]:
    """Where several sheets have prices, as one for each year, each is a column to choose."""
    if len({one.sheet for one in prices}) < 2:
        return tuple(prices)
    return tuple(
        replace(one, column=texts.column_of_sheet(one.sheet, one.column) if one.column else one.sheet) for one in prices
    )


def _read_sheet(worksheet: Worksheet, found: Found) -> None:
    """Every table of a sheet, and whether it says that it is preliminary."""
    said = _texts(worksheet)
    found.is_preliminary |= any(PRELIMINARY in folded(text) for row in said.values() for text in row.values())
    for table in tables(said):
        read_table(worksheet, table, found)


def _texts(worksheet: Worksheet) -> Texts:
    """What stands in each row by its columns. Asking openpyxl for a cell makes it; so only what is there."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, place), cell in sorted(worksheet._cells.items()):
        text = "" if cell.value is None else str(plain(cell)).strip()
        if text:
            found[row][place] = text
    return dict(found)
