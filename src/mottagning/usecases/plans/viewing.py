"""What is in somebody's plan? The card of a plan, and of who has none yet."""

from __future__ import annotations

from mottagning.domain.ages import age_on
from mottagning.domain.follow_ups import event_days, proposed
from mottagning.domain.households import ADULT_AGE
from mottagning.domain.names import listed_name
from mottagning.domain.people import Person
from mottagning.domain.periods import add_months
from mottagning.domain.plan_activities import activity_doubts
from mottagning.domain.plans import IntroductionPlan
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.people import PersonLine
from mottagning.readmodels.plans import ActivityLine, FollowUpLine, KinPlan, PlanCard
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.viewing import person_deadlines
from mottagning.usecases.plans.checking import checked_of
from mottagning.usecases.plans.facts import follow_up_facts_of
from mottagning.usecases.plans.listing import lacking_line, plan_line
from mottagning.usecases.visible import person_of_case, seen_person

_MONTHS_AHEAD = 24
"""So far ahead events are told of: as long as the checklist goes."""


def open_plan(ctx: Context, number: int) -> PlanCard:
    """The plan with this number, or with a minus whoever has none; noted in the log.

    Raises Refused when it is gone or the person may not be seen.
    """
    with ctx.writing() as uow:
        plan = uow.plans.get(number) if number > 0 else None
        person = person_of_case(ctx, uow, plan.value.case_number) if plan else seen_person(ctx, uow, -number)
        uow.log.read(ReadNote(ReadKind.CARD, person=person.id))
        card = plan_card(ctx, uow, person, plan)
        uow.commit()
        return card


def plan_of_person(ctx: Context, case_number: str) -> int:
    """The number of a person's plan in the list: the open one, else the latest, else hers with a minus.

    Raises Refused when she may not be seen.
    """
    with ctx.reading() as reader:
        person = person_of_case(ctx, reader, case_number)
        plans = reader.plans.of_person(person.id)
        return max(plans, key=_rank).id if plans else -person.id


def _rank(plan: Stored[IntroductionPlan]) -> tuple[bool, int, int]:
    return plan.value.is_open, plan.value.days.start.toordinal(), plan.id


def is_child(person: Person, ctx: Context) -> bool:
    """Whether somebody is known to be under 18 today."""
    return person.birth_date is not None and age_on(person.birth_date, ctx.today) < ADULT_AGE


def plan_card(ctx: Context, reader: Reader, person: Stored[Person], plan: Stored[IntroductionPlan] | None) -> PlanCard:
    """All that is kept of somebody's plan."""
    listed = _listed(person)
    bookings = tuple(reader.lists.bookings(ctx.today, protected=ctx.sees_protected, person=person.id))
    checked, deadlines = checked_of(ctx, reader, person), person_deadlines(ctx, reader, person)
    if plan is None:
        return PlanCard(
            person,
            lacking_line(ctx, listed),
            None,
            is_child(person.value, ctx),
            checked,
            deadlines,
            kin=_kin(ctx, reader, person),
            bookings=bookings,
        )
    held = [one.value for one in reader.follow_ups.of_plan(plan.id)]
    ahead = add_months(ctx.today, _MONTHS_AHEAD)
    rules = ctx.reference.plans.follow_ups
    facts = follow_up_facts_of(ctx, reader, person)
    goals = sorted(reader.plan_goals.of_plan(plan.id), key=lambda one: one.value.number)
    activities = _activities(reader, person.value, plan, bookings)
    line = plan_line(listed, plan, proposed(plan.value, held, facts, rules), (len(goals), len(activities)), ctx.today)
    return PlanCard(
        person=person,
        line=line,
        plan=plan,
        is_child=is_child(person.value, ctx),
        checked=checked,
        deadlines=deadlines,
        goals=tuple(goals),
        activities=activities,
        responsibilities=tuple(reader.plan_responsibilities.of_plan(plan.id)),
        child=next(iter(reader.child_sections.of_plan(plan.id)), None),
        follow_ups=_follow_ups(reader, plan),
        coming=tuple(
            one for one in event_days(facts, rules.events) if ctx.today < one.day <= ahead and plan.value.is_open
        ),
        kin=_kin(ctx, reader, person),
        earlier=tuple(one for one in reader.plans.of_person(person.id) if one.id != plan.id),
        bookings=bookings,
    )


def _listed(person: Stored[Person]) -> PersonLine:
    """Who it is, as lists name her."""
    who = person.value
    return PersonLine(
        id=person.id,
        case_number=who.case_number,
        name=who.name,
        sort_name=listed_name(who.given_name, who.family_name),
        birth_date=who.birth_date,
        identity_kind=None,
        identity=None,
        municipality=None,
        household=who.household,
        bookings=0,
        is_protected=who.is_protected,
        received_on=who.received_on,
    )


def _activities(
    reader: Reader, person: Person, plan: Stored[IntroductionPlan], bookings: tuple[BookingLine, ...]
) -> tuple[ActivityLine, ...]:
    found = sorted(reader.plan_activities.of_plan(plan.id), key=lambda one: (one.value.days.start, one.value.number))
    values, ids = [one.value for one in found], {one.key: one.id for one in bookings}
    return tuple(
        ActivityLine(
            one,
            activity_doubts(one.value, plan.value, person.permit_until, values),
            ids.get(one.value.booking) if one.value.booking else None,
        )
        for one in found
    )


def _follow_ups(reader: Reader, plan: Stored[IntroductionPlan]) -> tuple[FollowUpLine, ...]:
    """The latest first."""
    reviews = [one.value for one in reader.goal_reviews.of_plan(plan.id)]
    found = sorted(reader.follow_ups.of_plan(plan.id), key=lambda one: (one.value.on, one.value.number), reverse=True)
    return tuple(
        FollowUpLine(one, tuple(review for review in reviews if review.follow_up == one.value.number)) for one in found
    )


def _kin(ctx: Context, reader: Reader, person: Stored[Person]) -> tuple[KinPlan, ...]:
    """The others of her household whom the user may see, children first, each with her latest plan."""
    found = [
        kin_plan(ctx, reader, seen_person(ctx, reader, one.id))
        for one in reader.lists.household(person.id, protected=ctx.sees_protected)
    ]
    return tuple(sorted(found, key=lambda one: not one.is_child))


def kin_plan(ctx: Context, reader: Reader, person: Stored[Person]) -> KinPlan:
    """Somebody with her latest plan."""
    plans = reader.plans.of_person(person.id)
    plan = max(plans, key=_rank) if plans else None
    child = next(iter(reader.child_sections.of_plan(plan.id)), None) if plan else None
    return KinPlan(
        person_id=person.id,
        case_number=person.value.case_number,
        name=person.value.name,
        is_child=is_child(person.value, ctx),
        plan_id=plan.id if plan else None,
        key=plan.value.key if plan else None,
        is_open=plan.value.is_open if plan else False,
        goals=len(reader.plan_goals.of_plan(plan.id)) if plan else 0,
        heard_on=child.value.heard_on if child else None,
    )


def household_plans(ctx: Context, key: str) -> list[KinPlan]:
    """The plans of everybody who belongs to a household and whom the user may see."""
    with ctx.reading() as reader:
        members = [one.value for one in reader.memberships.of_household(key) if one.value.left_on is None]
        found = [reader.people.find(case) for case in dict.fromkeys(one.case_number for one in members)]
        seen = [one for one in found if one is not None and (ctx.sees_protected or not one.value.is_protected)]
        return [kin_plan(ctx, reader, one) for one in seen]
