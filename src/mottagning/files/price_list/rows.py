"""What do the rows of a table say? For each activity its amounts, taken as printed or put together where they must be.

What cannot be told is refused: two amounts in a cell whose row does not name two things, shares that nothing adds up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from mottagning.domain.agreements import Unit
from mottagning.domain.money import Scaled, unscaled
from mottagning.files.layouts.price_list import DASHES, Heading, Part, Share, divided, names_of_two
from mottagning.files.layouts.register import Column, Holds
from mottagning.files.price_list.found import Found
from mottagning.files.price_list.tables import AMOUNTS, STEPS, Table
from mottagning.files.register_workbook.cells import plain
from mottagning.readmodels.price_lists import ListedPrice
from mottagning.texts import price_lists as texts
from mottagning.texts import transfer

_TEXT = Column("", "text")
_AMOUNT = Column("", "amount", Holds.SCALED)
_SIGNED = Column("", "amount", Holds.SIGNED)
_UNIT = Column("", "unit", Holds.WORD, mandatory=True, kind=Unit)
_TOLERANCE = 1
"""Printed parts are rounded each for itself: a krona more or less says nothing, as for K15."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of a row. `number` counts the things that the row names, `unit` is None where nothing tells it."""

    place: int
    cell: str
    number: int
    unit: Unit | None
    amount: Scaled


def read_table(worksheet: Worksheet, table: Table, found: Found) -> None:
    """Read the rows of a table."""
    for place in table.unknown:
        cell = worksheet.cell(table.row, place)
        found.warn(cell, transfer.unknown_column(str(plain(cell))))
    if table.is_summed and table.rows:
        _tell_sums(worksheet, table, found)
    names = _Names(worksheet, table, found)
    for row in table.rows:
        reader = _Row(worksheet, table, row, found)
        amounts = reader.amounts()
        name = names.of(row) if amounts or table.names_once else None
        if not amounts:
            continue
        if name is None:
            found.reject(worksheet.cell(row, table.activity), transfer.EMPTY)
            continue
        reader.take(name, amounts)


def _tell_sums(worksheet: Worksheet, table: Table, found: Found) -> None:
    """Say that shares are added, and refuse what nothing tells whether to add."""
    others = [place for place in table.places(*AMOUNTS, *STEPS) if place not in table.shares]
    for place in others:
        found.reject(worksheet.cell(table.row, place), texts.NOT_TO_BE_ADDED)
    units = dict.fromkeys(unit for place in table.shares for unit in table.headings[place].units)
    first = worksheet.cell(table.row, min(table.shares))
    found.warn(first, texts.added_up([unit for unit in units if table.shares_of(unit)]))
    for unit in units:
        if not table.shares_of(unit):
            found.warn(first, texts.share_missing(unit))


class _Names:
    """Names the activities: where columns or details stand under one another, one may be named once for all."""

    def __init__(self, worksheet: Worksheet, table: Table, found: Found) -> None:
        self._worksheet, self._table, self._found = worksheet, table, found
        self._activity: str | None = None
        self._details: dict[int, str | None] = {}

    def of(self, row: int) -> str | None:
        """The activity of a row with its details, None when it has none."""
        named = _named(self._worksheet.cell(row, self._table.activity), self._found)
        if named is not None or not self._table.names_once:
            self._activity, self._details = named, {}
        for place in self._table.places(Part.DETAIL):
            self._details[place] = _named(self._worksheet.cell(row, place), self._found) or self._details.get(place)
        details = [one for one in self._details.values() if one is not None]
        return None if self._activity is None else ", ".join([self._activity, *details])


