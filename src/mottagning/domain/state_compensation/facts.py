"""What does the register know that state compensation turns on? Reception, municipality of registration, age, way here.

The day of reception is the actual one for those registered at Migrationsverket or chosen for resettlement, else that of
registration (förordning (2010:1122) 6 §; reception.md B.3). Who is which is read from how she came (`_day_kind`), which
is our reading. What nobody has told is a reason (`Unknown`), never a guess.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.ages import age_on
from mottagning.domain.deadlines.milestones import Milestone, MilestoneKind
from mottagning.domain.people import (
    BirthPrecision,
    PermitGround,
    Person,
    Residence,
    ResidenceKind,
    SettlementKind,
)
from mottagning.domain.periods import LIKELY, OPEN, DateRange
from mottagning.domain.profiles import Income, IncomeSource
from mottagning.domain.settlement.facts import stays


class Unknown(Enum):
    """Why something cannot be worked out."""

    PERMIT_GROUND = "permit_ground"
    GROUND_NOT_TOLD = "ground_not_told"
    OTHER_LAW = "other_law"
    RECEPTION = "reception"
    """The day of the first reception is missing."""
    RECEPTION_KIND = "reception_kind"
    """Which of two days it is depends on how she came, which is missing."""
    FIRST_RECEPTION = "first_reception"
    """She was first received elsewhere, on a day that is missing."""
    RECEIVER = "receiver"
    REGISTRATION = "registration"
    """Where she is registered (folkbokförd) that day is missing."""
    BIRTH_DATE = "birth_date"
    WAY = "way"
    """Whether she was assigned is missing."""
    AMOUNT = "amount"
    """No amount is told for that time."""
    AMOUNT_FOR_AGE = "amount_for_age"
    BASE_AMOUNT = "base_amount"
    BASE_YEAR = "base_year"
    """Reception and payment lie in two years, and whose prisbasbelopp counts is not told."""


class ReceptionDay(Enum):
    """What the day of reception is."""

    ACTUAL = "actual"
    REGISTRATION = "registration"
    FIRST = "first"
    """As told of a first reception."""


class Way(Enum):
    """How she came, as the initial compensation asks."""

    ASSIGNED = "assigned"
    OTHER = "other"


class HomeKind(Enum):
    """What is known of where somebody is registered on a day."""

    REGISTERED = "registered"
    ASSUMED = "assumed"
    """Nothing is said of days before the first row: she is taken to be registered where she was received."""
    NOBODY = "nobody"
    """She has left the country, or died."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody is registered on days; the code of the municipality where there is one."""

    days: DateRange
    kind: HomeKind
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class Reception:
    """The first reception in a municipality."""

    day: date
    kind: ReceptionDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known of one person. `reception` is the first reception, or why it is not known.

    `born` holds the first and the last day on which she can have been born. `cared` are the days on which our
    municipality answers for her, `studies` those with study support.
    """

    own: str
    ground: PermitGround | None
    reception: Reception | Unknown
    receiver: str | None
    homes: tuple[Home, ...]
    way: Way | None
    born: tuple[date, date] | None
    is_unaccompanied: bool
    cared: tuple[DateRange, ...] = ()
    studies: tuple[DateRange, ...] = ()

    def home(self, day: date) -> Home:
        """Where she is registered on a day."""
        found = next((one for one in self.homes if day in one.days), None)
        return found or Home(DateRange(day), HomeKind.UNKNOWN)

    def ages(self, day: date) -> tuple[int, int] | None:
        """The lowest and the highest age she can have on a day."""
        if self.born is None:
            return None
        first, last = self.born
        return age_on(last, day), age_on(first, day)


def circumstances_of(
    person: Person,
    own: str,
    residences: Iterable[Residence] = (),
    milestones: Iterable[Milestone] = (),
    incomes: Iterable[Income] = (),
) -> Circumstances:
    """What the register knows of one person; `own` is the code of our municipality."""
    ordered = sorted(residences, key=lambda one: one.days.start)
    told = _first_told(milestones)
    reception = _reception(person, own, ordered, told)
    receiver = _receiver(person, own, ordered, told)
    assumed = tuple(_assumed(person, own, ordered, reception, receiver))
    return Circumstances(
        own=own,
        ground=person.permit_ground,
        reception=reception,
        receiver=receiver,
        homes=(*assumed, *_told_homes(ordered)),
        way=_way(person),
        born=_born(person),
        is_unaccompanied=person.is_unaccompanied,
        cared=tuple(
            sorted((*_days_of(assumed, own), *(one.days for one in stays(ordered) if one.municipality == own)))
        ),
        studies=tuple(sorted(one.days for one in incomes if one.source is IncomeSource.STUDY_SUPPORT)),
    )


def _first_told(milestones: Iterable[Milestone]) -> date | None:
    """The day of a first reception that somebody has told of."""
    return min((one.happened_on for one in milestones if one.kind is MilestoneKind.FIRST_RECEIVED), default=None)


def _receiver(person: Person, own: str, ordered: Sequence[Residence], told: date | None) -> str | None:
    """The municipality that first received her: as told, else where she was first registered."""
    if person.first_municipality is not None:
        return person.first_municipality
    here = person.received_on
    if told is not None and here is not None and told < here:
        return None
    first = next((one for one in ordered if one.kind is ResidenceKind.REGISTERED), None)
    if first is not None and (here is None or first.days.start < here):
        return first.municipality
    return own if here is not None or told is not None or person.registered_on is not None else None


def _reception(person: Person, own: str, ordered: Sequence[Residence], told: date | None) -> Reception | Unknown:
    """When she was first received, in our municipality or another. Of two days that may count the known one is taken,
    as long as the other does not contradict it.
    """
    receiver = _receiver(person, own, ordered, told)
    if receiver != own:
        return _checked(Reception(told, ReceptionDay.FIRST)) if told is not None else _missing(person, receiver)
    kind = _day_kind(person)
    registered = _registered(person, own, ordered)
    if kind is None and person.received_on is not None and registered not in {None, person.received_on}:
        return Unknown.RECEPTION_KIND
    if kind is ReceptionDay.REGISTRATION:
        return _checked(Reception(registered, kind)) if registered is not None else Unknown.RECEPTION
    day = min((one for one in (person.received_on, told) if one is not None), default=None)
    return _checked(Reception(day, ReceptionDay.ACTUAL)) if day is not None else Unknown.RECEPTION


def _missing(person: Person, receiver: str | None) -> Unknown:
    known = receiver is not None or person.received_on is not None
    return Unknown.FIRST_RECEPTION if known else Unknown.RECEPTION


def _checked(found: Reception) -> Reception | Unknown:
    """Nothing is counted from a slip of the hand."""
    return found if found.day in LIKELY else Unknown.RECEPTION


def _day_kind(person: Person) -> ReceptionDay | None:
    """Which day counts, from how she came; None where that is not told.

    Assigned, self-settled and unaccompanied are read as registered at Migrationsverket; relatives come straight to
    their family and are not.
    """
    if person.is_quota or person.settlement_kind is SettlementKind.QUOTA or person.is_unaccompanied:
        return ReceptionDay.ACTUAL
    if person.settlement_kind in {SettlementKind.ASSIGNED, SettlementKind.SELF_SETTLED}:
        return ReceptionDay.ACTUAL
    if person.settlement_kind is SettlementKind.RELATIVE or person.permit_ground is PermitGround.RELATIVE:
        return ReceptionDay.REGISTRATION
    return None


def _registered(person: Person, own: str, ordered: Sequence[Residence]) -> date | None:
    """The first day of registration here that is known."""
    days = [one.days.start for one in ordered if one.kind is ResidenceKind.REGISTERED and one.municipality == own]
    return min([*days, *([person.registered_on] if person.registered_on else [])], default=None)


def _way(person: Person) -> Way | None:
    """Assigned or not. Quota refugees are placed by assignment, and read so."""
    if person.settlement_kind in {SettlementKind.ASSIGNED, SettlementKind.QUOTA}:
        return Way.ASSIGNED
    if person.settlement_kind is not None:
        return Way.OTHER
    return Way.ASSIGNED if person.is_quota or person.assigned_on is not None else None


def _born(person: Person) -> tuple[date, date] | None:
    """The first and the last day of birth that what is known leaves."""
    day = person.birth_date
    if day is None:
        return None
    if person.birth_precision is BirthPrecision.DAY:
        return day, day
    if person.birth_precision is BirthPrecision.YEAR:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _assumed(
    person: Person, own: str, ordered: Sequence[Residence], reception: Reception | Unknown, receiver: str | None
) -> Iterable[Home]:
    """Where she is taken to be registered before anything is said of it: where she was received, first and then here.

    So the settlement reads it for us (register-workbook: Hemkommun), and `onward_moves` for others.
    """
    if isinstance(reception, Unknown) or receiver is None:
        return
    begins = ordered[0].days.start if ordered else OPEN
    here = begins if receiver == own or person.received_on is None else min(begins, person.received_on)
    if reception.day < here:
        yield Home(DateRange(reception.day, here), HomeKind.ASSUMED, receiver)
    here = max(here, reception.day)
    if here < begins:
        yield Home(DateRange(here, begins), HomeKind.ASSUMED, own)


def _told_homes(ordered: Sequence[Residence]) -> Iterable[Home]:
    """Where she is registered, as the rows say it."""
    for one, stay in zip(ordered, stays(ordered), strict=True):
        kind = _HOME_KINDS.get(one.kind, HomeKind.UNKNOWN)
        yield Home(stay.days, kind, one.municipality if kind is HomeKind.REGISTERED else None)


def _days_of(homes: Iterable[Home], municipality: str) -> Iterable[DateRange]:
    return (one.days for one in homes if one.municipality == municipality)


_HOME_KINDS = {
    ResidenceKind.REGISTERED: HomeKind.REGISTERED,
    ResidenceKind.EMIGRATED: HomeKind.NOBODY,
    ResidenceKind.DECEASED: HomeKind.NOBODY,
}


def moved_on(circumstances: Circumstances, measured: date) -> date | None:
    """The first day of her unbroken registration where she is registered on `measured`."""
    home = circumstances.home(measured)
    if home.municipality is None:
        return None
    start = home.days.start
    for one in sorted(circumstances.homes, key=lambda each: each.days, reverse=True):
        if one.municipality == home.municipality and one.days.end == start:
            start = one.days.start
    return start
