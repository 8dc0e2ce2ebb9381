"""From what does a plan begin? Templates by age, shipped or the office's own, which other offices can use (Ekerö).

A template names what a goal is about, never the goal's words: those are the person's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from mottagning.domain.ages import age_on
from mottagning.domain.money import Scaled
from mottagning.domain.periods import DAY, OPEN, DateRange
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.plans import Goal, IntroductionPlan, PlanResponsibility
from mottagning.domain.problems import FieldProblem
from mottagning.domain.responsibilities import ActorKind


class ItemKind(Enum):
    """What a line of a template becomes."""

    GOAL = "goal"
    ACTIVITY = "activity"
    RESPONSIBILITY = "responsibility"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTemplate:
    """A template for those who are from `from_age` to `to_age` years old, both counted in; None without a limit."""

    key: str
    title: str
    from_age: int = 0
    to_age: int | None = None
    source: str | None = None

    def fits(self, age: int) -> bool:
        """Whether it is for somebody of this age."""
        return self.from_age <= age and (self.to_age is None or age <= self.to_age)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateItem:
    """A line of a template: a goal, an activity or an area that somebody answers for.

    An activity begins `after_weeks` after the plan and goes on for `weeks`, or without a known end; `goal` is the
    number of the line whose goal it serves. `measure` is how a goal is measured, `hours_per_week` in ten-thousandths.
    """

    template: str
    number: int
    kind: ItemKind
    text: str
    actor_kind: ActorKind | None = None
    actor: str | None = None
    measure: str | None = None
    goal: int | None = None
    after_weeks: int = 0
    weeks: int | None = None
    hours_per_week: Scaled | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class WholeTemplate:
    """A template with its lines in their order."""

    template: PlanTemplate
    items: tuple[TemplateItem, ...]


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan as it begins."""

    plan: IntroductionPlan
    goals: tuple[Goal, ...]
    activities: tuple[PlanActivity, ...]
    responsibilities: tuple[PlanResponsibility, ...]


def template_problems(template: PlanTemplate) -> tuple[FieldProblem, ...]:
    """What keeps `template` from being taken."""
    problems = [FieldProblem(name, "missing") for name in ("key", "title") if not getattr(template, name)]
    if template.to_age is not None and template.to_age < template.from_age:
        problems.append(FieldProblem("to_age", "ages_backwards"))
    return tuple(problems)


def item_problems(item: TemplateItem, others: Iterable[TemplateItem] = ()) -> tuple[FieldProblem, ...]:
    """What keeps `item` from being taken; `others` are the lines of its template."""
    problems = [] if item.text else [FieldProblem("text", "missing")]
    if item.kind is not ItemKind.GOAL and item.actor_kind is None:
        problems.append(FieldProblem("actor_kind", "missing"))
    if item.weeks == 0:
        problems.append(FieldProblem("weeks", "ends_before_start"))
    goals = {one.number for one in others if one.kind is ItemKind.GOAL}
    if item.goal is not None and item.goal not in goals:
        problems.append(FieldProblem("goal", "unknown", {"value": str(item.goal)}))
    return tuple(problems)


def fitting(templates: Sequence[PlanTemplate], birth_date: date | None, day: date) -> list[PlanTemplate]:
    """The templates for somebody born on this day, all of them where it is not known; the narrowest first."""
    if birth_date is None:
        return list(templates)
    age = age_on(birth_date, day)
    return sorted((one for one in templates if one.fits(age)), key=_width)


def _width(template: PlanTemplate) -> int:
    return (template.to_age if template.to_age is not None else 200) - template.from_age


def begun(plan: IntroductionPlan, items: Iterable[TemplateItem]) -> NewPlan:
    """The plan with what the lines of a template become in it. Goals have no words yet."""
    goals: list[Goal] = []
    activities: list[PlanActivity] = []
    responsibilities: list[PlanResponsibility] = []
    numbers: dict[int, int] = {}
    ordered = sorted(items, key=lambda item: (item.kind is not ItemKind.GOAL, item.number))
    for item in ordered:
        match item.kind:
            case ItemKind.GOAL:
                numbers[item.number] = len(goals) + 1
                goals.append(_goal(plan, item, len(goals) + 1))
            case ItemKind.ACTIVITY:
                goal = numbers.get(item.goal) if item.goal is not None else None
                activities.append(_activity(plan, item, len(activities) + 1, goal))
            case ItemKind.RESPONSIBILITY:
                responsibilities.append(_responsibility(plan, item, len(responsibilities) + 1))
    return NewPlan(plan, tuple(goals), tuple(activities), tuple(responsibilities))


def _goal(plan: IntroductionPlan, item: TemplateItem, number: int) -> Goal:
    return Goal(plan=plan.key, number=number, area=item.text, measure=item.measure, is_main=number == 1)


def _activity(plan: IntroductionPlan, item: TemplateItem, number: int, goal: int | None) -> PlanActivity:
    start = plan.days.start + timedelta(weeks=item.after_weeks)
    end = OPEN if item.weeks is None else start + timedelta(weeks=item.weeks)
    return PlanActivity(
        plan=plan.key,
        number=number,
        what=item.text,
        days=DateRange(start, max(end, start + DAY)),
        actor_kind=item.actor_kind or ActorKind.OWN_UNIT,
        actor=item.actor,
        goal=goal,
        hours_per_week=item.hours_per_week,
    )


def _responsibility(plan: IntroductionPlan, item: TemplateItem, number: int) -> PlanResponsibility:
    return PlanResponsibility(
        plan=plan.key,
        number=number,
        area=item.text,
        actor_kind=item.actor_kind or ActorKind.OWN_UNIT,
        actor=item.actor,
    )
