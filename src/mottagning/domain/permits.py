"""On what permits has a person stayed? The history of decisions, newest last; the newest is the one that holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mottagning.domain.people import PermitGround
from mottagning.domain.periods import DAY, DateRange, ends_first
from mottagning.domain.problems import FieldProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidencePermit:
    """One decision. `valid_until` is its last day, None when it is permanent; both days are counted in."""

    case_number: str
    decided_on: date
    ground: PermitGround | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    card_number: str | None = None
    source: str | None = None

    @property
    def is_permanent(self) -> bool:
        """Whether it has no last day."""
        return self.valid_until is None


def permit_problems(permit: ResidencePermit) -> tuple[FieldProblem, ...]:
    """What keeps `permit` from being registered."""
    if ends_first(permit.valid_from or permit.decided_on, permit.valid_until):
        return (FieldProblem("valid_until", "ends_before_start"),)
    return ()


def outlasts(days: DateRange, valid_until: date | None) -> bool:
    """Whether days go on after the last day of a permit; a permanent one has none."""
    return valid_until is not None and days.end > valid_until + DAY


def newest(permits: Iterable[ResidencePermit]) -> ResidencePermit | None:
    """The permit that was decided last."""
    return max(permits, key=lambda permit: permit.decided_on, default=None)
