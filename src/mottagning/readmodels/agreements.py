"""Agreements as lists and cards show them."""

from __future__ import annotations

from dataclasses import dataclass

from mottagning.domain.agreements import AgeGroup, Agreement, Direction, Price, SchoolRun, Terms
from mottagning.domain.periods import DateRange
from mottagning.domain.shared_offers import SharedOffer
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement in the list. `covers` is when it holds with its notice, None when never."""

    id: int
    key: str
    parties: tuple[str, ...]
    direction: Direction
    covers: DateRange | None
    is_given_notice: bool
    services: tuple[str, ...]
    bookings: int
    registry_number: str | None


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """All that is kept about one agreement, with the school calendars and the own municipality's code."""

    agreement: Stored[Agreement]
    terms: tuple[Stored[Terms], ...]
    prices: tuple[Stored[Price], ...]
    age_groups: tuple[Stored[AgeGroup], ...]
    successors: tuple[str, ...]
    shared_offers: tuple[Stored[SharedOffer], ...] = ()
    school_runs: tuple[SchoolRun, ...] = ()
    own: str | None = None
