"""What does a municipality's price list say? Printed amounts by activity, column and unit, from any known layout.

Only shapes are judged here: headings, cells, steps that do not add up. What an activity is in the register, and which
column is ours, is chosen by somebody. Amounts are taken as printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from mottagning.domain.agreements import Unit
from mottagning.domain.money import Scaled, unscaled
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.files.layouts.price_list import DASHES, EXAMPLE, Heading, Part, heading
from mottagning.files.layouts.register import Column, Holds
from mottagning.files.register_workbook.cells import CellContext, CellProblem, plain, shown, value_of
from mottagning.files.workbook import opened
from mottagning.readmodels.price_lists import ListedPrice, PriceList
from mottagning.readmodels.reference import Reference
from mottagning.readmodels.transfer import Rejected, Warned
from mottagning.texts import formats, transfer
from mottagning.texts import price_lists as texts

_TEXT = Column("", "text")
_AMOUNT = Column("", "amount", Holds.SCALED)
_SIGNED = Column("", "amount", Holds.SIGNED)
_UNIT = Column("", "unit", Holds.WORD, mandatory=True, kind=Unit)
_AMOUNTS = frozenset({Part.AMOUNT, Part.LOOSE_AMOUNT})
_TOLERANCE = 1
"""Printed parts are rounded each for itself: a krona more or less says nothing, as for K15."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand in a sheet: `row` is that of the headings, the lower one where they have two levels."""

    row: int
    activity: int
    headings: Mapping[int, Heading]
    unknown: tuple[int, ...]
    levels: int

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
        if isinstance(worksheet, Worksheet):
            _read_sheet(worksheet, found)
    if not found.prices and not found.rejected:
        raise Refused(RefusalCode.NOT_A_PRICE_LIST, file=str(file), example=EXAMPLE)
    return PriceList(_by_sheet(found.prices), tuple(found.rejected), tuple(found.warnings))


def _by_sheet(prices: Sequence[ListedPrice]) -> tuple[ListedPrice, ...]:
    """Where several sheets have prices, as one for each year, each is a column to choose."""
    if len({one.sheet for one in prices}) < 2:
        return tuple(prices)
    return tuple(
        replace(one, column=texts.column_of_sheet(one.sheet, one.column) if one.column else one.sheet) for one in prices
    )


# headings


def _read_sheet(worksheet: Worksheet, found: _Found) -> None:
    """Every table of a sheet: from its headings to those of the next."""
    filled = _texts(worksheet)
    rows = sorted(filled)
    layouts = [layout for row in rows if (layout := _layout(row, filled[row], filled.get(row - 1, {}))) is not None]
    ends = [layout.row - layout.levels for layout in layouts[1:]]
    for layout, end in zip(layouts, [*ends, rows[-1]] if rows else [], strict=False):
        for place in layout.unknown:
            cell = worksheet.cell(layout.row, place)
            found.warnings.append(Warned(worksheet.title, cell.coordinate, transfer.unknown_column(str(plain(cell)))))
        _read_rows(worksheet, layout, [row for row in rows if layout.row < row <= end], found)


