"""Is `--json` one object with exactly the fields of the format, and nothing else on standard output?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from factories import day
from workbooks import Rows, make

Run = Callable[..., Any]
RETURN = {"number", "month", "version", "counterpart", "direction", "rows", "total", "file"}
ROW = {
    "booking",
    "case",
    "counterpart",
    "direction",
    "service_month",
    "quantity",
    "of",
    "unit",
    "unit_price",
    "amount",
    "kind",
    "corrects",
    "reason",
    "explanation",
}
HELD = {"booking", "service_month", "check", "message", "amount"}
LOST = {"booking", "service_month", "amount"}


def _change(run: Run, register: Path, file: Path, sheets: dict[str, Rows]) -> None:
    assert run("import", make(file, sheets), "--register", register).status == 0


def _end_the_first_course(run: Run, register: Path, folder: Path) -> None:
    """Amina's course of September ended on the twentieth."""
    heading = ["Bokning", "Ärende", "Avtal", "Insats", "Från och med", "Till och med"]
    row = ["B1", "2024-0001", "A1", "sfi", day("2024-09-01"), day("2024-09-20")]
    _change(run, register, folder / "slut.xlsx", {"Bokningar": [heading, row]})


def _take_the_home_from_dana(run: Run, register: Path, folder: Path) -> None:
    heading = ["Ärende", "Kommun", "Från och med", "Slag"]
    _change(
        run, register, folder / "okänd.xlsx", {"Hemkommun": [heading, ["2024-0004", "2309", "2020-01-01", "okänd"]]}
    )


def test_import_counts_what_it_did(run: Run, register: Path, tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Personer": [["Ärende", "Efternamn"], ["2024-0001", "Nylund"], ["2024-0002", "Provlund"], ["P9", "Ny"]],
        "Anteckningar": [["x"]],
    }
    found = run("import", make(tmp_path / "lista.xlsx", sheets), "--register", register, "--json")
    assert found.status == 0
    assert found.json == {
        "created": {"persons": 1},
        "changed": {"persons": 1},
        "unchanged": {"persons": 1},
        "rejected": [],
        "rejected_file": None,
        "warnings": [
            {
                "sheet": "Anteckningar",
                "cell": None,
                "message": "Bladet Anteckningar hör inte till formatet och har inte lästs.",
            }
        ],
    }


def test_import_names_every_cell_that_it_refused(run: Run, register: Path, tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"Personer": [["Ärende", "Efternamn", "Kön"], ["P9", "Ny", "?"], [None, "X", None]]}
    refused = run("import", make(tmp_path / "lista.xlsx", sheets), "--register", register, "--json")
    assert refused.status == 1
    assert refused.json == {
        "created": {},
        "changed": {},
        "unchanged": {},
        "rejected": [
            {"sheet": "Personer", "cell": "C2", "value": "?", "message": "Väntade ett av: kvinna, man."},
            {"sheet": "Personer", "cell": "A3", "value": None, "message": "Cellen är tom men måste fyllas i."},
        ],
        "rejected_file": None,
        "warnings": [],
    }
    taken = run("import", tmp_path / "lista.xlsx", "--register", register, "--json", "--accept-valid")
    assert (taken.status, taken.json["rejected_file"]) == (0, str(tmp_path / "lista - avvisade.xlsx"))
    assert taken.json["rejected"] == refused.json["rejected"]


def test_preview_gives_each_row_with_its_amount_as_text(run: Run, register: Path) -> None:
    found = run("preview", "2024-09", "--register", register, "--json").json
    assert set(found) == {"month", "rows", "held", "lost", "warnings"}
    assert (found["month"], found["held"], found["lost"]) == ("2024-09", [], [])
    shared = {"counterpart": "2309", "service_month": "2024-09", "of": "30", "unit": "day", "kind": "regular"}
    shared |= {"corrects": None, "reason": None}
    assert found["rows"] == [
        {
            **shared,
            "booking": "B1",
            "case": "2024-0001",
            "direction": "buy",
            "quantity": "30",
            "unit_price": "9500.00",
            "amount": "9500.00",
            "explanation": "30 av 30 dagar × 9 500,00 kr",
        },
        {
            **shared,
            "booking": "B4",
            "case": "2024-0004",
            "direction": "sell",
            "quantity": "15",
            "unit_price": "8000.00",
            "amount": "4000.00",
            "explanation": "15 av 30 dagar × 8 000,00 kr",
        },
    ]
    assert [set(row) for row in found["rows"]] == [ROW, ROW]
    assert [set(one) for one in found["warnings"]] == [{"check", "message"}] * len(found["warnings"])


