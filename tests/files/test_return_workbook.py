"""Do Faktureringsunderlag and Kontrollunderlag say what was closed, to the öre, and nothing that they should not?"""

from __future__ import annotations

import getpass
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from factories import Clock, day, without_right
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from mottagning.usecases.returns.documents import write_returns
from workbooks import lines, make, read, shown

SHEETS = ["Försättsblad", "Sammanställning", "Specifikation", "Ändringar", "Definitioner"]
COLUMNS = [
    "Rad",
    "Bokning",
    "Ärende",
    "Identitet",
    "Id-typ",
    "Tidigare identitet",
    "Namn",
    "Insats",
    "Variant",
    "Anordnare",
    "Anordnarkommun",
    "Betalande kommun",
    "Från och med",
    "Till och med",
    "Avser månad",
    "Beräkningssätt",
    "Antal",
    "Av",
    "Enhet",
    "À-pris",
    "Administrativ avgift",
    "Belopp",
    "Radtyp",
    "Rättar",
    "Avser faktura",
    "Orsak",
    "Grund",
    "Beslut",
    "Avtal",
    "Motpartens referens",
    "Prislista",
    "Preliminär",
    "Beräkning",
]
BOUGHT = "2024-10 2309 K 1 2380-2309 Kontrollunderlag.xlsx"
SOLD = "2024-09 2309 S 1 2380-2309 Faktureringsunderlag.xlsx"
PROTECTED = "2024-10 X1 K 1 Kontrollunderlag.xlsx"


