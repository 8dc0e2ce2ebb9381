"""To what has a person agreed? Consent for each recipient and purpose, until it is withdrawn.

Row-level data leave on a paragraph or, where none applies, on a consent (reception.md B.10; OSL 10:1, 12:2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.periods import ends_first
from mottagning.domain.problems import FieldProblem


class ConsentPurpose(Enum):
    """What the data may be used for."""

    RETURNS = "returns"
    PLANNING = "planning"
    COORDINATION = "coordination"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a person agreed to on `given_on`: that `recipient` may have `data` for `purpose`."""

    case_number: str
    recipient: str
    purpose: ConsentPurpose
    given_on: date
    withdrawn_on: date | None = None
    data: str | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it has been given and not been withdrawn."""
        return self.given_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


def consent_problems(consent: Consent) -> tuple[FieldProblem, ...]:
    """What keeps `consent` from being registered."""
    problems = []
    if not consent.recipient:
        problems.append(FieldProblem("recipient", "missing"))
    if ends_first(consent.given_on, consent.withdrawn_on):
        problems.append(FieldProblem("withdrawn_on", "ends_before_start"))
    return tuple(problems)
