"""The columns and filters of the lists of costs: by counterpart, agreement and booking, by month, and the balance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from mottagning.domain.costs import Tally
from mottagning.domain.money import Ore
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.costs import BalanceLine, BudgetLine, CostGroup, CostLine, MonthCell, MonthCost, TradeLine
from mottagning.texts import costs as texts
from mottagning.texts import formats
from mottagning.uikit.columns import Align, Column, amount_column, count_column, text_column
from mottagning.uikit.filters import Quick, flag

R = TypeVar("R", CostLine, CostGroup)
D = TypeVar("D", CostLine, CostGroup, BudgetLine)
Names = Callable[[str], str]
COUNTERPART, AGREEMENT = "counterpart", "agreement"
"""The quick filters by which one group's bookings are shown."""


def group_columns(heading: str) -> list[Column[CostGroup]]:
    """Counterparts or agreements with their sums."""
    return [
        text_column("name", heading, lambda one: one.name, width=108, stretches=True),
        _direction(),
        count_column("bookings", texts.BOOKINGS, lambda one: one.bookings, 92, gives_way=6),
        *_sums(),
    ]


def group_filters() -> list[Quick[CostGroup]]:
    """What counterparts and agreements can be filtered by."""
    return [_dearer(), _by_direction()]


def booking_columns(names: Names) -> list[Column[CostLine]]:
    """Bookings with their sums, and what explains the difference."""
    return [
        text_column("booking", texts.BOOKING, lambda one: one.booking, width=104),
        Column(
            "person",
            texts.PERSON,
            lambda one: one.name or "",
            lambda one: one.sort_name,
            120,
            stretches=True,
            gives_way=2,
        ),
        text_column("service", texts.SERVICE, _service, width=120, gives_way=4),
        text_column(
            "counterpart",
            texts.COUNTERPART,
            lambda one: names(one.counterpart) if one.counterpart else None,
            width=98,
            gives_way=6,
        ),
        text_column("agreement", texts.AGREEMENT, lambda one: one.agreement, width=120, is_shown=False),
        _direction(),
        *_sums(),
        text_column("explained", texts.EXPLAINED, lambda one: texts.explained(one.explained), width=178, gives_way=3),
    ]


def booking_filters(names: Names) -> list[Quick[CostLine]]:
    """What bookings can be filtered by."""
    return [
        _dearer(),
        flag("not_estimated", texts.NOT_ESTIMATED, lambda one: one.sums.estimated is None),
        _by_direction(),
        Quick(COUNTERPART, texts.COUNTERPART, lambda one: one.counterpart, names),
        Quick(AGREEMENT, texts.AGREEMENT, lambda one: one.agreement, str),
        Quick("service", texts.SERVICE, lambda one: one.service, str),
    ]


def matrix_columns() -> list[Column[CostLine]]:
    """Bookings with the months of the year that is shown, and what they come to together."""
    return [
        text_column("booking", texts.BOOKING, lambda one: one.booking, width=78, stretches=True),
        Column("person", texts.PERSON, lambda one: one.name or "", lambda one: one.sort_name, 110, gives_way=14),
        text_column("service", texts.SERVICE, _service, width=120, is_shown=False),
        _direction(is_shown=False),
        *(_month_cell(number) for number in range(1, 13)),
        amount_column("forecast", texts.SUM, lambda one: one.sums.forecast, width=98),
    ]


def _month_cell(number: int) -> Column[CostLine]:
    def cell(one: CostLine) -> MonthCell | None:
        return next((cell for cell in one.months if cell.month.number == number), None)

    def worth(one: CostLine) -> int:
        found = cell(one)
        return 0 if found is None else (found.closed or 0) + (found.remaining or 0)

    return Column(
        f"month{number}",
        formats.month_name(number),
        lambda one: texts.cell(cell(one)),
        worth,
        80,
        Align.RIGHT,
        gives_way=13 - number,
    )


def matrix_filters() -> list[Quick[CostLine]]:
    """What the year's bookings can be filtered by."""
    return [
        flag("waits", texts.WAITS, lambda one: one.waits),
        flag("corrected", texts.CORRECTED, lambda one: any(cell.is_corrected for cell in one.months)),
        _by_direction(),
    ]


def month_columns() -> list[Column[MonthCost]]:
    """The months of a chart as rows."""

    def closed(way: RowDirection) -> Callable[[MonthCost], Ore]:
        return lambda one: one.closed[way]

    def remaining(way: RowDirection) -> Callable[[MonthCost], Ore]:
        return lambda one: one.remaining[way]

    return [
        Column("month", texts.MONTH, lambda one: texts.months(one.months), lambda one: one.months, 130, stretches=True),
        amount_column("buy_closed", texts.BUY_CLOSED, closed(RowDirection.BUY)),
        amount_column("buy_remaining", texts.BUY_REMAINING, remaining(RowDirection.BUY), width=118),
        amount_column("sell_closed", texts.SELL_CLOSED, closed(RowDirection.SELL)),
        amount_column("sell_remaining", texts.SELL_REMAINING, remaining(RowDirection.SELL), width=118),
        amount_column("net", texts.NET, lambda one: one.net, width=168, gives_way=1),
    ]


