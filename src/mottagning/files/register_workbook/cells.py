"""What does a cell hold? Reads the value that a column expects, and writes it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from openpyxl.cell.cell import Cell

from mottagning.domain.identity import IdentityKind, IdentityProblem, canonical, written
from mottagning.domain.money import SCALE, Ore, Scaled, scaled
from mottagning.domain.periods import Month
from mottagning.domain.settlement.readings import Readings, parse_exceptions, written_exceptions
from mottagning.domain.shared_offers import Share, parse_shares, written_shares
from mottagning.domain.weekly_times import WeeklyTime
from mottagning.files.cells import CONTROL_CHARACTERS
from mottagning.files.layouts.register import Column, Holds
from mottagning.files.sheet_writer import AMOUNT_FORMAT, DATE_FORMAT, TEXT_FORMAT
from mottagning.readmodels.reference import Reference
from mottagning.texts import formats, offers, transfer, words

LONGEST = 400
_OLDEST = date(1900, 3, 1)
_DIGITS = 15
"""Excel shows numbers with fifteen digits; what lies beyond is the binary neighbour's."""


class CellProblem(ValueError):
    """Why a cell cannot be taken, as a sentence."""


@dataclass(slots=True)
class CellContext:
    """What reading a cell depends on besides the cell; warnings are collected here."""

    reference: Reference
    today: date
    warnings: list[str]


def value_of(cell: Cell, column: Column, context: CellContext) -> object:
    """The value of a cell as `column` expects it, None when it is empty. Raises CellProblem."""
    raw = _raw(cell)
    if raw is None:
        if column.mandatory:
            raise CellProblem(transfer.EMPTY)
        return None
    return value_from(raw, column, context)


def value_from(raw: object, column: Column, context: CellContext) -> object:
    """The value of what stands in a cell that is not empty. Raises CellProblem."""
    return _READERS[column.holds](raw, column, context)


def plain(cell: Cell) -> object:
    """What stands in a cell; a formula that fills several cells as its text, a table of what-ifs as nothing."""
    if cell.data_type != "f" or isinstance(cell.value, str):
        return cell.value
    return getattr(cell.value, "text", None)


def shown(cell: Cell) -> str | None:
    """What stands in a cell, for a message."""
    return said(plain(cell))


def said(raw: object) -> str | None:
    """A cell's own value, for a message."""
    if raw is None:
        return None
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else str(raw)
    return str(raw)[:LONGEST]


def _raw(cell: Cell) -> object:
    """The cell's own value; texts trimmed, empty ones None. Formulas and errors are refused."""
    if cell.data_type == "f":
        raise CellProblem(transfer.FORMULA)
    if cell.data_type == "e":
        raise CellProblem(transfer.ERROR_VALUE)
    value: object = cell.value
    if isinstance(value, str):
        if CONTROL_CHARACTERS.search(value):
            raise CellProblem(transfer.NO_CHARACTERS)
        return value.strip() or None
    return value


def _text(raw: object, _column: Column, _context: CellContext) -> str:
    text = _as_text(raw)
    if len(text) > LONGEST:
        raise CellProblem(transfer.too_long(LONGEST))
    return text


def _long_text(raw: object, _column: Column, _context: CellContext) -> str:
    return _as_text(raw)


def _as_text(raw: object) -> str:
    if isinstance(raw, bool):
        return words.YES if raw else words.NO
    if isinstance(raw, float):
        exact = _decimal(raw)
        return str(int(exact)) if exact == exact.to_integral_value() else str(exact)
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return str(raw)


def _day(raw: object, _column: Column, _context: CellContext) -> date:
    if isinstance(raw, datetime):
        return _excel_day(raw)
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str):
        return _written_day(raw)
    number = isinstance(raw, int | float) and not isinstance(raw, bool)
    raise CellProblem(transfer.NUMBER_NOT_DATE if number else transfer.NO_DATE)


def _excel_day(raw: datetime) -> date:
    """A date cell. Excel believes in 29 February 1900, so what lies before is not to be trusted."""
    if raw.time() != time():
        raise CellProblem(transfer.DATE_WITH_TIME)
    if raw.date() < _OLDEST:
        raise CellProblem(transfer.DATE_TOO_OLD)
    return raw.date()


def _written_day(raw: str) -> date:
    try:
        found = date.fromisoformat(raw)
    except ValueError:
        raise CellProblem(transfer.NO_DATE) from None
    if found.isoformat() != raw:
        raise CellProblem(transfer.NO_DATE)
    return found


def _month(raw: object, _column: Column, _context: CellContext) -> Month:
    if isinstance(raw, datetime) and raw.day == 1 and raw.time() == time():
        return Month.of(raw.date())
    try:
        return Month.parse(str(raw))
    except ValueError:
        raise CellProblem(transfer.NO_MONTH) from None


