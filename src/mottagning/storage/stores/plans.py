"""Stores of introduction plans, what is in them, checklists and the office's templates."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from sqlalchemy import select

from mottagning.domain.checklists import ChecklistMark
from mottagning.domain.follow_ups import FollowUp, GoalReview
from mottagning.domain.people import Protection
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.plan_templates import PlanTemplate, TemplateItem
from mottagning.domain.plans import ChildSection, Goal, IntroductionPlan, PlanResponsibility
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.stores.bookings import BOOKING
from mottagning.storage.stores.keyed import KeyedStore, Reference, Shape, optional
from mottagning.storage.stores.people import CASE, OfPerson
from mottagning.storage.tables import people
from mottagning.storage.tables import plans as tables

T = TypeVar("T")

PLAN = Reference("plan", "plan_id", tables.introduction_plan.c.key)
TEMPLATE = Reference("template", "template_id", tables.plan_template.c.key)
HOUSEHOLD = Reference("household", "household_id", people.household.c.key)


class PlanStore(OfPerson[IntroductionPlan]):
    """Plans, open and closed."""

    shape = Shape(IntroductionPlan, tables.introduction_plan, Area.PLANS, ("key",), references=(CASE,))

    def visible(self, *, protected: bool) -> list[Stored[IntroductionPlan]]:
        """All; those of people with protected data only when `protected` is set."""
        return self.every() if protected else self.every(people.person.c.protection == Protection.NONE.value)

    def keys(self) -> list[str]:
        """The keys that are taken."""
        return list(self._connection.scalars(select(tables.introduction_plan.c.key)))


class _OfPlan(KeyedStore[T]):
    """A kind of record that is part of a plan."""

    def of_plan(self, plan_id: int) -> list[Stored[T]]:
        """One plan's, in the order they were added."""
        return self.having(self.shape.table.c.plan_id, plan_id)

    def _person(self, value: T, _record_id: int) -> int | None:
        plan = tables.introduction_plan
        key = value.plan  # type: ignore[attr-defined]  # every such record names its plan
        return self._connection.scalar(select(plan.c.person_id).where(plan.c.key == key))


class GoalStore(_OfPlan[Goal]):
    """Goals."""

    shape = Shape(Goal, tables.plan_goal, Area.PLANS, ("plan", "number"), references=(PLAN,))


class ActivityStore(_OfPlan[PlanActivity]):
    """Activities."""

    shape = Shape(
        PlanActivity, tables.plan_activity, Area.PLANS, ("plan", "number"), references=(PLAN, optional(BOOKING))
    )


class PlanResponsibilityStore(_OfPlan[PlanResponsibility]):
    """Who answers for what in plans."""

    shape = Shape(PlanResponsibility, tables.plan_responsibility, Area.PLANS, ("plan", "number"), references=(PLAN,))


class ChildSectionStore(_OfPlan[ChildSection]):
    """The sections of children's plans, one for each."""

    shape = Shape(ChildSection, tables.child_section, Area.PLANS, ("plan",), references=(PLAN,))


class FollowUpStore(_OfPlan[FollowUp]):
    """Follow-ups that were held."""

    shape = Shape(FollowUp, tables.follow_up, Area.PLANS, ("plan", "number"), references=(PLAN,))


class GoalReviewStore(_OfPlan[GoalReview]):
    """How far goals had come at follow-ups."""

    shape = Shape(GoalReview, tables.goal_review, Area.PLANS, ("plan", "follow_up", "goal"), references=(PLAN,))


class ChecklistStore(OfPerson[ChecklistMark]):
    """What is said of the items of checklists, for persons and for households."""

    shape = Shape(
        ChecklistMark,
        tables.checklist_mark,
        Area.CHECKLISTS,
        ("case_number", "household", "item"),
        references=(optional(CASE), optional(HOUSEHOLD)),
    )

    def of_households(self, keys: Collection[str]) -> list[Stored[ChecklistMark]]:
        """Those of these households."""
        return self.naming("household", list(keys))

    def _person(self, value: ChecklistMark, record_id: int) -> int | None:
        return None if value.case_number is None else super()._person(value, record_id)


class PlanTemplateStore(KeyedStore[PlanTemplate]):
    """The office's own templates."""

    shape = Shape(PlanTemplate, tables.plan_template, Area.PLANS, ("key",))


class TemplateItemStore(KeyedStore[TemplateItem]):
    """The lines of the office's own templates."""

    shape = Shape(TemplateItem, tables.plan_template_item, Area.PLANS, ("template", "number"), references=(TEMPLATE,))

    def of_template(self, key: str) -> list[Stored[TemplateItem]]:
        """Those of one template, in their order."""
        return sorted(self.naming("template", [key]), key=lambda one: one.value.number)
