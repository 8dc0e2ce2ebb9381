"""Follow-ups: held together, with how far each goal has come; changed, taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mottagning.domain.follow_ups import FollowUp, GoalReview, follow_up_doubts, follow_up_problems
from mottagning.domain.plans import GoalStatus, next_number
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.changes import Done, Stored
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context
from mottagning.usecases.visible import seen_plan

Reviews = Mapping[int, tuple[GoalStatus, str | None]]
"""How far goals have come, by their numbers, each with a note."""


@dataclass(frozen=True, slots=True)
class Former:
    """How it was before a follow-up was entered, changed or removed; `follow_up` is None where it was not there.

    `goals` are the statuses of the plan's goals by their numbers: one may also have been set by hand.
    """

    follow_up: FollowUp | None
    reviews: Reviews
    goals: Mapping[int, GoalStatus]


def save_follow_up(
    ctx: Context, plan_id: int, before: Stored[FollowUp] | None, follow_up: FollowUp, reviews: Reviews
) -> Done[Stored[FollowUp]]:
    """Keep a follow-up that was held, or change the one read as `before`; a new one gets its number here.

    The latest one's word on a goal is the goal's own status. Raises Refused with every field that cannot be so, or when
    the person may not be seen.
    """
    with ctx.writing() as uow:
        plan = seen_plan(ctx, uow, plan_id)
        held = uow.follow_ups.of_plan(plan_id)
        number = before.value.number if before else next_number(one.value.number for one in held)
        follow_up = replace(follow_up, plan=plan.value.key, number=number)
        problems = follow_up_problems(follow_up, ctx.today)
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        after = uow.follow_ups.put(before, follow_up)
        told = {*reviews, *_goals_told(uow, plan_id, number)}
        _write_reviews(uow, plan_id, follow_up, reviews)
        is_moved = before is not None and before.value.on != follow_up.on
        if is_moved or not any(_order(one.value) > _order(follow_up) for one in held if one.id != after.id):
            _settle(uow, plan_id, told)
        return Done(after, uow.commit())


def _order(one: FollowUp) -> tuple[date, int]:
    """Of two on one day the one that was entered later is the later."""
    return one.on, one.number


def _goals_told(reader: Reader, plan_id: int, number: int) -> set[int]:
    """The goals that a follow-up says something of."""
    return {one.value.goal for one in reader.goal_reviews.of_plan(plan_id) if one.value.follow_up == number}


def _goals_last_told(reader: Reader, plan_id: int, follow_up: FollowUp) -> set[int]:
    """The goals of which a follow-up has the last word."""
    later = [one.value.number for one in reader.follow_ups.of_plan(plan_id) if _order(one.value) > _order(follow_up)]
    told = _goals_told(reader, plan_id, follow_up.number)
    return told.difference(*(_goals_told(reader, plan_id, number) for number in later))


def _write_reviews(uow: UnitOfWork, plan_id: int, follow_up: FollowUp, reviews: Reviews) -> None:
    there = {
        one.value.goal: one for one in uow.goal_reviews.of_plan(plan_id) if one.value.follow_up == follow_up.number
    }
    for goal, (status, note) in reviews.items():
        review = GoalReview(plan=follow_up.plan, follow_up=follow_up.number, goal=goal, status=status, note=note)
        uow.goal_reviews.put(there.get(goal), review)
    for goal, gone in there.items():
        if goal not in reviews:
            uow.goal_reviews.remove(gone)


def _settle(uow: UnitOfWork, plan_id: int, goals: Collection[int]) -> None:
    """Have these goals be as the latest follow-up that tells of each says; not begun where none does any more."""
    places = {one.value.number: _order(one.value) for one in uow.follow_ups.of_plan(plan_id)}
    reviews = sorted((one.value for one in uow.goal_reviews.of_plan(plan_id)), key=lambda one: places[one.follow_up])
    said = {one.goal: one.status for one in reviews}
    _set_statuses(uow, plan_id, {number: said.get(number, GoalStatus.NOT_BEGUN) for number in goals})


def _set_statuses(uow: UnitOfWork, plan_id: int, statuses: Mapping[int, GoalStatus]) -> None:
    found = [one for one in uow.plan_goals.of_plan(plan_id) if one.value.number in statuses]
    uow.plan_goals.change_many([(one, replace(one.value, status=statuses[one.value.number])) for one in found])


def remove_follow_up(ctx: Context, plan_id: int, before: Stored[FollowUp]) -> Done[None]:
    """Take back a follow-up with what it said of goals: an earlier one's word holds again.

    Raises Refused when it was changed since.
    """
    with ctx.writing() as uow:
        seen_plan(ctx, uow, plan_id)
        told = _goals_last_told(uow, plan_id, before.value)
        _write_reviews(uow, plan_id, before.value, {})
        uow.follow_ups.remove(before)
        _settle(uow, plan_id, told)
        return Done(None, uow.commit())


def put_back(
    ctx: Context, plan_id: int, after: Stored[FollowUp] | None, former: Former
) -> Done[Stored[FollowUp] | None]:
    """Have a follow-up, what it said of goals and the goals be as they were; `after` is what is there now, None for one
    that was removed.

    Raises Refused when it was changed since.
    """
    with ctx.writing() as uow:
        seen_plan(ctx, uow, plan_id)
        there = None
        if former.follow_up is not None:
            there = uow.follow_ups.put(after, former.follow_up)
            _write_reviews(uow, plan_id, former.follow_up, former.reviews)
        elif after is not None:
            _write_reviews(uow, plan_id, after.value, {})
            uow.follow_ups.remove(after)
        _set_statuses(uow, plan_id, former.goals)
        return Done(there, uow.commit())


def doubts_of_follow_up(ctx: Context, plan_id: int, follow_up: FollowUp) -> tuple[FieldProblem, ...]:
    """What is worth a look about a follow-up while it is being entered. Raises Refused when it may not be seen."""
    with ctx.reading() as reader:
        plan = seen_plan(ctx, reader, plan_id)
        return follow_up_doubts(follow_up, plan.value, ctx.today, ctx.reference.plans.follow_ups)
