"""What is a person's introduction plan? One for each person, with goals, who answers for what, and its closing.

A municipality has no statutory plan of its own any more (SFS 2010:197 was repealed); this is the plan for those outside
etableringsprogrammet and the coordination for those inside (reception.md C). A child has a plan of her own, so that a
child's needs are kept apart from those of adults (Järfälla's answer to the county's agreement, 2008). A plan may begin
at any stage, and takes over what others have done before it (A110).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.periods import DateRange, ends_first, is_slip
from mottagning.domain.problems import FieldProblem
from mottagning.domain.responsibilities import ActorKind
from mottagning.domain.swedish import names_paragraph


class ClosureReason(Enum):
    """Why a plan was closed (reception.md C.2, 13)."""

    WORK = "work"
    STUDIES = "studies"
    MOVED = "moved"
    TIME_ENDED = "time_ended"
    DECLINED = "declined"
    LEFT_SWEDEN = "left_sweden"
    DIED = "died"
    OTHER = "other"


class GoalStatus(Enum):
    """How far a goal has come."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    REACHED = "reached"
    CHANGED = "changed"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionPlan:
    """A plan over `days`; open until its end is planned. `begun_from` is the key of a template.

    `history` tells what was done before it, by `taken_over_from`; `external_plan` names the plan of another actor
    beside which it stands (etableringsprogrammets handlingsplan). Once `closed_on` it is closed; what was handed over,
    to whom, when and by which paragraph, stands in the `handed_` fields.
    """

    key: str
    case_number: str
    days: DateRange
    begun_from: str | None = None
    officer: str | None = None
    needs: str | None = None
    history: str | None = None
    taken_over_from: str | None = None
    external_plan: str | None = None
    closed_on: date | None = None
    closure_reason: ClosureReason | None = None
    closure_note: str | None = None
    handed_to: str | None = None
    handed_municipality: str | None = None
    handed_on: date | None = None
    handed_documents: str | None = None
    handed_ground: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still goes on."""
        return self.closed_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal of a plan: what it is about, in the person's own `words` once they are found, and how it is measured.

    `need` is what it answers; `is_main` marks the one that the others lead to.
    """

    plan: str
    number: int
    area: str
    words: str | None = None
    need: str | None = None
    measure: str | None = None
    due_on: date | None = None
    status: GoalStatus = GoalStatus.NOT_BEGUN
    is_main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanResponsibility:
    """Who answers for an area of a plan, and whom to ask."""

    plan: str
    number: int
    area: str
    actor_kind: ActorKind
    what: str | None = None
    actor: str | None = None
    contact: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildSection:
    """The section of a child's own plan: her needs, and her own `voice`, heard on a day and in a way.

    `school_contact` is whom to ask at the preschool or school. `parents_hours` tells how the child's day goes together
    with what the parents take part in, elsewhere too (Värmdö's answer, 2008).
    """

    plan: str
    needs: str | None = None
    voice: str | None = None
    heard_on: date | None = None
    heard_how: str | None = None
    school: str | None = None
    school_contact: str | None = None
    mother_tongue: str | None = None
    health: str | None = None
    leisure: str | None = None
    parents_hours: str | None = None


def plan_problems(plan: IntroductionPlan) -> tuple[FieldProblem, ...]:
    """What keeps `plan` from being registered."""
    problems = [FieldProblem(name, "missing") for name in ("key", "case_number") if not getattr(plan, name)]
    if is_slip(plan.days.start):
        problems.append(FieldProblem("first", "unlikely_year"))
    if plan.closed_on is not None and plan.closure_reason is None:
        problems.append(FieldProblem("closure_reason", "missing"))
    if plan.closed_on is None and plan.closure_reason is not None:
        problems.append(FieldProblem("closed_on", "missing"))
    if ends_first(plan.days.start, plan.closed_on):
        problems.append(FieldProblem("closed_on", "ends_before_start"))
    if plan.handed_on is not None and not (plan.handed_to or plan.handed_municipality):
        problems.append(FieldProblem("handed_to", "missing"))
    if plan.handed_ground and not names_paragraph(plan.handed_ground):
        problems.append(FieldProblem("handed_ground", "names_no_paragraph"))
    return tuple(problems)


def goal_problems(goal: Goal) -> tuple[FieldProblem, ...]:
    """What keeps `goal` from being registered."""
    return () if goal.area else (FieldProblem("area", "missing"),)


def responsibility_problems(one: PlanResponsibility) -> tuple[FieldProblem, ...]:
    """What keeps `one` from being registered."""
    return () if one.area else (FieldProblem("area", "missing"),)


def child_section_problems(section: ChildSection, today: date) -> tuple[FieldProblem, ...]:
    """What keeps `section` from being registered: a voice is heard on a day, and not on one to come."""
    if section.heard_on is not None and section.heard_on > today:
        return (FieldProblem("heard_on", "in_the_future"),)
    return ()


def next_number(taken: Iterable[int]) -> int:
    """The number of what is added to a plan: after the last of `taken`."""
    return max(taken, default=0) + 1
