"""Persons as lists and cards show them. Lists hold names and numbers only (product: Secrecy)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from mottagning.domain.belonging import Belonging
from mottagning.domain.consents import Consent
from mottagning.domain.deadlines.milestones import Milestone
from mottagning.domain.households import Household, Membership, Representative
from mottagning.domain.housing import Housing
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import HouseholdRole, Identity, Person, Residence
from mottagning.domain.periods import DateRange
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.profiles import Income, LanguageSkill, WorkProfile
from mottagning.domain.reminders import Reminder
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.deadlines import PersonDeadlines
from mottagning.readmodels.merging import Merge


class PersonLine(NamedTuple):
    """A person in the list. `municipality` is where she belongs today, None when nobody knows.

    `bookings` counts those that go on or are to come. A tuple: of twenty thousand at a time, a frozen dataclass takes
    four times as long to make.
    """

    id: int
    case_number: str
    name: str
    sort_name: str
    birth_date: date | None
    identity_kind: IdentityKind | None
    identity: str | None
    municipality: str | None
    household: str | None
    bookings: int
    is_protected: bool
    received_on: date | None = None
    permit_until: date | None = None


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """Another member of the person's household."""

    id: int
    case_number: str
    name: str
    role: HouseholdRole | None


@dataclass(frozen=True, slots=True)
class PersonParts:
    """What hangs on a person, each kind in its own order. `gaps` are days without any income that is known."""

    permits: tuple[Stored[ResidencePermit], ...] = ()
    memberships: tuple[Stored[Membership], ...] = ()
    representatives: tuple[Stored[Representative], ...] = ()
    languages: tuple[Stored[LanguageSkill], ...] = ()
    profiles: tuple[Stored[WorkProfile], ...] = ()
    incomes: tuple[Stored[Income], ...] = ()
    housings: tuple[Stored[Housing], ...] = ()
    consents: tuple[Stored[Consent], ...] = ()
    reminders: tuple[Stored[Reminder], ...] = ()
    milestones: tuple[Stored[Milestone], ...] = ()
    gaps: tuple[DateRange, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """Somebody's time in a household, with her bookings that the user may see."""

    person_id: int
    name: str
    membership: Membership
    bookings: tuple[BookingLine, ...]


@dataclass(frozen=True, slots=True)
class HouseholdCard:
    """A household with everybody who belongs or has belonged to it."""

    household: Stored[Household]
    lines: tuple[HouseholdLine, ...]
    anchor_name: str | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """All that is kept about one person; `belongings` tell who answers for her day by day.

    `own` is the own municipality's code, None while nobody has said it.
    """

    person: Stored[Person]
    residences: tuple[Stored[Residence], ...]
    belongings: tuple[Belonging, ...]
    identities: tuple[Stored[Identity], ...]
    bookings: tuple[BookingLine, ...]
    household: tuple[HouseholdMember, ...]
    number_disagrees: bool
    own: str | None
    parts: PersonParts = PersonParts()
    untold: tuple[str, ...] = ()
    """The counterparts of open bookings, who are to be told of a new number."""
    deadlines: PersonDeadlines = field(default_factory=PersonDeadlines)
    merges: tuple[Merge, ...] = ()
    """What was merged into her and can be taken back, the latest first."""
