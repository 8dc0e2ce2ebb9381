"""On which day is a month read? The measuring day, and the exceptions that Mätdagar writes.

`9=09-15; 7,8=08-31` – service months left of the sign, the day in the same calendar year right of it.
`VT=02-15; HT=09-15` are the readings of the terms. What a reading decides is settled in the month that holds it
(formats/register-workbook: Mätdagar).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mottagning.domain.periods import Month

DEFAULT_DAY = 15
SPRING, AUTUMN = "VT", "HT"
_TERM_DAYS = {SPRING: (2, 15), AUTUMN: (9, 15)}
_PART = re.compile(r"\s*([0-9, ]+|VT|HT)\s*=\s*(\d{1,2})-(\d{1,2})\s*", re.IGNORECASE)
_LONGEST_FEBRUARY = 2024


@dataclass(frozen=True, slots=True)
class ReadingException:
    """The service months (1–12) or the term (`VT`, `HT`) that are read on `month`-`day`."""

    months: tuple[int, ...]
    term: str | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Readings:
    """When months are read: `day` of the month itself (a day that it lacks is its last), but for exceptions."""

    day: int = DEFAULT_DAY
    exceptions: tuple[ReadingException, ...] = ()

    def of_month(self, month: Month) -> date:
        """The day on which service month `month` is read."""
        for exception in self.exceptions:
            if month.number in exception.months:
                return Month(month.year, exception.month).day(exception.day)
        return month.day(self.day)

    def of_term(self, term: str, year: int) -> date:
        """The day on which the term `VT` or `HT` of `year` is read."""
        for exception in self.exceptions:
            if exception.term == term:
                return Month(year, exception.month).day(exception.day)
        number, day = _TERM_DAYS[term]
        return date(year, number, day)


def parse_exceptions(text: str) -> tuple[ReadingException, ...]:
    """Read a text of Mätdagar. Raises ValueError with the part that cannot be read."""
    exceptions = []
    taken: set[int | str] = set()
    for part in filter(str.strip, text.split(";")):
        match = _PART.fullmatch(part)
        if not match:
            raise ValueError(part.strip())
        exception = _exception(match, part)
        keys: set[int | str] = {exception.term} if exception.term else set(exception.months)
        if keys & taken:
            raise ValueError(part.strip())
        taken |= keys
        exceptions.append(exception)
    return tuple(exceptions)


def _exception(match: re.Match[str], part: str) -> ReadingException:
    left, month, day = match.group(1).strip().upper(), int(match.group(2)), int(match.group(3))
    try:
        date(_LONGEST_FEBRUARY, month, day)
        if left in _TERM_DAYS:
            return ReadingException((), left, month, day)
        months = tuple(Month(_LONGEST_FEBRUARY, int(number)).number for number in left.split(","))
    except ValueError:
        raise ValueError(part.strip()) from None
    return ReadingException(months, None, month, day)


def written_exceptions(readings: Readings) -> str:
    """The exceptions as a text of Mätdagar, empty when there are none."""
    return "; ".join(
        f"{exception.term or ','.join(map(str, exception.months))}={exception.month:02}-{exception.day:02}"
        for exception in readings.exceptions
    )
