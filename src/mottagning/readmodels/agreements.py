"""Agreements as lists and cards show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mottagning.domain.agreement_parties import AgreementParty, Notice
from mottagning.domain.agreement_tree import Branch
from mottagning.domain.agreements import AgeGroup, Agreement, AgreementKind, Direction, Price, SchoolRun, Terms
from mottagning.domain.group_bookings import GroupBooking
from mottagning.domain.periods import DateRange
from mottagning.domain.shared_offers import SharedOffer
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement in the list. `covers` is when it holds with its notice, None when never.

    `party_names` are the names of the parties, in the same order.
    """

    id: int
    key: str
    parties: tuple[str, ...]
    direction: Direction
    covers: DateRange | None
    is_given_notice: bool
    services: tuple[str, ...]
    bookings: int
    registry_number: str | None
    title: str | None = None
    kind: AgreementKind | None = None
    party_names: tuple[str, ...] = ()
    is_open_in_procurement: bool = False

    @property
    def name(self) -> str:
        """What people call it."""
        return self.title or self.key


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party on an agreement's card. `known` is None when nothing more is known of it.

    `is_party` is False for what is kept of somebody who is no longer one.
    """

    code: str
    name: str
    known: Stored[AgreementParty] | None
    is_own: bool = False
    is_party: bool = True


@dataclass(frozen=True, slots=True)
class Kin:
    """What an agreement rests on and bears, and what it follows and is followed by; `ids` are their numbers by key."""

    tree: tuple[Branch, ...] = ()
    in_time: tuple[Agreement, ...] = ()
    ids: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """All that is kept about one agreement, with the school calendars and the own municipality's code.

    `names` are those of its parties and of the own municipality, by code.
    """

    agreement: Stored[Agreement]
    terms: tuple[Stored[Terms], ...]
    prices: tuple[Stored[Price], ...]
    age_groups: tuple[Stored[AgeGroup], ...]
    successors: tuple[str, ...]
    shared_offers: tuple[Stored[SharedOffer], ...] = ()
    group_bookings: tuple[Stored[GroupBooking], ...] = ()
    school_runs: tuple[SchoolRun, ...] = ()
    own: str | None = None
    parties: tuple[PartyLine, ...] = ()
    notice: Notice | None = None
    kin: Kin = Kin()
    names: Mapping[str, str] = field(default_factory=dict)
