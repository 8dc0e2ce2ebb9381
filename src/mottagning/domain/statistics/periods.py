"""Over which days is a report? A calendar year, four months of it, or October to September."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.periods import DateRange
from mottagning.domain.statistics.definitions import PeriodKind

TERTIALS = 3
_MONTHS = 12 // TERTIALS
_OCTOBER = 10


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time by its kind and the year it ends in; `tertial` is 1–3 of four months each, else 0."""

    kind: PeriodKind
    year: int
    tertial: int = 0

    @property
    def days(self) -> DateRange:
        """Its days."""
        match self.kind:
            case PeriodKind.TERTIAL:
                first = date(self.year, (self.tertial - 1) * _MONTHS + 1, 1)
                after = date(self.year, first.month + _MONTHS, 1) if self.tertial < TERTIALS else _new_year(self.year)
                return DateRange(first, after)
            case PeriodKind.OCTOBER_SEPTEMBER:
                return DateRange(date(self.year - 1, _OCTOBER, 1), date(self.year, _OCTOBER, 1))
            case _:
                return DateRange(date(self.year, 1, 1), _new_year(self.year))


def _new_year(year: int) -> date:
    return date(year + 1, 1, 1)


def usual(kind: PeriodKind, today: date) -> Period:
    """The last one that has ended."""
    match kind:
        case PeriodKind.TERTIAL:
            number = (today.month - 1) // _MONTHS
            return Period(kind, today.year, number) if number else Period(kind, today.year - 1, TERTIALS)
        case PeriodKind.OCTOBER_SEPTEMBER:
            return Period(kind, today.year if today.month >= _OCTOBER else today.year - 1)
        case _:
            return Period(kind, today.year - 1)
