"""What has been applied for, how far is it, until when can it be, and what is lost? One claim per person and period.

Claims that were sent in together carry the same `application`. The latest day follows from the ground (reception.md
B.3): counted from the end of the period, and for the first of its kind from the first reception too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from mottagning.domain.deadlines.counting import plus
from mottagning.domain.money import Ore
from mottagning.domain.periods import DAY, DateRange, add_months, ends_first
from mottagning.domain.problems import FieldProblem
from mottagning.domain.state_compensation.rules import ClaimPeriod, CompensationRules, Ground, SchoolForm, part_of
from mottagning.domain.state_compensation.school import SchoolSum, school_sum


class ClaimState(Enum):
    """How far a claim has come."""

    EXPECTED = "expected"
    APPLIED = "applied"
    ASKED = "asked"
    """Migrationsverket has asked for more."""
    COMPLETED = "completed"
    DECIDED = "decided"
    RECEIVED = "received"
    REFUSED = "refused"


class Loss(Enum):
    """Why money is lost."""

    PERIOD_PASSED = "period_passed"
    """Nobody applied before the latest day of the period."""
    FIRST_PASSED = "first_passed"
    """The first application of its kind was not made in time after the first reception."""
    TOO_LATE = "too_late"
    """It was applied for after the latest day."""
    REFUSED = "refused"
    REDUCED = "reduced"
    """Less was granted than was applied for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCompensationClaim:
    """What is to be applied for, or was, on a ground for one person and the days of a period.

    `cost` is what the municipality has paid; `applied`, `granted` and `received` are amounts. `evidence` holds the keys
    of what is there of the ground's checklist. `registry_number` is the case at Migrationsverket.
    """

    case_number: str
    ground: str
    days: DateRange
    cost: Ore | None = None
    application: str | None = None
    registry_number: str | None = None
    applied_on: date | None = None
    applied: Ore | None = None
    asked_on: date | None = None
    answer_by: date | None = None
    completed_on: date | None = None
    decided_on: date | None = None
    granted: Ore | None = None
    refusal: str | None = None
    received_on: date | None = None
    received: Ore | None = None
    evidence: str | None = None
    school_form: SchoolForm | None = None
    school_from: date | None = None
    school_until: date | None = None
    """The last day at school; None while it goes on."""

    @property
    def ticked(self) -> frozenset[str]:
        """The keys of the evidence that is there."""
        return frozenset((self.evidence or "").split())

    @property
    def state(self) -> ClaimState:
        """How far it has come, by its days."""
        if self.received_on is not None:
            return ClaimState.RECEIVED
        if self.decided_on is not None:
            return ClaimState.REFUSED if self.granted == 0 else ClaimState.DECIDED
        if self.completed_on is not None:
            return ClaimState.COMPLETED
        if self.asked_on is not None:
            return ClaimState.ASKED
        return ClaimState.APPLIED if self.applied_on is not None else ClaimState.EXPECTED


def as_evidence(keys: Iterable[str]) -> str | None:
    """The keys of evidence as a claim keeps them, in order."""
    return " ".join(sorted(keys)) or None


@dataclass(frozen=True, slots=True)
class Latest:
    """The last day to apply on; None where there is none. `is_first` tells that it comes from the first reception.

    `lacks_reception` tells that an earlier day may hold, as the first reception is not known.
    """

    day: date | None
    is_first: bool = False
    lacks_reception: bool = False


def latest(ground: Ground, days: DateRange, received: date | None, *, is_first: bool) -> Latest:
    """Until when a claim can be made; `is_first` is for the first of its kind for a person received on `received`."""
    by_period = None if ground.latest is None else plus(days.end, ground.latest) - DAY
    if ground.first_within is None or not is_first:
        return Latest(by_period)
    if received is None:
        return Latest(by_period, lacks_reception=True)
    by_first = first_until(ground, received)
    if by_first is not None and (by_period is None or by_first < by_period):
        return Latest(by_first, is_first=True)
    return Latest(by_period)


def first_until(ground: Ground, received: date | None) -> date | None:
    """The last day for the first application of a kind; None where there is none, or the reception is not known."""
    return None if ground.first_within is None or received is None else plus(received, ground.first_within)


def is_first(
    claim: StateCompensationClaim, others: Iterable[StateCompensationClaim], until: date | None = None
) -> bool:
    """Whether no other claim of its kind for the person was made before it, and by `until` where that is known.

    What was made after that day frees no later one: the first has to be made in time (23 and 27 §§).
    """
    made = [
        one.applied_on
        for one in others
        if one.ground == claim.ground and one.case_number == claim.case_number and one.days != claim.days
    ]
    before = [day for day in made if day is not None and (until is None or day <= until)]
    return not any(claim.applied_on is None or day <= claim.applied_on for day in before)


def loss(claim: StateCompensationClaim, until: Latest, today: date) -> Loss | None:
    """Why a claim, or a part of it, is lost; None while it is not."""
    passed = Loss.FIRST_PASSED if until.is_first else Loss.PERIOD_PASSED
    if claim.applied_on is None:
        return passed if until.day is not None and until.day < today else None
    if claim.state is ClaimState.REFUSED:
        late = until.day is not None and until.day < claim.applied_on
        return Loss.TOO_LATE if late else Loss.REFUSED
    if claim.granted is not None:
        return Loss.REDUCED if claim.applied is not None and claim.granted < claim.applied else None
    return Loss.TOO_LATE if until.day is not None and until.day < claim.applied_on else None


