"""How old is somebody on a day? Whoever is born on 29 February turns a year older on the 28th when there is no 29th."""

from __future__ import annotations

from datetime import date

from mottagning.domain.periods import add_months


def birthday(birth_date: date, age: int) -> date:
    """The day on which somebody turns `age`."""
    return add_months(birth_date, 12 * age)


def age_on(birth_date: date, day: date) -> int:
    """The age in whole years on `day`; 0 before the birth."""
    years = max(day.year - birth_date.year, 0)
    return years if not years or birthday(birth_date, years) <= day else years - 1
