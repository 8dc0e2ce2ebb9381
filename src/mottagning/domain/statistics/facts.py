"""What is counted? One fact for each thing that happened to somebody, without a name, and how facts are split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.ages import age_on
from mottagning.domain.people import Sex

UNKNOWN = "unknown"
"""The row of those of whom the register does not say it."""
ELSEWHERE = "elsewhere"
"""The sub-region of municipalities that no source names with one."""


class Split(Enum):
    """By what numbers are told apart."""

    SEX = "sex"
    AGE = "age"
    MUNICIPALITY = "municipality"
    SUBREGION = "subregion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is counted: what of it, whose, and what she is by the splits on the day it is about.

    `age` is in whole years, `municipality` a kommunkod, `days` how many days it took; None where it is not known.
    """

    person: int
    category: str = ""
    sex: Sex | None = None
    age: int | None = None
    municipality: str | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Ages from `first` to `last`, both counted in; None for all above."""

    first: int
    last: int | None = None

    @property
    def key(self) -> str:
        """As it is written: 0–5, 67+."""
        return f"{self.first}+" if self.last is None else f"{self.first}–{self.last}"

    def __contains__(self, age: int) -> bool:
        return self.first <= age and (self.last is None or age <= self.last)


@dataclass(frozen=True, slots=True)
class Splitting:
    """How facts are split: the groups of ages, and the sub-region of each municipality that has one."""

    ages: Sequence[AgeGroup]
    subregion_of: Mapping[str, str]

    def row_of(self, fact: Fact, split: Split) -> str:
        """The row of a split that a fact belongs to."""
        match split:
            case Split.SEX:
                return fact.sex.value if fact.sex else UNKNOWN
            case Split.AGE:
                return self._group(fact.age)
            case Split.MUNICIPALITY:
                return fact.municipality or UNKNOWN
            case Split.SUBREGION:
                return self.whole_of(fact.municipality or UNKNOWN)

    def whole_of(self, municipality: str) -> str:
        """The sub-region of a municipality."""
        return self.subregion_of.get(municipality, ELSEWHERE)

    def _group(self, age: int | None) -> str:
        found = None if age is None else next((one.key for one in self.ages if age in one), None)
        return found or UNKNOWN

    def rows_of(self, split: Split) -> tuple[str, ...]:
        """The rows that a split always has, in their order; of municipalities there are those that have something."""
        match split:
            case Split.SEX:
                return tuple(one.value for one in Sex)
            case Split.AGE:
                return tuple(one.key for one in self.ages)
            case _:
                return ()


def age_at(birth_date: date | None, day: date) -> int | None:
    """The age in whole years on a day; None where it is not known, or before the birth."""
    return None if birth_date is None or birth_date > day else age_on(birth_date, day)
