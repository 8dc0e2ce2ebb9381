"""The store of weekly hours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mottagning.domain.weekly_times import parse_times, written_times
from mottagning.domain.weeks import WeeklyHours
from mottagning.readmodels.changes import Area
from mottagning.storage.stores.bookings import BOOKING
from mottagning.storage.stores.keyed import Shape, optional
from mottagning.storage.stores.people import CASE, OfPerson
from mottagning.storage.stores.plans import PLAN
from mottagning.storage.tables import weekly_hours as tables

_TIMES = ("times", "opening")


class WeeklyHoursStore(OfPerson[WeeklyHours]):
    """Weekly hours. Their times stand in columns as those of offers do: `1-5 09:00-12:00`, 1 being Monday."""

    shape = Shape(
        WeeklyHours,
        tables.weekly_hours,
        Area.WEEKS,
        ("key",),
        references=(CASE, optional(BOOKING), optional(PLAN)),
        special=frozenset(_TIMES),
    )

    def _special(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        return [{name: parse_times(row[name] or "", int) for name in _TIMES} for row in rows]

    def _values(self, value: WeeklyHours) -> dict[str, Any]:
        times = {name: written_times(getattr(value, name), str) or None for name in _TIMES}
        return {**super()._values(value), **times}
