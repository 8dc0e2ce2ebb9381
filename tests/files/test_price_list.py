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
from mottagning.files.price_list.reading import read_price_list
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
GR = [  # settlement notes 2.4 E; kronor a year
    ["Interkommunala ersättningar i Göteborgsregionen, kr per år"],
    ["Anordnarkommunen debiterar föräldraavgiften"],
    [None, 2013, 2014, 2015],
    ["Förskola 1–2 år, ≤15 h / >15 h", "54 622 / 136 554", "57 368 / 143 420", "58 791 / 146 977"],
    ["Förskola 3–5 år, ≤15 h / >15 h", "–", "39 010 / 97 525", "39 978 / 99 944"],
    ["Ped. omsorg 1–2 år, ≤15 h / >15 h", "–", "46 704 / 116 761", "48 455 / 121 137"],
    ["Förskoleklass", "–", 44662, 43571],
    ["Grundskola 1–6 / 7–9", "–", "75 652 / 90 782", "76 836 / 92 203"],
    ["Fritids F–3 / 4–6", "–", "30 336 / 10 333", "29 636 / 10 076"],
]
HUDDINGE = [  # F
    ["Bidragsbelopp för kommunala skolor i annan kommun 2016"],
    [None, "Grundbelopp", None, "Lokalersättning", None],
    ["Verksamhet", "År", "Månad", "År", "Månad"],
    ["Förskoleklass", 41606, 3467, 9609, 801],
    ["Åk 1–5", 59516, 4960, 13727, 1144],
    ["Åk 6–9", 70432, 5869, 13727, 1144],
    ["Skolbarnsomsorg F–3", 25193, 2099, 9347, 779],
]
GYMNASIUM = [  # C
    ["Program", "Kostnad före adm.", "Adm. 3 %", "Total IKE"],
    ["BF", 113973, 3419, 117392],
    ["EK", 101404, 3042, 104447],
    ["IM Språkintroduktion", 125705, 3771, 129476],
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
        one.unit.value if one.unit else "": f"{one.amount / 10_000:g}"
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


# one column for each year, two amounts in a cell


def test_a_column_for_each_year_takes_its_unit_from_over_the_table(tmp_path: Path) -> None:
    read = found(tmp_path, GR)
    assert (read.rejected, read.warnings) == ((), ())
    assert read.columns == ("2013", "2014", "2015")
    assert kronor(read, "Förskoleklass", "2015") == {"year": "43571"}
    assert kronor(read, "Förskoleklass", "2013") == {}, "a dash is no price"


def test_two_amounts_in_a_cell_belong_to_the_two_things_that_the_row_names(tmp_path: Path) -> None:
    read = found(tmp_path, GR)
    assert kronor(read, "Förskola 1–2 år, ≤15 h", "2013") == {"year": "54622"}
    assert kronor(read, "Förskola 1–2 år, >15 h", "2013") == {"year": "136554"}
    assert kronor(read, "Förskola 3–5 år, >15 h", "2015") == {"year": "99944"}
    assert read.activities[-4:] == ("Grundskola 1–6", "Grundskola 7–9", "Fritids F–3", "Fritids 4–6")
    assert kronor(read, "Fritids 4–6", "2014") == {"year": "10333"}
    assert next(one.cell for one in read.prices if one.activity.endswith("7–9")) == "C8"


@pytest.mark.parametrize(
    ("activity", "names"),
    [
        ("Åk 1–3 / Åk 4–6", ["Åk 1–3", "Åk 4–6"]),
        ("Förskola, högst 15 h / mer än 15 h", ["Förskola, högst 15 h", "Förskola, mer än 15 h"]),
        ("Förskola 1–2 år/3–5 år", ["Förskola 1–2 år", "Förskola 3–5 år"]),
        ("Förskola/fritidshem", ["Förskola", "fritidshem"]),
    ],
)
def test_what_two_names_share_is_said_once(tmp_path: Path, activity: str, names: list[str]) -> None:
    read = found(tmp_path, [["Verksamhet", "År"], [activity, "1 000/2 000"]])
    assert [(one.activity, one.amount) for one in read.prices] == [(names[0], scaled(1000)), (names[1], scaled(2000))]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (["Förskola", "1 000 / 2 000", None], ["B2"]),  # two amounts of one thing
        (["Förskola 1–2 / 3–5", "1 / 2 / 3", None], ["B2"]),
        (["Förskola 1–2 / 3–5", "1 000 / 2 000", 1500], ["C2"]),  # whose is it?
        (["Socioekonomiskt", "VT 31 / HT 15,70", None], ["B2", "B2"]),
    ],
)
def test_amounts_that_nothing_gives_a_name_are_refused(tmp_path: Path, row: list[Any], cells: list[str]) -> None:
    read = found(tmp_path, [["Verksamhet", "År", "Månad"], row])
    assert [one.cell for one in read.rejected] == cells
    assert read.prices == ()


