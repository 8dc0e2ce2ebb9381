"""Which days of a month count, and in what way? What a small calendar shows. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from mottagning.domain.periods import Month


class Mark(Enum):
    """What a day of the calendar is."""

    COUNTS = "counts"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class MonthDays:
    """A month with its marked days, and the words for them."""

    month: Month
    marks: Mapping[date, Mark] = field(default_factory=dict)
    said: str = ""
    changes: Mapping[date, str] = field(default_factory=dict)
    """What changed on which day: `flytt`, `nytt pris`."""
