"""What waits for whom, and since when? Worked out of what is known of a person, or entered by hand.

Delays at others are what the municipalities wanted to show (Stockholms stad 2015: all actors taking their
responsibility). Nobody is made responsible here: whose a thing is comes from the map of responsibilities, from the
activity's own actor, from the municipality that was asked, or nobody knows. What lacks a day is no wait, nor is the
fact that a deadline lacks; that a permit was applied for is no fact of the register, and is entered by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from statistics import median

from mottagning.domain.checklists import ChecklistItem, OwnerKind, not_for
from mottagning.domain.deadlines.facts import DayFact
from mottagning.domain.people import Person
from mottagning.domain.periods import DAY, add_months, ends_first
from mottagning.domain.plan_activities import ActivityStatus, PlanActivity
from mottagning.domain.problems import FieldProblem
from mottagning.domain.requests import (
    OPEN_STATUSES,
    BookingRequest,
    RequestStep,
    StepKind,
    duties_of,
    status_of,
    waits_for_us,
)
from mottagning.domain.responsibilities import ActorKind, Responsibility
from mottagning.domain.services import folded

PERSONAL_NUMBER_LINE = "folkbokforing"
"""The line of the map that says who gives a personnummer: it follows from the folkbokföring (FoL 18 §)."""
_WEEK = 7
_SHOWN_MONTHS = 12
"""So long a wait that has ended is counted among an actor's."""


class WaitKind(Enum):
    """What sort of thing waits."""

    PERSONAL_NUMBER = "personal_number"
    REQUEST = "request"
    BEFORE = "before"
    """An activity that another's activity has to come before."""
    ACTIVITY = "activity"
    CHECKLIST = "checklist"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whom something waits for. `kind` is None while nobody knows; `name` says who where the kind does not."""

    kind: ActorKind | None = None
    name: str | None = None

    @property
    def identity(self) -> tuple[str, str]:
        """What tells one from another, however the name is written."""
        return self.kind.value if self.kind else "", folded(self.name or "")


UNKNOWN = Actor()
OURSELVES = Actor(ActorKind.OWN_UNIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A wait that somebody has entered, for one person or for one household.

    `ended_on` is the day on which it was over. `actor` says who where `actor_kind` does not.
    """

    key: str
    what: str
    since: date
    case_number: str | None = None
    household: str | None = None
    actor_kind: ActorKind | None = None
    actor: str | None = None
    note: str | None = None
    ended_on: date | None = None
    why_ended: str | None = None


