"""Do the files of what is accrued say what the list says, in balance, taken back the day after, with nobody named?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from e_invoices import SETTINGS
from factories import OTHER, OWN, TEST_NUMBERS, month, without_right
from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.texts.problems import refused
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.settings import read_economy, save_economy
from mottagning.usecases.context import Context
from mottagning.usecases.year_end.accrual_files import write_accrual_vouchers, write_accruals
from mottagning.usecases.year_end.accruals import accruals
from sie_reader import parse
from workbooks import lines, read, shown

DECEMBER = month("2024-12")
SECRETS = ("Amina", "Provlund", "Dana", "Grann,", "Cleo", "Doldin", "2024-000", "samtal", "B3", *TEST_NUMBERS)
FULL = replace(SETTINGS, accrued_income_account="1790", accrued_costs_account="2990")


def coded(ctx: Context) -> Context:
    """Accounts for what the two months are about."""
    save_economy(ctx, FULL)
    with ctx.writing() as uow:
        kept = uow.services.find("sfi")
        assert kept is not None
        uow.services.change(kept, replace(kept.value, account_buy="4630", account_sell="3530", cost_centre="2200"))
        uow.commit()
    return ctx


def written(found: Path | None) -> Path:
    assert found is not None
    return found


def test_the_workbook_comes_to_what_the_list_says_and_names_nobody(two_months: Context, tmp_path: Path) -> None:
    ctx = coded(two_months)
    file = written(write_accruals(ctx, tmp_path, DECEMBER))
    assert file.name == f"2024-12-31 {OWN} Upplupet.xlsx"
    assert list(read(file)) == ["Per konto", "Per insats", "Per bokning"]
    found = accruals(ctx, DECEMBER)
    *accounts, bought, sold = lines(file, "Per konto")
    assert (bought["Riktning"], sold["Riktning"]) == ("Summa köp", "Summa sälj")
    for way, row in ((RowDirection.BUY, bought), (RowDirection.SELL, sold)):
        assert Decimal(str(row["Belopp"])) == Decimal(found.total(way)) / 100
    assert [(row["Konto"], row["Riktning"]) for row in accounts] == [("4630", "köp"), ("4631", "köp"), ("3530", "sälj")]
    for row in accounts:
        parts = (Decimal(str(row[name])) for name in ("Varav redovisat", "Varav beräknat"))
        assert sum(parts) == Decimal(str(row["Belopp"]))
    for sheet in ("Per insats", "Per bokning"):
        amounts = [Decimal(str(row["Belopp"])) for row in lines(file, sheet) if row.get("Insats")]
        assert sum(amounts) == Decimal(found.total(RowDirection.BUY) + found.total(RowDirection.SELL)) / 100
    told = {row["Underlag"] for row in lines(file, "Per bokning")}
    assert told == {f"2024-{n} {OTHER} {way} 1" for n in ("09", "10") for way in "KS"} | {"inte stängt"}
    cells = " ".join(str(value) for sheet in shown(file).values() for value, _ in sheet.values())
    assert [secret for secret in SECRETS if secret in cells] == []


def test_the_vouchers_balance_and_are_taken_back_on_the_first_day_of_the_year(
    two_months: Context, tmp_path: Path
) -> None:
    ctx = coded(two_months)
    found = accruals(ctx, DECEMBER)
    file = written(write_accrual_vouchers(ctx, tmp_path, DECEMBER))
    assert file.name == f"2024-12-31 {OWN} Upplupet.si"
    costs, income, costs_back, income_back = parse(file.read_bytes()).vouchers
    assert [(one.day, one.text) for one in (costs, income, costs_back, income_back)] == [
        ("20241231", "Upplupna kostnader 2024-12-31"),
        ("20241231", "Upplupna intäkter 2024-12-31"),
        ("20250101", "Återföring: upplupna kostnader 2024-12-31"),
        ("20250101", "Återföring: upplupna intäkter 2024-12-31"),
    ]
    booked = {line.account: line.ore for line in costs.lines}
    assert booked["2990"] == -found.total(RowDirection.BUY)
    assert booked["4630"] + booked["4631"] == found.total(RowDirection.BUY)
    assert {line.account: line.ore for line in income.lines} == {
        "1790": found.total(RowDirection.SELL),
        "3530": -found.total(RowDirection.SELL),
    }
    assert next(line.objects for line in costs.lines if line.account == "4631") == {"1": "2100", "6": "P-1", "21": "82"}
    left: dict[tuple[str, str], int] = defaultdict(int)
    for voucher in (costs, income, costs_back, income_back):
        for line in voucher.lines:
            left[line.account, str(line.objects)] += line.ore
    assert set(left.values()) == {0}, "taken back whole, with every code"
    text = file.read_bytes().decode("cp437")
    assert [secret for secret in SECRETS if secret in text] == []
    assert ("#RAR 0 20250101 20251231" in text, "#RAR -1 20240101 20241231" in text) == (True, True)


def test_without_accounts_for_what_is_accrued_no_voucher_is_written(two_months: Context, tmp_path: Path) -> None:
    """No source names them, so the settings begin empty and may stay so while nobody writes what is accrued."""
    save_economy(two_months, SETTINGS)
    with pytest.raises(Refused) as caught:
        write_accrual_vouchers(two_months, tmp_path, DECEMBER)
    assert "Konto för upplupna kostnader saknas eller är inte siffror." in refused(caught.value).text
    assert {"accrued_costs_account", "accrued_income_account", "account_buy"} <= {
        one.name for one in caught.value.fields
    }
    assert list(tmp_path.glob("*Upplupet*")) == []


def test_vouchers_that_are_off_stay_off(two_months: Context, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        write_accrual_vouchers(two_months, tmp_path, DECEMBER)
    assert caught.value.code is RefusalCode.FILES_OFF
    assert write_accruals(two_months, tmp_path, DECEMBER) is not None


def test_an_account_that_is_no_number_is_not_saved(ctx: Context) -> None:
    with pytest.raises(Refused) as caught:
        save_economy(ctx, replace(FULL, accrued_costs_account="29 90"))
    assert [(one.name, one.code) for one in caught.value.fields] == [("accrued_costs_account", "not_an_account")]


def test_hidden_people_have_files_of_their_own_for_those_with_the_right(two_months: Context, tmp_path: Path) -> None:
    ctx = coded(two_months)
    for write in (write_accruals, write_accrual_vouchers):
        with pytest.raises(Refused) as caught:
            write(without_right(ctx), tmp_path, DECEMBER, protected=True)
        assert caught.value.code is RefusalCode.NO_RIGHT
    book = written(write_accruals(ctx, tmp_path, DECEMBER, protected=True))
    vouchers = written(write_accrual_vouchers(ctx, tmp_path, DECEMBER, protected=True))
    assert (book.name, vouchers.name) == ("2024-12-31 X Upplupet.xlsx", "2024-12-31 X Upplupet.si")
    assert {row["Bokning"] for row in lines(book, "Per bokning")} == {"B3"}
    assert OTHER not in vouchers.read_bytes().decode("cp437")


def test_what_is_written_is_noted_as_given_out_and_nothing_else_is_kept(two_months: Context, tmp_path: Path) -> None:
    ctx = coded(two_months)
    export_register(ctx, tmp_path / "före.xlsx")
    write_accruals(ctx, tmp_path, DECEMBER)
    write_accrual_vouchers(ctx, tmp_path, DECEMBER)
    export_register(ctx, tmp_path / "efter.xlsx")
    assert shown(tmp_path / "före.xlsx") == shown(tmp_path / "efter.xlsx")
    with ctx.reading() as reader:
        noted = reader._connection.exec_driver_sql("SELECT what, persons FROM disclosure WHERE what LIKE 'accr%'").all()
    assert [tuple(one) for one in noted] == [("accrual_file", 3)] * 2


def test_a_file_that_cannot_be_written_leaves_none_and_no_trace(
    two_months: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx = coded(two_months)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    for write in (write_accruals, write_accrual_vouchers):
        with pytest.raises(Trouble) as caught:
            write(ctx, tmp_path / "ut", DECEMBER)
        assert caught.value.code is TroubleCode.DISK_FULL
    assert list((tmp_path / "ut").iterdir()) == []


def test_the_accounts_leave_and_come_back_in_the_workbook(
    ctx: Context, empty: Callable[[], Context], tmp_path: Path
) -> None:
    save_economy(ctx, FULL)
    export_register(ctx, tmp_path / "ut.xlsx")
    again = empty()
    assert import_workbook(again, tmp_path / "ut.xlsx").value.rejected == ()
    assert read_economy(again) == FULL
