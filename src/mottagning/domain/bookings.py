"""What has been booked for whom? A person's insats in another municipality, or another's person with us."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum

from mottagning.domain.money import Scaled
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.problems import FieldProblem


class Outcome(Enum):
    """How a booking ended."""

    COMPLETED = "completed"
    INTERRUPTED = "interrupted"
    MOVED = "moved"
    NEVER_STARTED = "never_started"
    OTHER = "other"


class Obstacle(Enum):
    """What kept a place from being given or begun: rules of state and municipality may hinder (Stockholm, 2008).

    Childcare and travel time weigh as personal reasons (Skolväsendets överklagandenämnd 2020-08-13, dnr 2020:619).
    """

    FULL = "full"
    OWN_RESIDENTS_ONLY = "own_residents_only"
    NO_AGREEMENT = "no_agreement"
    COST = "cost"
    NO_RIGHT = "no_right"
    LANGUAGE_OR_LEVEL = "language_or_level"
    CHILDCARE_OR_TRAVEL = "childcare_or_travel"
    DECLINED = "declined"
    MOVED = "moved"
    OTHER = "other"


class Procedure(Enum):
    """Who decides, and what paper is needed."""

    ORDER = "order"
    OPINION = "opinion"
    RECEIVED_ELSEWHERE = "received_elsewhere"


class Financing(Enum):
    """Whose money pays in the end."""

    OWN = "own"
    STATE = "state"
    PROJECT = "project"


class AbsenceKind(Enum):
    """Why somebody is away."""

    VALID = "valid"
    INVALID = "invalid"
    LEAVE = "leave"
    PAUSE = "pause"


class SupplementKind(Enum):
    """What is paid besides the price; never the reason."""

    MOTHER_TONGUE = "mother_tongue"
    NEWCOMER = "newcomer"
    ADDITIONAL = "additional"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One person's place in one insats. `days` ends as known today; `planned_until` is the last planned day.

    `quantity` counts points or pieces; `decision` may be the words that none is needed under the agreement.
    `told_on` is the day the paying municipality was told of the start, `end_told_on` of the end;
    `consent_on` the day the person agreed to the disclosure of the rows; `project` the one whose money pays;
    `obstacle` what kept it from beginning; `decision_scope` what the decision covers, in words.
    """

    key: str
    case_number: str
    agreement: str
    service: str
    days: DateRange
    variant: str | None = None
    provider_municipality: str | None = None
    provider: str | None = None
    planned_until: date | None = None
    outcome: Outcome | None = None
    graded_on: date | None = None
    last_present_on: date | None = None
    hours_per_week: Scaled | None = None
    quantity: Scaled | None = None
    procedure: Procedure | None = None
    ground: str | None = None
    decision: str | None = None
    decided_on: date | None = None
    told_on: date | None = None
    end_told_on: date | None = None
    consent_on: date | None = None
    financing: Financing | None = None
    invoice_address: str | None = None
    invoice_reference: str | None = None
    counterpart_reference: str | None = None
    is_sensitive: bool = False
    project: str | None = None
    obstacle: Obstacle | None = None
    decision_scope: str | None = None

    @property
    def bearing(self) -> Booking:
        """The part that decides amounts: what a closing keeps for good holds neither words nor a number of hers."""
        return replace(self, case_number="", project=None, obstacle=None, decision_scope=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days on which the person was away from a booking."""

    booking: str
    days: DateRange
    kind: AbsenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """An amount a month (ten-thousandths of a krona) on top of a booking's price."""

    booking: str
    kind: SupplementKind
    amount: Scaled
    days: DateRange
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was reported as held in a month: hours, visits, or 1."""

    booking: str
    month: Month
    quantity: Scaled


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingEnd:
    """How a booking came to an end: `last` is its last day, not needed of one that never began."""

    outcome: Outcome | None = None
    last: date | None = None
    obstacle: Obstacle | None = None
    last_present_on: date | None = None
    graded_on: date | None = None
    end_told_on: date | None = None


def end_problems(booking: Booking, end: BookingEnd) -> tuple[FieldProblem, ...]:
    """What an end lacks, or contradicts."""
    if end.outcome is None:
        return (FieldProblem("outcome", "missing"),)
    if end.outcome is Outcome.NEVER_STARTED:
        return ()
    if end.last is None:
        return (FieldProblem("last", "missing"),)
    return (FieldProblem("last", "ends_before_start"),) if end.last < booking.days.start else ()


def ended(booking: Booking, end: BookingEnd) -> Booking:
    """The booking with its end, which has no problems."""
    never = end.outcome is Outcome.NEVER_STARTED
    days = DateRange.inclusive(booking.days.start, None if never else end.last)
    told = {one.name: getattr(end, one.name) for one in fields(end) if one.name != "last"}
    return replace(booking, days=days, **told)


def booking_problems(booking: Booking) -> tuple[FieldProblem, ...]:
    """What keeps `booking` from being registered."""
    problems = [
        FieldProblem(name, "missing")
        for name in ("key", "case_number", "agreement", "service")
        if not getattr(booking, name)
    ]
    if booking.planned_until is not None and booking.planned_until < booking.days.start:
        problems.append(FieldProblem("planned_until", "ends_before_start"))
    if booking.graded_on is not None and booking.graded_on < booking.days.start:
        problems.append(FieldProblem("graded_on", "ends_before_start"))
    problems += [
        FieldProblem(name, "negative") for name in ("hours_per_week", "quantity") if (getattr(booking, name) or 0) < 0
    ]
    return tuple(problems)


class BookingStatus(Enum):
    """Where a booking stands, derived from its facts."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    ENDED = "ended"
    COMPLETED = "completed"
    INTERRUPTED = "interrupted"
    MOVED = "moved"
    NEVER_STARTED = "never_started"


_ENDED_AS = {
    Outcome.COMPLETED: BookingStatus.COMPLETED,
    Outcome.INTERRUPTED: BookingStatus.INTERRUPTED,
    Outcome.MOVED: BookingStatus.MOVED,
    Outcome.OTHER: BookingStatus.ENDED,
}


def status_on(days: DateRange, outcome: Outcome | None, today: date) -> BookingStatus:
    """Where a booking with these days and this outcome stands on `today`."""
    if outcome is Outcome.NEVER_STARTED:
        return BookingStatus.NEVER_STARTED
    if today < days.start:
        return BookingStatus.PLANNED
    if today < days.end:
        return BookingStatus.ONGOING
    return _ENDED_AS[outcome] if outcome else BookingStatus.ENDED
