"""What is done in a plan, by whom and when? Activities, what they wait for, and where they do not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.money import SCALE, Scaled
from mottagning.domain.periods import DateRange
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.problems import FieldProblem
from mottagning.domain.responsibilities import ActorKind


class ActivityStatus(Enum):
    """How far an activity has come."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    INTERRUPTED = "interrupted"
    CANCELLED = "cancelled"

    @property
    def is_live(self) -> bool:
        """Whether it is still meant to be done."""
        return self in {ActivityStatus.PLANNED, ActivityStatus.ONGOING}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActivity:
    """Something that is done over `days`. `actor` is the unit or authority of `actor_kind` that answers for it.

    `goal` is the number of the goal that it serves, `depends_on` that of the activity that must be done first, both in
    the same plan. `hours_per_week` in ten-thousandths; `booking` is the key of the booking that it is, where it is one.
    """

    plan: str
    number: int
    what: str
    days: DateRange
    actor_kind: ActorKind
    actor: str | None = None
    goal: int | None = None
    hours_per_week: Scaled | None = None
    place: str | None = None
    status: ActivityStatus = ActivityStatus.PLANNED
    outcome: str | None = None
    booking: str | None = None
    depends_on: int | None = None


def activity_problems(
    activity: PlanActivity, others: Iterable[PlanActivity], goals: Iterable[int]
) -> tuple[FieldProblem, ...]:
    """What keeps `activity` from being registered; `others` are the plan's other activities, `goals` its goals."""
    by_number = {one.number: one for one in others if one.number != activity.number} | {activity.number: activity}
    problems = [] if activity.what else [FieldProblem("what", "missing")]
    if (activity.hours_per_week or 0) < 0:
        problems.append(FieldProblem("hours_per_week", "negative"))
    elif (activity.hours_per_week or 0) > _WEEK * SCALE:
        problems.append(FieldProblem("hours_per_week", "too_many_hours", {"most": str(_WEEK)}))
    if activity.goal is not None and activity.goal not in set(goals):
        problems.append(FieldProblem("goal", "unknown", {"value": str(activity.goal)}))
    if activity.depends_on is not None:
        if activity.depends_on not in by_number:
            problems.append(FieldProblem("depends_on", "unknown", {"value": str(activity.depends_on)}))
        elif ring := _ring(activity, by_number):
            problems.append(FieldProblem("depends_on", "waits_for_itself", {"ring": ring}))
    return tuple(problems)


_WEEK = 7 * 24
"""The hours that a week has."""


def _ring(activity: PlanActivity, by_number: Mapping[int, PlanActivity]) -> str | None:
    """The numbers through which an activity comes to wait for itself: `3 → 1 → 3`."""
    passed = [activity.number]
    follows = activity.depends_on
    while follows is not None and follows in by_number:
        passed.append(follows)
        if follows == activity.number:
            return " → ".join(map(str, passed))
        if follows in passed[1:-1]:
            return None  # a ring of others, told of where it is
        follows = by_number[follows].depends_on
    return None


def activity_doubts(
    activity: PlanActivity, plan: IntroductionPlan, permit_until: date | None, others: Iterable[PlanActivity] = ()
) -> tuple[FieldProblem, ...]:
    """What is worth a look about an activity; nothing of it hinders. An end that nobody knows outlasts nothing."""
    if not activity.status.is_live:
        return ()
    doubts = []
    last = activity.days.last
    if activity.days.start < plan.days.start:
        doubts.append(FieldProblem("first", "before_plan", {"day": plan.days.start.isoformat()}))
    ends = plan.days.last
    if ends is not None and (activity.days.start > ends or (last is not None and last > ends)):
        doubts.append(FieldProblem("last", "after_plan", {"day": ends.isoformat()}))
    if permit_until is not None and (activity.days.start > permit_until or (last is not None and last > permit_until)):
        doubts.append(FieldProblem("last", "after_permit", {"day": permit_until.isoformat()}))
    if activity.goal is None:
        doubts.append(FieldProblem("goal", "no_goal"))
    return (*doubts, *_waiting(activity, others))


def _waiting(activity: PlanActivity, others: Iterable[PlanActivity]) -> Iterable[FieldProblem]:
    """Where it begins before what it waits for has ended."""
    first = next((one for one in others if one.number == activity.depends_on), None)
    if first is not None and first.status.is_live and first.days.end > activity.days.start:
        yield FieldProblem("depends_on", "begins_before", {"what": first.what})
