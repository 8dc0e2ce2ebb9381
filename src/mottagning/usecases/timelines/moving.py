"""Move a planned activity: what that would do, and then the same saved as any other change of an activity."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mottagning.domain.periods import DateRange
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.timelines import movable, move_effects
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.timelines import MovePreview
from mottagning.usecases.context import Context
from mottagning.usecases.plans.planning import save_part
from mottagning.usecases.timelines.gathering import timeline_of
from mottagning.usecases.timelines.viewing import members_of
from mottagning.usecases.visible import booking_line, person_of_case, seen_plan


def preview_move(ctx: Context, plan_id: int, before: Stored[PlanActivity], to: DateRange) -> MovePreview:
    """What moving an activity to the days `to` would do, for her and for the others of her household who may be seen.

    Raises Refused when the person may not be seen.
    """
    with ctx.reading() as reader:
        plan = seen_plan(ctx, reader, plan_id)
        person = person_of_case(ctx, reader, plan.value.case_number)
        household = person.value.household
        others = members_of(ctx, reader, household) if household else []
        timeline = timeline_of(ctx, reader, [person, *(one for one in others if one.id != person.id)], household)
        activities = [one.value for one in reader.plan_activities.of_plan(plan_id) if one.id != before.id]
        things = [one.thing for one in timeline.things]
        effects = move_effects(before.value, to, plan.value, person.value.permit_until, activities, things, person.id)
        booking = booking_line(ctx, reader, effects.booking) if effects.booking else None
        return MovePreview(effects, timeline, booking.id if booking else None)


def move_activity(
    ctx: Context, plan_id: int, before: Stored[PlanActivity], to: DateRange
) -> Done[Stored[PlanActivity]]:
    """Give an activity other days; the booking that it may be keeps its own.

    Raises Refused when it is not planned any more or its plan is closed, when it was changed since it was read, and
    when the person may not be seen.
    """
    with ctx.reading() as reader:
        plan = seen_plan(ctx, reader, plan_id)
    if not movable(before.value, is_plan_open=plan.value.is_open):
        raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("status", "not_movable"))
    done: Any = save_part(ctx, plan_id, before, replace(before.value, days=to))
    return Done(done.value, done.changed)
