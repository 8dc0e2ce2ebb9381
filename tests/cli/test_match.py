"""What does `match` answer: what agrees, what differs, with what status, and nothing of whom one may not see?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factories import OTHER, TEST_NUMBERS, day
from workbooks import Rows, make

Run = Callable[..., Any]
KEYS = {"kind", "booking", "ours", "theirs", "message"}
AMINA, BO, _, _, NOBODY = TEST_NUMBERS
HEADING = ["Summa", "Period", "Personnummer", "Elev", "Anteckning"]
OCTOBER = ("--from", "2024-10", "--to", "2024-10", "--counterpart", OTHER)


def _match(run: Run, file: Path, register: Path, *more: object) -> Any:
    return run("match", file, "--register", register, *(more or OCTOBER), "--json")


def _bill(folder: Path, *rows: list[object], heading: list[str] = HEADING) -> Path:
    return make(folder / "faktura.xlsx", {"Blad1": [["Faktura 4711"], heading, *rows]})


def kinds(found: Any) -> list[tuple[str, str | None]]:
    return [(one["kind"], one["booking"]) for one in found.json["differences"]]


def test_our_own_specification_agrees_row_by_row(run: Run, register: Path, tmp_path: Path) -> None:
    for closed in ("2024-09", "2024-10"):
        assert run("close", closed, "--register", register, "--out", tmp_path / "ut").status == 0
    sold = next((tmp_path / "ut").glob(f"2024-10 {OTHER} S 1*Faktureringsunderlag*.xlsx"))
    found = _match(run, sold, register)
    assert (found.status, found.json["agreed"], found.json["differences"]) == (0, 1, [])
    bought = next((tmp_path / "ut").glob(f"2024-10 {OTHER} K 1*Kontrollunderlag*.xlsx"))
    found = _match(run, bought, register)
    assert (found.status, found.json["agreed"], kinds(found)) == (0, 2, [])


def test_a_table_in_another_order_is_compared_with_what_closing_would_give(
    run: Run, register: Path, tmp_path: Path
) -> None:
    bill = _bill(
        tmp_path,
        [9500, "okt 2024", f"{AMINA[:8]}-{AMINA[8:]}", "Provlund, Amina", ""],
        ["9 500,00 kr", "2024-10", BO[2:], "Bo Provlund", ""],
        [700, "2024-10", NOBODY, "Eva Främling", ""],
        [19700, None, None, None, "Summa"],
    )
    found = _match(run, bill, register)
    assert found.status == 0
    assert set(found.json) >= {"agreed", "differences"}
    assert found.json["agreed"] == 1
    amount, here = found.json["differences"]
    assert all(set(one) >= KEYS for one in found.json["differences"])
    assert (amount["kind"], amount["booking"], amount["ours"], amount["theirs"]) == (
        "amount",
        "B2",
        "7661.29",
        "9500.00",
    )
    assert (here["kind"], here["booking"], here["ours"], here["theirs"]) == ("missing_here", None, None, "700.00")
    assert amount["message"].startswith("Rad 4 begär 9 500,00 kr för B2 oktober 2024.")


def test_a_text_file_and_rows_without_an_amount(run: Run, register: Path, tmp_path: Path) -> None:
    file = tmp_path / "faktura.csv"
    file.write_text("Bokning;Belopp;Månad\nB1;9500,00;2024-10\nB2;se bilaga;2024-10\nB3;9500;2024-10\n", "cp1252")
    found = _match(run, file, register)
    assert (found.json["agreed"], found.json["unread_rows"], kinds(found)) == (2, [3], [("missing_there", "B2")])
    assert "rad 3" in found.err


def test_each_kind_of_difference(run: Run, register: Path, tmp_path: Path) -> None:
    heading = ["Bokning", "Identitet", "Avser månad", "Belopp"]
    rows: list[list[object]] = [
        ["B1", AMINA, "2024-10", 9500],
        ["B1", AMINA, "2024-10", 9500],
        ["B1", AMINA, "2024-12", 9500],
        ["B2", NOBODY, "2024-10", 7661.29],
    ]
    found = _match(run, _bill(tmp_path, *rows, heading=heading), register)
    assert kinds(found) == [
        ("twice", "B1"),
        ("identity", "B2"),
    ]
    assert found.json["agreed"] == 2
    assert (found.json["differences"][1]["ours"], found.json["differences"][1]["theirs"]) == (BO, NOBODY)
    early = _bill(tmp_path, ["B2", BO, "2024-09", 7661.29], heading=heading)
    period = _match(run, early, register).json["differences"][0]
    assert (period["kind"], period["ours"], period["theirs"]) == ("period", "2024-10", "2024-09")


def test_people_words(run: Run, register: Path, tmp_path: Path) -> None:
    bill = _bill(tmp_path, [9000, "2024-10", AMINA, "", ""])
    found = run("match", bill, "--register", register, *OCTOBER)
    there = _match(run, bill, register).json["differences"][1]
    assert (there["kind"], there["booking"], there["ours"], there["theirs"]) == ("missing_there", "B2", "7661.29", None)
    assert found.status == 0
    assert "Annat belopp: Rad 3 begär 9 000,00 kr för B1 oktober 2024." in found.out.replace("\u00a0", " ")
    assert found.out.splitlines()[-1].startswith("0 rader stämmer, 2 avvikelser.")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--from", "2024-11", "--to", "2024-10", "--counterpart", OTHER), 2),
        (("--from", "2024-10", "--counterpart", OTHER), 2),
        (("--from", "2024-10", "--to", "2024-10"), 2),
        (("--from", "2024-10", "--to", "2024-10", "--counterpart", "9999"), 1),
        (OCTOBER, 0),
    ],
)
def test_how_it_ends(run: Run, register: Path, tmp_path: Path, arguments: tuple[str, ...], status: int) -> None:
    bill = _bill(tmp_path, [9500, "2024-10", AMINA, "", ""])
    assert _match(run, bill, register, *arguments).status == status


def test_what_is_no_bill_is_refused(run: Run, register: Path, tmp_path: Path) -> None:
    rows: Rows = [["Ort", "Dag"], ["Ena", day("2024-10-01")]]
    refused = _match(run, make(tmp_path / "lista.xlsx", {"Blad": rows}), register)
    assert (refused.status, refused.json["refused"][0]["code"]) == (1, "not_a_list")
    assert "ingen tabell med belopp" in refused.err
    assert _match(run, tmp_path / "borta.xlsx", register).status == 1
