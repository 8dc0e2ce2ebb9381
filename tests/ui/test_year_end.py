"""Can the turn of the year be gone through at the keyboard: what is accrued, prices carried on, the year settled?

The small office on 3 March 2025, with September and October 2024 closed: see tests/usecases/test_accruals.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from e_invoices import SETTINGS
from factories import month, terms
from mottagning.domain.agreements import Unit
from mottagning.domain.money import Rounding
from mottagning.domain.periods import Month
from mottagning.texts import formats
from mottagning.uikit import messages
from mottagning.usecases.admin.settings import save_economy
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from sie_reader import parse
from ui.test_copies import copied

Key = Qt.Key
Pick = Callable[[Path], None]
# bought: B1 4 × 9 500; B2 25/31 × 9 500 = 7 661,29 and 2 × 9 500; sold: 15/30 and 3 × 8 000
BOUGHT, SOLD = 4 * 950_000 + 766_129 + 2 * 950_000, 400_000 + 3 * 800_000


@pytest.fixture
def turned(hands: Any, ctx: Context, small_office: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Somebody in the small office, whose autumn is closed."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    for name in ("2024-09", "2024-10"):
        close_month(ctx, month(name))
    hands.program.enter(ctx)
    hands.settle()
    return hands


def coded(ctx: Context) -> None:
    save_economy(ctx, replace(SETTINGS, accrued_income_account="1790", accrued_costs_account="2990"))
    with ctx.writing() as uow:
        kept = uow.services.find("sfi")
        assert kept is not None
        uow.services.change(kept, replace(kept.value, account_buy="4630", account_sell="3530"))
        uow.commit()


def kr(amount: int) -> str:
    return formats.kr(amount).replace("\u00a0", " ")  # type: ignore[arg-type]


# accrued


@pytest.mark.parametrize("area", ["costs", "returns"])
def test_one_click_shows_what_is_accrued_at_the_end_of_the_year(turned: Any, area: str) -> None:
    turned.go(area)
    turned.push("Upplupet")
    assert turned.shell.current == "year_end"
    assert turned.screen.accrued.months.currentText() == "31 december 2024"
    assert turned.says(f"Upplupna kostnader {kr(BOUGHT)}. Upplupna intäkter {kr(SOLD)}.")


def test_each_account_opens_to_its_bookings_and_each_booking_to_its_card(turned: Any) -> None:
    turned.go("year_end", "accrued")
    part = turned.screen.accrued
    assert {one.accrued.booking for one in part.lines.table.rows_model.rows} == {"B1", "B2"}
    part.accounts.setFocus()
    turned.key(Key.Key_Down)
    assert {one.accrued.booking for one in part.lines.table.rows_model.rows} == {"B4"}
    assert sum(one.accrued.amount for one in part.lines.table.rows_model.rows) == SOLD
    turned.reach(part.lines.table)
    turned.key(Key.Key_Home)
    turned.key(Key.Key_Return)
    assert turned.shell.current == "bookings"
    assert turned.says("B4 · Dana Grann")


def test_another_month_end_is_chosen_at_the_keyboard(turned: Any) -> None:
    turned.go("year_end", "accrued")
    months = turned.screen.accrued.months
    months.setFocus()
    while months.currentText() != "30 september 2024":
        turned.key(Key.Key_Down)
    assert turned.says(f"Upplupna kostnader {kr(950_000)}. Upplupna intäkter {kr(400_000)}.")


def test_it_is_written_as_a_workbook_and_as_vouchers(turned: Any, ctx: Context, tmp_path: Path, pick: Pick) -> None:
    coded(ctx)
    turned.go("year_end", "accrued")
    pick(tmp_path)
    turned.push("Skriv som Excel …")
    assert turned.says("2024-12-31 2380 Upplupet.xlsx är skriven.")
    turned.push("Skriv bokföringsorder …")
    (file,) = tmp_path.glob("*.si")
    assert [one.day for one in parse(file.read_bytes()).vouchers] == ["20241231"] * 2 + ["20250101"] * 2


def test_what_a_voucher_lacks_is_said_in_a_box(
    turned: Any, ctx: Context, tmp_path: Path, pick: Pick, shown_errors: list[Any]
) -> None:
    save_economy(ctx, SETTINGS)
    turned.go("year_end", "accrued")
    pick(tmp_path)
    turned.push("Skriv bokföringsorder …")
    (error,) = shown_errors
    assert "Konto för upplupna kostnader saknas" in messages.message_of(error).text
    assert list(tmp_path.glob("*.si")) == []


def test_hidden_people_stand_by_themselves_for_those_with_the_right(turned: Any) -> None:
    turned.go("year_end", "accrued")
    part = turned.screen.accrued
    assert part.shown.isVisible()
    part.shown.setFocus()
    turned.key(Key.Key_Down)
    assert {one.accrued.booking for one in part.lines.table.rows_model.rows} == {"B3"}
    assert turned.says(f"Upplupna kostnader {kr(4 * 950_000)}.")


def test_nobody_else_learns_that_there_are_any(hands: Any, ctx: Context, small_office: None) -> None:
    hands.program.enter(replace(ctx, user=replace(ctx.user, may_see_protected=False)))
    hands.settle()
    hands.go("year_end", "accrued")
    assert not hands.screen.accrued.shown.isVisible()
    assert "B3" not in {one.accrued.booking for one in hands.screen.accrued.lines.table.rows_model.rows}


# prices


def test_a_reminder_leads_to_prices_that_are_carried_on_and_taken_back(turned: Any, ctx: Context) -> None:
    with ctx.writing() as uow:
        year = Month(2024, 1).first, Month(2025, 1).first
        for one in uow.prices.every():
            uow.prices.change(one, replace(one.value, days=replace(one.value.days, start=year[0], end=year[1])))
        uow.commit()
    turned.go("overview")
    turned.screen.refresh()
    turned.settle()
    assert turned.says("2 avtal saknar priser för det nya året")
    turned.push("Öppna: 2 avtal saknar priser för det nya året")
    part = turned.screen.prices
    assert (turned.shell.current, part.year) == ("year_end", 2025)
    assert [one.key for one in part.list.table.rows_model.rows] == ["A1", "A2"]
    turned.push("För över alla …")
    assert turned.says("För över förra årets priser till 2025: 2 avtal")
    assert turned.says("2 priser gäller som preliminära från 2025-01-01 till 2025-12-31.")
    assert turned.says("3 bokningar berörs."), "what it does is said before it is done"
    turned.push("För över")
    assert turned.says("2 preliminära priser gäller nu 2025.")
    assert not part.carry_all.isEnabled()
    turned.push("Ta bort de överförda")
    assert turned.says("1 överfört pris är borttaget.")
    with ctx.reading() as reader:
        assert [one.value.agreement for one in reader.prices.every()] == ["A1", "A2", "A2"]


# the year settled


def test_what_the_year_is_short_of_is_listed_with_a_sum_for_each_agreement(turned: Any, ctx: Context) -> None:
    """A year price of 8 000 kr in whole kronor is 667 kr a month."""
    with ctx.writing() as uow:
        (kept,) = uow.terms.of_agreement("A2")
        yearly = terms(agreement="A2", yearly_reconciliation=True, rounding=Rounding.KRONA)
        uow.terms.change(kept, yearly)
        (price,) = uow.prices.of_agreement("A2")
        uow.prices.change(price, replace(price.value, unit=Unit.YEAR))
        uow.commit()
    turned.go("year_end", "settled")
    part = turned.screen.settled
    assert copied(turned, ctx, part.list.table) == [("year_settled_copy", 1)]
    (line,) = part.list.table.rows_model.rows
    # B4: 15/30 of September and three months are 3,5/12 of 8 000 = 2 333,33, in whole kronor 2 333; 333 + 3 × 667
    assert (line.booking, line.due, line.billed, line.amount) == ("B4", 233_300, 233_400, -100)
    assert turned.says("A2, sälj: 1 bokning")
    assert turned.says(kr(-100))
    part.list.table.setFocus()
    turned.key(Key.Key_Home)
    turned.key(Key.Key_Return)
    assert turned.shell.current == "bookings"


# the budget


def budget_of(hands: Any) -> Any:
    hands.go("costs")
    hands.tab("Budget")
    return hands.screen.budget


def test_a_budget_is_proposed_looked_at_and_saved(turned: Any) -> None:
    part = budget_of(turned)
    turned.push("Föreslå budget …")
    turned.push("Visa förslaget")
    assert turned.says("Förslag till budget 2024: 2 rader")
    turned.push("Spara som budget")
    assert turned.says("2 budgetrader är sparade.")
    assert turned.says(f"Per insats, sälj: budget {kr(SOLD)}, prognos {kr(SOLD)}, skillnad {kr(0)}.")
    assert [one.amount is not None for one in part.list.table.rows_model.rows] == [True, True, False, False]


def test_a_budget_is_entered_changed_and_removed_by_hand(turned: Any) -> None:
    part = budget_of(turned)
    turned.push("Ny budgetrad")
    turned.fill(amount="30000")
    turned.push("Spara")
    assert turned.problem("counterpart") == "Ange insats eller motpart, och bara en av dem."
    turned.fill(service="sfi")
    turned.push("Spara")
    assert turned.says("Per insats, köp: budget 30 000,00 kr")
    part.list.table.setFocus()
    turned.key(Key.Key_Home)
    turned.key(Key.Key_Return)
    turned.fill(amount="31000,50")
    turned.push("Spara")
    assert turned.says("Per insats, köp: budget 31 000,50 kr")
    turned.push("Ta bort budgeten")
    assert not turned.says("Per insats, köp: budget")


def test_what_is_bought_and_sold_stands_gross_with_the_net_as_information(turned: Any) -> None:
    turned.go("costs")
    turned.screen.grouping.setCurrentIndex(3)
    (line,) = turned.screen.trades.table.rows_model.rows
    hidden = 4 * 950_000
    assert (line.name, line.bought, line.sold) == ("Krokom", BOUGHT + hidden, SOLD)
    assert line.net == SOLD - BOUGHT - hidden
    assert line.bought_closed == 2 * 950_000 + 766_129 + 2 * 950_000
    turned.screen.trades.table.setFocus()
    turned.key(Key.Key_Home)
    turned.key(Key.Key_Return)
    assert turned.screen.grouping.currentText() == "Per bokning"
