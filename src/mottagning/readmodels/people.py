"""Persons as lists and cards show them. Lists hold names and numbers only (product: Secrecy)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.belonging import Belonging
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import HouseholdRole, Identity, Person, Residence
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in the list. `municipality` is where she belongs today, None when nobody knows."""

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


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """Another member of the person's household."""

    id: int
    case_number: str
    name: str
    role: HouseholdRole | None


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
