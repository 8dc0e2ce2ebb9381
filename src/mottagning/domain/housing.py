"""Where does a person live, until when, and how crowded?

The address of somebody with skyddad folkbokföring is never stored (folkbokföringslagen 16 §; reception.md B.10).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mottagning.domain.money import Scaled, unscaled
from mottagning.domain.people import Protection
from mottagning.domain.periods import DateRange, ends_first
from mottagning.domain.problems import FieldProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Housing:
    """A home over `days`. `contract_until` is the last day of the contract; `rent` a month in ten-thousandths of a
    krona, `area` in ten-thousandths of a square metre, `rooms` in ten-thousandths (a kitchen is no room)."""

    case_number: str
    days: DateRange
    address: str | None = None
    landlord: str | None = None
    is_temporary: bool = False
    contract_until: date | None = None
    rent: Scaled | None = None
    area: Scaled | None = None
    rooms: Scaled | None = None
    persons: int | None = None
    wished_municipality: str | None = None

    @property
    def persons_per_room(self) -> Fraction | None:
        """How crowded it is, None as long as it is not known."""
        if not self.rooms or self.persons is None:
            return None
        return self.persons / unscaled(self.rooms)


def housing_problems(housing: Housing, protection: Protection) -> tuple[FieldProblem, ...]:
    """What keeps `housing` from being registered for somebody with this protection."""
    problems = []
    if housing.address and protection is Protection.PROTECTED_REGISTRATION:
        problems.append(FieldProblem("address", "protected_address"))
    counted = ("rent", "area", "rooms", "persons")
    problems += [FieldProblem(name, "negative") for name in counted if (getattr(housing, name) or 0) < 0]
    if ends_first(housing.days.start, housing.contract_until):
        problems.append(FieldProblem("contract_until", "ends_before_start"))
    return tuple(problems)
