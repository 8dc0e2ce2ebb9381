"""What does a municipality's price list say? Printed amounts by activity, column and unit, from any known layout.

Only shapes are judged here: headings, cells, steps that do not add up. What an activity is in the register, and which
column is ours, is chosen by somebody. Amounts are taken as printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from mottagning.domain.agreements import Unit
from mottagning.domain.money import SCALE, scaled
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.files.layouts.price_list import DASHES, EXAMPLE, Heading, Part, heading
from mottagning.files.layouts.register import Column, Holds
from mottagning.files.register_workbook.cells import CellContext, CellProblem, plain, shown, value_of
from mottagning.files.workbook import opened
from mottagning.readmodels.price_lists import ListedPrice, PriceList
from mottagning.readmodels.reference import Reference
from mottagning.readmodels.transfer import Rejected, Warned
from mottagning.texts import price_lists as texts

_TEXT = Column("", "text")
_AMOUNT = Column("", "amount", Holds.SCALED)
_SIGNED = Column("", "amount", Holds.SIGNED)
_UNIT = Column("", "unit", Holds.WORD, kind=Unit)
_TOLERANCE = SCALE
"""Printed parts are rounded each for itself: a krona more or less says nothing, as for K15."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand in a sheet: `row` is that of the headings."""

    row: int
    activity: int
    headings: Mapping[int, Heading]

    def places(self, part: Part) -> list[int]:
        """The columns of a part."""
        return [place for place, one in self.headings.items() if one.part is part]


@dataclass(slots=True)
class _Found:
    context: CellContext
    prices: list[ListedPrice] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)

    def value(self, cell: Cell, column: Column) -> object:
        """The value of a cell, None when it is empty, has a dash or cannot be read; then it is told of."""
        if isinstance(cell.value, str) and cell.value.strip() in DASHES:
            return None
        try:
            return value_of(cell, column, self.context)
        except CellProblem as problem:
            self.rejected.append(Rejected(cell.parent.title, cell.coordinate, shown(cell), str(problem)))
            return None


def read_price_list(file: Path, reference: Reference, today: date) -> PriceList:
    """Read a price list. Raises Refused when the file is no workbook or no sheet of it is a price list."""
    try:
        book = opened(file)
    except Refused as refusal:
        if refusal.code is RefusalCode.NOT_A_WORKBOOK:
            raise Refused(RefusalCode.NOT_A_PRICE_LIST, file=str(file)) from refusal
        raise
    found = _Found(CellContext(reference, today, []))
    for worksheet in book.worksheets:
        layout = _layout(worksheet) if isinstance(worksheet, Worksheet) else None
        if layout is not None:
            _read_rows(worksheet, layout, found)
    if not found.prices and not found.rejected:
        raise Refused(RefusalCode.NOT_A_PRICE_LIST, file=str(file), example=EXAMPLE)
    return PriceList(tuple(found.prices), tuple(found.rejected), tuple(found.warnings))


# headings


def _layout(worksheet: Worksheet) -> _Layout | None:
    """The first row of headings that has amounts to the right of the activities."""
    for row in sorted(_filled_rows(worksheet)):
        texts_of = _texts(worksheet, row)
        above = _texts(worksheet, row - 1) if row > 1 else {}
        headings = {place: one for place, text in texts_of.items() if (one := heading(text)) is not None}
        amounts = [place for place, one in headings.items() if one.part in {Part.AMOUNT, Part.LOOSE_AMOUNT}]
        activity = _activity(headings, above, min(amounts, default=0))
        if activity is not None and _is_whole(headings):
            return _Layout(row, activity, {**headings, **_grouped(headings, above, activity)})
    return None


def _filled_rows(worksheet: Worksheet) -> set[int]:
    """Asking openpyxl for a cell makes it, and a sheet may be formatted far beyond what it holds."""
    return {row for (row, _), cell in worksheet._cells.items() if cell.value is not None}


def _texts(worksheet: Worksheet, row: int) -> dict[int, str]:
    """The texts of a row by their columns, in order."""
    return {
        place: text
        for place in range(1, worksheet.max_column + 1)
        if (text := str(plain(worksheet.cell(row, place)) or "").strip())
    }


def _is_whole(headings: Mapping[int, Heading]) -> bool:
    parts = {one.part for one in headings.values()}
    return Part.AMOUNT in parts or {Part.LOOSE_AMOUNT, Part.UNIT} <= parts


def _activity(headings: Mapping[int, Heading], above: Mapping[int, str], first_amount: int) -> int | None:
    """Where the activities stand: under their heading, or to the left of all amounts where none is given."""
    named = [place for place, one in headings.items() if one.part is Part.ACTIVITY]
    over = [place for place, text in above.items() if (one := heading(text)) and one.part is Part.ACTIVITY]
    if found := [*named, *over]:
        return found[0] if found[0] < first_amount else None
    return 1 if first_amount > 1 and 1 not in headings else None


def _grouped(headings: Mapping[int, Heading], above: Mapping[int, str], activity: int) -> dict[int, Heading]:
    """Headings on two levels: a name over a unit holds for the units to its right, up to the next name."""
    amounts = {place: one for place, one in headings.items() if one.part is Part.AMOUNT and one.column is None}
    if not any(place in amounts for place in above):
        return {}
    name, found = None, {}
    for place in range(activity + 1, max(amounts) + 1):
        name = above.get(place, name)
        if place in amounts:
            found[place] = Heading(Part.AMOUNT, name, amounts[place].unit)
    return found


# rows


def _read_rows(worksheet: Worksheet, layout: _Layout, found: _Found) -> None:
    activity: str | None = None
    for row in sorted(number for number in _filled_rows(worksheet) if number > layout.row):
        cell = worksheet.cell(row, layout.activity)
        printed = _printed(worksheet, layout, row, found)
        named = found.value(cell, _TEXT) if printed else None
        activity = str(named) if named is not None else activity if layout.places(Part.COLUMN) else None
        if printed and activity is None:
            found.rejected.append(Rejected(worksheet.title, cell.coordinate, None, texts.NO_ACTIVITY))
        elif activity is not None:
            found.prices += [
                ListedPrice(worksheet.title, one.cell, activity, one.column, one.unit, one.amount) for one in printed
            ]
            _check_steps(worksheet, layout, row, found)


def _printed(worksheet: Worksheet, layout: _Layout, row: int, found: _Found) -> list[ListedPrice]:
    """The amounts of a row, the activity not yet known."""
    column = _column_of(worksheet, layout, row, found)
    prices = []
    for place, one in layout.headings.items():
        if one.part not in {Part.AMOUNT, Part.LOOSE_AMOUNT}:
            continue
        cell = worksheet.cell(row, place)
        amount = found.value(cell, _AMOUNT)
        unit = one.unit if one.part is Part.AMOUNT else _unit_beside(worksheet, layout, row, found, amount)
        if isinstance(amount, int) and unit is not None:
            name = column or one.column
            prices.append(ListedPrice(worksheet.title, cell.coordinate, "", name, unit, scaled(0) + amount))
    return prices


def _column_of(worksheet: Worksheet, layout: _Layout, row: int, found: _Found) -> str | None:
    for place in layout.places(Part.COLUMN):
        value = found.value(worksheet.cell(row, place), _TEXT)
        return None if value is None else str(value)
    return None