def test_one_thing_in_a_row_that_has_a_stroke_in_its_name_is_one_thing(tmp_path: Path) -> None:
    assert kronor(found(tmp_path, [["Verksamhet", "År"], ["Barn/elev", 1000]]), "Barn/elev") == {"year": "1000"}


def test_the_extent_may_stand_beside_the_activity_that_is_named_once(tmp_path: Path) -> None:
    rows = [
        ["Belopp i kronor per barn och år"],
        ["Verksamhet", "Omfattning", "2014", "2015"],
        ["Förskola 1–2", "≤15 h", 57368, 58791],
        [None, ">15 h", 143420, 146977],
        ["Förskoleklass", None, 44662, 43571],
    ]
    read = found(tmp_path, rows)
    assert (read.rejected, read.warnings) == ((), ())
    assert read.activities == ("Förskola 1–2, ≤15 h", "Förskola 1–2, >15 h", "Förskoleklass")
    assert kronor(read, "Förskola 1–2, >15 h", "2015") == {"year": "146977"}


def test_a_year_over_its_units_is_a_column(tmp_path: Path) -> None:
    rows = [[None, 2023, None, 2024], ["Verksamhet", "År", "Månad", "År", "Månad"], ["Fklass", 1200, 100, 2400, 200]]
    read = found(tmp_path, rows)
    assert kronor(read, "Fklass", "2023") == {"year": "1200", "month": "100"}
    assert kronor(read, "Fklass", "2024") == {"year": "2400", "month": "200"}


def test_prices_that_look_like_years_are_no_headings(tmp_path: Path) -> None:
    """A row without its activity is told of, though its amounts lie between 2000 and 2099."""
    read = found(tmp_path, [["Verksamhet", "År", "Månad"], ["Läger", 24000, 2000], [None, None, 2015], ["Kurs", 2030]])
    assert [one.cell for one in read.rejected] == ["A3"]
    assert kronor(read, "Kurs") == {"year": "2030"}


# base and premises


def test_base_and_premises_are_added_unit_by_unit_and_it_is_said(tmp_path: Path) -> None:
    """41 606 + 9 609 = 51 215 a year, 3 467 + 801 = 4 268 a month; 25 193 + 9 347 = 34 540, 2 099 + 779 = 2 878."""
    read = found(tmp_path, HUDDINGE)
    assert (read.rejected, read.columns) == ((), ())
    assert kronor(read, "Förskoleklass") == {"year": "51215", "month": "4268"}
    assert kronor(read, "Skolbarnsomsorg F–3") == {"year": "34540", "month": "2878"}
    (said,) = read.warnings
    assert (said.cell, "lagts ihop till ett pris per år och ett per månad" in said.message) == ("B3", True)


def test_a_cell_may_hold_the_year_and_the_month(tmp_path: Path) -> None:
    rows = [
        ["Verksamhet", "Grundbelopp år/månad", "Lokal, kr per år / mån"],
        ["Åk 1–5", "59 516/4 960", "13 727 / 1 144"],
        ["Åk 6–9", "70 432/5 869", "13 727"],
    ]
    read = found(tmp_path, rows)
    assert kronor(read, "Åk 1–5") == {"year": "73243", "month": "6104"}
    (refused,) = read.rejected
    assert (refused.cell, refused.message) == (
        "C3",
        "Väntade 2 belopp med snedstreck emellan, ett per år och ett per månad.",
    )


