"""Is a municipality's price list read as it is printed, whatever its layout, and is it told what cannot be?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mottagning.domain.agreements import Unit
from mottagning.domain.money import scaled
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.files.price_list import read_price_list
from mottagning.readmodels.price_lists import PriceList
from mottagning.system.reference import reference
from mottagning.texts.problems import refused
from workbooks import make

TODAY = date(2025, 3, 3)
KROKOM_2024 = [
    ["Interkommunal ersättning 2024, Krokoms kommun"],
    [],
    ["Verksamhet", "Kolumn", "År", "Termin", "Månad", "Dag"],
    ["Förskola 1–2", "Annan kommun", 144597, "–", 12050, 554],
    [None, "Enskild annan kommun", 153272, "–", 12773, 587],
    [None, "Enskild Krokom", 150862, "–", 12572, 578],
    ["Fritidshem", "Annan kommun", "43 722", "21 861", "3 643", 168],
    [None, "Enskild annan kommun", 46345, 23173, 3862, 178],
    ["Grundskola F–6", "Annan kommun", 92085, 46042, 7674, 517],
]
STROMSUND = [
    [None, "Annan kommun", None, None, None, "Enskild"],
    [None, "år", "termin", "mån", "dag", "år", "termin", "mån", "dag"],
    ["Åk 1–3", 119904, 59952, 9992, 674, 127098, 63549, 10592, 714],
    ["Fklass", 84810, 42405, 7068, 477, 89899, 44950, 7492, 505],
]
LINDESBERG = [
    [
        "Verksamhet",
        "Kostnad före adm.",
        "Adm. 3%",
        "Avgifter",
        "Bidrag per barn/elev och år",
        "Bidrag per barn/elev och månad",
    ],
    ["Förskola", 116703, 3501, -10371, 109833, 9153],
    ["Förskoleklass", 64645, 1939, 0, 66584, 5549],
    ["Åk 4–6", 80637, 2491, 0, 85533, 7128],
    ["Fritidshem", 36479, 1094, "\u22127 349", 30224, 2519],
]


def found(tmp_path: Path, rows: list[list[Any]], **more: list[list[Any]]) -> PriceList:
    file = make(tmp_path / "prislista.xlsx", {"Priser": rows, **more})
    return read_price_list(file, reference(), TODAY)


def kronor(found: PriceList, activity: str, column: str | None = None) -> Mapping[str, str]:
    """The printed prices of an activity by unit."""
    return {
        one.unit.value: f"{one.amount / 10_000:g}"
        for one in found.prices
        if (one.activity, one.column) == (activity, column)
    }


def test_a_long_list_names_an_activity_once_for_all_its_columns(tmp_path: Path) -> None:
    read = found(tmp_path, KROKOM_2024)
    assert (read.rejected, read.warnings) == ((), ())
    assert read.columns == ("Annan kommun", "Enskild annan kommun", "Enskild Krokom")
    assert kronor(read, "Förskola 1–2", "Annan kommun") == {"year": "144597", "month": "12050", "day": "554"}
    assert kronor(read, "Förskola 1–2", "Enskild Krokom") == {"year": "150862", "month": "12572", "day": "578"}
    assert kronor(read, "Fritidshem", "Annan kommun")["term"] == "21861"
    assert read.activities == ("Förskola 1–2", "Fritidshem", "Grundskola F–6")
    assert next(one.cell for one in read.prices) == "C4"
    assert read.daily == ("Förskola 1–2", "Fritidshem", "Grundskola F–6")


def test_headings_on_two_levels_name_the_column_over_its_units(tmp_path: Path) -> None:
    read = found(tmp_path, STROMSUND)
    assert (read.rejected, read.warnings) == ((), ())
    assert read.columns == ("Annan kommun", "Enskild")
    assert kronor(read, "Åk 1–3", "Annan kommun") == {"year": "119904", "term": "59952", "month": "9992", "day": "674"}
    assert kronor(read, "Fklass", "Enskild") == {"year": "89899", "term": "44950", "month": "7492", "day": "505"}


def test_headings_may_name_the_column_and_the_unit_in_one(tmp_path: Path) -> None:
    headings = ["Verksamhet", "Annan kommun år", "Annan kommun, kr/mån", "Enskild (per år)", "Enskild per månad"]
    read = found(tmp_path, [headings, ["Åk 7–9", 144233, 12019, 152887, 12741]])
    assert kronor(read, "Åk 7–9", "Annan kommun") == {"year": "144233", "month": "12019"}
    assert kronor(read, "Åk 7–9", "Enskild") == {"year": "152887", "month": "12741"}


def test_steps_that_do_not_lead_to_the_printed_price_are_told_of(tmp_path: Path) -> None:
    """Lindesberg prints 80 637 + 2 491 = 83 128 for åk 4–6 as 85 533; the price is taken as printed."""
    read = found(tmp_path, LINDESBERG)
    assert read.rejected == ()
    assert read.columns == ()
    assert kronor(read, "Åk 4–6") == {"year": "85533", "month": "7128"}
    assert kronor(read, "Fritidshem") == {"year": "30224", "month": "2519"}
    (warned,) = read.warnings
    assert (warned.sheet, warned.cell) == ("Priser", "E4")
    assert "83 128,00 kr" in warned.message
    assert "85 533,00 kr" in warned.message


def test_a_krona_of_rounding_in_the_steps_is_not_worth_a_word(tmp_path: Path) -> None:
    """Lindesberg, gymnasium EK: 101 404 + 3 042 = 104 446, printed 104 447."""
    rows = [["Verksamhet", "Kostnad före adm.", "Adm. 3 %", "År"], ["EK", 101404, 3042, 104447]]
    assert found(tmp_path, rows).warnings == ()


def test_a_plain_list_has_its_unit_in_a_column(tmp_path: Path) -> None:
    rows = [["Verksamhet", "Belopp", "Enhet"], ["sfi", "9 500,50", "Månad"], ["sfi", 475, "dag"]]
    assert kronor(found(tmp_path, rows), "sfi") == {"month": "9500.5", "day": "475"}


@pytest.mark.parametrize("close", [True, False])
def test_two_tables_in_a_sheet_are_read_each_by_its_own_headings(tmp_path: Path, close: bool) -> None:
    second = [["Verksamhet", "Månad", "År"], ["Fritidshem", 3643, 43722]]
    first = [["Verksamhet", "År", "Månad"], ["Förskola", 109833, 9153]]
    between: list[list[Any]] = [] if close else [[], ["Övrigt"]]
    read = found(tmp_path, [*first, *between, *second], Annat=[["Kontakt", "Eva"]])
    assert read.rejected == ()
    assert kronor(read, "Förskola") == {"year": "109833", "month": "9153"}
    assert kronor(read, "Fritidshem") == {"year": "43722", "month": "3643"}


def test_a_sheet_for_each_year_is_a_column_for_each_year(tmp_path: Path) -> None:
    headings = ["Verksamhet", "Annan kommun år"]
    read = found(tmp_path, [headings, ["Fklass", 86601]], Nytt=[["Verksamhet", "År"], ["Fklass", 84810]])
    assert read.columns == ("Priser: Annan kommun", "Nytt")
    assert kronor(read, "Fklass", "Nytt") == {"year": "84810"}


def test_what_cannot_be_read_is_told_by_sheet_and_cell(tmp_path: Path) -> None:
    rows = [
        ["Verksamhet", "År", "Månad", "Anmärkning"],
        ["Förskola", "enligt beslut", -5, "ny"],
        ["Fritidshem", 43722, None, None],
        [None, 1000, None, None],
        ["Moms tillkommer", None, None, None],
    ]
    file = make(tmp_path / "prislista.xlsx", {"Priser": rows})
    book = load_workbook(file)
    book["Priser"]["C3"] = "=B3/12"
    book.save(file)
    read = read_price_list(file, reference(), TODAY)
    assert [(one.sheet, one.cell, one.value) for one in read.rejected] == [
        ("Priser", "B2", "enligt beslut"),
        ("Priser", "C2", "-5"),
        ("Priser", "C3", "=B3/12"),
        ("Priser", "A4", None),
    ]
    assert read.rejected[0].message == "Väntade ett tal."
    assert "Klistra in värdet" in read.rejected[2].message
    assert [(one.cell, "Anmärkning" in one.message) for one in read.warnings] == [("D1", True)]
    assert [one.amount for one in read.prices if one.unit is Unit.YEAR] == [scaled(43722)]


@pytest.mark.parametrize(
    ("heading", "column", "unit"),
    [
        ("Belopp per år", None, Unit.YEAR),
        ("Pris/månad (kr)", None, Unit.MONTH),
        ("Annan kommun, kr per dag", "Annan kommun", Unit.DAY),
        ("ENSKILD  TERMIN", "ENSKILD", Unit.TERM),
    ],
)
def test_a_heading_names_its_unit_and_maybe_a_column(
    tmp_path: Path, heading: str, column: str | None, unit: Unit
) -> None:
    (price,) = found(tmp_path, [["Verksamhet", heading], ["Fklass", 1]]).prices
    assert (price.column, price.unit) == (column, unit)


def test_a_price_column_without_a_unit_anywhere_is_told_of(tmp_path: Path) -> None:
    read = found(tmp_path, [["Verksamhet", "Pris", "År"], ["Fklass", 1, 2]])
    assert [one.cell for one in read.warnings] == ["B1"]
    assert kronor(read, "Fklass") == {"year": "2"}


def test_an_amount_without_a_unit_is_told_of(tmp_path: Path) -> None:
    rows = [["Verksamhet", "Belopp", "Enhet"], ["sfi", 9500, None], ["sfi", 475, "gång"]]
    assert [one.cell for one in found(tmp_path, rows).rejected] == ["C2", "C3"]


@pytest.mark.parametrize("rows", [[["Namn", "Telefon"], ["Eva", "123"]], [["Pris per år"], [100]], []])
def test_a_workbook_without_such_headings_is_no_price_list(tmp_path: Path, rows: list[list[Any]]) -> None:
    with pytest.raises(Refused) as caught:
        found(tmp_path, rows)
    assert caught.value.code is RefusalCode.NOT_A_PRICE_LIST
    assert "Verksamhet" in refused(caught.value).what


def test_a_file_that_is_no_workbook_is_refused_as_a_price_list(tmp_path: Path) -> None:
    file = tmp_path / "prislista.xlsx"
    file.write_text("Verksamhet;År", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_price_list(file, reference(), TODAY)
    assert caught.value.code is RefusalCode.NOT_A_PRICE_LIST
    assert ".xlsx" in refused(caught.value).what