def balance_columns() -> list[Column[BalanceLine]]:
    """What is exchanged with each counterpart, both ways."""
    return [
        text_column("name", texts.MUNICIPALITY, lambda one: one.name, width=96, stretches=True),
        count_column("our_persons", texts.OUR_PERSONS, lambda one: one.balance.ours.persons, 128, gives_way=4),
        _months("our_months", texts.OUR_MONTHS, lambda one: texts.person_months(one.balance.ours.months)),
        amount_column("our_value", texts.OUR_VALUE, lambda one: one.balance.ours.value),
        count_column("their_persons", texts.THEIR_PERSONS, lambda one: one.balance.theirs.persons, 134, gives_way=4),
        _months("their_months", texts.THEIR_MONTHS, lambda one: texts.person_months(one.balance.theirs.months)),
        amount_column("their_value", texts.THEIR_VALUE, lambda one: one.balance.theirs.value),
        _months("more_months", texts.MORE_MONTHS, lambda one: texts.person_months(one.balance.months), gives_way=3),
        amount_column("more_value", texts.MORE_VALUE, lambda one: one.balance.value, width=118),
        text_column("how", texts.HOW, texts.how, width=150),
    ]


def trade_columns() -> list[Column[TradeLine]]:
    """What is bought and sold with each counterpart, gross, and the net as information."""
    return [
        text_column("name", texts.MUNICIPALITY, lambda one: one.name, width=140, stretches=True),
        amount_column("bought_closed", texts.BOUGHT_CLOSED, lambda one: one.bought_closed, width=122, gives_way=2),
        amount_column("bought", texts.BOUGHT_FORECAST, lambda one: one.bought, width=122),
        amount_column("sold_closed", texts.SOLD_CLOSED, lambda one: one.sold_closed, width=122, gives_way=2),
        amount_column("sold", texts.SOLD_FORECAST, lambda one: one.sold, width=122),
        amount_column("net", texts.NET, lambda one: one.net, width=168, gives_way=1),
    ]


def budget_columns() -> list[Column[BudgetLine]]:
    """Budgets beside what the year has cost and looks to come to."""
    return [
        text_column("about", texts.ABOUT, texts.budget_about, width=84, gives_way=2),
        text_column("name", texts.NAME, lambda one: one.name, width=100, stretches=True),
        _direction(),
        amount_column("budget", texts.BUDGET, lambda one: one.amount, width=98),
        amount_column("closed", texts.CLOSED, lambda one: one.closed, gives_way=1),
        amount_column("forecast", texts.FORECAST, lambda one: one.forecast, width=98),
        amount_column("difference", texts.DIFFERENCE, lambda one: one.difference, width=98),
        text_column(
            "note", texts.NOTE, lambda one: one.budget.value.note if one.budget else None, width=140, is_shown=False
        ),
    ]


def budget_filters() -> list[Quick[BudgetLine]]:
    """What budgets can be filtered by."""
    return [
        flag("over_budget", texts.OVER_BUDGET, lambda one: (one.difference or 0) > 0),
        flag("without_budget", texts.WITHOUT_BUDGET, lambda one: one.budget is None),
        Quick("about", texts.ABOUT, texts.budget_about, str),
        _by_direction(),
    ]


def _months(name: str, heading: str, said: Callable[[BalanceLine], str], gives_way: int = 2) -> Column[BalanceLine]:
    """A column of person-months, sorted as numbers."""
    return Column(
        name, heading, said, lambda one: formats.parse_number(said(one)), 136, Align.RIGHT, gives_way=gives_way
    )


def _service(one: CostLine) -> str:
    return f"{one.service}, {one.variant}" if one.variant else one.service or ""


def _direction(*, is_shown: bool = True) -> Column[D]:
    return Column(
        "direction",
        texts.DIRECTION,
        lambda one: texts.direction(one.direction),
        lambda one: sort_key(texts.direction(one.direction)),
        80,
        is_shown=is_shown,
    )


def _sums() -> list[Column[Any]]:
    asked: tuple[tuple[str, str, Callable[[Tally], Ore | None], int], ...] = (
        ("estimated", texts.ESTIMATED, lambda sums: sums.estimated, 0),
        ("planned", texts.PLANNED, lambda sums: sums.planned, 5),
        ("closed", texts.CLOSED, lambda sums: sums.closed, 0),
        ("remaining", texts.REMAINING, lambda sums: sums.remaining, 0),
        ("forecast", texts.FORECAST, lambda sums: sums.forecast, 0),
        ("difference", texts.DIFFERENCE, lambda sums: sums.difference, 0),
    )

    def amount(of: Callable[[Tally], Ore | None]) -> Callable[[CostLine | CostGroup], Ore | None]:
        return lambda one: of(one.sums)

    return [amount_column(name, heading, amount(of), gives_way=gives_way) for name, heading, of, gives_way in asked]


def _dearer() -> Quick[R]:
    return flag("over", texts.OVER, lambda one: (one.sums.difference or 0) > 0)


def _by_direction() -> Quick[D]:
    return Quick(
        "direction",
        texts.DIRECTION,
        lambda one: one.direction.value,
        lambda value: texts.direction(RowDirection(value)),
    )