def wait_problems(wait: Wait, today: date) -> tuple[FieldProblem, ...]:
    """What keeps `wait` from being registered: it says what, of whom, and its days have been."""
    problems = [] if wait.what else [FieldProblem("what", "missing")]
    if (wait.case_number is None) == (wait.household is None):
        problems.append(FieldProblem("household", "of_one_of_both"))
    problems += [
        FieldProblem(name, "in_the_future")
        for name, day in (("since", wait.since), ("ended_on", wait.ended_on))
        if day is not None and day > today
    ]
    if ends_first(wait.since, wait.ended_on):
        problems.append(FieldProblem("ended_on", "ends_before_start"))
    if wait.why_ended and wait.ended_on is None:
        problems.append(FieldProblem("ended_on", "missing"))
    return tuple(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """Something that waits for `actor` since a day, or waited until one.

    `what` is its record's word for it, `key` (and `number` in a plan) names that record; `first` is what has to come
    before, and `step` what made it the actor's turn. `line` is the key of the map's line that tells whose it is.
    """

    kind: WaitKind
    actor: Actor
    since: date
    until: date | None = None
    what: str | None = None
    key: str | None = None
    number: int | None = None
    first: str | None = None
    step: StepKind | None = None
    service: str | None = None
    line: str | None = None

    def weeks(self, today: date) -> int:
        """The whole weeks that it has lasted, or lasted."""
        return ((self.until or today) - self.since).days // _WEEK


@dataclass(frozen=True, slots=True)
class KnownRequest:
    """A request with its steps, and whom it was sent to."""

    request: BookingRequest
    steps: Sequence[RequestStep]
    other: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a person that can wait.

    `days` are the facts of `domain.deadlines`, `activities` those of her open plan, `done` the keys of the checklist's
    items that somebody has said something of, and `checklist` all its items where it is kept.
    """

    person: Person
    days: Mapping[DayFact, date]
    requests: Sequence[KnownRequest] = ()
    activities: Sequence[PlanActivity] = ()
    checklist: Sequence[ChecklistItem] = ()
    done: Collection[str] = ()


Answers = Callable[[str], Actor]
"""Who answers for what a line of the map is about, by its key."""


def waits(known: Known, answers: Answers, today: date) -> list[Awaited]:
    """What waits for somebody, and what has waited and is over where its days tell; nothing of who is gone."""
    if _has_been(known.days.get(DayFact.GONE), today):
        return []
    found = [*_requests(known.requests), *_activities(known.activities, today)]
    if not _has_been(known.days.get(DayFact.MOVED_AWAY), today):
        found += [*_personal_number(known, answers, today), *_items(known, answers, today)]
    return found


def entered(wait: Wait) -> Awaited:
    """What somebody has entered, as what is worked out."""
    actor = Actor(wait.actor_kind, wait.actor)
    return Awaited(
        kind=WaitKind.ENTERED, actor=actor, since=wait.since, until=wait.ended_on, what=wait.what, key=wait.key
    )


def who_answers(lines: Iterable[Responsibility], key: str, today: date) -> Actor:
    """Whom the map names by the line `key` that holds today; `UNKNOWN` where it says nothing.

    Of several the first counts: the office's own come before those of the program.
    """
    line = next((one for one in lines if one.key == key and one.holds_on(today)), None)
    return UNKNOWN if line is None else Actor(line.actor_kind, line.actor)


def _has_been(day: date | None, today: date) -> bool:
    return day is not None and day <= today


# one kind after another


def _personal_number(known: Known, answers: Answers, today: date) -> Iterator[Awaited]:
    """A personnummer, from the day of the registration until the day it came."""
    registered, came = known.days.get(DayFact.REGISTERED), known.days.get(DayFact.PERSONAL_NUMBER)
    if not _has_been(registered, today) or registered is None or (came is not None and came <= registered):
        return
    yield Awaited(
        kind=WaitKind.PERSONAL_NUMBER,
        actor=answers(PERSONAL_NUMBER_LINE),
        since=registered,
        until=came if _has_been(came, today) else None,
        line=PERSONAL_NUMBER_LINE,
    )


def _requests(requests: Iterable[KnownRequest]) -> Iterator[Awaited]:
    """Whose turn it was in each request, from the step that made it so to the one that ended it."""
    for one in requests:
        for now, following in pairwise([*_turns(one.request, one.steps), None]):
            if now is not None and now.is_ours is not None:
                yield Awaited(
                    kind=WaitKind.REQUEST,
                    actor=OURSELVES if now.is_ours else one.other,
                    since=now.step.on,
                    until=max(following.step.on, now.step.on) if following else None,
                    what=one.request.service,
                    key=one.request.key,
                    step=now.step.kind,
                    service=one.request.service,
                )


@dataclass(frozen=True, slots=True)
class _Turn:
    """Whose turn it is since a step; nobody's when `is_ours` is None."""

    is_ours: bool | None
    step: RequestStep


def _turns(request: BookingRequest, steps: Sequence[RequestStep]) -> Iterator[_Turn]:
    before: bool | None = None
    for place, step in enumerate(steps, start=1):
        now = _is_ours(request, steps[:place])
        if place == 1 or now != before:
            yield _Turn(now, step)
        before = now


def _is_ours(request: BookingRequest, steps: Sequence[RequestStep]) -> bool | None:
    if status_of(request, steps) not in OPEN_STATUSES and not duties_of(request, steps):
        return None
    return waits_for_us(request, steps)


def _activities(activities: Iterable[PlanActivity], today: date) -> Iterator[Awaited]:
    """What should have begun and is another actor's, or has to wait for another actor's activity."""
    by_number = {one.number: one for one in activities}
    for one in by_number.values():
        if one.status is not ActivityStatus.PLANNED or one.days.start >= today:
            continue
        mine, first = _actor_of(one), by_number.get(one.depends_on or 0)
        found = Awaited(
            kind=WaitKind.ACTIVITY, actor=mine, since=one.days.start, what=one.what, key=one.plan, number=one.number
        )
        if first is not None and first.status.is_live and _actor_of(first).identity != mine.identity:
            yield replace(found, kind=WaitKind.BEFORE, actor=_actor_of(first), first=first.what)
        elif mine.kind is not ActorKind.OWN_UNIT:
            yield found


def _actor_of(activity: PlanActivity) -> Actor:
    return Actor(activity.actor_kind, activity.actor)


def _items(known: Known, answers: Answers, today: date) -> Iterator[Awaited]:
    """Her own items of phases that have ended, where the item names the line of the map that it is."""
    received = known.person.received_on
    if received is None:
        return
    for item in known.checklist:
        since = item.phase.ends_on(received) + DAY
        is_told = item.told_by is not None and _has_been(known.days.get(item.told_by), today)
        is_open = item.key not in known.done and not is_told and not_for(item, known.person, today) is None
        if item.answers is None or item.owner is not OwnerKind.PERSON or since > today or not is_open:
            continue
        actor = answers(item.answers)
        if actor.kind is not ActorKind.OWN_UNIT:
            yield Awaited(
                kind=WaitKind.CHECKLIST, actor=actor, since=since, what=item.text, key=item.key, line=item.answers
            )


# per actor


@dataclass(frozen=True, slots=True)
class ActorWaits:
    """What waits for one actor: how many, the median and the longest in whole weeks; what ended in the last year."""

    actor: Actor
    running: int
    weeks: Fraction | None
    longest: int | None
    ended: int
    ended_weeks: Fraction | None


def per_actor(found: Iterable[Awaited], today: date) -> list[ActorWaits]:
    """The waits of each actor that has any, the longest median first."""
    groups: dict[tuple[str, str], list[Awaited]] = {}
    for one in found:
        groups.setdefault(one.actor.identity, []).append(one)
    counted = [_counted(group, today) for group in groups.values()]
    return sorted(
        (one for one in counted if one.running or one.ended),
        key=lambda one: (-(one.weeks or 0), -one.running, one.actor.identity),
    )


def _counted(group: Sequence[Awaited], today: date) -> ActorWaits:
    running = [one.weeks(today) for one in group if one.until is None]
    earliest = add_months(today, -_SHOWN_MONTHS)
    ended = [one.weeks(today) for one in group if one.until is not None and earliest < one.until <= today]
    return ActorWaits(
        group[0].actor, len(running), _median(running), max(running, default=None), len(ended), _median(ended)
    )


def _median(weeks: Sequence[int]) -> Fraction | None:
    return median(map(Fraction, weeks)) if weeks else None
