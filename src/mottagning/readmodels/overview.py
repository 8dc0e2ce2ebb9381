"""What the first page shows: what waits, and how far the months have come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mottagning.domain.agreements import Agreement
from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.returns import ReturnState
from mottagning.readmodels.backups import Restored
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
    CLAIMS_DUE = "claims_due"
    """Claims of state compensation to apply for, or to complete, before long."""
    FILES_LEFT = "files_left"
    """Files with personal data that were written long ago and still lie there."""
    RETENTION_DUE = "retention_due"
    """People whose data should be removed before the year is over."""
    NO_BACKUP = "no_backup"
    LOG_REVIEW = "log_review"
    BACKUP_OLD = "backup_old"
    SECOND_PLACE_OLD = "second_place_old"
    NO_SECOND_PLACE = "no_second_place"
    BACKUP_UNTRIED = "backup_untried"
    RESTORED = "restored"
    """A backup took the register's place, and what that took away has not been read."""


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
    WaitingKind.CLAIMS_DUE: Area.STATE_COMPENSATION,
    WaitingKind.FILES_LEFT: Area.DOCUMENTS,
    WaitingKind.RETENTION_DUE: Area.SETTINGS,
    WaitingKind.NO_BACKUP: Area.SETTINGS,
    WaitingKind.LOG_REVIEW: Area.SETTINGS,
    WaitingKind.BACKUP_OLD: Area.SETTINGS,
    WaitingKind.SECOND_PLACE_OLD: Area.SETTINGS,
    WaitingKind.NO_SECOND_PLACE: Area.SETTINGS,
    WaitingKind.BACKUP_UNTRIED: Area.SETTINGS,
    WaitingKind.RESTORED: Area.SETTINGS,
}
BACKUPS, RESTORED, RETENTION = "backups", "restored", "retention"
"""Parts of the settings that something leads to; restored leads to the backups after one was put in place."""
_PLACES: Mapping[WaitingKind, tuple[str, str | None]] = {
    WaitingKind.PRICES_ENDING: ("year_end", "prices"),
    WaitingKind.FILES_LEFT: ("written_files", None),
    WaitingKind.ASSIGNMENTS_DUE: ("assignments", None),
    WaitingKind.CLAIMS_DUE: ("state_compensation_claims", None),
    WaitingKind.LOG_REVIEW: ("logs", None),
    WaitingKind.RETENTION_DUE: ("settings", RETENTION),
    WaitingKind.NO_BACKUP: ("settings", BACKUPS),
    WaitingKind.BACKUP_OLD: ("settings", BACKUPS),
    WaitingKind.SECOND_PLACE_OLD: ("settings", BACKUPS),
    WaitingKind.NO_SECOND_PLACE: ("settings", BACKUPS),
    WaitingKind.BACKUP_UNTRIED: ("settings", BACKUPS),
    WaitingKind.RESTORED: ("settings", BACKUPS),
}
"""Where something is done that is not done on the page of its area, and which part of the page it is."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do: how many, of which month where it is about one, and the record to begin with.

    `owners` is the area of that record where the kind does not tell it; `agreement` the one that ends, in so many days;
    `days_ago` how old something is that should be newer; `restored` what took the register's place.
    """

    kind: WaitingKind
    count: int
    month: Month | None = None
    record: int | None = None
    owners: Area | None = None
    agreement: Agreement | None = None
    days_left: int = 0
    days_ago: int = 0
    restored: Restored | None = None

    @property
    def area(self) -> Area:
        """Where it is done."""
        return self.owners or _AREAS[self.kind]

    @property
    def place(self) -> tuple[str, object]:
        """The page on which it is done, and what it is to open there."""
        page, part = _PLACES.get(self.kind, (self.area.value, None))
        return page, part or self.record or self.month


@dataclass(frozen=True, slots=True)
class CounterpartState:
    """How far a month has come with one counterpart.

    `bought` and `sold` are the sums of its returns in öre, `rows` how many rows they have, `held` how many wait for
    something to be put right. `states` are those of its returns; None for what closing the month now would return.
    """

    code: str
    name: str
    bought: Ore
    sold: Ore
    rows: int
    held: int
    states: frozenset[ReturnState | None]


@dataclass(frozen=True, slots=True)
class MonthByCounterpart:
    """A month, counterpart by counterpart."""

    month: Month
    lines: tuple[CounterpartState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRecord:
    """A record that somebody else has entered, changed or removed: what was done last, `times` in all.

    `at` is the office's time, `sheet` what the office calls its kind, `fields` what was changed, never to what.
    `area` and `record` are the page that shows it and its number there; None where there is no such page.
    """

    at: datetime
    by: str
    sheet: str
    action: str
    fields: str
    times: int
    id: int
    person: int | None = None
    name: str = ""
    case_number: str = ""
    is_protected: bool = False
    area: str | None = None
    record: int | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What others have done since a moment of the office's time, the latest first; `records` in all, of which those
    that are shown are the latest."""

    since: datetime
    lines: tuple[ChangedRecord, ...]
    records: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page. `months` are the newest first: the next to close, then the closed ones."""

    waiting: tuple[Waiting, ...]
    months: tuple[MonthState, ...]
    people: int
    bookings: int
    agreements: int
