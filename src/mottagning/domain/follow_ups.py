"""When is a plan followed up next, and why? Intervals that grow with time, and what happens in between.

The intervals and events are dated data with their sources (resources/plans/follow_ups.toml). They are an interpretation
(reception.md C.3): a youth home follows its plan up at least every tenth week (Tanum), Finnish law every sixth month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from mottagning.domain.ages import birthday
from mottagning.domain.attendance import THREE_WEEKS
from mottagning.domain.periods import DateRange, add_months
from mottagning.domain.plans import GoalStatus, IntroductionPlan
from mottagning.domain.problems import FieldProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A plan that was looked at together, on a day. `interpreter` is the language of the interpreter who was used.

    `own_view` is what the person herself thinks (SoL 14 kap. 6 §), also that something here is wrong. `next_on` is the
    day that was agreed for the next one; None lets the intervals say it. `cause` is the key of what gave reason to it.
    """

    plan: str
    number: int
    on: date
    cause: str | None = None
    participants: str | None = None
    interpreter: str | None = None
    what_changed: str | None = None
    own_view: str | None = None
    next_on: date | None = None
    signed_by: str | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReview:
    """How far a goal had come at a follow-up; both by their numbers in the plan."""

    plan: str
    follow_up: int
    goal: int
    status: GoalStatus
    note: str | None = None


class EventFact(Enum):
    """What an event is counted from."""

    PERMIT_DECIDED = "permit_decided"
    MOVED = "moved"
    PERSONAL_NUMBER = "personal_number"
    LONG_ABSENCE = "long_absence"
    BORN = "born"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From `from_months` after the reception a plan is followed up every `weeks` weeks or `months` months."""

    key: str
    from_months: int
    weeks: int = 0
    months: int = 0
    source: str = ""

    def after(self, day: date) -> date:
        """The day of the next one after `day`."""
        return add_months(day, self.months) + timedelta(weeks=self.weeks)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpEvent:
    """A reason to a follow-up: so many `months` after (before, when negative) what it is counted from.

    `ages` are birthdays, `deadline` is the key of the rule whose day is meant.
    """

    key: str
    fact: EventFact
    months: int = 0
    ages: tuple[int, ...] = ()
    deadline: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpRules:
    """When plans are followed up; nothing of it is known to hold later than `verified`.

    `first_weeks` after the reception there is a first meeting, `plan_weeks` after it a first plan.
    """

    verified: date
    first_weeks: int
    plan_weeks: int
    floor_months: int
    intervals: tuple[Interval, ...]
    events: tuple[FollowUpEvent, ...]


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """What is known of a person that a follow-up can be counted from. Days, each as often as it happened.

    `deadlines` are the days of those that run, by the keys of their rules.
    """

    birth_date: date | None = None
    received_on: date | None = None
    permits_decided: tuple[date, ...] = ()
    moves: tuple[date, ...] = ()
    personal_number_on: date | None = None
    absences: tuple[DateRange, ...] = ()
    deadlines: Mapping[str, date] = field(default_factory=dict)


class ProposalKind(Enum):
    """On what ground a day is proposed."""

    FIRST_MEETING = "first_meeting"
    INTERVAL = "interval"
    AGREED = "agreed"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next follow-up: its day and why. `rule` is the key of the interval or event, `age` the one that is turned."""

    day: date
    kind: ProposalKind
    rule: str | None = None
    source: str | None = None
    age: int | None = None

    def is_late(self, today: date) -> bool:
        """Whether it should have been held by now."""
        return self.day < today


def follow_up_problems(follow_up: FollowUp, today: date) -> tuple[FieldProblem, ...]:
    """What keeps `follow_up` from being registered: it has been held, and the next one comes after it."""
    problems = []
    if follow_up.on > today:
        problems.append(FieldProblem("on", "in_the_future"))
    if follow_up.next_on is not None and follow_up.next_on <= follow_up.on:
        problems.append(FieldProblem("next_on", "before_this_one"))
    if follow_up.signed_on is not None and follow_up.signed_on < follow_up.on:
        problems.append(FieldProblem("signed_on", "signed_before"))
    if follow_up.signed_on is not None and follow_up.signed_on > today:
        problems.append(FieldProblem("signed_on", "in_the_future"))
    return tuple(problems)


