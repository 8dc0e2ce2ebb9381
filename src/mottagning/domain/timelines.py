"""How do things lie on a line of time, and what would moving an activity there do? Nothing here is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from mottagning.domain.periods import DAY, OPEN, DateRange, add_months
from mottagning.domain.plan_activities import ActivityStatus, PlanActivity, activity_doubts
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.problems import FieldProblem


class ThingKind(Enum):
    """What lies on the line, in the order in which its kinds stand under one another."""

    RESIDENCE = "residence"
    PERMIT = "permit"
    HOUSING = "housing"
    BOOKING = "booking"
    ACTIVITY = "activity"
    FOLLOW_UP = "follow_up"
    DEADLINE = "deadline"

    @property
    def is_day(self) -> bool:
        """Whether it is about a day rather than over days."""
        return self in {ThingKind.FOLLOW_UP, ThingKind.DEADLINE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something of a person's over `days`; what happens on a day has that day alone. `key` tells it from all others.

    It `is_live` while it goes on or is to come: a follow-up that was held is not.
    """

    key: str
    person: int
    kind: ThingKind
    days: DateRange
    is_live: bool = True


class Grip(Enum):
    """By what an activity is moved."""

    WHOLE = "whole"
    END = "end"


class Edge(Enum):
    """An edge of an activity."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Passing:
    """A follow-up or deadline that an edge comes to lie on the other side of; on the later one when `is_later`."""

    thing: Thing
    edge: Edge
    is_later: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveEffects:
    """What becomes otherwise when an activity is moved from the days `before` to the days `after`.

    Doubts are `arising`, `standing` as they did or `solved`. `waiting` are the activities that depend on it and would
    begin before it ends, `meets` what others of the household have on days that it did not have before; `booking`
    is the key of the booking that it is, whose days stay as they are.
    """

    before: DateRange
    after: DateRange
    arising: tuple[FieldProblem, ...] = ()
    standing: tuple[FieldProblem, ...] = ()
    solved: tuple[FieldProblem, ...] = ()
    waiting: tuple[PlanActivity, ...] = ()
    passed: tuple[Passing, ...] = ()
    meets: tuple[Thing, ...] = ()
    booking: str | None = None

    @property
    def touches(self) -> bool:
        """Whether there is anything to tell besides the new days."""
        return bool(
            self.arising or self.standing or self.solved or self.waiting or self.passed or self.meets or self.booking
        )


_ABOUT_DAYS = frozenset({"before_plan", "after_plan", "after_permit", "begins_before"})
"""The doubts that other days can raise or solve."""
_MET = frozenset({ThingKind.ACTIVITY, ThingKind.BOOKING, ThingKind.FOLLOW_UP})
"""What somebody is taken up by."""


def movable(activity: PlanActivity, *, is_plan_open: bool) -> bool:
    """Whether an activity can be moved on the line: only what is planned, while its plan goes on."""
    return is_plan_open and activity.status is ActivityStatus.PLANNED


# the new days


def moved(days: DateRange, grip: Grip, by: int) -> DateRange:
    """The days when all of them, or the end alone, lie `by` days later (earlier when negative).

    At least a day is left, and the calendar ends before `OPEN`. What has no end keeps none.
    """
    if grip is Grip.END:
        if days.is_open:
            return days
        return DateRange(days.start, _within(days.end, by, days.start + DAY))
    if days.is_open:
        return DateRange(_within(days.start, by, date.min))
    start = _within(days.start, by, date.min, OPEN - timedelta(days=days.days + 1))
    return DateRange(start, start + timedelta(days=days.days))


def _within(day: date, by: int, first: date, last: date = OPEN - DAY) -> date:
    wanted = day.toordinal() + by
    return date.fromordinal(min(max(wanted, first.toordinal()), last.toordinal()))


def step_of_months(days: DateRange, grip: Grip, months: int) -> int:
    """How many days it is to the same day of the month so many `months` later (earlier when negative)."""
    held = days.start if grip is Grip.WHOLE else days.last or days.start
    return (add_months(held, months) - held).days


# what comes of it


def move_effects(
    activity: PlanActivity,
    to: DateRange,
    plan: IntroductionPlan,
    permit_until: date | None,
    others: Sequence[PlanActivity],
    things: Iterable[Thing],
    person: int,
) -> MoveEffects:
    """What moving `activity`, which is `person`'s, to the days `to` would do.

    `others` are the plan's other activities, `things` what lies on the lines of everybody in the household.
    """
    after = replace(activity, days=to)
    had = _doubts(activity, plan, permit_until, others)
    has = _doubts(after, plan, permit_until, others)
    found = tuple(things)
    return MoveEffects(
        before=activity.days,
        after=to,
        arising=tuple(one for one in has if one not in had),
        standing=tuple(one for one in has if one in had),
        solved=tuple(one for one in had if one not in has),
        waiting=tuple(one for one in others if _would_wait(one, after)),
        passed=tuple(sorted(_passed(activity.days, to, found, person), key=_day)),
        meets=tuple(one for one in found if one.person != person and _is_met(one, activity.days, to)),
        booking=activity.booking,
    )


def _doubts(
    activity: PlanActivity, plan: IntroductionPlan, permit_until: date | None, others: Sequence[PlanActivity]
) -> list[FieldProblem]:
    return [one for one in activity_doubts(activity, plan, permit_until, others) if one.code in _ABOUT_DAYS]


def _would_wait(other: PlanActivity, activity: PlanActivity) -> bool:
    return other.depends_on == activity.number and other.status.is_live and other.days.start < activity.days.end


def _passed(before: DateRange, after: DateRange, things: Iterable[Thing], person: int) -> Iterator[Passing]:
    for one in things:
        if one.person == person and one.kind.is_day and one.is_live:
            passing = _passing(before, after, one)
            if passing is not None:
                yield passing


def _passing(before: DateRange, after: DateRange, thing: Thing) -> Passing | None:
    """Where both edges pass the day, the one is told that says it of all of it."""
    day = thing.days.start
    if before.start <= day < after.start:
        return Passing(thing, Edge.START, is_later=True)
    if before.end <= day + DAY < after.end:
        return Passing(thing, Edge.END, is_later=True)
    if after.end <= day < before.end:
        return Passing(thing, Edge.END, is_later=False)
    if after.start < day <= before.start:
        return Passing(thing, Edge.START, is_later=False)
    return None


def _day(passing: Passing) -> date:
    return passing.thing.days.start


def _is_met(thing: Thing, before: DateRange, after: DateRange) -> bool:
    return (
        thing.is_live and thing.kind in _MET and thing.days.meet(after) is not None and thing.days.meet(before) is None
    )


# how things lie


def stacked(extents: Sequence[tuple[int, int]]) -> list[int]:
    """The row of each extent (from, up to but not including), the first that is free; those that meet lie apart."""
    rows = [0] * len(extents)
    ends: list[int] = []
    for place in sorted(range(len(extents)), key=lambda one: extents[one]):
        start, end = extents[place]
        row = next((number for number, taken in enumerate(ends) if taken <= start), len(ends))
        ends[row:] = [end, *ends[row + 1 :]]
        rows[place] = row
    return rows


def all_days(things: Iterable[Thing], today: date) -> DateRange:
    """The days from the first thing that happens to the last that is known, with today.

    How long somebody had belonged somewhere, and what has no end, does not stretch them.
    """
    first, last = today, today
    for one in things:
        if one.kind is ThingKind.RESIDENCE:
            continue
        first = min(first, one.days.start)
        last = max(last, one.days.start if one.days.is_open else one.days.end - DAY)
    return DateRange(first, min(last, OPEN - DAY) + DAY)
