"""Does a row about a plan fit the register? Numbers inside a plan, rings, whose booking, which items there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mottagning.domain.checklists import ChecklistMark, mark_problems
from mottagning.domain.follow_ups import FollowUp, follow_up_doubts, follow_up_problems
from mottagning.domain.plan_activities import PlanActivity, activity_doubts, activity_problems
from mottagning.domain.plan_templates import TemplateItem, item_problems, template_problems
from mottagning.domain.plans import (
    IntroductionPlan,
    child_section_problems,
    goal_problems,
    plan_problems,
    responsibility_problems,
)
from mottagning.domain.problems import FieldProblem
from mottagning.texts import fields, transfer
from mottagning.usecases.admin.import_checks import Pending, Scene
from mottagning.usecases.visible import sees_household


def _by(check: Callable[[Any], Iterable[FieldProblem]]) -> Callable[[Scene, Sequence[Pending]], None]:
    """The check of a kind whose rows are judged each by itself."""

    def checked(scene: Scene, pending: Sequence[Pending]) -> None:
        for one in pending:
            scene.said(one, check(one.record))

    return checked


def _plans(scene: Scene) -> Mapping[str, IntroductionPlan]:
    return {one.value.key: one.value for one in scene.uow.plans.every()}


def _warned(scene: Scene, one: Pending, doubts: Iterable[FieldProblem]) -> None:
    for doubt in doubts:
        scene.warn(one, doubt.name, fields.said(doubt))


def _together(scene: Scene, pending: Sequence[Pending], owner: str) -> Mapping[str, Mapping[int, Any]]:
    """The records of each owner by number as they will be, those in the register and those that come."""
    found: dict[str, dict[int, Any]] = defaultdict(dict)
    for record in (*(one.value for one in scene.stored), *(one.record for one in pending)):
        found[getattr(record, owner)][record.number] = record
    return found


def _activities(scene: Scene, pending: Sequence[Pending]) -> None:
    plans, together = _plans(scene), _together(scene, pending, "plan")
    goals: dict[str, set[int]] = defaultdict(set)
    for goal in scene.uow.plan_goals.every():
        goals[goal.value.plan].add(goal.value.number)
    people = {one.value.case_number: one.value for one in scene.uow.people.every()}
    bookings = {one.value.key: one.value.case_number for one in scene.uow.bookings.every()}
    for one in pending:
        activity: PlanActivity = one.record
        plan = plans[activity.plan]
        others = together[activity.plan].values()
        scene.said(one, activity_problems(activity, others, goals[activity.plan]))
        if activity.booking is not None and bookings.get(activity.booking) != plan.case_number:
            scene.reject(one, "booking", fields.said(FieldProblem("booking", "not_hers")))
        until = people[plan.case_number].permit_until
        _warned(scene, one, activity_doubts(activity, plan, until, others))


def _child_sections(scene: Scene, pending: Sequence[Pending]) -> None:
    for one in pending:
        scene.said(one, child_section_problems(one.record, scene.ctx.today))


def _follow_ups(scene: Scene, pending: Sequence[Pending]) -> None:
    plans, rules = _plans(scene), scene.ctx.reference.plans.follow_ups
    for one in pending:
        follow_up: FollowUp = one.record
        scene.said(one, follow_up_problems(follow_up, scene.ctx.today))
        _warned(scene, one, follow_up_doubts(follow_up, plans[follow_up.plan], scene.ctx.today, rules))


def _goal_reviews(scene: Scene, pending: Sequence[Pending]) -> None:
    known = {
        "follow_up": {(one.value.plan, one.value.number) for one in scene.uow.follow_ups.every()},
        "goal": {(one.value.plan, one.value.number) for one in scene.uow.plan_goals.every()},
    }
    for one in pending:
        for name, found in known.items():
            number = getattr(one.record, name)
            if (one.record.plan, number) not in found:
                scene.said(one, [FieldProblem(name, "unknown", {"value": str(number)})])


def _checklist_marks(scene: Scene, pending: Sequence[Pending]) -> None:
    items = scene.ctx.reference.plans.checklist.by_key
    for one in pending:
        mark: ChecklistMark = one.record
        scene.said(one, mark_problems(mark, items, scene.ctx.today))
        if mark.household is not None and not sees_household(scene.ctx, scene.uow, mark.household):
            scene.reject(one, "household", transfer.unknown_reference(transfer.HOUSEHOLD, mark.household))


def _template_items(scene: Scene, pending: Sequence[Pending]) -> None:
    together = _together(scene, pending, "template")
    for one in pending:
        item: TemplateItem = one.record
        scene.said(one, item_problems(item, together[item.template].values()))


CHECKS: Mapping[str, Callable[[Scene, Sequence[Pending]], None]] = {
    "plans": _by(plan_problems),
    "plan_goals": _by(goal_problems),
    "plan_activities": _activities,
    "plan_responsibilities": _by(responsibility_problems),
    "child_sections": _child_sections,
    "follow_ups": _follow_ups,
    "goal_reviews": _goal_reviews,
    "checklist_marks": _checklist_marks,
    "plan_templates": _by(template_problems),
    "plan_template_items": _template_items,
}
