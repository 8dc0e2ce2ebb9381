"""Does a row of weekly hours fit the register? Whose booking and plan it names, and which activity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mottagning.domain.problems import FieldProblem
from mottagning.domain.weeks import WeeklyHours, hours_problems
from mottagning.texts import fields
from mottagning.usecases.admin.import_checks import Pending, Scene


def _weekly_hours(scene: Scene, pending: Sequence[Pending]) -> None:
    bookings = {one.value.key: one.value.case_number for one in scene.uow.bookings.every()}
    plans = {one.value.key: one.value.case_number for one in scene.uow.plans.every()}
    activities = {(one.value.plan, one.value.number) for one in scene.uow.plan_activities.every()}
    for one in pending:
        hours: WeeklyHours = one.record
        scene.said(one, hours_problems(hours))
        if hours.booking is not None and bookings.get(hours.booking) != hours.case_number:
            scene.reject(one, "booking", fields.said(FieldProblem("booking", "not_hers")))
        if hours.plan is not None and plans.get(hours.plan) != hours.case_number:
            scene.reject(one, "plan", fields.said(FieldProblem("plan", "plan_not_hers")))
        elif hours.plan is not None and hours.activity is not None and (hours.plan, hours.activity) not in activities:
            scene.said(one, [FieldProblem("activity", "unknown", {"value": str(hours.activity)})])


CHECKS: Mapping[str, Callable[[Scene, Sequence[Pending]], None]] = {"weekly_hours": _weekly_hours}
