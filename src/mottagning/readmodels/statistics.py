"""Statistics as the page and its files show them: tables of figures, each with its definition. Nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from mottagning.domain.periods import DateRange
from mottagning.domain.statistics.definitions import Indicator, MeasureDefinition, Report
from mottagning.domain.statistics.facts import Split
from mottagning.domain.statistics.periods import Period


class FigureKind(Enum):
    """What a figure is a number of."""

    COUNT = "count"
    DAYS = "days"
    MONTHS = "months"
    KRONOR = "kronor"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a table; kronor in öre. None is nothing to tell, or what is hidden."""

    value: Fraction | int | None
    kind: FigureKind = FigureKind.COUNT
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a table with the word before it."""

    word: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """A table, of one split or of none. `whole` is the row of all, None where rows are no parts of anything.

    The last of `headings` is that of the sums, or of the median, so that a chart can be made of one column.
    """

    definition: MeasureDefinition
    split: Split | None
    row_heading: str
    headings: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    whole: FigureRow | None = None

    @property
    def every(self) -> tuple[FigureRow, ...]:
        """All rows, that of all last."""
        return (*self.rows, *((self.whole,) if self.whole else ()))

    @property
    def hides(self) -> bool:
        """Whether any figure is hidden."""
        return any(one.is_hidden for row in self.every for one in row.figures)


@dataclass(frozen=True, slots=True)
class CountedMeasure:
    """A measure with its tables, one for each split; none when the user does not see what it is counted of."""

    definition: MeasureDefinition
    tables: tuple[FigureTable, ...]

    @property
    def is_closed(self) -> bool:
        """Whether the user does not see it."""
        return not self.tables

    def of_split(self, split: Split | None) -> FigureTable | None:
        """The table of a split; one that has no splits is the same for all."""
        found = (one for one in self.tables if one.split in {split, None})
        return next(found, self.tables[0] if self.tables else None)


@dataclass(frozen=True, slots=True)
class CountedIndicator:
    """An indicator, counted as far as the user sees."""

    indicator: Indicator
    measures: tuple[CountedMeasure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Indicators over a period, drawn out of the register on a day.

    `days` are those of the period; `is_unfinished` says that it has not ended. `counts_protected` says that people
    with protected data are among those counted.
    """

    municipality: str
    period: Period
    days: DateRange
    drawn_on: date
    is_unfinished: bool
    counts_protected: bool
    indicators: tuple[CountedIndicator, ...]
    report: Report | None = None

    @property
    def measures(self) -> tuple[CountedMeasure, ...]:
        """All measures, in the order of their indicators."""
        return tuple(each for one in self.indicators for each in one.measures)
