"""A year's budgets: set beside what it costs, entered, removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from mottagning.domain.budgets import Budget, budget_problems
from mottagning.domain.costs import Amount, Tally, tally
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.costs import BudgetLine
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context
from mottagning.usecases.costs.gathering import Gathered
from mottagning.usecases.naming import names_of

_PAID = (RowDirection.BUY, RowDirection.SELL)
Of = tuple[RowDirection, str | None, str | None]
"""What a budget is of: bought or sold, an insats or a counterpart."""


def budget_lines(ctx: Context, reader: Reader, found: Gathered, amounts: Iterable[Amount]) -> Iterator[BudgetLine]:
    """Every insats and counterpart that has a budget in the year shown or costs something in it; none of all years."""
    year = found.view.year
    if year is None:
        return
    budgets = {_of(one.value): one for one in reader.budgets.of_year(year)}
    sums = _sums(found, amounts)
    known = sums.keys() | budgets.keys()
    names = names_of(ctx, reader, {counterpart for _, _, counterpart in known if counterpart})
    nothing = tally(())
    for of in sorted(known, key=lambda one: (one[1] is None, one[1] or names.get(one[2] or "", ""), one[0].value)):
        direction, service, counterpart = of
        came = sums.get(of, nothing)
        yield BudgetLine(
            direction=direction,
            service=service,
            counterpart=counterpart,
            name=service or names.get(counterpart or "", ""),
            closed=came.closed,
            forecast=came.forecast,
            budget=budgets.get(of),
        )


def _of(budget: Budget) -> Of:
    return budget.direction, budget.service, budget.counterpart


def _sums(found: Gathered, amounts: Iterable[Amount]) -> Mapping[Of, Tally]:
    """What is paid, by insats and again by counterpart: each amount stands in both."""
    services = {one.placement.booking.key: one.placement.booking.service for one in found.every}
    services |= {key: line.service for key, line in found.lines.items()}
    groups: dict[Of, list[Amount]] = defaultdict(list)
    for one in amounts:
        way, service = one.worth.direction, services.get(one.booking)
        if way in _PAID:
            groups[way, None, one.worth.counterpart].append(one)
            if service is not None:
                groups[way, service, None].append(one)
    return {of: tally(some) for of, some in groups.items()}


def save_budget(ctx: Context, before: Stored[Budget] | None, budget: Budget) -> Done[Stored[Budget]]:
    """Enter a budget, or change the one read as `before`. Raises Refused with every field that cannot be so."""
    with ctx.writing() as uow:
        _require(ctx, uow, budget)
        after = uow.budgets.put(before, budget)
        return Done(after, uow.commit())


def _require(ctx: Context, uow: UnitOfWork, *budgets: Budget) -> None:
    known = {one.value.code for one in uow.counterparts.every()} | ctx.reference.municipalities.keys()
    problems = [problem for one in budgets for problem in budget_problems(one)]
    problems += [
        FieldProblem("counterpart", "unknown", {"value": one.counterpart})
        for one in budgets
        if one.counterpart is not None and one.counterpart not in known
    ]
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)


def remove_budget(ctx: Context, before: Stored[Budget]) -> Done[None]:
    """Remove a budget. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        uow.budgets.remove(before)
        return Done(None, uow.commit())
