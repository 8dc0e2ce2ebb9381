"""Plans as lists and cards show them. Free text stands on the card alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.checklists import ChecklistItem, ChecklistMark, NotFor, Phase
from mottagning.domain.follow_ups import FollowUp, GoalReview, Proposal
from mottagning.domain.people import Person
from mottagning.domain.periods import DateRange
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.plan_templates import PlanTemplate, TemplateItem
from mottagning.domain.plans import ChildSection, Goal, IntroductionPlan, PlanResponsibility
from mottagning.domain.problems import FieldProblem
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.deadlines import PersonDeadlines


class PlanStatus(Enum):
    """How it is with somebody's plan."""

    LACKING = "lacking"
    LACKING_LATE = "lacking_late"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in the list, or somebody who has none. `proposal` is the next follow-up.

    `id` is the plan's number, that of the person with a minus where there is no plan.
    """

    id: int
    person_id: int
    case_number: str
    name: str
    sort_name: str
    status: PlanStatus
    is_protected: bool
    household: str | None = None
    received_on: date | None = None
    key: str | None = None
    days: DateRange | None = None
    closed_on: date | None = None
    officer: str | None = None
    proposal: Proposal | None = None
    goals: int = 0
    activities: int = 0


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity with what is worth a look about it, and the number of its booking where the user may see one."""

    activity: Stored[PlanActivity]
    doubts: tuple[FieldProblem, ...]
    booking_id: int | None


@dataclass(frozen=True, slots=True)
class KinPlan:
    """Another member of the household and her latest plan. `heard_on` is when a child was heard."""

    person_id: int
    case_number: str
    name: str
    is_child: bool
    plan_id: int | None = None
    key: str | None = None
    is_open: bool = False
    goals: int = 0
    heard_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """An item, what is said of it, and why it does not apply by its own rule.

    `is_shared` tells that it is ticked once for the household that she belongs to.
    """

    item: ChecklistItem
    mark: Stored[ChecklistMark] | None
    not_for: NotFor | None
    is_shared: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it remains to be done."""
        return self.mark is None and self.not_for is None


@dataclass(frozen=True, slots=True)
class PhaseLines:
    """The items of one phase, which ends on a day when the reception is known."""

    phase: Phase
    ends_on: date | None
    is_late: bool
    lines: tuple[ChecklistLine, ...]

    @property
    def asked(self) -> int:
        """How many items apply."""
        return sum(line.not_for is None for line in self.lines)

    @property
    def settled(self) -> int:
        """How many of them are done, or said not to apply."""
        return sum(line.not_for is None and line.mark is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class Checked:
    """A person's checklist with that of her household, which has a key when she belongs to one."""

    case_number: str
    household: str | None
    phases: tuple[PhaseLines, ...]
    verified: date


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A follow-up with how far each goal had come."""

    follow_up: Stored[FollowUp]
    reviews: tuple[GoalReview, ...]


@dataclass(frozen=True, slots=True)
class PlanCard:
    """All that is kept of somebody's plan; `plan` is None for who has none.

    `coming` are the events known ahead that give reason to a follow-up, `kin` the others of the household.
    """

    person: Stored[Person]
    line: PlanLine
    plan: Stored[IntroductionPlan] | None
    is_child: bool
    checked: Checked
    deadlines: PersonDeadlines
    goals: tuple[Stored[Goal], ...] = ()
    activities: tuple[ActivityLine, ...] = ()
    responsibilities: tuple[Stored[PlanResponsibility], ...] = ()
    child: Stored[ChildSection] | None = None
    follow_ups: tuple[FollowUpLine, ...] = ()
    coming: tuple[Proposal, ...] = ()
    kin: tuple[KinPlan, ...] = ()
    earlier: tuple[Stored[IntroductionPlan], ...] = ()
    bookings: tuple[BookingLine, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """A template that a plan can begin from. `is_own` is the office's."""

    template: PlanTemplate
    items: tuple[TemplateItem, ...]
    is_own: bool
