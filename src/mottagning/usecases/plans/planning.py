"""Plans: begun from a template, changed, closed, handed over, removed; and what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from mottagning.domain.ages import age_on
from mottagning.domain.households import ADULT_AGE
from mottagning.domain.people import Person
from mottagning.domain.plan_activities import PlanActivity, activity_doubts, activity_problems
from mottagning.domain.plan_templates import begun
from mottagning.domain.plans import (
    ChildSection,
    Goal,
    IntroductionPlan,
    PlanResponsibility,
    child_section_problems,
    goal_problems,
    next_number,
    plan_problems,
    responsibility_problems,
)
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.changes import Done, Stored
from mottagning.storage.reader import Reader
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context
from mottagning.usecases.people import following
from mottagning.usecases.plans.templates import template_of
from mottagning.usecases.visible import person_of_case, seen_plan

PlanPart = Goal | PlanActivity | PlanResponsibility | ChildSection
"""What is in a plan besides its follow-ups."""


def begin_plan(ctx: Context, plan: IntroductionPlan) -> Done[Stored[IntroductionPlan]]:
    """Begin a plan, with what its template says; its key is given here.

    Raises Refused with every field that cannot be so, when the person has an open plan already, or may not be seen.
    """
    with ctx.writing() as uow:
        person = person_of_case(ctx, uow, plan.case_number)
        key = next(following(f"PL{ctx.today.year}-", uow.plans.keys()))
        plan = replace(plan, key=key, case_number=person.value.case_number)
        if plan.is_open:
            _require_no_other(uow, person.id)
        _require(*plan_problems(plan))
        stored = uow.plans.add(plan)
        new = begun(plan, template_of(ctx, uow, plan.begun_from))
        uow.plan_goals.add_many(new.goals)
        uow.plan_activities.add_many(new.activities)
        uow.plan_responsibilities.add_many(new.responsibilities)
        if _begins_as_child(person.value, plan):
            uow.child_sections.add(ChildSection(plan=key))
        return Done(stored, uow.commit())


def _require_no_other(reader: Reader, person_id: int, name: str = "case_number") -> None:
    """Nobody has two open plans. Raises Refused, told of at the field `name`."""
    opened = [one.value.key for one in reader.plans.of_person(person_id) if one.value.is_open]
    if opened:
        _require(FieldProblem(name, "has_plan", {"plan": opened[0]}))


def _begins_as_child(person: Person, plan: IntroductionPlan) -> bool:
    return person.birth_date is not None and age_on(person.birth_date, plan.days.start) < ADULT_AGE


def save_plan(ctx: Context, before: Stored[IntroductionPlan], plan: IntroductionPlan) -> Done[Stored[IntroductionPlan]]:
    """Change a plan, close it, open it again or hand it over.

    Raises Refused with every field that cannot be so, and when another plan of hers was opened since it was closed.
    """
    with ctx.writing() as uow:
        person = person_of_case(ctx, uow, before.value.case_number)
        if plan.is_open and not before.value.is_open:
            _require_no_other(uow, person.id, "closed_on")
        _require(*plan_problems(plan))
        after = uow.plans.change(before, plan)
        return Done(after, uow.commit())


def remove_plan(ctx: Context, before: Stored[IntroductionPlan]) -> Done[None]:
    """Remove a plan that was a mistake. Raises Refused once it has been followed up or closed: then it is kept."""
    with ctx.writing() as uow:
        person_of_case(ctx, uow, before.value.case_number)
        if uow.follow_ups.of_plan(before.id) or not before.value.is_open:
            raise Refused(RefusalCode.IN_USE)
        stores: tuple[Any, ...] = (
            uow.plan_goals,
            uow.plan_activities,
            uow.plan_responsibilities,
            uow.child_sections,
        )
        for store in stores:
            for one in store.of_plan(before.id):
                store.remove(one)
        for hours in uow.weekly_hours.naming("plan", [before.value.key]):
            uow.weekly_hours.remove(hours)
        uow.plans.remove(before)
        return Done(None, uow.commit())


def save_part(ctx: Context, plan_id: int, before: Stored[PlanPart] | None, part: PlanPart) -> Done[Stored[PlanPart]]:
    """Put something into a plan, or change what was read as `before`; a new part gets its number here.

    Raises Refused with every field that cannot be so, or when the person may not be seen.
    """
    with ctx.writing() as uow:
        plan = seen_plan(ctx, uow, plan_id)
        store: Any = _store_of(uow, part)
        others = [one for one in store.of_plan(plan_id) if before is None or one.id != before.id]
        part = replace(part, plan=plan.value.key)
        if before is None and not isinstance(part, ChildSection):
            part = replace(part, number=next_number(one.value.number for one in others))
        _require(*_problems(ctx, uow, plan, part, [one.value for one in others]))
        if isinstance(part, Goal) and part.is_main:
            _only_main(uow, others)
        after: Stored[PlanPart] = store.put(before, part)
        return Done(after, uow.commit())


def _only_main(uow: UnitOfWork, others: Iterable[Stored[Goal]]) -> None:
    """A plan has one main goal: the one that was made so last."""
    uow.plan_goals.change_many([(one, replace(one.value, is_main=False)) for one in others])


def remove_part(ctx: Context, plan_id: int, before: Stored[PlanPart]) -> Done[None]:
    """Take something out of a plan. Raises Refused while something else in it names it, or it was changed since."""
    with ctx.writing() as uow:
        seen_plan(ctx, uow, plan_id)
        if _is_named(uow, plan_id, before.value):
            raise Refused(RefusalCode.IN_USE)
        if isinstance(before.value, PlanActivity):
            _forget_hours(uow, before.value)
        store: KeyedStore[Any] = _store_of(uow, before.value)
        store.remove(before)
        return Done(None, uow.commit())


def _forget_hours(uow: UnitOfWork, activity: PlanActivity) -> None:
    """The weekly hours of an activity go with it."""
    for hours in uow.weekly_hours.naming("plan", [activity.plan]):
        if hours.value.activity == activity.number:
            uow.weekly_hours.remove(hours)


def _is_named(reader: Reader, plan_id: int, part: PlanPart) -> bool:
    activities = [one.value for one in reader.plan_activities.of_plan(plan_id)]
    if isinstance(part, PlanActivity):
        return any(one.depends_on == part.number for one in activities)
    if isinstance(part, Goal):
        reviewed = any(one.value.goal == part.number for one in reader.goal_reviews.of_plan(plan_id))
        return reviewed or any(one.goal == part.number for one in activities)
    return False


def doubts_of(ctx: Context, plan_id: int, activity: PlanActivity) -> tuple[FieldProblem, ...]:
    """What is worth a look about an activity while it is being entered. Raises Refused when it may not be seen."""
    with ctx.reading() as reader:
        plan = seen_plan(ctx, reader, plan_id)
        person = person_of_case(ctx, reader, plan.value.case_number).value
        others = [one.value for one in reader.plan_activities.of_plan(plan_id)]
        return activity_doubts(activity, plan.value, person.permit_until, others)


def _problems(
    ctx: Context, reader: Reader, plan: Stored[IntroductionPlan], part: PlanPart, others: list[Any]
) -> Iterable[FieldProblem]:
    match part:
        case Goal():
            return goal_problems(part)
        case PlanResponsibility():
            return responsibility_problems(part)
        case ChildSection():
            return child_section_problems(part, ctx.today)
        case PlanActivity():
            goals = [one.value.number for one in reader.plan_goals.of_plan(plan.id)]
            found = activity_problems(part, others, goals)
            return (*found, *_booking_problems(reader, plan.value, part))


def _booking_problems(reader: Reader, plan: IntroductionPlan, activity: PlanActivity) -> Iterable[FieldProblem]:
    """The booking of an activity is the person's own."""
    booking = reader.bookings.find(activity.booking) if activity.booking else None
    if activity.booking and (booking is None or booking.value.case_number != plan.case_number):
        yield FieldProblem("booking", "unknown", {"value": activity.booking})


def _store_of(uow: UnitOfWork, part: PlanPart) -> KeyedStore[Any]:
    stores: Mapping[type, KeyedStore[Any]] = {
        Goal: uow.plan_goals,
        PlanActivity: uow.plan_activities,
        PlanResponsibility: uow.plan_responsibilities,
        ChildSection: uow.child_sections,
    }
    return stores[type(part)]


def _require(*problems: FieldProblem) -> None:
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)
