"""Which months does a bill say it is about? As offices write them, with years and without."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from mottagning.domain.periods import Month
from mottagning.domain.take_in.cells import Cell, exact, text_of

_WITH_NUMBERS = re.compile(r"(?<!\d)((?:19|20)\d{2})[-./]?(0[1-9]|1[0-2])(?:[-./]?[0-3]\d)?(?!\d)")
_MONTH_FIRST = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])[-/.]((?:19|20)\d{2})(?!\d)")
_ONE_FIGURE = re.compile(r"(?<!\d)((?:19|20)\d{2})[-/]([1-9])(?:[-/][0-3]?\d)?(?!\d)")
"""Not with a point: the number 2024,10 of a sheet is 2024.1 when it is read."""
_NO_MONTH = re.compile(r"(?<!\d)(?:(?:19|20)\d{2}[-.]\d{1,2}|\d{1,2}[-.](?:19|20)\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_QUARTER = re.compile(r"\b(?:q|kv\.?|kvartal)\s*([1-4])\b")
_WORD = re.compile(r"[^\W\d_]+")

Months = tuple[Month, Month]
"""The first and the last of a row of months."""


def months_in(cell: Cell, words: Mapping[str, int], latest: Month) -> Months | None:
    """The months that a cell names; None when it names none. Without a year, the last such months up to `latest`.

    `words` are the names of the months, by their number.
    """
    if isinstance(cell, date):
        return Month.of(cell), Month.of(cell)
    text = exact(text_of(cell))
    told = [Month(int(one[0]), int(one[1])) for one in _WITH_NUMBERS.findall(text)]
    told = told or [Month(int(one[1]), int(one[0])) for one in _MONTH_FIRST.findall(text)]
    told = told or [Month(int(one[0]), int(one[1])) for one in _ONE_FIGURE.findall(text)]
    if told:
        return min(told), max(told)
    years = [int(year) for year in _YEAR.findall(text)]
    numbers = [words[word] for word in _WORD.findall(text) if word in words]
    quarters = [int(quarter) for quarter in _QUARTER.findall(text)]
    if quarters and not numbers:
        numbers = [3 * min(quarters) - 2, 3 * max(quarters)]
    if numbers:
        return _named(numbers[0], numbers[-1], years, latest)
    if _NO_MONTH.search(text):
        return None  # 2024-13 is a slip of the hand, not the whole of 2024
    return (Month(min(years), 1), Month(max(years), 12)) if years else None


def _named(first: int, last: int, years: list[int], latest: Month) -> Months:
    """Months by their names: `nov–jan 2025` begins in the year before."""
    year = years[-1] if years else latest.year - (Month(latest.year, last) > latest)
    begun = years[0] if len(years) > 1 else year - (first > last)
    return Month(begun, first), Month(year, last)
