"""Does `accrued` tell what is accrued as the page does, write what is asked for, and keep hidden people out?"""

from __future__ import annotations

from pathlib import Path

from cli.conftest import Run

# see tests/usecases/test_accruals.py: 6 × 9 500 and 25 of 31 days; 15 of 30 days and 3 × 8 000
BOUGHT, SOLD = "64661.29", "28000.00"


def test_it_tells_each_account_and_what_it_comes_to(run: Run, register: Path) -> None:
    found = run("accrued", "2024-12", "--register", register, "--json")
    assert (found.status, found.json["day"], found.json["totals"]) == (0, "2024-12-31", {"buy": BOUGHT, "sell": SOLD})
    assert [(one["direction"], one["amount"], one["estimated"]) for one in found.json["accounts"]] == [
        ("buy", BOUGHT, BOUGHT),
        ("sell", SOLD, SOLD),
    ]
    assert (found.json["uncounted"], found.json["files"]) == ([], [])
    told = run("accrued", "2024-12", "--register", register).out.replace("\u00a0", " ")
    assert "Upplupna kostnader 64 661,29 kr. Upplupna intäkter 28 000,00 kr." in told


def test_the_workbook_is_written_where_it_is_asked_for(run: Run, register: Path, tmp_path: Path) -> None:
    found = run("accrued", "2024-12", "--register", register, "--out", tmp_path / "ut", "--json")
    assert found.json["files"] == [str(tmp_path / "ut" / "2024-12-31 2380 Upplupet.xlsx")]
    assert Path(found.json["files"][0]).is_file()


def test_vouchers_that_are_off_are_refused_and_hidden_people_come_only_when_asked_for(
    run: Run, register: Path, tmp_path: Path
) -> None:
    refused = run("accrued", "2024-12", "--register", register, "--sie", tmp_path / "ut")
    assert (refused.status, list(tmp_path.glob("ut/*"))) == (1, [])
    hidden = run("accrued", "2024-12", "--register", register, "--protected", "--json")
    assert hidden.json["totals"] == {"buy": "38000.00", "sell": "0.00"}


def test_a_month_that_cannot_be_read_is_a_usage_fault(run: Run, register: Path) -> None:
    assert run("accrued", "2024-13", "--register", register).status == 2