def test_preview_of_a_month_ahead_warns_inside_the_object(run: Run, register: Path) -> None:
    ahead = run("preview", "2024-10", "--register", register, "--json")
    assert "Tidigare månader är öppna" in ahead.json["warnings"][0]["message"]
    assert ahead.err == ""


def test_a_correction_says_what_it_corrects_and_why(run: Run, register: Path, tmp_path: Path) -> None:
    run("close", "2024-09", "--register", register, "--out", tmp_path)
    _end_the_first_course(run, register, tmp_path)
    row = run("preview", "2024-10", "--register", register, "--json").json["rows"][0]
    # Rightly 20/30 × 9 500 = 6 333,33.
    assert row == {
        "booking": "B1",
        "case": "2024-0001",
        "counterpart": "2309",
        "direction": "buy",
        "service_month": "2024-09",
        "quantity": "-10",
        "of": "30",
        "unit": "day",
        "unit_price": "9500.00",
        "amount": "-3166.67",
        "kind": "correction",
        "corrects": {"number": "2024-09 2309 K 1", "row": 1},
        "reason": "ändrat slut",
        "explanation": "-10 av 30 dagar × 9 500,00 kr (rätt antal är 20: 1–20 september)",
    }


def test_close_gives_the_returns_with_their_files(run: Run, register: Path, tmp_path: Path) -> None:
    closed = run("close", "2024-09", "--register", register, "--out", tmp_path / "ut", "--json")
    assert (closed.status, closed.err) == (0, "")
    assert set(closed.json) == {"month", "returns", "held", "lost", "warnings"}
    shared = {"month": "2024-09", "version": 1, "counterpart": "2309", "rows": 1}
    bought = tmp_path / "ut" / "2024-09 2309 K 1 2380-2309 Kontrollunderlag.xlsx"
    sold = tmp_path / "ut" / "2024-09 2309 S 1 2380-2309 Faktureringsunderlag.xlsx"
    expected = [
        {**shared, "number": "2024-09 2309 K 1", "direction": "buy", "total": "9500.00", "file": str(bought)},
        {**shared, "number": "2024-09 2309 S 1", "direction": "sell", "total": "4000.00", "file": str(sold)},
    ]
    assert closed.json["returns"] == expected
    assert [set(one) for one in expected] == [RETURN, RETURN]
    listed = run("returns", "--register", register, "--json").json
    assert listed == {"returns": [{**one, "file": None} for one in expected]}
    written = run("returns", "--register", register, "--json", "--out", tmp_path / "ut").json
    assert written == {"returns": expected}


def test_what_is_held_stands_with_its_check_and_amount(run: Run, register: Path, tmp_path: Path) -> None:
    _take_the_home_from_dana(run, register, tmp_path)
    for command in (("preview", "2024-09"), ("close", "2024-09", "--out", tmp_path / "ut")):
        found = run(*command, "--register", register, "--json").json
        (held,) = found["held"]
        assert set(held) == HELD
        assert (held["booking"], held["service_month"], held["check"]) == ("B4", "2024-09", "K08")
        assert held["message"]


def test_check_gives_each_problem_with_its_advice(run: Run, register: Path, tmp_path: Path) -> None:
    assert run("check", "2024-10", "--register", register, "--json").json["month"] == "2024-10"
    _take_the_home_from_dana(run, register, tmp_path)
    found = run("check", "2024-09", "--register", register, "--json").json
    assert set(found) == {"month", "problems"}
    for problem in found["problems"]:
        assert set(problem) == {"check", "severity", "booking", "message", "advice"}
    stopped = [problem for problem in found["problems"] if problem["severity"] == "stop"]
    assert [(problem["check"], problem["booking"]) for problem in stopped] == [("K08", "B4")]
    assert {problem["severity"] for problem in found["problems"]} <= {"stop", "warn"}


