"""Are files for the economy system out of sight until somebody sets them up, and then written from the month?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices

from e_invoices import SETTINGS, problems, set_up
from factories import OTHER
from mottagning.domain.periods import Month
from mottagning.uikit import messages
from mottagning.usecases.admin.settings import read_economy
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from sie_reader import parse

SEPTEMBER = Month(2024, 9)
Pick = Callable[[Path], None]


@pytest.fixture
def closed(hands: Any, ctx: Context, small_office: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Somebody in the small office, whose September is closed."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    close_month(ctx, SEPTEMBER)
    hands.program.enter(ctx)
    hands.settle()
    return hands


def to_files(hands: Any) -> None:
    hands.go("returns", SEPTEMBER)
    hands.push("4  Lämna ut")


def with_accounts(ctx: Context) -> None:
    with ctx.writing() as uow:
        kept = uow.services.find("sfi")
        assert kept is not None
        uow.services.change(kept, replace(kept.value, account_buy="4630", account_sell="3530"))
        uow.commit()


def test_they_are_out_of_sight_until_they_are_set_up_in_the_settings(closed: Any, ctx: Context) -> None:
    to_files(closed)
    assert not closed.says("Skriv e-fakturor")
    assert not closed.says("Skriv bokföringsorder")
    closed.go("settings")
    closed.tab("Ekonomifiler")
    closed.fill(writes_vouchers=True, claims_account="15 11", debts_account="2511")
    closed.push("Spara")
    assert closed.problem("claims_account") == "Ett konto är bara siffror."
    closed.fill(claims_account="1511")
    closed.push("Spara")
    assert read_economy(ctx).claims_account == "1511"
    to_files(closed)
    assert closed.says("Skriv bokföringsorder")
    assert not closed.says("Skriv e-fakturor"), "only what is switched on is offered"
    closed.push("1  Granska")
    assert not closed.says("Skriv bokföringsorder"), "there is nothing to write in the other steps"


def test_they_are_written_into_a_folder_and_told_of(closed: Any, ctx: Context, tmp_path: Path, pick: Pick) -> None:
    set_up(ctx, OTHER)
    with_accounts(ctx)
    to_files(closed)
    folder = tmp_path / "ekonomi"
    folder.mkdir()
    pick(folder)
    closed.push("Skriv e-fakturor …")
    assert closed.says(f"1 e-faktura i {folder}.")
    assert problems(next(folder.glob("*.xml")).read_bytes()) == []
    closed.push("Skriv bokföringsorder …")
    assert closed.says("Bokföringsorder.si är skriven.")
    assert len(parse(next(folder.glob("*.si")).read_bytes()).vouchers) == 2


def test_what_is_missing_is_said_in_a_box_and_nothing_is_written(
    closed: Any, ctx: Context, tmp_path: Path, pick: Pick, shown_errors: list[Any]
) -> None:
    set_up(ctx, OTHER, reference=None)
    to_files(closed)
    pick(tmp_path)
    closed.push("Skriv e-fakturor …")
    closed.push("Skriv bokföringsorder …")
    said = [messages.message_of(error).text for error in shown_errors]
    assert "saknas för B4." in said[0]
    assert "Konto vid köp saknas" in said[1]
    assert list(tmp_path.glob("*.xml")) + list(tmp_path.glob("*.si")) == []
    assert read_economy(ctx) == SETTINGS
