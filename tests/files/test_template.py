"""Is the empty workbook one that reads back when it has been filled in, with lists to choose from?"""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from factories import OWN, TEST_NUMBERS
from mottagning.files.layouts.register import SHEETS
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.moving_in import save_template
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people


def test_every_sheet_and_heading_of_the_format_is_there(tmp_path: Path) -> None:
    save_template(tmp_path / "mall.xlsx")
    book = load_workbook(tmp_path / "mall.xlsx")
    assert book.sheetnames == ["Inställningar", *(sheet.title for sheet in SHEETS)]
    for sheet in SHEETS:
        assert [cell.value for cell in book[sheet.title][1]] == [column.heading for column in sheet.columns]
        assert book[sheet.title].max_row == 1


def test_what_has_a_closed_list_offers_it(tmp_path: Path) -> None:
    save_template(tmp_path / "mall.xlsx")
    rules = load_workbook(tmp_path / "mall.xlsx")["Avtal"].data_validations.dataValidation
    assert '"köp,sälj,ömsesidigt,byte"' in [rule.formula1 for rule in rules]


def test_codes_that_are_typed_into_it_stay_texts(tmp_path: Path) -> None:
    save_template(tmp_path / "mall.xlsx")
    sheet = load_workbook(tmp_path / "mall.xlsx")["Hemkommun"]
    assert [sheet.column_dimensions[letter].number_format for letter in "ABC"] == ["@", "@", "yyyy-mm-dd"]


def test_it_is_filled_in_and_read(ctx: Context, tmp_path: Path) -> None:
    save_template(tmp_path / "mall.xlsx")
    book = load_workbook(tmp_path / "mall.xlsx")
    for row in book["Inställningar"].iter_rows(min_row=2):
        row[1].value = {"Egen kommun": OWN, "Första månad": "2024-09"}.get(str(row[0].value))
    people = book["Personer"]
    headings = {cell.value: cell.column for cell in people[1]}
    for heading, value in (("Ärende", "2024-0001"), ("Förnamn", "Petra"), ("Personnummer", TEST_NUMBERS[0])):
        people.cell(2, headings[heading], value)
    book.save(tmp_path / "ifylld.xlsx")
    report = import_workbook(ctx, tmp_path / "ifylld.xlsx").value
    assert (report.rejected, report.is_imported) == ((), True)
    assert [line.name for line in list_people(ctx)] == ["Petra"]
