"""What bookings cost, as the page Kostnader shows it: each of them, added up, month by month, and what is exchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from mottagning.domain.budgets import Budget
from mottagning.domain.costs import Explanation, Tally, net
from mottagning.domain.exchange import Balance
from mottagning.domain.money import ZERO, Ore
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class MonthCell:
    """What a booking comes to in a settlement month: returned, and still to come. Öre, None for nothing.

    `is_closed` says that the month is closed: what is still to come waits there for the next closing, or for what holds
    it back. `is_corrected` that what was returned first has been corrected.
    """

    month: Month
    closed: Ore | None = None
    remaining: Ore | None = None
    is_closed: bool = False
    is_corrected: bool = False

    @property
    def waits(self) -> bool:
        """Whether something is still to come of a month that is closed."""
        return self.is_closed and bool(self.remaining)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """A booking and what it costs. One without person or insats is a course held together, or gone by now.

    `months` are those of the year that is shown; of all years there are none.
    """

    booking: str
    direction: RowDirection
    counterpart: str | None
    agreement: str
    sums: Tally
    explained: tuple[Explanation, ...] = ()
    person_id: int | None = None
    name: str | None = None
    sort_name: str = ""
    service: str | None = None
    variant: str | None = None
    is_protected: bool = False
    months: tuple[MonthCell, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether something is still to come of months that are closed."""
        return any(cell.waits for cell in self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostGroup:
    """What all bookings with a counterpart, or under an agreement, cost in one direction.

    `key` is the counterpart's code or the agreement's key, `id` the number of the agreement.
    """

    key: str
    name: str
    direction: RowDirection
    bookings: int
    sums: Tally
    id: int | None = None


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What is closed and what is still to come in a month, or in a whole year, by direction. Öre."""

    months: tuple[Month, Month]
    closed: Mapping[RowDirection, Ore]
    remaining: Mapping[RowDirection, Ore]

    @property
    def net(self) -> Ore:
        """What is sold less what is bought: for information."""
        return net((way, Ore(self.closed[way] + self.remaining[way])) for way in RowDirection)


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeLine:
    """What is bought of a counterpart and what is sold to it, gross, in öre."""

    counterpart: str
    name: str
    bought_closed: Ore = ZERO
    bought: Ore = ZERO
    sold_closed: Ore = ZERO
    sold: Ore = ZERO

    @property
    def net(self) -> Ore:
        """What is sold less what is bought: for information, nothing is ever settled net."""
        return net(((RowDirection.BUY, self.bought), (RowDirection.SELL, self.sold)))


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """The balance with a counterpart. `exchanged` bookings are settled at no price; of them `unpriced` have none."""

    name: str
    balance: Balance
    exchanged: int
    unpriced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A budget beside what its year has cost and looks to come to; `budget` is None where there is none.

    It is about an insats (`service`) or a counterpart, never both.
    """

    direction: RowDirection
    service: str | None
    counterpart: str | None
    name: str
    closed: Ore
    forecast: Ore
    budget: Stored[Budget] | None = None

    @property
    def is_of_service(self) -> bool:
        """Whether it is about an insats."""
        return self.service is not None

    @property
    def amount(self) -> Ore | None:
        """The budget in öre."""
        return self.budget.value.ore if self.budget else None

    @property
    def difference(self) -> Ore | None:
        """How much more than the budget it looks to come to; None without one."""
        return None if self.budget is None else Ore(self.forecast - self.budget.value.ore)


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """The page Kostnader. `year` is None for all years; `years` can be chosen.

    `going_on` bookings without an end ahead are counted to `until` (not included), `uncounted` cannot be counted
    wholly. The balance is that of `balanced`, None while no month has ended.
    """

    year: int | None
    years: tuple[int, ...]
    following: Month
    until: date
    lines: tuple[CostLine, ...]
    counterparts: tuple[CostGroup, ...]
    agreements: tuple[CostGroup, ...]
    totals: Mapping[RowDirection, Tally]
    months: tuple[MonthCost, ...]
    balances: tuple[BalanceLine, ...]
    budgets: tuple[BudgetLine, ...]
    balanced: DateRange | None
    going_on: int = 0
    uncounted: int = 0

    @property
    def trades(self) -> tuple[TradeLine, ...]:
        """What is bought and sold, counterpart by counterpart."""
        found: dict[str, TradeLine] = {}
        for one in self.counterparts:
            line = found.get(one.key, TradeLine(counterpart=one.key, name=one.name))
            closed, forecast = one.sums.closed, one.sums.forecast
            if one.direction is RowDirection.BUY:
                found[one.key] = replace(line, bought_closed=closed, bought=forecast)
            elif one.direction is RowDirection.SELL:
                found[one.key] = replace(line, sold_closed=closed, sold=forecast)
        return tuple(found.values())
