"""Which day does somebody mean? Dates as Swedes write them, as Excel counts them, and where they are in doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, auto

from mottagning.domain.take_in.cells import Cell, exact, text_of

_EPOCH = date(1899, 12, 30)
"""Excel counts days from here (from March 1900 on)."""
_SERIALS = range(10_000, 80_000)
_OLDEST, _LAST = 1900, 2100
_YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})")
_SHORT_YEAR_FIRST = re.compile(r"(\d{2})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:[./]\s*|-|\s)(\d{1,2})(?:\s*[-./]\s*|\s+)(\d{4}|\d{2})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_NAMED = re.compile(r"(?:den\s+)?(\d{1,2}):?[ea]?[.\s-]*([^\W\d]+)[.,\s-]*(\d{4}|\d{2})")
_NAMED_YEAR_FIRST = re.compile(r"(\d{4})[.\s-]*([^\W\d]+)[.\s-]*(\d{1,2})")
_NAMED_MONTH = re.compile(r"([^\W\d]+)[.,\s-]*(\d{4})")
_MONTH = re.compile(r"(\d{4})[-./ ]?(\d{2})")
_CLOCK = re.compile(r"[t\s]+\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?$")


class DayOrder(Enum):
    """How a column writes `3/4/2024`: day first, month first, or nobody can tell."""

    OPEN = auto()
    DAY_FIRST = auto()
    MONTH_FIRST = auto()


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """The day that is meant; else why it is in doubt, and what is most likely meant."""

    day: date | None = None
    reason: str | None = None
    proposal: date | None = None


_NO_DAY = WrittenDay(reason="not_a_day")


def day_order(texts: Sequence[str]) -> DayOrder:
    """What a column's slashed dates tell together: a number above twelve is a day."""
    found = [match for text in texts if (match := _SLASHED.fullmatch(text))]
    if any(int(match[1]) > 12 for match in found):
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if any(int(match[2]) > 12 for match in found) else DayOrder.OPEN


def read_day(cell: Cell, months: Mapping[str, int], latest: date, order: DayOrder) -> WrittenDay:
    """The day in a cell. Two digits of a year mean the last such year up to `latest`."""
    if isinstance(cell, date):
        return WrittenDay(cell) if _OLDEST <= cell.year < _LAST else _NO_DAY
    if isinstance(cell, bool):
        return _NO_DAY
    if isinstance(cell, int | Decimal):
        return _counted(int(cell), latest)
    return _written(_CLOCK.sub("", exact(text_of(cell))), months, latest, order)


def _counted(number: int, latest: date) -> WrittenDay:
    """A number in a cell: Excel's count of days, or digits that were meant as a date."""
    if number in _SERIALS:
        found = _EPOCH + timedelta(days=number)
        return WrittenDay(found) if found <= latest else WrittenDay(reason="odd_serial", proposal=found)
    text = str(number)
    return _digits(text.zfill(6) if len(text) == 5 else text, latest)


def _digits(text: str, latest: date) -> WrittenDay:
    if len(text) == 8:
        return _sure(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 6:
        return _sure(_year(text[:2], latest), int(text[2:4]), int(text[4:]))
    return _NO_DAY


def _written(text: str, months: Mapping[str, int], latest: date, order: DayOrder) -> WrittenDay:
    if text.isdecimal():
        return _digits(text, latest) if len(text) in {6, 8} else _year_alone(text)
    if match := _YEAR_FIRST.fullmatch(text):
        return _sure(int(match[1]), int(match[2]), int(match[3]))
    if match := _SHORT_YEAR_FIRST.fullmatch(text):
        return _sure(_year(match[1], latest), int(match[2]), int(match[3]))
    if match := _SLASHED.fullmatch(text):
        found = _slashed(int(match[1]), int(match[2]), _year(match[3], latest), order)
        return _short_slashed(match, found, latest) if len(match[3]) == 2 else found
    if match := _DAY_FIRST.fullmatch(text):
        return _sure(_year(match[3], latest), int(match[2]), int(match[1]))
    return _with_words(text, months, latest)


def _year_alone(text: str) -> WrittenDay:
    """A year alone says too little to propose a day."""
    return WrittenDay(reason="year_only") if len(text) == 4 and _OLDEST <= int(text) < _LAST else _NO_DAY


def _with_words(text: str, months: Mapping[str, int], latest: date) -> WrittenDay:
    if (match := _NAMED.fullmatch(text)) and match[2] in months:
        return _sure(_year(match[3], latest), months[match[2]], int(match[1]))
    if (match := _NAMED_YEAR_FIRST.fullmatch(text)) and match[2] in months:
        return _sure(int(match[1]), months[match[2]], int(match[3]))
    if (match := _NAMED_MONTH.fullmatch(text)) and match[1] in months:
        return _month(int(match[2]), months[match[1]])
    if match := _MONTH.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    return _NO_DAY


def _month(year: int, month: int) -> WrittenDay:
    first = _sure(year, month, 1).day
    return _NO_DAY if first is None else WrittenDay(reason="month_only", proposal=first)


def _slashed(first: int, second: int, year: int, order: DayOrder) -> WrittenDay:
    """`3/4/2024`: a Swede means the third of April; a program set to English the fourth of March."""
    if order is DayOrder.MONTH_FIRST:
        return _sure(year, first, second)
    found = _sure(year, second, first)
    if order is DayOrder.OPEN and first != second and max(first, second) <= 12 and found.day:
        return WrittenDay(reason="day_or_month", proposal=found.day)
    return found


def _short_slashed(match: re.Match[str], found: WrittenDay, latest: date) -> WrittenDay:
    """`31/1/24` may be the last of January, or what a program set to put the year first made of the 24th."""
    has_year_first = len(match[1]) == 2 and _sure(_year(match[1], latest), int(match[2]), int(match[3])).day
    return WrittenDay(reason="year_or_day", proposal=found.day) if found.day and has_year_first else found


def _year(digits: str, latest: date) -> int:
    if len(digits) == 4:
        return int(digits)
    year = latest.year // 100 * 100 + int(digits)
    return year if year <= latest.year else year - 100


def _sure(year: int, month: int, day: int) -> WrittenDay:
    try:
        found = date(year, month, day)
    except ValueError:
        return _NO_DAY
    return WrittenDay(found) if _OLDEST <= year < _LAST else _NO_DAY
