"""What the first page shows: what waits, and how far the months have come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mottagning.domain.agreements import Agreement
from mottagning.domain.periods import Month
from mottagning.readmodels.changes import Area
from mottagning.readmodels.returns import MonthState


class WaitingKind(Enum):
    """What sort of thing waits."""

    MONTH_TO_CLOSE = "month_to_close"
    ROWS_HELD = "rows_held"
    TO_HAND_OUT = "to_hand_out"
    AGREEMENT_ENDING = "agreement_ending"
    AGREEMENTS_ENDING = "agreements_ending"
    """More of them than are named one by one."""
    PRICES_ENDING = "prices_ending"
    """Agreements that lack the new year's prices though bookings go on."""
    PERMITS_ENDING = "permits_ending"
    REMINDERS = "reminders"
    REQUESTS = "requests"
    ENDS_PROPOSED = "ends_proposed"
    DOCUMENTS_DUE = "documents_due"
    INVOICES_DUE = "invoices_due"
    FOLLOW_UPS_LATE = "follow_ups_late"
    ASSIGNMENTS_DUE = "assignments_due"
    RETENTION_DUE = "retention_due"
    """People whose data should be removed before the year is over."""
    NO_BACKUP = "no_backup"


_AREAS = {
    WaitingKind.MONTH_TO_CLOSE: Area.RETURNS,
    WaitingKind.ROWS_HELD: Area.RETURNS,
    WaitingKind.TO_HAND_OUT: Area.RETURNS,
    WaitingKind.AGREEMENT_ENDING: Area.AGREEMENTS,
    WaitingKind.AGREEMENTS_ENDING: Area.AGREEMENTS,
    WaitingKind.PRICES_ENDING: Area.AGREEMENTS,
    WaitingKind.PERMITS_ENDING: Area.PEOPLE,
    WaitingKind.REMINDERS: Area.PEOPLE,
    WaitingKind.DOCUMENTS_DUE: Area.PEOPLE,
    WaitingKind.INVOICES_DUE: Area.RECEIVED_INVOICES,
    WaitingKind.REQUESTS: Area.REQUESTS,
    WaitingKind.ENDS_PROPOSED: Area.BOOKINGS,
    WaitingKind.FOLLOW_UPS_LATE: Area.PLANS,
    WaitingKind.ASSIGNMENTS_DUE: Area.PLANS,
    WaitingKind.RETENTION_DUE: Area.SETTINGS,
    WaitingKind.NO_BACKUP: Area.SETTINGS,
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do: how many, of which month where it is about one, and the record to begin with.

    `owners` is the area of that record where the kind does not tell it; `agreement` the one that ends, in so many days.
    """

    kind: WaitingKind
    count: int
    month: Month | None = None
    record: int | None = None
    owners: Area | None = None
    agreement: Agreement | None = None
    days_left: int = 0

    @property
    def area(self) -> Area:
        """Where it is done."""
        return self.owners or _AREAS[self.kind]

    @property
    def place(self) -> tuple[str, object]:
        """The page on which it is done, and what it is to open there."""
        if self.kind is WaitingKind.PRICES_ENDING:
            return "year_end", "prices"
        if self.kind is WaitingKind.ASSIGNMENTS_DUE:
            return "assignments", self.record
        if self.kind is WaitingKind.RETENTION_DUE:
            return Area.SETTINGS.value, Area.RETENTION
        return self.area.value, self.record or self.month


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page. `months` are the newest first: the next to close, then the closed ones."""

    waiting: tuple[Waiting, ...]
    months: tuple[MonthState, ...]
    people: int
    bookings: int
    agreements: int
