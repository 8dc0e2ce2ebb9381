"""What can be chosen: a report or an indicator, and the years and parts of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mottagning.domain.statistics.definitions import PeriodKind, StatisticsRules
from mottagning.domain.statistics.periods import TERTIALS, Period
from mottagning.texts import statistics as texts
from mottagning.uikit.columns import Column

_YEARS_BACK = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """A report by its key, or an indicator (`report` is None); `numbers` are those of its indicators."""

    word: str
    numbers: tuple[int, ...]
    period: PeriodKind
    report: str | None = None

    @property
    def key(self) -> tuple[str | None, tuple[int, ...]]:
        """What tells it from all others."""
        return self.report, self.numbers


def choices(rules: StatisticsRules) -> Sequence[Choice]:
    """The reports, then the indicators."""
    reports = [Choice(one.name, one.indicators, one.period, one.key) for one in rules.reports]
    single = [Choice(texts.numbered(one), (one.number,), PeriodKind.YEAR) for one in rules.indicators]
    return [*reports, *single]


def choice_columns() -> list[Column[Choice]]:
    """Its name."""
    return [Column("name", texts.CHOOSE, lambda one: one.word, lambda one: one.word, 180, stretches=True)]


def parts_of_year() -> Iterator[tuple[str, PeriodKind, int]]:
    """The kinds of period with their words; a tertial has its number."""
    yield texts.PERIODS[PeriodKind.YEAR], PeriodKind.YEAR, 0
    for number in range(1, TERTIALS + 1):
        yield texts.PERIODS[PeriodKind.TERTIAL].format(number=number), PeriodKind.TERTIAL, number
    yield texts.PERIODS[PeriodKind.OCTOBER_SEPTEMBER], PeriodKind.OCTOBER_SEPTEMBER, 0


def years(today: date) -> Iterator[Period]:
    """The calendar years that can be chosen, the latest first; a period ends in one of them."""
    return (Period(PeriodKind.YEAR, today.year - back) for back in range(_YEARS_BACK + 1))
