"""On which days did something happen to a person that deadlines count from and no other record tells?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.deadlines.facts import DayFact, SpanFact
from mottagning.domain.periods import ends_first
from mottagning.domain.problems import FieldProblem


class MilestoneKind(Enum):
    """What happened on a day, or went on for some days."""

    FIRST_RECEIVED = "first_received"
    RECEPTION_DUE = "reception_due"
    ESTABLISHMENT_PLAN = "establishment_plan"
    PARENTAL_LEAVE = "parental_leave"
    CIVIC_STARTED = "civic_started"
    CIVIC_COMPLETED = "civic_completed"
    SFI_APPLIED = "sfi_applied"
    SFI_ADMITTED = "sfi_admitted"
    SFI_FOR_PARENTS = "sfi_for_parents"
    SFI_COMPLETED = "sfi_completed"
    PRESCHOOL_REQUESTED = "preschool_requested"
    PRESCHOOL_STARTED = "preschool_started"
    SCHOOL_STARTED = "school_started"
    SCHOOL_ASSESSED = "school_assessed"
    PREPARATORY_CLASS = "preparatory_class"
    STUDY_PLAN = "study_plan"
    LANGUAGE_INTRODUCTION = "language_introduction"
    UPPER_SECONDARY = "upper_secondary"
    HEALTH_EXAMINATION = "health_examination"
    FIRST_CLAIM = "first_claim"
    CLAIMED_UNTIL = "claimed_until"

    @property
    def fact(self) -> DayFact | SpanFact:
        """What it is called in the rules."""
        return SPANS.get(self) or DayFact(self.value)

    @property
    def is_newest(self) -> bool:
        """Whether the latest of several is the one that counts; of all others it is the first."""
        return self in _NEWEST


SPANS = {
    MilestoneKind.PARENTAL_LEAVE: SpanFact.PARENTAL_LEAVE,
    MilestoneKind.SFI_FOR_PARENTS: SpanFact.SFI_FOR_PARENTS,
}
"""Those that go on for days."""
_NEWEST = frozenset({MilestoneKind.CLAIMED_UNTIL, MilestoneKind.RECEPTION_DUE, MilestoneKind.PRESCHOOL_REQUESTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What happened on `happened_on`. What goes on for days lasts to `lasted_until`, its last day; None: still."""

    case_number: str
    kind: MilestoneKind
    happened_on: date
    lasted_until: date | None = None
    source: str | None = None


def milestone_problems(milestone: Milestone, others: Iterable[Milestone] = ()) -> tuple[FieldProblem, ...]:
    """What keeps `milestone` from being registered; `others` are the person's other ones."""
    problems = []
    if milestone.lasted_until is not None and milestone.kind not in SPANS:
        problems.append(FieldProblem("lasted_until", "one_day_only"))
    if ends_first(milestone.happened_on, milestone.lasted_until):
        problems.append(FieldProblem("lasted_until", "ends_before_start"))
    if any((one.kind, one.happened_on) == (milestone.kind, milestone.happened_on) for one in others):
        problems.append(FieldProblem("happened_on", "taken"))
    return tuple(problems)