def _named(cell: Cell, found: Found) -> str | None:
    value = found.value(cell, _TEXT)
    return None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a table."""

    worksheet: Worksheet
    table: Table
    row: int
    found: Found

    def _cell(self, place: int) -> Cell:
        cell: Cell = self.worksheet.cell(self.row, place)
        return cell

    # amounts

    def amounts(self) -> list[_Amount]:
        """The amounts as printed, cell by cell."""
        return [
            one for place in self.table.places(*AMOUNTS) for one in self._amounts_in(place, self.table.headings[place])
        ]

    def _amounts_in(self, place: int, heading: Heading) -> list[_Amount]:
        """One amount, or one for each unit of the heading, or one for each thing that the row names."""
        cell = self._cell(place)
        pieces = _pieces(cell)
        several = len(heading.units) > 1
        if several and len(pieces) not in {len(heading.units), 0}:
            self.found.reject(cell, texts.amounts_wanted(heading.units))
            return []
        read = []
        for number, piece in enumerate(pieces):
            amount = self.found.value(piece, _AMOUNT)
            if isinstance(amount, int):
                unit, is_known = (heading.units[number], True) if several else self._unit(heading)
                if is_known:
                    thing = 0 if several else number
                    read.append(_Amount(place, cell.coordinate, thing, unit, Scaled(amount)))
        return read

    def _unit(self, heading: Heading) -> tuple[Unit | None, bool]:
        """What an amount is per; a cell beside it that should say it and does not is told of."""
        if heading.units:
            return heading.units[0], True
        beside = self.table.places(Part.UNIT)
        if not beside:
            return self.table.unit, True
        unit = self.found.value(self._cell(beside[0]), _UNIT)
        return (unit, True) if isinstance(unit, Unit) else (None, False)

    # prices

    def take(self, activity: str, amounts: Sequence[_Amount]) -> None:
        """Find the prices of the things that the row names."""
        names = self._names(activity, amounts)
        for number, name in enumerate(names):
            own = [one for one in amounts if one.number == number]
            summed = self._summed(own)
            self.found.prices += [self._price(name, one) for one in summed]
            self._check_steps(summed)

    def _names(self, activity: str, amounts: Sequence[_Amount]) -> list[str]:
        """The names of what the row has amounts for: one, or as many as each of its cells has amounts."""
        loose = [place for place in self.table.places(*AMOUNTS) if len(self.table.headings[place].units) < 2]
        counts = {place: len(_pieces(self._cell(place))) for place in loose}
        wanted = max(counts.values(), default=1)
        if wanted < 2:
            return [activity]
        names = names_of_two(activity)
        wrong = [place for place, count in counts.items() if count not in {0, len(names)}]
        if not wrong and len(names) == wanted and all(names):
            return names
        for place in wrong or [amounts[0].place]:
            self.found.reject(self._cell(place), texts.AMOUNTS_WITHOUT_NAMES)
        return []

    def _price(self, name: str, one: _Amount) -> ListedPrice:
        said = [_named(self._cell(place), self.found) for place in self.table.places(Part.COLUMN)]
        column = next((column for column in said if column), self.table.headings[one.place].column)
        return ListedPrice(self.worksheet.title, one.cell, name, column, one.unit, one.amount)

    def _summed(self, amounts: Sequence[_Amount]) -> Sequence[_Amount]:
        """The amounts with shares put together; where the total is printed it is taken, and compared."""
        if not self.table.shares:
            return amounts
        prices = [one for one in amounts if self.table.shares.get(one.place, Share.TOTAL) is Share.TOTAL]
        shares: dict[Unit, list[_Amount]] = defaultdict(list)
        for one in amounts:
            if one not in prices and one.unit is not None and self.table.shares_of(one.unit):
                shares[one.unit].append(one)
        for unit, parts in shares.items():
            total = Scaled(sum(one.amount for one in parts))
            printed = next((one for one in prices if one.unit is unit), None)
            if printed is not None:
                self._compare(printed, unscaled(total), texts.shares_do_not_add_up)
            elif self.table.is_summed and self._has_base(unit, parts):
                prices.append(_Amount(parts[0].place, parts[0].cell, parts[0].number, unit, total))
        return prices

    def _has_base(self, unit: Unit, parts: Sequence[_Amount]) -> bool:
        """Whether the base is among the shares; a missing one is refused, missing premises only told of."""
        there = {one.place for one in parts}
        for place in self.table.shares_of(unit):
            if place not in there and self.table.shares[place] is Share.BASE:
                self.found.reject(self._cell(place), transfer.EMPTY)
                return False
            if place not in there:
                self.found.warn(self._cell(place), texts.without_premises(unit))
        return True

    def _check_steps(self, prices: Sequence[_Amount]) -> None:
        """Cost, administration and charges are to give the printed price of the year, or the only one there is."""
        printed = next((one for one in prices if one.unit in {Unit.YEAR, None}), None)
        if not self.table.places(Part.BEFORE_FEE) or printed is None:
            return
        values = [self.found.value(self._cell(place), _SIGNED) for place in self.table.places(*STEPS)]
        steps = [value for value in values if isinstance(value, Fraction)]
        if steps:
            self._compare(printed, sum(steps, Fraction(0)), texts.steps_do_not_add_up)

    def _compare(self, printed: _Amount, together: Fraction, said: texts.Comparison) -> None:
        price = unscaled(printed.amount)
        if abs(together - price) > _TOLERANCE:
            self.found.warn(self._cell(printed.place), said(together, price))


def _pieces(cell: Cell) -> list[Cell]:
    """The amounts of a cell, each as a cell of its own: `58 791 / 146 977` has two; none where it is empty."""
    if cell.value is None or (isinstance(cell.value, str) and cell.value.strip() in {"", *DASHES}):
        return []
    parts = divided(cell.value) if cell.data_type == "s" and isinstance(cell.value, str) else []
    if len(parts) < 2:
        return [cell]
    return [Cell(cell.parent, row=cell.row, column=cell.column, value=part) for part in parts]