def test_what_a_limit_takes_is_listed_as_lost(run: Run, register: Path, tmp_path: Path) -> None:
    heading = ["Avtal", "Motpart", "Riktning", "Från och med", "Krediteras högst"]
    _change(run, register, tmp_path / "gräns.xlsx", {"Avtal": [heading, ["A1", "2309", "köp", day("2020-01-01"), 0]]})
    run("close", "2024-09", "--register", register, "--out", tmp_path)
    _end_the_first_course(run, register, tmp_path)
    # Told in October, so that the credit of September, -3 166,67, comes a month too late.
    expected = [{"booking": "B1", "service_month": "2024-09", "amount": "-3166.67"}]
    assert set(expected[0]) == LOST
    closed = run("close", "2024-10", "--register", register, "--out", tmp_path / "ut", "--json").json
    assert closed["lost"] == expected
    assert run("preview", "2024-10", "--register", register, "--json").json["lost"] == expected
    assert run("preview", "2024-11", "--register", register, "--json").json["lost"] == []


def test_nothing_to_return_is_an_empty_list(run: Run, tmp_path: Path) -> None:
    lists: dict[str, Rows] = {
        "Inställningar": [["Nyckel", "Värde"], ["Egen kommun", "2380"], ["Första månad", "2025-01"]]
    }
    register = tmp_path / "tomt.mottagning"
    run("import", make(tmp_path / "tomt.xlsx", lists), "--register", register)
    closed = run("close", "2025-01", "--register", register, "--out", tmp_path / "ut", "--json")
    assert closed.status == 0
    assert closed.json == {"month": "2025-01", "returns": [], "held": [], "lost": [], "warnings": []}


def test_protected_people_stand_in_nothing_that_is_printed(run: Run, register: Path, tmp_path: Path) -> None:
    printed = [
        run("check", "2024-09", "--register", register, "--json"),
        run("preview", "2024-09", "--register", register, "--json"),
        run("close", "2024-09", "--register", register, "--out", tmp_path, "--json"),
        run("preview", "2024-09", "--register", register, "--json"),
        run("returns", "--register", register, "--json"),
    ]
    for one in printed:
        for secret in ("B3", "2024-0003", "Doldin", "X1"):
            assert secret not in one.out + one.err
    protected = run("returns", "--register", register, "--protected", "--json", "--out", tmp_path / "skyddat").json
    assert [(one["number"], one["total"]) for one in protected["returns"]] == [("2024-09 X1 K 1", "9500.00")]


def test_a_refusal_is_an_object_too(run: Run, register: Path, tmp_path: Path) -> None:
    refused = run("close", "2024-08", "--register", register, "--out", tmp_path / "ut", "--json")
    assert refused.status == 1
    (one,) = refused.json["refused"]
    assert one["code"] == "month_before_first"
    assert one["message"] in refused.err


def test_one_counterpart_is_closed_and_then_the_rest(run: Run, register: Path, tmp_path: Path) -> None:
    one = ("close", "2024-09", "--register", register, "--out", tmp_path / "ut", "--counterpart", "2309", "--json")
    closed = run(*one)
    assert [(each["number"], Path(each["file"]).exists()) for each in closed.json["returns"]] == [
        ("2024-09 2309 K 1", True),
        ("2024-09 2309 S 1", True),
    ]
    again = run(*one)
    assert (again.status, again.json["refused"][0]["code"]) == (1, "counterpart_closed")
    assert again.json["refused"][0]["message"].startswith("Krokom är redan stängd för 2024-09.")
    assert run("preview", "2024-09", "--register", register, "--json").json["rows"] == []
    rest = run("close", "2024-09", "--register", register, "--out", tmp_path / "ut", "--json")
    assert (rest.status, rest.json["held"]) == (0, [])
    assert len(run("returns", "--register", register, "--json").json["returns"]) == 2
    assert run("verify", "--register", register).status == 0