def test_a_row_without_premises_is_priced_by_its_base_and_told_of(tmp_path: Path) -> None:
    """Huddinge's supplement for newcomers, 37 000 kr a year; premises alone are no price."""
    rows = [*HUDDINGE[1:3], ["Nyanlända", 37000, 3083, "–", None], ["Åk 1–5", None, None, 13727, None]]
    read = found(tmp_path, rows)
    assert kronor(read, "Nyanlända") == {"year": "37000", "month": "3083"}
    assert [one.cell for one in read.warnings[1:]] == ["D3", "E3"]
    assert [one.cell for one in read.rejected] == ["B4"]


def test_a_unit_in_which_one_share_is_missing_gives_no_price(tmp_path: Path) -> None:
    rows = [["Verksamhet", "Grund år", "Grund månad", "Lokaler år"], ["Åk 1–5", 59516, 4960, 13727]]
    read = found(tmp_path, rows)
    assert kronor(read, "Åk 1–5") == {"year": "73243"}
    assert "Inget pris per månad" in read.warnings[1].message


def test_a_printed_total_is_taken_and_compared(tmp_path: Path) -> None:
    headings = ["Verksamhet", "Grundbelopp år", "Lokalbelopp år", "Totalt år"]
    read = found(tmp_path, [headings, ["Åk 1–5", 59516, 13727, 73243], ["Åk 6–9", 70432, 13727, 84195]])
    assert kronor(read, "Åk 6–9") == {"year": "84195"}
    (warned,) = read.warnings
    assert (warned.cell, "84 159,00 kr" in warned.message) == ("D3", True)


@pytest.mark.parametrize("heading", ["Måltider år", "Adm. 3 %", "Annan kommun år"])
def test_a_third_share_is_not_left_out_unsaid(tmp_path: Path, heading: str) -> None:
    rows = [["Verksamhet", "Grundbelopp år", "Lokaler år", heading], ["Åk 1–5", 59516, 13727, 1000]]
    assert [one.cell for one in found(tmp_path, rows).rejected] == ["D1"]


# amounts that do not say what they are per


def test_a_total_without_a_unit_leaves_the_unit_to_be_asked_for(tmp_path: Path) -> None:
    read = found(tmp_path, GYMNASIUM)
    assert (read.rejected, read.warnings) == ((), ())
    assert read.activities == ("BF", "EK", "IM Språkintroduktion")
    assert kronor(read, "BF") == {"": "117392"}
    assert read.lacks_unit


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("Gymnasium 2023, kr/elev och år", Unit.YEAR),
        ("Kronor per månad", Unit.MONTH),
        ("Pris per år, betalas per månad", None),  # which of them?
        ("Priser för läsåret", None),
    ],
)
def test_what_amounts_are_per_is_told_over_their_table_or_not_at_all(
    tmp_path: Path, said: str, unit: Unit | None
) -> None:
    first = [["Kr per termin"], ["Verksamhet", "Pris"], ["Sfi", 1]]
    read = found(tmp_path, [*first, [said], *GYMNASIUM])
    assert [one.unit for one in read.prices[:2]] == [Unit.TERM, unit]


def test_steps_are_compared_with_a_total_whose_unit_is_not_told(tmp_path: Path) -> None:
    rows = [GYMNASIUM[0], ["BA", 134589, 4038, 138627], ["EE", 136658, 4100, 140785]]
    assert [one.cell for one in found(tmp_path, rows).warnings] == ["D3"]


@pytest.mark.parametrize(("title", "is_preliminary"), [("Preliminär prislista 2025", True), ("Prislista 2025", False)])
def test_a_list_that_says_it_is_preliminary_is_known_for_it(tmp_path: Path, title: str, is_preliminary: bool) -> None:
    assert found(tmp_path, [[title], *LINDESBERG]).is_preliminary is is_preliminary


# what cannot be read


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