def _yes_no(raw: object, _column: Column, _context: CellContext) -> bool:
    if isinstance(raw, bool):
        return raw
    word = words.folded(str(raw))
    if word not in {words.YES, words.NO}:
        raise CellProblem(transfer.NO_YES_NO)
    return word == words.YES


def _number(raw: object) -> Decimal:
    if isinstance(raw, bool | datetime | date | time):
        raise CellProblem(transfer.NO_NUMBER)
    if isinstance(raw, int | float):
        if abs(raw) > formats.LARGEST:
            raise CellProblem(transfer.TOO_LARGE)
        return Decimal(raw) if isinstance(raw, int) else _decimal(raw)
    try:
        return formats.parse_number(str(raw))
    except ValueError:
        raise CellProblem(transfer.NO_NUMBER) from None


def _decimal(value: float) -> Decimal:
    """The decimal that Excel shows, not its binary neighbour."""
    return Decimal(f"{value:.{_DIGITS}g}")


def _whole(raw: object, _column: Column, _context: CellContext) -> int:
    value = _number(raw)
    if value != value.to_integral_value():
        raise CellProblem(transfer.NO_WHOLE_NUMBER)
    if value < 0:
        raise CellProblem(transfer.NEGATIVE)
    return int(value)


def _scaled(raw: object, _column: Column, _context: CellContext) -> Scaled:
    value = _number(raw)
    if value < 0:
        raise CellProblem(transfer.NEGATIVE)
    try:
        return scaled(value)
    except ValueError:
        raise CellProblem(transfer.TOO_MANY_DECIMALS) from None


def _signed(raw: object, _column: Column, _context: CellContext) -> Fraction:
    return Fraction(_number(raw))


def _ore(raw: object, _column: Column, _context: CellContext) -> Ore:
    """An amount in kronor, to the öre; a credit is negative."""
    ore = Fraction(_number(raw)) * 100
    if ore.denominator != 1:
        raise CellProblem(transfer.NO_ORE)
    return Ore(ore.numerator)


def _word(raw: object, column: Column, _context: CellContext) -> Enum:
    assert column.kind is not None  # noqa: S101 - a word column names its list
    try:
        return words.read_word(column.kind, str(raw))
    except ValueError:
        choices = [words.word(value) for value in column.kind]
        raise CellProblem(transfer.not_one_of(choices)) from None


def _municipality(raw: object, _column: Column, context: CellContext) -> str:
    code = _code(raw, context)
    if code not in context.reference.municipalities:
        raise CellProblem(transfer.NO_MUNICIPALITY)
    return code


def _code(raw: object, context: CellContext) -> str:
    """A kommunkod; one that arrives as a number has lost its zero."""
    text = _as_text(raw)
    if not isinstance(raw, str) and text.isdecimal() and len(text) < 4:
        text = text.zfill(4)
        context.warnings.append(transfer.CODE_WAS_NUMBER.format(code=text))
    elif not isinstance(raw, str) and text in context.reference.municipalities:
        context.warnings.append(transfer.CODE_WAS_NUMBER.format(code=text))
    return text


def _counterpart(raw: object, _column: Column, context: CellContext) -> str:
    return _code(raw, context)


def _counterparts(raw: object, _column: Column, context: CellContext) -> tuple[str, ...]:
    if not isinstance(raw, str):
        return (_code(raw, context),)
    codes = [code.strip() for code in raw.split(";") if code.strip()]
    if not codes or len(set(codes)) != len(codes):
        raise CellProblem(transfer.NO_COUNTERPART)
    return tuple(codes)


def _codes(raw: object, _column: Column, _context: CellContext) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.strip() for code in str(raw).split(";") if code.strip()))


def _country(raw: object, _column: Column, context: CellContext) -> str:
    code = str(raw).upper()
    if code not in context.reference.countries:
        raise CellProblem(transfer.NO_COUNTRY)
    return code


def _countries(raw: object, column: Column, context: CellContext) -> tuple[str, ...]:
    return tuple(_country(part.strip(), column, context) for part in str(raw).split(";") if part.strip())


def _language(raw: object, _column: Column, context: CellContext) -> str:
    code = str(raw).lower()
    if code not in context.reference.languages:
        raise CellProblem(transfer.NO_LANGUAGE)
    return code


def _identity(raw: object, column: Column, context: CellContext) -> str:
    assert column.identity is not None  # noqa: S101 - an identity column names its kind
    return identity(column.identity, _as_text(raw), context.today)


