"""Does a row that goes to a sheet in one piece stand there as openpyxl would have written it?"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from mottagning.files.cells import LONGEST_CELL, storable
from mottagning.files.row_sheet import RowSheet, cell
from mottagning.files.sheet_writer import BLANK, TEXT_FORMAT, SheetWriter
from mottagning.files.workbook import written
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from workbooks import make

TEXTS = (
    "Åsa Öberg",
    "",
    " ",
    " i början",
    "i slutet\t",
    "två\nrader",
    "två\r\nrader",
    "ensam\rvagnretur",
    "<b>&amp;</b>",
    "]]>",
    "\"citat\" och 'apostrof'",
    "=1+1",
    "#N/A",
    "_x000D_",
    "\u00a0hårt mellanrum\u00a0",
    "\u2028",
    "\x7f\x85",
    "سمير",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🙂",
    "å" * LONGEST_CELL,
)
VALUES = (
    0,
    -1,
    7,
    10**15,
    12345678901234567,
    0.1,
    -2.5e-7,
    float("nan"),
    Decimal("1234.56"),
    Decimal("-0.005"),
    Decimal("0.00"),
    True,
    False,
    date(1899, 12, 31),
    date(1900, 2, 28),
    date(2024, 2, 29),
    datetime(2024, 9, 30, 23, 59, 59),  # noqa: DTZ001 - a workbook knows no time zones
    datetime(2024, 9, 30, 0, 0, 0, 250_000),  # noqa: DTZ001
    time(8, 15),
    timedelta(hours=30, minutes=1),
)


def _sheet(target: Path, fill: Callable[[Workbook], None]) -> str:
    book = Workbook(write_only=True)
    fill(book)
    book.save(target)
    with zipfile.ZipFile(target) as archive:
        return etree.canonicalize(archive.read("xl/worksheets/sheet1.xml").decode())


def _by_openpyxl(rows: Sequence[Sequence[object]]) -> Callable[[Workbook], None]:
    """Each value in a cell of its own that has a look, as openpyxl's handbook does it."""

    def fill(book: Workbook) -> None:
        sheet = book.create_sheet("Blad")
        for row in rows:
            cells = []
            for value in row:
                one = WriteOnlyCell(sheet, value=None if isinstance(value, str) else value)
                one.font, one.alignment = Font(bold=True), Alignment(horizontal="left")
                if isinstance(value, str):
                    one.value, one.data_type = value, "s"
                one.number_format = "0.000"
                cells.append(one)
            sheet.append(cells)

    return fill


def _in_one_piece(rows: Sequence[Sequence[object]]) -> Callable[[Workbook], None]:
    def fill(book: Workbook) -> None:
        like = WriteOnlyCell(book.create_sheet("Stil"))
        like.font, like.alignment, like.number_format = Font(bold=True), Alignment(horizontal="left"), "0.000"
        del book["Stil"]
        sheet = RowSheet(book, "Blad")
        book._add_sheet(sheet)
        for number, row in enumerate(rows, start=1):
            sheet.append([cell(number, place, like.style_id, value) for place, value in enumerate(row)])

    return fill


@pytest.mark.parametrize("value", [*TEXTS, *VALUES, None], ids=lambda value: repr(value)[:30])
def test_a_cell_is_the_one_that_openpyxl_writes(tmp_path: Path, value: object) -> None:
    rows = [[value]]
    ours, theirs = _sheet(tmp_path / "a.xlsx", _in_one_piece(rows)), _sheet(tmp_path / "b.xlsx", _by_openpyxl(rows))
    assert ours == theirs


def test_many_cells_of_all_kinds_are_those_that_openpyxl_writes(tmp_path: Path) -> None:
    chance = random.Random(20241001)
    short = [value for value in (*TEXTS, *VALUES) if not isinstance(value, str) or len(value) < LONGEST_CELL]
    rows = [[chance.choice(short) for _ in range(chance.randint(0, 120))] for _ in range(200)]
    ours, theirs = _sheet(tmp_path / "a.xlsx", _in_one_piece(rows)), _sheet(tmp_path / "b.xlsx", _by_openpyxl(rows))
    assert ours == theirs


def test_any_character_that_can_be_stored_is_read_back(tmp_path: Path) -> None:
    """Some a workbook cannot hold, and a row of a register must be written all the same."""
    every = [chr(code) for code in (*range(0x300), *range(0xD7F0, 0xE010), *range(0xFFE0, 0x10010), 0x10FFFF)]
    with written(tmp_path / "alla.xlsx") as book:
        writer = SheetWriter(book, "Blad")
        for character in every:
            writer.append([f"a{character}b"], [TEXT_FORMAT])
    read = [row[0] for row in load_workbook(tmp_path / "alla.xlsx")["Blad"].iter_rows(values_only=True)]
    assert read == [storable(f"a{character}b") for character in every]


def test_a_row_may_have_a_height_and_no_cells(tmp_path: Path) -> None:
    with written(tmp_path / "rader.xlsx") as book:
        writer = SheetWriter(book, "Blad")
        writer.line("hög", height=40)
        writer.line()
        writer.to_fill_in(["fyll i"], [TEXT_FORMAT], ["0"])
        assert writer.row == 3
    sheet = load_workbook(tmp_path / "rader.xlsx")["Blad"]
    assert sheet.row_dimensions[1].height == 40
    assert [cell.value for cell in sheet[2]] == [None, None]
    assert sheet["B3"].value is None
    assert sheet["B3"].protection.locked is False


def test_what_is_no_value_of_a_cell_is_refused() -> None:
    for value in (object(), [1], BLANK):
        with pytest.raises(TypeError):
            cell(1, 0, 0, value)
    with pytest.raises(TypeError):
        cell(1, 0, 0, datetime(2024, 9, 30, tzinfo=UTC))  # a workbook knows no time zones


def test_a_row_that_is_refused_for_a_formula_of_many_cells_is_written_without_one(ctx: Context, tmp_path: Path) -> None:
    lists, refused = tmp_path / "listor.xlsx", tmp_path / "avvisade.xlsx"
    make(lists, {"Personer": [["Ärende", "Kön"], ["2024-0001", None], ["2024-0002", None]]})
    book = load_workbook(lists)
    book["Personer"]["B2"] = ArrayFormula("B2:B3", "=1+1")
    book["Personer"]["B3"] = DataTableFormula("B3:B4", r1="A1")
    book.save(lists)
    import_workbook(ctx, lists, accept_valid=True, rejected_file=refused)
    rows = list(load_workbook(refused)["Personer"].iter_rows(min_row=2))
    assert [(row[0].value, row[1].value, row[1].data_type) for row in rows] == [
        ("2024-0001", "=1+1", "s"),
        ("2024-0002", None, "n"),
    ]
