"""What may a year's budget be? Proposed from its own forecast or from the year before, and stored as one.

People with protected data are left out whoever asks: a budget is read by everybody, and what one of them costs must not
be found by setting it beside a sum that she is not in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from mottagning.domain.budgets import Budget, BudgetBasis, BudgetGroup
from mottagning.domain.money import Ore, Rounding, rounded, scaled_of, unscaled
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Done
from mottagning.readmodels.costs import BudgetLine
from mottagning.usecases.context import Context
from mottagning.usecases.costs.viewing import costs

Of = tuple[RowDirection, str | None, str | None]


def propose_budgets(ctx: Context, year: int, group: BudgetGroup, basis: BudgetBasis) -> tuple[Budget, ...]:
    """A budget in whole kronor for each insats or counterpart of `year` that has none; nothing is stored."""
    anybody = replace(ctx, user=replace(ctx.user, may_see_protected=False))
    asked = year if basis is BudgetBasis.FORECAST else year - 1
    found = costs(anybody, asked)
    if found is None or found.year != asked:
        return ()
    with ctx.reading() as reader:
        taken = {_of(one.value) for one in reader.budgets.of_year(year)}
    return tuple(_proposed(year, found.budgets, group, taken))


def _of(one: Budget | BudgetLine) -> Of:
    return one.direction, one.service, one.counterpart


def _proposed(year: int, lines: Sequence[BudgetLine], group: BudgetGroup, taken: Collection[Of]) -> Iterator[Budget]:
    for line in lines:
        is_asked = line.is_of_service is (group is BudgetGroup.SERVICE)
        if is_asked and line.forecast > 0 and _of(line) not in taken:
            whole = rounded(unscaled(scaled_of(line.forecast)), Rounding.KRONA)
            yield Budget(
                year=year,
                direction=line.direction,
                amount=scaled_of(Ore(whole)),
                service=line.service,
                counterpart=line.counterpart,
            )


def save_budgets(ctx: Context, budgets: Sequence[Budget]) -> Done[int]:
    """Store proposed budgets; gives how many. All or nothing: Raises Refused when one has been entered meanwhile."""
    with ctx.writing() as uow:
        for one in budgets:
            uow.budgets.add(one)
        return Done(len(budgets), uow.commit())
