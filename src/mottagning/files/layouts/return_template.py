"""The marks of a counterpart's own form, beside the columns of Specifikation. The set is closed.

Where a mark is all that a cell has, `{{Summa}}`, the value comes as a number, a date or a text; within a longer text,
`Underlag {{Nummer}}`, it comes as words. `{{rad.Belopp}}` stands in the row that is repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from mottagning.domain.ledger import LedgerRow
from mottagning.domain.money import Ore, total
from mottagning.files.layouts.specification import COLUMNS, Column, kronor
from mottagning.files.sheet_writer import AMOUNT_FORMAT, DATE_FORMAT, TEXT_FORMAT
from mottagning.readmodels.returns import Addressee, ReturnDocument
from mottagning.texts import formats, words

MARK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
ROW_PREFIX = "rad."


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form is filled in with: the rows of one agreement out of a return."""

    document: ReturnDocument
    agreement: str
    rows: tuple[LedgerRow, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark outside the repeated row: its word, number format and value."""

    name: str
    format: str
    value: Callable[[Filled], object]


def mark_in(text: str) -> str:
    """A word as it is marked in a cell."""
    return f"{{{{{text}}}}}"


def _text(name: str, value: Callable[[Filled], object]) -> Mark:
    return Mark(name, TEXT_FORMAT, value)


def _addressees(filled: Filled) -> list[Addressee]:
    """Those that the rows' bookings are invoiced to."""
    bookings = {row.entry.booking for row in filled.rows}
    return [one for one in filled.document.cover.addressees if not one.bookings or bookings & set(one.bookings)]


def _joined(parts: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(part for part in parts if part)) or None


def _sum(filled: Filled) -> Ore:
    return total([row.entry.amount for row in filled.rows])


def _closed_on(filled: Filled) -> date | None:
    return filled.document.closed_at.date() if filled.document.closed_at else None


MARKS = (
    _text("Nummer", lambda filled: filled.document.closed.number),
    Mark("Version", "0", lambda filled: filled.document.closed.version),
    _text("Månad", lambda filled: formats.month(filled.document.closed.month)),
    _text("Period", lambda filled: str(filled.document.closed.month)),
    Mark("Första dagen", DATE_FORMAT, lambda filled: filled.document.closed.month.first),
    Mark("Sista dagen", DATE_FORMAT, lambda filled: filled.document.closed.month.last),
    _text("Riktning", lambda filled: words.word(filled.document.closed.direction)),
    _text("Vår kommun", lambda filled: filled.document.cover.own.name),
    _text("Vår kommunkod", lambda filled: filled.document.cover.own.code),
    _text("Vårt organisationsnummer", lambda filled: filled.document.cover.own.organisation_number),
    _text("Nämnd", lambda filled: filled.document.cover.own.board),
    _text("Kontakt", lambda filled: filled.document.cover.own.contact),
    _text("Vår adress", lambda filled: filled.document.cover.own.address),
    _text("Motpart", lambda filled: filled.document.cover.counterpart.name),
    _text("Motpartens kommunkod", lambda filled: filled.document.cover.counterpart.code),
    _text("Motpartens organisationsnummer", lambda filled: filled.document.cover.counterpart.organisation_number),
    _text("Motpartens adress", lambda filled: filled.document.cover.counterpart.address),
    _text("Fakturaadress", lambda filled: _joined(one.address for one in _addressees(filled))),
    _text("Referens", lambda filled: _joined(one.reference for one in _addressees(filled))),
    _text("Avtal", lambda filled: filled.agreement),
    Mark("Antal rader", "0", lambda filled: len(filled.rows)),
    Mark("Summa", AMOUNT_FORMAT, lambda filled: kronor(_sum(filled))),
    _text("Kontrollsiffra", lambda filled: filled.document.closed.fingerprint[:16]),
    _text("Stängt av", lambda filled: filled.document.closed_by),
    Mark("Stängt", DATE_FORMAT, _closed_on),
)
_MARKS = {mark.name.casefold(): mark for mark in MARKS}
_COLUMNS = {column.heading.casefold(): column for column in COLUMNS}


def mark_of(word: str) -> Mark | None:
    """The mark that a word between braces means."""
    return _MARKS.get(word.casefold())


def column_of(word: str) -> Column | None:
    """The column of the repeated row that a word between braces means."""
    plain = word.casefold()
    return _COLUMNS.get(plain.removeprefix(ROW_PREFIX).strip()) if plain.startswith(ROW_PREFIX) else None


def said(value: object, number_format: str) -> str:
    """A value as it stands within a longer text."""
    if value is None:
        return ""
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Decimal | int):
        exact = Fraction(value)
        return formats.decimal(exact, 2) if number_format == AMOUNT_FORMAT else formats.number(exact)
    return str(value)
