"""Deviations as lists and cards show them."""

from __future__ import annotations

from dataclasses import dataclass

from mottagning.domain.deviations import Deviation
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class DeviationLine:
    """A deviation in the list. `booking_id` leads to the booking; `person_id` and `is_protected` are its person's."""

    id: int
    deviation: Deviation
    booking_id: int | None
    person_id: int | None
    is_protected: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class DeviationCard:
    """All that is kept of one deviation."""

    deviation: Stored[Deviation]
    line: DeviationLine