@pytest.fixture(scope="module")
def hidden(_two_months: Context, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files about people with protected data, written once."""
    made = tmp_path_factory.mktemp("skyddat")
    write_returns(_two_months, made, protected=True)
    _two_months.db.close()
    return made


def _facts(file: Path) -> dict[str, Any]:
    """The labels of the front sheet with what stands beside them."""
    return {str(row[0]): row[1] for row in read(file)["Försättsblad"] if row[0]}


def test_every_file_is_named_after_month_number_and_municipalities_never_a_person(folder: Path, hidden: Path) -> None:
    assert sorted(file.name for file in folder.iterdir()) == [
        "2024-09 2309 K 1 2380-2309 Kontrollunderlag.xlsx",
        "2024-09 2309 S 1 2380-2309 Faktureringsunderlag.xlsx",
        "2024-09 2380 Ekonomiunderlag.xlsx",
        "2024-10 2309 K 1 2380-2309 Kontrollunderlag.xlsx",
        "2024-10 2309 S 1 2380-2309 Faktureringsunderlag.xlsx",
        "2024-10 2380 Ekonomiunderlag.xlsx",
    ]
    assert sorted(file.name for file in hidden.iterdir()) == [
        "2024-09 X Ekonomiunderlag.xlsx",
        "2024-09 X1 K 1 Kontrollunderlag.xlsx",
        "2024-10 X Ekonomiunderlag.xlsx",
        "2024-10 X1 K 1 Kontrollunderlag.xlsx",
    ]


@pytest.mark.parametrize("name", [BOUGHT, SOLD])
def test_sheets_and_columns_stand_in_the_order_of_the_format(folder: Path, name: str) -> None:
    sheets = read(folder / name)
    assert list(sheets) == SHEETS
    assert sheets["Specifikation"][0] == COLUMNS
    assert sheets["Sammanställning"][0] == ["Insats", "Radtyp", "Personer", "Rader", "Belopp, kr"]
    heading = ["Ändring", "Bokning", "Insats", "Avser månad", "Tidigare belopp", "Nytt belopp", "Skillnad", "Orsak"]
    assert sheets["Ändringar"][0] == heading
    defined = " ".join(str(row[0]) for row in sheets["Definitioner"])
    assert [name for name in COLUMNS if name not in defined] == []


# 9 500 kr a month. Closed for the whole of September, rightly 20 of 30 days: 6 333,33, so -3 166,67 is due.
# Bo from 7 October: 25/31 × 9 500 = 7 661,29. His talks from 16 October: 16/31 × 1 000 = 516,13.
# 7 661,29 + 516,13 - 3 166,67 = 5 010,75.


def test_the_specification_has_a_row_for_each_booking_month_and_price(folder: Path) -> None:
    first, second, third = lines(folder / BOUGHT, "Specifikation")
    shared = {
        "Betalande kommun": "2380",
        "Beräkningssätt": "kalenderdag",
        "Enhet": "dag",
        "Id-typ": "personnummer",
        "Beslut": "Dnr 1",
        "Avtal": "A1",
    }
    sfi = {
        "Insats": "sfi",
        "À-pris": 9500,
        "Prislista": "Prislista för prov, 2024",
        "Grund": "skollagen 20 kap. 11 d §",
    }
    assert first == {
        **shared,
        **sfi,
        "Rad": 1,
        "Bokning": "B1",
        "Ärende": "2024-0001",
        "Identitet": "19900103-2391",
        "Namn": "Amina Provlund",
        "Från och med": day("2024-09-01"),
        "Till och med": day("2024-09-20"),
        "Avser månad": "2024-09",
        "Antal": -10,
        "Av": 30,
        "Belopp": -3166.67,
        "Radtyp": "Rättelse",
        "Rättar": "2024-09 2309 K 1, rad 1",
        "Orsak": "ändrat slut",
        "Beräkning": "-10 av 30 dagar × 9 500,00 kr (rätt antal är 20: 1–20 september)",
    }
    bo = {"Ärende": "2024-0002", "Identitet": "19820101-2385", "Namn": "Bo Provlund", "Avser månad": "2024-10"}
    until = {"Till och med": day("2024-10-31"), "Av": 31, "Radtyp": "Ordinarie"}
    assert second == {
        **shared,
        **sfi,
        **bo,
        **until,
        "Rad": 2,
        "Bokning": "B2",
        "Från och med": day("2024-10-07"),
        "Antal": 25,
        "Belopp": 7661.29,
        "Beräkning": "25 av 31 dagar × 9 500,00 kr",
    }
    assert third == {
        **shared,
        **bo,
        **until,
        "Rad": 3,
        "Bokning": "B5",
        "Insats": "I77",
        "Från och med": day("2024-10-16"),
        "Antal": 16,
        "À-pris": 1000,
        "Belopp": 516.13,
        "Motpartens referens": "Dnr 77",
        "Beräkning": "16 av 31 dagar × 1 000,00 kr",
    }


def test_the_summary_adds_up_to_the_specification(folder: Path) -> None:
    rows = read(folder / BOUGHT)["Sammanställning"][1:]
    assert rows[:4] == [
        ["I77", "Ordinarie", 1, 1, 516.13],
        ["sfi", "Ordinarie", 1, 1, 7661.29],
        ["sfi", "Rättelse", 1, 1, -3166.67],
        ["Summa", "", 2, 3, 5010.75],
    ]
    # Dana's October is a whole month of 8 000 kr; 8 000 - 5 010,75 = 2 989,25.
    assert [row[4] for row in rows[-3:]] == [5010.75, 8000, 2989.25]
    assert _facts(folder / BOUGHT)["Summa, kr"] == 5010.75


def test_the_changes_since_the_last_return_stand_with_old_and_new_amount(folder: Path) -> None:
    assert read(folder / BOUGHT)["Ändringar"][1:] == [
        ["Rättad", "B1", "sfi", "2024-09", 9500, 6333.33, -3166.67, "ändrat slut"],
        ["Avslutad", "B1", "sfi", "2024-10", 9500, 0, -9500, ""],  # of October nothing is billed
        ["Ny", "B2", "sfi", "2024-10", 0, 7661.29, 7661.29, ""],
        ["Ny", "B5", "I77", "2024-10", 0, 516.13, 516.13, ""],
    ]


def test_the_front_sheet_names_the_parties_the_rules_and_the_total(folder: Path) -> None:
    cover = read(folder / SOLD)["Försättsblad"]
    said = [str(cell) for row in cover for cell in row if cell != ""]
    facts = _facts(folder / SOLD)
    assert said[:2] == ["Faktureringsunderlag", "Östersund säljer till Provbyns kommun"]
    expected = {"Underlagets nummer": "2024-09 2309 S 1", "Version": 1, "Månad": "september 2024", "Riktning": "sälj"}
    # Dana from 16 September: 15/30 × 8 000.
    expected |= {"Antal rader": 1, "Summa, kr": 4000, "Stängt av": "prov", "Kommunkod": "2380"}
    assert {name: facts[name] for name in expected} == expected
    assert facts["Torget 0"] == "ZZ2309"
    for part in (
        "A2, sfi: Månadspriset fördelas per kalenderdag.",
        "Prislista för prov, 2024",
        "Attest",
        "Provnämnden",
    ):
        assert part in said
    assert "Lämnas inte till motparten" not in " ".join(said)


def test_what_we_buy_is_for_our_own_eyes_and_invoiced_to_us(folder: Path) -> None:
    cover = read(folder / BOUGHT)["Försättsblad"]
    assert cover[0][0] == "Kontrollunderlag"
    assert cover[2][0] == "För egen kontroll. Lämnas inte till motparten."
    assert ["–", "ZZ2380", "B1, B2"] in cover
    assert ["–", "SEKR", "B5"] in cover


def test_a_sensitive_booking_shows_a_neutral_code_and_nothing_that_tells_what_it_is(folder: Path) -> None:
    for file in folder.iterdir():
        cells = {str(value) for sheet in shown(file).values() for value, _ in sheet.values()}
        for secret in ("samtal", "enskilt", "Samtalsrummet", "Beslut 7"):
            assert not any(secret in cell for cell in cells), (file.name, secret)


def test_people_with_protected_data_stand_in_no_ordinary_file(folder: Path) -> None:
    for file in folder.iterdir():
        cells = {str(value) for sheet in shown(file).values() for value, _ in sheet.values()}
        for secret in ("Doldin", "Cleo", "20070101-2387", "200701012387", "2024-0003", "B3", "X1"):
            assert not any(secret in cell for cell in cells), (file.name, secret)


def test_a_protected_return_has_a_neutral_case_number_in_place_of_name_and_identity(hidden: Path) -> None:
    (row,) = lines(hidden / PROTECTED, "Specifikation")
    assert (row["Bokning"], row["Belopp"]) == ("B3", 9500)
    assert row["Ärende"] != "2024-0003"
    assert {"Namn", "Identitet", "Id-typ", "Tidigare identitet"} & row.keys() == set()
    cells = " ".join(str(value) for sheet in shown(hidden / PROTECTED).values() for value, _ in sheet.values())
    assert not any(secret in cells for secret in ("Doldin", "Cleo", "2007", "2024-0003"))


def test_without_the_right_to_protected_people_their_returns_are_not_written(
    two_months: Context, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as caught:
        write_returns(without_right(two_months), tmp_path / "skyddat", protected=True)
    assert caught.value.code is RefusalCode.NO_RIGHT
    assert not (tmp_path / "skyddat").exists()


def test_codes_are_texts_dates_are_dates_and_amounts_have_two_decimals(folder: Path) -> None:
    sheet = load_workbook(folder / BOUGHT)["Specifikation"]
    for row in sheet.iter_rows(min_row=2):
        for name, cell in zip(COLUMNS, row, strict=True):
            if cell.value is None:
                continue
            if name in {"Från och med", "Till och med"}:
                assert (cell.is_date, cell.number_format) == (True, "yyyy-mm-dd"), name
            elif name in {"Belopp", "À-pris"}:
                assert (cell.data_type, cell.number_format) == ("n", "#,##0.00"), name
            elif name in {"Rad", "Antal", "Av"}:
                assert cell.data_type == "n", name
            else:
                assert (cell.data_type, cell.number_format) == ("s", "@"), name


@pytest.mark.parametrize("name", [BOUGHT, SOLD])
def test_the_sheets_print_on_a4_with_heading_number_and_page(folder: Path, name: str) -> None:
    book = load_workbook(folder / name)
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9  # A4
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.left.text == name[:16]
        assert sheet.oddFooter.right.text == "Sida &P av &N"
        assert sheet.page_margins.bottom - sheet.page_margins.footer > 0.3  # inches: a line of the footer is not cut
        assert not sheet.merged_cells.ranges
        if sheet.title != "Försättsblad":
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.freeze_panes == "A2"
            assert sheet.oddHeader.left.text == "&A"
            assert sheet.page_setup.orientation == "landscape"
    assert set(book["Sammanställning"].tables) == {"Sammanställning"}
    assert set(book["Ändringar"].tables) == {"Ändringar"}
    specification = book["Specifikation"]
    assert specification.page_setup.orientation == "landscape"
    (table,) = specification.tables.values()
    last = specification.max_row
    assert (table.ref, table.autoFilter.ref) == (f"A1:AG{last}", f"A1:AG{last}")
    assert [column.name for column in table.tableColumns] == COLUMNS


def test_the_eleven_columns_that_a_person_reads_are_shown_and_wide_enough(folder: Path) -> None:
    sheet = load_workbook(folder / BOUGHT)["Specifikation"]
    letters = [sheet.cell(1, place).column_letter for place in range(1, len(COLUMNS) + 1)]
    visible = [name for name, letter in zip(COLUMNS, letters, strict=True) if not _is_folded(sheet, letter)]
    assert visible == [
        "Rad",
        "Identitet",
        "Namn",
        "Insats",
        "Variant",
        "Från och med",
        "Till och med",
        "Avser månad",
        "Antal",
        "Belopp",
        "Beräkning",
    ]


def _is_folded(sheet: Any, letter: str) -> bool:
    """Whether a column is folded away; openpyxl keeps a run of equal columns under the first."""
    place = sheet[f"{letter}1"].column
    return any(one.hidden for one in sheet.column_dimensions.values() if one.min <= place <= one.max)


def test_no_file_says_who_made_it(folder: Path) -> None:
    with zipfile.ZipFile(folder / BOUGHT) as archive:
        about = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("docProps")).decode()
    assert ">prov<" not in about
    assert f">{getpass.getuser()}<" not in about
    assert ">openpyxl</dc:creator>" in about


def test_the_same_return_written_later_has_the_same_cells(
    two_months: Context, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    clock.tick(days=400)
    write_returns(two_months, tmp_path / "igen")
    assert {file.name for file in folder.iterdir()} == {file.name for file in (tmp_path / "igen").iterdir()}
    for file in folder.iterdir():
        assert shown(tmp_path / "igen" / file.name) == shown(file), file.name


def test_who_is_protected_later_is_masked_in_what_was_closed_before(
    two_months: Context, folder: Path, tmp_path: Path
) -> None:
    protected = {"Personer": [["Ärende", "Skydd"], ["2024-0002", "sekretessmarkering"]]}
    import_workbook(two_months, make(tmp_path / "skydd.xlsx", protected))
    write_returns(two_months, tmp_path / "igen")
    before, after = (lines(place / BOUGHT, "Specifikation") for place in (folder, tmp_path / "igen"))
    masked = {"Ärende", "Identitet", "Id-typ", "Namn"}
    assert after == [before[0], *({name: row[name] for name in row if name not in masked} for row in before[1:])]
    for row in after[1:]:
        assert masked & row.keys() == set()


def test_what_is_too_long_for_its_column_goes_on_below_itself(folder: Path) -> None:
    sheet = load_workbook(folder / BOUGHT)["Specifikation"]
    said = sheet.cell(2, len(COLUMNS))
    assert len(said.value) > sheet.column_dimensions[said.column_letter].width
    assert said.alignment.wrap_text
    assert [sheet.row_dimensions[row].height for row in (2, 3)] == [30, None]


def test_a_protected_return_shows_the_neutral_number_where_the_others_show_who_it_is(hidden: Path) -> None:
    sheet = load_workbook(hidden / PROTECTED)["Specifikation"]
    letters = {name: sheet.cell(1, place).column_letter for place, name in enumerate(COLUMNS, start=1)}
    folded = {name for name in ("Ärende", "Identitet", "Namn", "Belopp") if _is_folded(sheet, letters[name])}
    assert folded == {"Identitet", "Namn"}