def school_of(claim: StateCompensationClaim, rules: CompensationRules) -> SchoolSum | None:
    """What the days at school give in a claim's quarter; None where they are not known, or nothing is told of them."""
    if claim.school_form is None or claim.school_from is None:
        return None
    enrolled = DateRange.inclusive(claim.school_from, claim.school_until)
    return school_sum(enrolled, claim.days, claim.school_form, rules)


def expected_amount(claim: StateCompensationClaim, ground: Ground, rules: CompensationRules) -> Ore | None:
    """What a claim can give: its part of the cost, or what its days at school give.

    None where the cost or the days are not known, or the cost is below what it must reach.
    """
    if ground.by_school:
        school = school_of(claim, rules)
        return school.amount if school else None
    if claim.cost is None or is_below(claim, ground):
        return None
    return claim.cost if ground.part is None else part_of(claim.cost, ground.part)


def is_below(claim: StateCompensationClaim, ground: Ground) -> bool:
    """Whether the cost is known and does not reach what the ground asks for."""
    return ground.threshold is not None and claim.cost is not None and claim.cost < ground.threshold


def lost_amount(claim: StateCompensationClaim, ground: Ground, why: Loss, rules: CompensationRules) -> Ore | None:
    """How much is lost; None where it is not known. What was applied for beyond what can be given is not lost."""
    known = [amount for amount in (claim.applied, expected_amount(claim, ground, rules)) if amount is not None]
    if not known or why is not Loss.REDUCED:
        return min(known, default=None)
    return Ore(max(0, min(known) - (claim.granted or 0)))


_ORDER = ("applied_on", "asked_on", "completed_on", "decided_on", "received_on")
_NEEDS = (
    ("asked_on", "applied_on"),
    ("completed_on", "asked_on"),
    ("decided_on", "applied_on"),
    ("received_on", "decided_on"),
    ("applied", "applied_on"),
    ("granted", "decided_on"),
    ("received", "received_on"),
    ("answer_by", "asked_on"),
)
"""What is not said without a day."""
_WITH = (("decided_on", "granted"), ("received_on", "received"))
"""What days are not said without."""
_AMOUNTS = ("cost", "applied", "granted", "received")


def claim_problems(claim: StateCompensationClaim, rules: CompensationRules) -> tuple[FieldProblem, ...]:
    """What keeps `claim` from being registered."""
    problems = [FieldProblem(name, "negative") for name in _AMOUNTS if (getattr(claim, name) or 0) < 0]
    told = [needed for name, needed in (*_NEEDS, *_WITH) if getattr(claim, name) is not None]
    problems += [FieldProblem(name, "missing") for name in dict.fromkeys(told) if getattr(claim, name) is None]
    days = [(name, day) for name in _ORDER if (day := getattr(claim, name)) is not None]
    problems += [
        FieldProblem(name, "before_last_step", {"day": str(before)})
        for (_, before), (name, day) in pairwise(days)
        if ends_first(before, day)
    ]
    ground = rules.ground(claim.ground)
    if ground is None:
        problems.append(FieldProblem("ground", "unknown", {"value": claim.ground}))
    elif not fits(ground.period, claim.days):
        problems.append(FieldProblem("last", "other_period"))
    return (*problems, *_school_problems(claim, ground))


_SCHOOL = ("school_form", "school_from", "school_until")


def _school_problems(claim: StateCompensationClaim, ground: Ground | None) -> Iterable[FieldProblem]:
    """Days at school belong to a school's claim alone, and are said with their form."""
    told = [name for name in _SCHOOL if getattr(claim, name) is not None]
    if ground is not None and not ground.by_school:
        return [FieldProblem(name, "not_school") for name in told]
    missing = [FieldProblem(name, "missing") for name in _SCHOOL[:2] if told and name not in told]
    if claim.school_from and claim.school_until and ends_first(claim.school_from, claim.school_until):
        return [*missing, FieldProblem("school_until", "ends_before_start")]
    return missing


def fits(period: ClaimPeriod, days: DateRange) -> bool:
    """Whether days are such a period; where there is none they need an end."""
    if days.is_open:
        return False
    months = _MONTHS.get(period)
    if months is None:
        return True
    if days.end != add_months(days.start, months) or days.start.day != _start_day(period, days.start):
        return False
    return period is ClaimPeriod.TWELVE_MONTHS or (days.start.month - 1) % months == 0


_MONTHS = {ClaimPeriod.YEAR: 12, ClaimPeriod.TWELVE_MONTHS: 12, ClaimPeriod.QUARTER: 3}


def _start_day(period: ClaimPeriod, start: date) -> int:
    return start.day if period is ClaimPeriod.TWELVE_MONTHS else 1


def period_of(period: ClaimPeriod, day: date) -> DateRange | None:
    """The calendar year or quarter that holds a day, the twelve months from it; None where there is no period."""
    months = _MONTHS.get(period)
    if months is None:
        return None
    if period is ClaimPeriod.TWELVE_MONTHS:
        return DateRange(day, add_months(day, months))
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    return DateRange(start, add_months(start, months))
