"""Are the days with a name those of lag (1989:253) om allmänna helgdagar, and the three eves?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from mottagning.system.reference import reference

FIRST, LAST = 2025, 2040
SATURDAY = 5
EASTER = {
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2028: date(2028, 4, 16),
    2029: date(2029, 4, 1),
    2030: date(2030, 4, 21),
    2038: date(2038, 4, 25),
}
"""Easter days as almanacs print them; 2038's is the latest there can be."""


@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_the_days_of_a_year_are_those_of_the_law(year: int) -> None:
    shipped = reference().holidays
    assert {day for day, one in shipped.items() if day.year == year and one.is_public} == set(by_law(year))
    midsummer = first_saturday(date(year, 6, 20))
    eves = {midsummer - timedelta(1), date(year, 12, 24), date(year, 12, 31)}
    assert {day for day, one in shipped.items() if day.year == year and not one.is_public} == eves


def test_easter_is_that_of_the_almanac() -> None:
    assert {year: easter(year) for year in EASTER} == EASTER


def by_law(year: int) -> Iterator[date]:
    """The days that the law names, but for the Sundays that are only that."""
    for month, number in ((1, 1), (1, 6), (5, 1), (6, 6), (12, 25), (12, 26)):
        yield date(year, month, number)
    for after_easter in (-2, 0, 1, 39, 49):  # långfredagen to pingstdagen
        yield easter(year) + timedelta(after_easter)
    yield first_saturday(date(year, 6, 20))
    yield first_saturday(date(year, 10, 31))


def first_saturday(day: date) -> date:
    """The Saturday that falls on a day or in the six days after it."""
    return day + timedelta((SATURDAY - day.weekday()) % 7)


def easter(year: int) -> date:
    """The Sunday after the full moon of the church on 21 March or after, by the Gregorian tables of 1900–2199."""
    age = year % 19
    moon = (19 * age + 24) % 30
    moon -= moon == 29 or (moon == 28 and age > 10)
    full = date(year, 3, 21) + timedelta(moon)
    return full + timedelta(7 - (full.weekday() + 1) % 7)
