"""Does a year's budget stand beside what the year costs, and is what is proposed the same whoever asks?

The small office: sfi bought at 9 500 kr a month (B1 since September 2024, B2 since 7 October, B3 of somebody hidden),
and sold at 8 000 kr (B4 since 16 September). It is 3 March 2025; September and October 2024 are closed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import OTHER, month, without_right
from mottagning.domain.budgets import Budget, BudgetBasis, BudgetGroup, budget_problems
from mottagning.domain.money import scaled
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.costs import BudgetLine
from mottagning.usecases.context import Context
from mottagning.usecases.costs.budget_proposals import propose_budgets, save_budgets
from mottagning.usecases.costs.budgeting import remove_budget, save_budget
from mottagning.usecases.costs.viewing import costs
from mottagning.usecases.returns.closing import close_month

BUY, SELL, EXCHANGE = RowDirection.BUY, RowDirection.SELL, RowDirection.EXCHANGE
CLOSED = 2 * 950_000 + 766_129
OPEN_2024 = 4 * 950_000


def budget(kronor: str = "50000", **values: Any) -> Budget:
    given: dict[str, Any] = {"year": 2024, "direction": BUY, "amount": scaled(kronor)}
    return Budget(**{**given, **({} if "counterpart" in values else {"service": "sfi"}), **values})


@pytest.fixture
def closed(office: Context) -> Context:
    for name in ("2024-09", "2024-10"):
        close_month(office, month(name))
    return office


def lines(ctx: Context, year: int | None = 2024) -> dict[tuple[RowDirection, str], BudgetLine]:
    found = costs(ctx, year)
    assert found is not None
    return {(one.direction, one.service or one.counterpart or ""): one for one in found.budgets}


def proposed(ctx: Context, year: int, group: BudgetGroup, basis: BudgetBasis) -> list[tuple[RowDirection, str, int]]:
    found = propose_budgets(ctx, year, group, basis)
    return [(one.direction, one.service or one.counterpart or "", one.ore) for one in found]


def test_a_budget_stands_beside_what_is_closed_and_what_the_year_comes_to(closed: Context) -> None:
    save_budget(closed, None, budget("60000"))
    save_budget(closed, None, budget("30000", direction=SELL, counterpart=OTHER))
    found = lines(without_right(closed))
    sfi = found[BUY, "sfi"]
    assert (sfi.amount, sfi.closed, sfi.forecast) == (6_000_000, CLOSED, CLOSED + OPEN_2024)
    assert sfi.difference == CLOSED + OPEN_2024 - 6_000_000
    sold = found[SELL, OTHER]
    assert (sold.name, sold.amount, sold.forecast, sold.difference) == ("Krokom", 3_000_000, 2_800_000, -200_000)
    assert found[BUY, OTHER].difference is None
    assert lines(closed, 2025)[BUY, "sfi"].budget is None, "each year has its own"
    assert lines(closed, None) == {}


def test_what_is_of_an_insats_and_what_is_of_a_counterpart_come_to_the_same(closed: Context) -> None:
    found = lines(closed).values()
    for way in (BUY, SELL):
        by_service, by_counterpart = (
            sum(one.forecast for one in found if one.direction is way and one.is_of_service is kind)
            for kind in (True, False)
        )
        assert by_service == by_counterpart > 0


def test_a_budget_of_what_costs_nothing_is_there_with_noughts(closed: Context) -> None:
    save_budget(closed, None, budget("1000", service="fritidshem"))
    line = lines(closed)[BUY, "fritidshem"]
    assert (line.amount, line.closed, line.forecast, line.difference) == (100_000, 0, 0, -100_000)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"year": 24}, ("year", "not_a_year")),
        ({"direction": EXCHANGE}, ("direction", "nothing_is_paid")),
        ({"counterpart": OTHER, "service": "sfi"}, ("counterpart", "service_or_counterpart")),
        ({"service": None}, ("counterpart", "service_or_counterpart")),
        ({"amount": scaled("-1")}, ("amount", "negative")),
    ],
)
def test_what_no_budget_can_be_is_said_at_its_field(given: dict[str, Any], expected: tuple[str, str]) -> None:
    assert [(one.name, one.code) for one in budget_problems(budget(**given))] == [expected]


def test_the_same_thing_has_one_budget_a_year(ctx: Context) -> None:
    save_budget(ctx, None, budget())
    save_budget(ctx, None, budget(counterpart=OTHER))
    save_budget(ctx, None, budget(year=2025))
    for one in (budget("1"), budget("1", counterpart=OTHER)):
        with pytest.raises(Refused) as caught:
            save_budget(ctx, None, one)
        assert caught.value.code is RefusalCode.KEY_TAKEN


def test_an_unknown_insats_or_counterpart_is_refused(ctx: Context) -> None:
    for one in (budget(service="finns inte"), budget(counterpart="0000")):
        with pytest.raises(Refused) as caught:
            save_budget(ctx, None, one)
        assert [problem.code for problem in caught.value.fields] == ["unknown"]


def test_a_budget_is_changed_and_removed(ctx: Context) -> None:
    stored = save_budget(ctx, None, budget()).value
    changed = save_budget(ctx, stored, replace(stored.value, amount=scaled("7"))).value
    with pytest.raises(Refused) as caught:
        remove_budget(ctx, stored)
    assert caught.value.code is RefusalCode.CHANGED_MEANWHILE
    remove_budget(ctx, changed)
    with ctx.reading() as reader:
        assert reader.budgets.every() == []


# proposed


def test_a_budget_is_proposed_from_the_years_forecast_in_whole_kronor(closed: Context) -> None:
    whole = (CLOSED + OPEN_2024 + 50) // 100 * 100
    assert proposed(closed, 2024, BudgetGroup.SERVICE, BudgetBasis.FORECAST) == [
        (BUY, "sfi", whole),
        (SELL, "sfi", 2_800_000),
    ]
    assert proposed(closed, 2024, BudgetGroup.COUNTERPART, BudgetBasis.FORECAST) == [
        (BUY, OTHER, whole),
        (SELL, OTHER, 2_800_000),
    ]


def test_it_may_be_what_the_year_before_came_to(closed: Context) -> None:
    assert proposed(closed, 2025, BudgetGroup.SERVICE, BudgetBasis.LAST_YEAR) == [
        (BUY, "sfi", 6_466_100),
        (SELL, "sfi", 2_800_000),
    ]
    assert proposed(closed, 2024, BudgetGroup.SERVICE, BudgetBasis.LAST_YEAR) == [], "nothing is known of 2023"


def test_what_is_proposed_leaves_hidden_people_out_for_everybody(closed: Context) -> None:
    """A budget that held what B3 costs would tell it to whoever sets it beside the forecast without her."""
    for group in BudgetGroup:
        args = (2024, group, BudgetBasis.FORECAST)
        assert proposed(closed, *args) == proposed(without_right(closed), *args)
    save_budgets(closed, propose_budgets(closed, 2024, BudgetGroup.SERVICE, BudgetBasis.FORECAST))
    line = lines(without_right(closed))[BUY, "sfi"]
    assert abs(line.difference or 0) < 100, "nothing is left but what was rounded"
    assert (lines(closed)[BUY, "sfi"].difference or 0) > 4 * 940_000, "who may see her sees what she costs"


def test_only_what_has_no_budget_is_proposed_and_all_or_nothing_is_stored(closed: Context) -> None:
    save_budget(closed, None, budget())
    found = propose_budgets(closed, 2024, BudgetGroup.SERVICE, BudgetBasis.FORECAST)
    assert [one.direction for one in found] == [SELL]
    with pytest.raises(Refused):
        save_budgets(closed, [*found, budget("1")])
    assert lines(closed)[SELL, "sfi"].budget is None
    assert save_budgets(closed, found).value == 1
