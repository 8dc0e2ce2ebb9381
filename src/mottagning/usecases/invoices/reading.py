"""What does another municipality's specification or invoice say? Its rows, whatever its columns are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from mottagning.domain.identity import IdentityKind, IdentityProblem, canonical
from mottagning.domain.invoice_cells import Months, months_in
from mottagning.domain.invoice_control import TheirRow, bare, same_key
from mottagning.domain.money import Ore, Rounding, rounded
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.take_in.cells import Cell, text_of
from mottagning.domain.take_in.dates import DayOrder, read_day
from mottagning.domain.take_in.guesses import Column, Target, guess, heading_row, words_of
from mottagning.domain.take_in.readings import Question, Reader, Sort
from mottagning.domain.take_in.rows import Row, ignored
from mottagning.files.table_file import read_table
from mottagning.readmodels.invoices import TheirBill
from mottagning.readmodels.take_in import Table
from mottagning.texts import formats
from mottagning.texts.invoices import HEADINGS
from mottagning.usecases.context import Context

_SORTS: Mapping[str, Sort] = {"identity": Sort.IDENTITY, "previous": Sort.IDENTITY}
_TARGETS = tuple(
    Target(key, words, Question(key, _SORTS.get(key, Sort.TEXT)), key == "identity") for key, words in HEADINGS.items()
)
_WHO = frozenset({"booking", "identity", "name", "family_name", "given_name", "case", "reference"})
"""What tells whom or what a row is about."""
_DECIMALS = frozenset(".,")


def read_bill(ctx: Context, file: Path, latest: Month) -> TheirBill:
    """Read what they sent; months without a year are the last up to `latest`.

    Raises Refused when no table in it has amounts of somebody, Trouble when the file cannot be reached.
    """
    reader = Reader(ctx.reference.vocabulary, ctx.today)
    found = [one for table in read_table(file).tables if (one := _found(table, reader)) is not None]
    if not found:
        raise Refused(RefusalCode.NOT_A_LIST, file=file.name, reason="no_amounts")
    best = max(found, key=lambda one: len(one.places))
    return _bill(file.name, best, _Cells(reader, ctx.today, latest))


@dataclass(frozen=True, slots=True)
class _Found:
    """A table with the row of its headings, and in which column each thing stands."""

    table: Table
    heading: int
    headings: tuple[str, ...]
    places: Mapping[str, int]

    @property
    def rows(self) -> Sequence[Row]:
        return self.table.rows[self.heading + 1 :]


def _found(table: Table, reader: Reader) -> _Found | None:
    """Where things stand in a table; None when it has no amounts, or says of nobody."""
    banners = {place for place, row in enumerate(table.rows) if row.is_banner}
    heading = heading_row([row.cells for row in table.rows], words_of(_TARGETS), banners)
    if heading is None:
        return None
    names = [text_of(cell) for cell in table.rows[heading].cells]
    below = table.rows[heading + 1 :]
    columns = [Column(name, [_at(row, place) for row in below]) for place, name in enumerate(names)]
    places = {key: place for place, key in enumerate(guess(columns, _TARGETS, reader)) if key is not None}
    if "amount" not in places or not _WHO & places.keys():
        return None
    return _Found(table, heading, tuple(names), places)


def _at(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None


@dataclass(frozen=True, slots=True)
class _Cells:
    """Reads the cells of a bill."""

    reader: Reader
    today: date
    latest: Month

    def months(self, cell: Cell) -> Months | None:
        return months_in(cell, self.reader.vocabulary.months, self.latest)

    def day(self, cell: Cell) -> date | None:
        found = read_day(cell, self.reader.vocabulary.months, self.today, DayOrder.OPEN)
        return found.day or found.proposal

    def number(self, cell: Cell) -> str | None:
        """An identity number without signs, in full where it is one of ten digits."""
        text = text_of(cell)
        for kind in (IdentityKind.PERSONAL, IdentityKind.COORDINATION):
            try:
                return canonical(kind, text, self.today)
            except IdentityProblem:
                continue
        return bare(text) or None


def _bill(name: str, found: _Found, cells: _Cells) -> TheirBill:
    rows: list[TheirRow] = []
    unread: list[int] = []
    payers: dict[str, None] = {}
    period = _period_above(found, cells)
    for row in found.rows:
        if ignored(row, found.headings, list(found.places.values()), cells.reader.vocabulary) is not None:
            continue
        said = {key: _at(row, place) for key, place in found.places.items()}
        if not any(said.get(key) is not None for key in _WHO):
            continue
        amount = amount_in(said["amount"])
        if amount is None:
            unread.append(row.number)
            continue
        rows.append(_row(row.number, amount, said, cells, period))
        if payer := text_of(said.get("payer")):
            payers.setdefault(payer)
    return TheirBill(name, tuple(rows), tuple(unread), tuple(payers))


def _period_above(found: _Found, cells: _Cells) -> Months | None:
    """The months that the lines above the table name, where they name the same ones."""
    if "month" in found.places or "first" in found.places:
        return None
    above = [cell for row in found.table.rows[: found.heading] for cell in row.cells if cell is not None]
    told = {months for cell in above if (months := cells.months(cell)) is not None}
    return told.pop() if len(told) == 1 else None


def _row(number: int, amount: Ore, said: Mapping[str, Cell], cells: _Cells, period: Months | None) -> TheirRow:
    first, last = cells.day(said.get("first")), cells.day(said.get("last"))
    days = DateRange.inclusive(first, last) if first and last and first <= last else None
    told = cells.months(said.get("month")) or period or _months_of(days)
    return TheirRow(
        row=number,
        amount=amount,
        keys=frozenset(same_key(text) for text in _texts(said, "booking", "case", "reference")),
        numbers=frozenset(found for key in ("identity", "previous") if (found := cells.number(said.get(key)))),
        name=" ".join(_texts(said, "name", "given_name", "family_name")) or None,
        service=" ".join(_texts(said, "service")) or None,
        first=told[0] if told else None,
        last=told[1] if told else None,
        days=days,
    )


def _months_of(days: DateRange | None) -> Months | None:
    return None if days is None else (Month.of(days.start), Month.of(days.last or days.start))


def _texts(said: Mapping[str, Cell], *keys: str) -> Iterable[str]:
    return (text for key in keys if (text := text_of(said.get(key))))


def amount_in(cell: Cell) -> Ore | None:
    """The öre in a cell, written as a number or as people write kronor; None where it is no amount."""
    if isinstance(cell, bool) or cell is None or isinstance(cell, date):
        return None
    try:
        value = Decimal(cell) if isinstance(cell, int | Decimal) else formats.parse_number(_plain(cell))
    except ValueError:
        return None
    return rounded(Fraction(value), Rounding.ORE)


def _plain(text: str) -> str:
    """Without what stands around the number: `SEK 1.234,50-` is `-1234,50`."""
    bare_text = text.strip().lower().removeprefix("sek").removesuffix("sek").removesuffix("kr").strip()
    bare_text = bare_text.removesuffix(":-").strip()
    if bare_text.endswith("-"):
        bare_text = f"-{bare_text[:-1]}"
    if set(bare_text) >= _DECIMALS:
        thousands = min(_DECIMALS, key=bare_text.rfind)
        bare_text = bare_text.replace(thousands, "")
    return bare_text
