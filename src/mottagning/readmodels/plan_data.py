"""What the program brings along for plans: templates by age, when plans are followed up, checklists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.checklists import Checklist
from mottagning.domain.follow_ups import FollowUpRules
from mottagning.domain.plan_templates import WholeTemplate


@dataclass(frozen=True, slots=True)
class PlanData:
    """The shipped data. No rule of the templates is known to hold later than `verified`."""

    verified: date
    templates: tuple[WholeTemplate, ...]
    follow_ups: FollowUpRules
    checklist: Checklist
