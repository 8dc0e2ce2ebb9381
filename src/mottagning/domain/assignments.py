"""Who is to be received, by when, and how far is it prepared? Assignments (anvisningar) and those who are expected.

The decision states the last day: at most two months on, longer for quota, at once for temporary protection (förordning
(2016:39) 10 §). An assignment that was interrupted may be replaced by another during the next calendar year (10 a §).
The lengths are those of the deadlines (resources/deadlines/bosattning.toml).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.ages import age_on
from mottagning.domain.deadlines.counting import minus, plus
from mottagning.domain.deadlines.engine import DeadlineStatus
from mottagning.domain.deadlines.rules import Rule, RuleBook
from mottagning.domain.names import shown_name
from mottagning.domain.people import (
    BirthPrecision,
    HouseholdRole,
    PermitGround,
    Person,
    Protection,
    SettlementKind,
    Sex,
)
from mottagning.domain.periods import ends_first, is_slip
from mottagning.domain.problems import FieldProblem


class AssignmentKind(Enum):
    """Under what somebody is assigned; it decides how soon she is to be received."""

    ASSIGNED = "assigned"
    QUOTA = "quota"
    TEMPORARY_PROTECTION = "temporary_protection"
    LMA_HOUSING = "lma_housing"

    @property
    def settlement(self) -> SettlementKind:
        """How those who are received so came to live here."""
        return SettlementKind.QUOTA if self is AssignmentKind.QUOTA else SettlementKind.ASSIGNED

    @property
    def has_temporary_protection(self) -> bool:
        """Whether those who are received so stay on temporary protection."""
        return self in {AssignmentKind.TEMPORARY_PROTECTION, AssignmentKind.LMA_HOUSING}


class AssignmentStatus(Enum):
    """How far a reception has come."""

    EXPECTED = "expected"
    PREPARING = "preparing"
    RECEIVED = "received"
    CANCELLED = "cancelled"
    REPLACED = "replaced"

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to come."""
        return self in {AssignmentStatus.EXPECTED, AssignmentStatus.PREPARING}


