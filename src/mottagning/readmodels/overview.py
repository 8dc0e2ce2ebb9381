"""What the first page shows: what waits, and how far the months have come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mottagning.domain.periods import Month
from mottagning.readmodels.returns import MonthState


class WaitingKind(Enum):
    """What sort of thing waits."""

    MONTH_TO_CLOSE = "month_to_close"
    ROWS_HELD = "rows_held"
    TO_HAND_OUT = "to_hand_out"
    AGREEMENTS_ENDING = "agreements_ending"
    PERMITS_ENDING = "permits_ending"
    NO_BACKUP = "no_backup"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do: how many, and of which month where it is about one."""

    kind: WaitingKind
    count: int
    month: Month | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page. `months` are the newest first."""

    waiting: tuple[Waiting, ...]
    months: tuple[MonthState, ...]
    people: int
    bookings: int
    agreements: int
