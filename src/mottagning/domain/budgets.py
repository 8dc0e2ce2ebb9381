"""How much may an insats, or what is settled with a counterpart, come to in a year? The office's own budget.

A budget decides nothing: it stands beside what a year has cost and looks to come to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mottagning.domain.money import Ore, Rounding, Scaled, rounded, unscaled
from mottagning.domain.problems import FieldProblem
from mottagning.domain.settlement.timeline import RowDirection

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years that somebody may mean; others are slips of the hand."""


class BudgetBasis(Enum):
    """What a budget is proposed from."""

    FORECAST = "forecast"
    """What its own year looks to come to."""
    LAST_YEAR = "last_year"
    """What the year before came to, and looks to."""


class BudgetGroup(Enum):
    """What a budget is divided by."""

    SERVICE = "service"
    COUNTERPART = "counterpart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """An amount (ten-thousandths of a krona) for a year, bought or sold: of an insats, or of a counterpart."""

    year: int
    direction: RowDirection
    amount: Scaled
    service: str | None = None
    counterpart: str | None = None
    note: str | None = None

    @property
    def ore(self) -> Ore:
        """The amount in öre."""
        return rounded(unscaled(self.amount), Rounding.ORE)


def budget_problems(budget: Budget) -> tuple[FieldProblem, ...]:
    """What keeps a budget from being kept: it is of one thing, of a year that may be meant, and not negative."""
    problems = []
    if not FIRST_YEAR <= budget.year <= LAST_YEAR:
        problems.append(FieldProblem("year", "not_a_year"))
    if budget.direction is RowDirection.EXCHANGE:
        problems.append(FieldProblem("direction", "nothing_is_paid"))
    if (budget.service is None) == (budget.counterpart is None):
        problems.append(FieldProblem("counterpart", "service_or_counterpart"))
    if budget.amount < 0:
        problems.append(FieldProblem("amount", "negative"))
    return tuple(problems)
