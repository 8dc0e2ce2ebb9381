"""Does a year end to the öre: settled, accrued, booked and taken back, and the new year begun on preliminary prices?

One booking at a year price of 8 000 kr in whole kronor: 667 kr a month and 4 kr back in December (E19). The invoices of
January to November have come. The price of 2025 is decided in February: 8 400 kr, 700 kr a month.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from factories import Clock, agreement, booking, days, month, person, price, residence, terms
from mottagning.domain.agreements import Unit
from mottagning.domain.budgets import BudgetBasis, BudgetGroup
from mottagning.domain.economy import EconomySettings
from mottagning.domain.ledger import Reason, RowKind
from mottagning.domain.money import Rounding, scaled
from mottagning.domain.returns import HandOutWay
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.price_lists import ActivityChoice, Choices, ListedPrice, PriceList
from mottagning.usecases.admin.settings import read_settings, save_economy, save_settings
from mottagning.usecases.context import Context
from mottagning.usecases.costs.budget_proposals import propose_budgets, save_budgets
from mottagning.usecases.costs.viewing import costs
from mottagning.usecases.price_lists import propose, save
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import hand_out, mark_invoiced
from mottagning.usecases.returns.viewing import view_month
from mottagning.usecases.year_end.accrual_files import write_accrual_vouchers
from mottagning.usecases.year_end.accruals import accruals
from mottagning.usecases.year_end.prices import carry_on
from mottagning.usecases.year_end.settling import year_settlement
from sie_reader import parse

BUY = RowDirection.BUY
YEAR = [month(f"2024-{number:02}") for number in range(1, 13)]
JANUARY, FEBRUARY = month("2025-01"), month("2025-02")


def on(ctx: Context, year: int, number: int, date: int) -> Context:
    return replace(ctx, clock=Clock(datetime(year, number, date, 9, 0, tzinfo=UTC)))


def begin(ctx: Context) -> None:
    settings = read_settings(ctx)
    assert settings is not None
    save_settings(ctx, replace(settings, first_month=YEAR[0]))
    accounts = {"claims_account": "1511", "debts_account": "2511"}
    accrued = {"accrued_income_account": "1790", "accrued_costs_account": "2990"}
    save_economy(ctx, EconomySettings(writes_vouchers=True, **accounts, **accrued))
    with ctx.writing() as uow:
        kept = uow.services.find("sfi")
        assert kept is not None
        uow.services.change(kept, replace(kept.value, account_buy="4630"))
        uow.people.add(person(case_number="2024-0001"))
        uow.residences.add(residence("2024-0001"))
        uow.agreements.add(agreement())
        uow.terms.add(terms(yearly_reconciliation=True, rounding=Rounding.KRONA))
        uow.prices.add(price("8000", unit=Unit.YEAR, days=days("2024-01-01", "2024-12-31")))
        uow.bookings.add(booking("2024-01-01"))
        uow.commit()


def invoiced(ctx: Context) -> None:
    with ctx.reading() as reader:
        waiting = reader.ledger.returns()
    for one in waiting:
        hand_out(ctx, one.id, HandOutWay.SDK, "Ekonomi")
        mark_invoiced(ctx, one.id, f"F{one.id}", one.month.last)


def test_a_year_ends_and_the_next_begins(ctx: Context, tmp_path: Path) -> None:
    begin(ctx)
    december = on(ctx, 2024, 12, 10)
    for each in YEAR[:-1]:
        close_month(december, each)
    invoiced(december)

    # before December is closed: what is left of the year, and what it is short of
    (settled,) = year_settlement(december, 2024).lines
    assert settled.amount == -400
    before = accruals(december, YEAR[-1])
    assert (before.total(BUY), [one.estimated for one in before.accounts]) == (66_700 - 400, [66_300])
    assert carry_on(december, 2025, ["A1"]).value == 1

    # January: December is closed and not invoiced; it is accrued, and taken back on New Year's Day
    january = on(ctx, 2025, 1, 10)
    close_month(january, YEAR[-1])
    rows = [row.entry for row in view_month(january, YEAR[-1]).rows]
    assert {one.kind: one.amount for one in rows} == {RowKind.REGULAR: 66_700, RowKind.RECONCILIATION: -400}
    assert accruals(january, YEAR[-1]).total(BUY) == 66_300
    file = write_accrual_vouchers(january, tmp_path, YEAR[-1])
    assert file is not None
    booked, back = parse(file.read_bytes()).vouchers
    assert [(line.account, line.ore) for line in booked.lines] == [("2990", -66_300), ("4630", 66_300)]
    assert (booked.day, back.day) == ("20241231", "20250101")
    left: dict[str, int] = defaultdict(int)
    for line in (*booked.lines, *back.lines):
        left[line.account] += line.ore
    assert set(left.values()) == {0}

    # the year's costs are the year's price; they are next year's budget
    found = costs(january, 2024)
    assert found is not None
    assert (found.totals[BUY].closed, found.totals[BUY].remaining) == (800_000, 0)
    save_budgets(january, propose_budgets(january, 2025, BudgetGroup.SERVICE, BudgetBasis.LAST_YEAR))

    # February: January closes at last year's price, then the list comes and corrects it
    february = on(ctx, 2025, 2, 10)
    close_month(february, JANUARY)
    (first,) = [row.entry for row in view_month(february, JANUARY).rows]
    assert first.price is not None
    assert (first.amount, first.price.is_preliminary) == (66_700, True)
    new = PriceList((ListedPrice("Priser", "B2", "sfi", "Annan kommun", Unit.YEAR, scaled("8400")),))
    chosen = Choices(
        column="Annan kommun", days=days("2025-01-01"), source="2025", activities=(ActivityChoice("sfi", "sfi"),)
    )
    save(february, propose(february, "A1", new, chosen))
    march = on(ctx, 2025, 3, 10)
    close_month(march, FEBRUARY)
    rows = [row.entry for row in view_month(march, FEBRUARY).rows]
    assert [one.amount for one in rows if one.kind is RowKind.REGULAR] == [70_000]
    corrections = [one for one in rows if one.kind is RowKind.CORRECTION]
    assert sum(one.amount for one in corrections) == 3_300
    assert {(one.service_month, one.reason) for one in corrections} == {(JANUARY, Reason.NEW_PRICE)}

    # and the budget stands beside it: 8 400 kr, told 8 000 kr
    found = costs(march, 2025)
    assert found is not None
    (line,) = [one for one in found.budgets if one.is_of_service]
    assert (line.amount, line.closed, line.forecast, line.difference) == (800_000, 140_000, 840_000, 40_000)