def follow_up_doubts(
    follow_up: FollowUp, plan: IntroductionPlan, today: date, rules: FollowUpRules
) -> tuple[FieldProblem, ...]:
    """What is worth a look about a follow-up; nothing of it hinders."""
    doubts = []
    if follow_up.on < plan.days.start:
        doubts.append(FieldProblem("on", "before_plan", {"day": plan.days.start.isoformat()}))
    if follow_up.next_on is not None and follow_up.on < follow_up.next_on < today:
        doubts.append(FieldProblem("next_on", "already_past"))
    if follow_up.next_on is not None and follow_up.next_on > add_months(follow_up.on, rules.floor_months):
        doubts.append(FieldProblem("next_on", "too_far_off", {"months": rules.floor_months}))
    return tuple(doubts)


def proposed(
    plan: IntroductionPlan, held: Sequence[FollowUp], facts: FollowUpFacts, rules: FollowUpRules
) -> Proposal | None:
    """The next follow-up of a plan: what was agreed, else the interval, or an event that comes before it.

    What was held before the plan began, as history taken over, sets no pace for it. None once the plan is closed.
    """
    if not plan.is_open:
        return None
    last = max(held, key=lambda one: (one.on, one.number), default=None)
    if last is not None and (last.next_on or last.on) < plan.days.start:
        last = None
    ordinary = _agreed(last) or _by_interval(plan, last, facts, rules)
    since = last.on if last is not None else _begins(plan, facts)
    events = [one for one in event_days(facts, rules.events) if since < one.day < ordinary.day]
    return min(events, key=lambda one: one.day, default=ordinary)


def _agreed(last: FollowUp | None) -> Proposal | None:
    return None if last is None or last.next_on is None else Proposal(last.next_on, ProposalKind.AGREED)


def _begins(plan: IntroductionPlan, facts: FollowUpFacts) -> date:
    """From when a plan is followed up: it may have been made before the arrival."""
    return max(plan.days.start, facts.received_on or plan.days.start)


def _by_interval(plan: IntroductionPlan, last: FollowUp | None, facts: FollowUpFacts, rules: FollowUpRules) -> Proposal:
    """By the interval of the time since the reception; within the first week by the first meeting."""
    begins = _begins(plan, facts)
    received = facts.received_on or plan.days.start
    base = last.on if last is not None else begins
    first = received + timedelta(weeks=rules.first_weeks)
    if last is None and base <= first:
        return Proposal(first, ProposalKind.FIRST_MEETING)
    reached = [one for one in rules.intervals if add_months(received, one.from_months) <= base]
    interval = max(reached or rules.intervals[:1], key=lambda one: one.from_months)
    return Proposal(interval.after(base), ProposalKind.INTERVAL, interval.key, interval.source)


def event_days(facts: FollowUpFacts, events: Iterable[FollowUpEvent]) -> list[Proposal]:
    """Every day that gives reason to a follow-up, as far as it is known, in time."""
    found = []
    for event in events:
        found += [Proposal(day, ProposalKind.EVENT, event.key, event.source, age) for day, age in _days(facts, event)]
    return sorted(found, key=lambda one: one.day)


def _days(facts: FollowUpFacts, event: FollowUpEvent) -> Iterable[tuple[date, int | None]]:
    if event.fact is EventFact.BORN:
        if facts.birth_date is not None:
            yield from ((birthday(facts.birth_date, age), age) for age in event.ages)
        return
    for day in _counted_from(facts, event):
        if day is not None:
            yield add_months(day, event.months), None


def _counted_from(facts: FollowUpFacts, event: FollowUpEvent) -> Iterable[date | None]:
    match event.fact:
        case EventFact.PERMIT_DECIDED:
            return facts.permits_decided
        case EventFact.MOVED:
            return facts.moves
        case EventFact.LONG_ABSENCE:
            return long_absences(facts.absences)
        case EventFact.PERSONAL_NUMBER:
            return (facts.personal_number_on,)
        case _:
            return (facts.deadlines.get(event.deadline or ""),)


def long_absences(absences: Iterable[DateRange]) -> Iterable[date]:
    """The first day on which each absence has lasted more than three weeks."""
    for days in absences:
        day = days.start + timedelta(days=THREE_WEEKS)
        if day < days.end:
            yield day


def plan_is_late(received_on: date | None, today: date, rules: FollowUpRules) -> bool:
    """Whether somebody without a plan should have had one by now."""
    return received_on is not None and today > received_on + timedelta(weeks=rules.plan_weeks)