def identity(kind: IdentityKind, text: str, today: date) -> str:
    """An identity number of `kind` as it is stored. Raises CellProblem."""
    try:
        return canonical(kind, text, today)
    except IdentityProblem as problem:
        raise CellProblem(transfer.wrong_identity(kind.value, problem.reason)) from None


def _reading_day(raw: object, column: Column, context: CellContext) -> int:
    day = _whole(raw, column, context)
    if not 1 <= day <= 31:
        raise CellProblem(transfer.NO_READING_DAY)
    return day


def _readings(raw: object, _column: Column, _context: CellContext) -> object:
    try:
        return parse_exceptions(str(raw))
    except ValueError:
        raise CellProblem(transfer.NO_READINGS) from None


def _shares(raw: object, _column: Column, _context: CellContext) -> tuple[int, int]:
    first, slash, second = str(raw).replace(" ", "").partition("/")
    if not (slash and first.isdecimal() and second.isdecimal() and int(first) + int(second) == 100):
        raise CellProblem(transfer.NO_SHARES)
    return int(first), int(second)


def _cost_shares(raw: object, _column: Column, context: CellContext) -> tuple[Share, ...]:
    try:
        shares = parse_shares(str(raw))
    except ValueError:
        raise CellProblem(transfer.NO_COST_SHARES) from None
    if not shares or any(share.municipality not in context.reference.municipalities for share in shares):
        raise CellProblem(transfer.NO_COST_SHARES)
    return shares


def _times(raw: object, _column: Column, _context: CellContext) -> tuple[WeeklyTime, ...]:
    try:
        return offers.parse_times(str(raw))
    except ValueError:
        raise CellProblem(offers.NO_TIMES) from None


_READERS: Mapping[Holds, Callable[[Any, Column, CellContext], object]] = {
    Holds.TEXT: _text,
    Holds.LONG_TEXT: _long_text,
    Holds.DAY: _day,
    Holds.MONTH: _month,
    Holds.YES_NO: _yes_no,
    Holds.WHOLE: _whole,
    Holds.SCALED: _scaled,
    Holds.SIGNED: _signed,
    Holds.ORE: _ore,
    Holds.WORD: _word,
    Holds.MUNICIPALITY: _municipality,
    Holds.COUNTERPART: _counterpart,
    Holds.COUNTERPARTS: _counterparts,
    Holds.CODES: _codes,
    Holds.COUNTRY: _country,
    Holds.COUNTRIES: _countries,
    Holds.LANGUAGE: _language,
    Holds.IDENTITY: _identity,
    Holds.READING_DAY: _reading_day,
    Holds.READINGS: _readings,
    Holds.SHARES: _shares,
    Holds.COST_SHARES: _cost_shares,
    Holds.TIMES: _times,
}


_WRITERS: Mapping[Holds, Callable[[Any, Column], object]] = {
    Holds.YES_NO: lambda value, _column: words.YES if value else words.NO,
    Holds.WORD: lambda value, _column: words.word(value),
    Holds.SCALED: lambda value, _column: as_number(Fraction(value, SCALE)),
    Holds.SIGNED: lambda value, _column: as_number(value),
    Holds.ORE: lambda value, _column: as_number(Fraction(value, 100)),
    Holds.MONTH: lambda value, _column: str(value),
    Holds.COUNTERPARTS: lambda value, _column: ";".join(value),
    Holds.COUNTRIES: lambda value, _column: ";".join(value) or None,
    Holds.CODES: lambda value, _column: ";".join(value) or None,
    Holds.IDENTITY: lambda value, column: written(column.identity, value) if column.identity else value,
    Holds.READINGS: lambda value, _column: written_exceptions(Readings(exceptions=value)) or None,
    Holds.SHARES: lambda value, _column: "/".join(map(str, value)),
    Holds.COST_SHARES: lambda value, _column: written_shares(value),
    Holds.TIMES: lambda value, _column: offers.times(value) or None,
}


def written_value(value: object, column: Column) -> object:
    """A value as it stands in the column's cells."""
    writer = _WRITERS.get(column.holds)
    return value if value is None or writer is None else writer(value, column)


def as_number(value: Fraction) -> int | Decimal:
    """A number as a cell holds it: whole where it is."""
    return value.numerator if value.denominator == 1 else Decimal(value.numerator) / Decimal(value.denominator)


def number_format(column: Column) -> str:
    """How Excel is to show the column's cells."""
    if column.holds is Holds.DAY:
        return DATE_FORMAT
    if column.holds is Holds.ORE:
        return AMOUNT_FORMAT
    if column.holds is Holds.SCALED:
        return AMOUNT_FORMAT if column.field in {"amount", "cost", "price"} else "General"
    return "General" if column.holds in {Holds.WHOLE, Holds.SIGNED, Holds.READING_DAY} else TEXT_FORMAT