def _texts(worksheet: Worksheet) -> dict[int, dict[int, str]]:
    """What stands in each row by its columns. Asking openpyxl for a cell makes it; so only what is there."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, place), cell in sorted(worksheet._cells.items()):
        text = "" if cell.value is None else str(plain(cell)).strip()
        if text:
            found[row][place] = text
    return dict(found)


def _layout(row: int, here: Mapping[int, str], above: Mapping[int, str]) -> _Layout | None:
    """How a row heads a table; None when it does not: amounts stand to the right of the activities."""
    headings = {place: one for place, text in here.items() if (one := heading(text)) is not None}
    if not any(one.part is Part.UNIT for one in headings.values()):
        headings = {place: one for place, one in headings.items() if one.part is not Part.LOOSE_AMOUNT}
    amounts = [place for place, one in headings.items() if one.part in _AMOUNTS]
    activity = _activity(here, headings, above, min(amounts, default=0))
    if activity is None:
        return None
    groups = _groups(headings, above, activity)
    unknown = tuple(place for place in here if place not in headings and place != activity)
    return _Layout(row, activity, {**headings, **groups}, unknown, 2 if groups else 1)


def _activity(
    here: Mapping[int, str], headings: Mapping[int, Heading], above: Mapping[int, str], first_amount: int
) -> int | None:
    """Where the activities stand: under their heading, here or above a blank; or first, where nothing heads them."""
    named = [place for place, one in headings.items() if one.part is Part.ACTIVITY]
    over = [place for place, text in above.items() if (one := heading(text)) and one.part is Part.ACTIVITY]
    blank = [place for place in (*over, 1) if place not in here]
    place = next(iter((*named, *blank)), None)
    return place if place is not None and place < first_amount else None


def _groups(headings: Mapping[int, Heading], above: Mapping[int, str], activity: int) -> dict[int, Heading]:
    """Headings on two levels: a name over a unit holds for the units to its right, up to the next name."""
    amounts = {place: one for place, one in headings.items() if one.part is Part.AMOUNT and one.column is None}
    over = [above[place] for place in amounts if place in above]
    if not over or any(_is_printed(text) for text in over):
        return {}
    name: str | None = None
    found: dict[int, Heading] = {}
    for place in range(activity + 1, max(amounts) + 1):
        name = above.get(place, name)
        if place in amounts:
            found[place] = Heading(Part.AMOUNT, name, amounts[place].unit)
    return found


def _is_printed(text: str) -> bool:
    """Whether a text is an amount or stands for none: then the row above the headings is another table's last."""
    try:
        return text in DASHES or formats.parse_number(text) is not None
    except ValueError:
        return False


# rows


def _read_rows(worksheet: Worksheet, layout: _Layout, rows: Sequence[int], found: _Found) -> None:
    """The rows of a table. Where the columns stand under one another, an activity may be named once for all of them."""
    activity: str | None = None
    for row in rows:
        cell = worksheet.cell(row, layout.activity)
        printed = _printed(worksheet, layout, row, found)
        if not printed:
            activity = _named(cell, found) if cell.value is not None and layout.places(Part.COLUMN) else activity
            continue
        named = _named(cell, found)
        activity = named or (activity if layout.places(Part.COLUMN) else None)
        if activity is None:
            found.rejected.append(Rejected(worksheet.title, cell.coordinate, None, transfer.EMPTY))
            continue
        found.prices += [replace(one, activity=activity) for one in printed]
        _check_steps(worksheet, layout, row, printed, found)


def _named(cell: Cell, found: _Found) -> str | None:
    value = found.value(cell, _TEXT)
    return None if value is None else str(value)


def _printed(worksheet: Worksheet, layout: _Layout, row: int, found: _Found) -> list[ListedPrice]:
    """The amounts of a row; of which activity is not yet known."""
    names = [_named(worksheet.cell(row, place), found) for place in layout.places(Part.COLUMN)]
    column = next((name for name in names if name), None)
    prices = []
    for place, one in layout.headings.items():
        if one.part not in _AMOUNTS:
            continue
        cell = worksheet.cell(row, place)
        amount = found.value(cell, _AMOUNT)
        if not isinstance(amount, int):
            continue
        unit = one.unit or _unit_beside(worksheet, layout, row, found)
        if unit is not None:
            prices.append(ListedPrice(worksheet.title, cell.coordinate, "", column or one.column, unit, Scaled(amount)))
    return prices


def _unit_beside(worksheet: Worksheet, layout: _Layout, row: int, found: _Found) -> Unit | None:
    """The unit of a row that has it in a cell of its own; a missing one is told of."""
    cell = worksheet.cell(row, layout.places(Part.UNIT)[0]) if layout.places(Part.UNIT) else None
    unit = None if cell is None else found.value(cell, _UNIT)
    return unit if isinstance(unit, Unit) else None


def _check_steps(
    worksheet: Worksheet, layout: _Layout, row: int, printed: Sequence[ListedPrice], found: _Found
) -> None:
    """Cost, administration and charges are to give the printed year price."""
    year = next((one for one in printed if one.unit is Unit.YEAR), None)
    if not layout.places(Part.BEFORE_FEE) or year is None:
        return
    places = [place for part in (Part.BEFORE_FEE, Part.FEE, Part.CHARGES) for place in layout.places(part)]
    values = [found.value(worksheet.cell(row, place), _SIGNED) for place in places]
    steps = [value for value in values if isinstance(value, Fraction)]
    together, said = sum(steps, Fraction(0)), unscaled(year.amount)
    if steps and abs(together - said) > _TOLERANCE:
        found.warnings.append(Warned(worksheet.title, year.cell, texts.does_not_add_up(together, said)))
