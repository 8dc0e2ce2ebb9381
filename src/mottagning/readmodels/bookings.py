"""Bookings as lists and cards show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.agreements import Direction
from mottagning.domain.attendance import ProposedEnd
from mottagning.domain.bookings import Absence, Booking, BookingStatus, Report, Supplement
from mottagning.domain.costs import Tally
from mottagning.domain.ledger import Reason
from mottagning.domain.money import Ore
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.problems import Problem
from mottagning.domain.settlement.estimate import Estimate
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.coverage import Covered


@dataclass(frozen=True, slots=True)
class BookingLine:
    """A booking in the list. `counterpart` is the municipality on the other side as far as it is known.

    `is_decided` when there is a decision, or the words that none is needed.
    """

    id: int
    key: str
    person_id: int
    case_number: str
    name: str
    sort_name: str
    service: str
    variant: str | None
    direction: Direction
    counterpart: str | None
    provider: str | None
    agreement: str
    days: DateRange
    status: BookingStatus
    is_protected: bool
    planned_until: date | None = None
    is_decided: bool = False
    told_on: date | None = None
    agreement_title: str | None = None


@dataclass(frozen=True, slots=True)
class PendingRow:
    """What the next closing will say of an earlier month: öre, and why."""

    month: Month
    amount: Ore
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class BookingDoubts:
    """What may be wrong with a booking. `same_service` is another one of the same insats over the same days.

    `permit_until` is the last day of a permit that the booking outlasts; `problems` would stop its rows.
    """

    same_service: str | None = None
    permit_until: date | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class BookingCard:
    """All that is kept about one booking, and what it will come to as far as that can be told."""

    booking: Stored[Booking]
    line: BookingLine
    absences: tuple[Stored[Absence], ...]
    supplements: tuple[Stored[Supplement], ...]
    reports: tuple[Stored[Report], ...]
    estimate: Estimate | None = None
    pending: tuple[PendingRow, ...] = ()
    """What is known now of months that are closed, in order."""
    coverage: Covered | None = None
    proposed_end: ProposedEnd | None = None
    doubts: BookingDoubts = BookingDoubts()
    cost: Tally | None = None
    """What it was estimated to, what is closed and what is still to come."""