RULES: Mapping[AssignmentKind, str] = {
    AssignmentKind.ASSIGNED: "assignment_reception",
    AssignmentKind.QUOTA: "assignment_reception_quota",
    AssignmentKind.LMA_HOUSING: "lma_housing",
}
"""The deadline that each kind has. Under temporary protection the reception is at once: no length is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A decision that so many `persons` are to be received.

    `due_on` is the last day that the decision states. `agency_case` and `contact` are the case at Migrationsverket and
    who has it there, `officer` who has it here. It counts on the quota of `quota_year`, that of the decision when None.
    `household` is the key of the household that comes: what is prepared is ticked for it. `replaces` names the
    assignment it stands in place of. `persons_received` is None when all came.
    """

    key: str
    kind: AssignmentKind
    decided_on: date
    persons: int
    due_on: date | None = None
    status: AssignmentStatus = AssignmentStatus.EXPECTED
    agency_case: str | None = None
    contact: str | None = None
    officer: str | None = None
    interpreter_language: str | None = None
    arrives_on: date | None = None
    received_on: date | None = None
    persons_received: int | None = None
    quota_year: int | None = None
    household: str | None = None
    replaces: str | None = None
    protection: Protection = Protection.NONE
    note: str | None = None

    @property
    def counts_in(self) -> int:
        """The year whose quota it counts on."""
        return self.quota_year or self.decided_on.year

    @property
    def arrival(self) -> date | None:
        """The day of arrival: the real one, else the planned."""
        return self.received_on or self.arrives_on

    @property
    def came(self) -> int:
        """How many were received; nobody as long as it is open."""
        if self.received_on is None:
            return 0
        return self.persons if self.persons_received is None else self.persons_received


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedPerson:
    """Somebody who is to come with an assignment, with or without a name; `case_number` once she is registered.

    `age` is what the decision says where no birth date is known: her age on the day it was made.
    """

    assignment: str
    number: int
    given_name: str | None = None
    family_name: str | None = None
    birth_date: date | None = None
    birth_precision: BirthPrecision = BirthPrecision.DAY
    age: int | None = None
    sex: Sex | None = None
    role: HouseholdRole | None = None
    case_number: str | None = None

    @property
    def name(self) -> str:
        """Given and family name, whichever is known."""
        return shown_name(self.given_name, self.family_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """Who sees to an item of the checklist before an arrival, so many days before it."""

    assignment: str
    item: str
    responsible: str
    days_before: int = 0


@dataclass(frozen=True, slots=True)
class LatestDay:
    """The last day to receive somebody, None when neither the decision nor a rule says one.

    `by_rule` is the day that the rule allows; the day is it unless the decision states one (`is_stated`).
    """

    day: date | None
    by_rule: date | None
    is_stated: bool
    rule: Rule | None


def latest_day(one: Assignment, book: RuleBook) -> LatestDay:
    """By when those of an assignment are to be received."""
    rule = _rule_of(one, book)
    by_rule = None
    if one.kind is AssignmentKind.TEMPORARY_PROTECTION:
        by_rule = one.decided_on
    elif rule is not None and rule.length is not None:
        by_rule = plus(one.decided_on, rule.length)
    return LatestDay(one.due_on or by_rule, by_rule, one.due_on is not None, rule)


def _rule_of(one: Assignment, book: RuleBook) -> Rule | None:
    """The version of the rule that holds for the day of the decision, the newest of several."""
    versions = [
        rule for rule in book.versions(RULES.get(one.kind, "")) if rule.valid is None or one.decided_on in rule.valid
    ]
    return max(versions, key=lambda rule: rule.identity, default=None)


def urgency(one: Assignment, last: LatestDay, today: date) -> DeadlineStatus:
    """How near the last day is, by the times that its rule names; what is to be done at once is always urgent."""
    if not one.status.is_open:
        return DeadlineStatus.STOPPED
    if last.day is None:
        return DeadlineStatus.UNKNOWN
    if last.day < today:
        return DeadlineStatus.PASSED
    if last.rule is None or today >= minus(last.day, last.rule.red):
        return DeadlineStatus.RED
    return DeadlineStatus.YELLOW if today >= minus(last.day, last.rule.yellow) else DeadlineStatus.TO_COME


def assignment_problems(one: Assignment, others: Iterable[Assignment], today: date) -> tuple[FieldProblem, ...]:
    """What keeps `one` from being registered; `others` are all the other assignments."""
    problems = [] if one.key else [FieldProblem("key", "missing")]
    if one.persons < 1:
        problems.append(FieldProblem("persons", "nobody"))
    elif one.persons > _MOST:
        problems.append(FieldProblem("persons", "too_many_persons", {"most": str(_MOST)}))
    if one.persons_received is not None and not 0 <= one.persons_received <= one.persons:
        problems.append(FieldProblem("persons_received", "more_than_assigned", {"most": str(one.persons)}))
    problems += [
        FieldProblem(name, "before_decision", {"day": one.decided_on.isoformat()})
        for name in ("due_on", "arrives_on", "received_on")
        if ends_first(one.decided_on, getattr(one, name))
    ]
    problems += [FieldProblem(name, "unlikely_year") for name in _DAYS if is_slip(getattr(one, name))]
    problems += _status_problems(one, today)
    if one.quota_year is not None and abs(one.quota_year - one.decided_on.year) > _FAR:
        problems.append(FieldProblem("quota_year", "not_a_year"))
    return (*problems, *_replacing_problems(one, others))


_DAYS = ("decided_on", "due_on", "arrives_on", "received_on")
_MOST = 999
"""More persons in one decision are a slip of the hand: the whole country's quota is a few thousand a year."""
_FAR = 5
"""A quota so many years from the decision is a slip of the hand."""


def _status_problems(one: Assignment, today: date) -> Iterable[FieldProblem]:
    is_received = one.status is AssignmentStatus.RECEIVED
    if is_received and one.received_on is None:
        yield FieldProblem("received_on", "missing")
    if not is_received and one.received_on is not None:
        yield FieldProblem("status", "received_it_says")
    if one.received_on is not None and one.received_on > today:
        yield FieldProblem("received_on", "in_the_future")
    if not is_received and one.received_on is None and one.persons_received is not None:
        yield FieldProblem("persons_received", "not_received_yet")


def _replacing_problems(one: Assignment, others: Iterable[Assignment]) -> Iterable[FieldProblem]:
    """What is replaced is there, was not received, is replaced by one only, and has not itself replaced this one."""
    if one.replaces is None:
        return
    rest = [other for other in others if other.key != one.key]
    former = next((other for other in rest if other.key == one.replaces), None)
    if former is None:
        yield FieldProblem("replaces", "unknown", {"value": one.replaces})
    elif former.received_on is not None:
        yield FieldProblem("replaces", "received_already")
    elif any(other.replaces == one.replaces for other in rest):
        yield FieldProblem("replaces", "replaced_already")
    elif one.key in _replaced_through(former, {other.key: other for other in rest}):
        yield FieldProblem("replaces", "replaces_itself")


def _replaced_through(one: Assignment, others: Mapping[str, Assignment]) -> set[str]:
    """The keys of what an assignment replaces, and of what that replaces."""
    passed: set[str] = set()
    key = one.replaces
    while key is not None and key not in passed:
        passed.add(key)
        key = others[key].replaces if key in others else None
    return passed


def assignment_doubts(one: Assignment, book: RuleBook, former: Assignment | None = None) -> tuple[FieldProblem, ...]:
    """What is worth a look about an assignment; nothing of it hinders. `former` is the one that it replaces."""
    doubts = []
    last = latest_day(one, book)
    if last.is_stated and last.by_rule is not None and last.day is not None and last.day > last.by_rule:
        doubts.append(FieldProblem("due_on", "later_than_rule", {"day": last.by_rule.isoformat()}))
    if one.status.is_open and one.arrives_on is not None and last.day is not None and one.arrives_on > last.day:
        doubts.append(FieldProblem("arrives_on", "after_last_day", {"day": last.day.isoformat()}))
    if former is not None and one.decided_on.year > former.decided_on.year + 1:
        doubts.append(FieldProblem("replaces", "replaced_too_late", {"year": str(former.decided_on.year + 1)}))
    return tuple(doubts)


def expected_problems(one: ExpectedPerson) -> tuple[FieldProblem, ...]:
    """What keeps `one` from being registered: something is known of her."""
    problems = []
    if one.age is not None and not 0 <= one.age <= _OLDEST:
        problems.append(FieldProblem("age", "not_an_age"))
    if not one.name and one.birth_date is None and one.age is None and one.case_number is None:
        problems.append(FieldProblem("age", "nothing_known"))
    return tuple(problems)


_OLDEST = 120


def expected_age(one: ExpectedPerson, day: date) -> int | None:
    """How old she is on `day`; where only an age is known, what the decision said of her."""
    return one.age if one.birth_date is None else age_on(one.birth_date, day)


_LONGEST_BEFORE = 365
"""More days before an arrival are a slip of the hand."""


def preparation_problems(one: Preparation, items: Iterable[str]) -> tuple[FieldProblem, ...]:
    """What keeps `one` from being registered; `items` are the keys of those there are before an arrival."""
    problems = [] if one.responsible else [FieldProblem("responsible", "missing")]
    if one.item not in set(items):
        problems.append(FieldProblem("item", "unknown", {"value": one.item}))
    if one.days_before < 0:
        problems.append(FieldProblem("days_before", "negative"))
    elif one.days_before > _LONGEST_BEFORE:
        problems.append(FieldProblem("days_before", "too_many_days", {"most": str(_LONGEST_BEFORE)}))
    return tuple(problems)


def newcomer(one: ExpectedPerson, of: Assignment, case_number: str, first_municipality: str | None) -> Person:
    """The person that somebody expected becomes: what the decision says of all, and what is known of her."""
    return Person(
        case_number=case_number,
        family_name=one.family_name,
        given_name=one.given_name,
        birth_date=one.birth_date,
        birth_precision=one.birth_precision,
        sex=one.sex,
        household=of.household,
        household_role=one.role,
        interpreter_language=of.interpreter_language,
        permit_ground=PermitGround.TEMPORARY_PROTECTION if of.kind.has_temporary_protection else None,
        is_quota=of.kind is AssignmentKind.QUOTA,
        settlement_kind=of.kind.settlement,
        assigned_on=of.decided_on,
        received_on=of.received_on,
        first_municipality=first_municipality,
        protection=of.protection,
    )
