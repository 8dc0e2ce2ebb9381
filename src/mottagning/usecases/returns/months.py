"""Which months are there, and how far has each come?"""

from __future__ import annotations

from collections.abc import Iterable

from mottagning.domain.closing_scope import ClosingKind
from mottagning.domain.money import Ore, total
from mottagning.domain.periods import Month, months_between
from mottagning.domain.returns import ReturnState
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.returns import (
    ClosedReturn,
    MonthState,
    ReturnView,
)
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import next_open


def months(ctx: Context) -> list[MonthState]:
    """Every closed month and the months since, the newest first."""
    with ctx.reading() as reader:
        office = reader.settings.office()
        if office is None:
            return []
        closings = {one.month for one in reader.ledger.closings() if one.scope.kind is ClosingKind.WHOLE}
        returns: dict[Month, list[ClosedReturn]] = {}
        for one in reader.ledger.returns(protected=False):
            returns.setdefault(one.month, []).append(one)
        following = next_open(reader, office)
        last = max(following, Month.of(ctx.today), *closings)
        first = min([office.first_month, *closings])
        return [
            _state(month, returns.get(month, ()), is_closed=month in closings)
            for month in reversed(list(months_between(first, last)))
        ]


def _state(month: Month, returns: Iterable[ClosedReturn], *, is_closed: bool) -> MonthState:
    found = list(returns)
    return MonthState(
        month=month,
        is_closed=is_closed,
        returns=len(found),
        total_bought=sum_of(found, RowDirection.BUY),
        total_sold=sum_of(found, RowDirection.SELL),
        handed_out=sum(one.state is not ReturnState.CLOSED for one in found),
    )


def sum_of(returns: Iterable[ClosedReturn | ReturnView], direction: RowDirection) -> Ore:
    """What the returns of one direction come to, in öre."""
    return total([one.total for one in returns if one.direction is direction])
