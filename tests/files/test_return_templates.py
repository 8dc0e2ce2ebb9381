"""Is a counterpart's own form filled in as it was made: each value in its place, sums over all rows, the rest kept?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from counterpart_forms import ROW, a_form, with_cells, with_parts
from factories import day
from goldens import returned
from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.domain.return_templates import Loss
from mottagning.files.return_template import inspecting
from mottagning.files.return_template.references import Growth, grown, reads_row_alone
from mottagning.texts.problems import refused
from mottagning.usecases.context import Context
from mottagning.usecases.return_templates import read_form, save_example, save_form, try_form
from mottagning.usecases.returns.documents import write_returns
from workbooks import values

PROTECTED = "2024-10 X1 K 1 Motpartens blankett.xlsx"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """The golden register, whose agreement A1 has a form."""
    home = tmp_path_factory.mktemp("blankett")
    ctx = returned(home)
    save_form(ctx, None, "A1", read_form(a_form(home / "blankett.xlsx")).file)
    yield ctx
    ctx.db.close()


@pytest.fixture(scope="module")
def folder(register: Context, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its files, protected ones too."""
    made = tmp_path_factory.mktemp("ut")
    write_returns(register, made)
    write_returns(register, made, protected=True)
    return made


@pytest.fixture
def filled(folder: Path) -> Path:
    """The form of the month with six rows."""
    return folder / "2024-10 2309 K 1 2380-2309 Motpartens blankett.xlsx"


def test_only_an_agreement_with_a_form_has_one_beside_its_return(folder: Path) -> None:
    assert sorted(file.name for file in folder.glob("*blankett*")) == [
        "2024-09 2309 K 1 2380-2309 Motpartens blankett.xlsx",
        "2024-09 X1 K 1 Motpartens blankett.xlsx",
        "2024-10 2309 K 1 2380-2309 Motpartens blankett.xlsx",
        PROTECTED,
    ]


def test_marks_give_numbers_dates_and_texts_and_words_within_a_text(filled: Path) -> None:
    sheet = load_workbook(filled)["Faktura"]
    assert (sheet["B1"].value, sheet["B1"].data_type) == ("2024-10 2309 K 1", "s")
    assert sheet["A2"].value == "Avser oktober 2024, Provbyns kommun (17 881,67 kr, 2024-10-31)"
    assert (sheet["B2"].value, sheet["B2"].data_type, sheet["B2"].number_format) == ("2309", "s", "@")
    assert (sheet["A3"].value, sheet["A3"].number_format) == (17881.67, "#,##0.00")
    assert (sheet["B3"].value, sheet["C3"].value) == (6, datetime(2024, 10, 1))  # noqa: DTZ001 - openpyxl's days
    assert sheet["C3"].number_format == "yyyy-mm-dd"


def test_the_marked_row_stands_once_for_each_row_with_its_looks(filled: Path) -> None:
    sheet = load_workbook(filled)["Faktura"]
    rows = [[cell.value for cell in row[:7]] for row in sheet.iter_rows(min_row=ROW, max_row=ROW + 5)]
    assert [row[:3] for row in rows] == [
        [1, "B1", "Amina Provlund"],
        [2, "B2", "Bo Provlund"],
        [3, "B5", "Bo Provlund"],
        [4, "B6", "Maria Magdalena Provlund-Testberg af Demonstrationsgården"],
        [5, "B7", "@Eva =1+1"],
        [6, "B7", "@Eva =1+1"],
    ]
    assert [row[4] for row in rows] == [-3166.67, 7661.29, 516.13, 4537.58, 8333.33, 0.01]
    assert rows[0][3].date() == day("2024-09-01")
    assert [row[5] for row in rows] == [f"=E{number}*2" for number in range(ROW, ROW + 6)]
    assert rows[2][6] == "kst 7: I77"
    for number in range(ROW, ROW + 6):
        assert sheet.cell(number, 2).fill.fgColor.rgb == "00FFF2CC"
        assert sheet.cell(number, 5).number_format == "0.0"  # the form's own choice
        assert sheet.row_dimensions[number].height == 24


def test_what_lies_below_moves_down_and_what_adds_up_reads_all_rows(filled: Path) -> None:
    book = load_workbook(filled)
    sheet = book["Faktura"]
    assert (sheet["D12"].value, sheet["E12"].value, sheet["F12"].value) == ("Summa", "=SUM(E6:E11)", "=SUM(E6:E11)+A3")
    assert (sheet["A14"].value, sheet["A15"].value, sheet["A15"].data_type) == ("Attest", "=", "s")
    assert (sheet.row_dimensions[14].height, sheet.row_dimensions[9].height) == (40, 24)
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A14:C14", *(f"G{n}:H{n}" for n in (10, 11, 6, 7, 8, 9))]
    assert sorted(str(sheet.data_validations.dataValidation[0].sqref).split()) == ["B14", "H6:H11"]
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["E6:E11"]
    assert sheet.print_area == "'Faktura'!$A$1:$H$15"
    assert [book["Sammandrag"][place].value for place in ("A1", "A2")] == ["=Faktura!E12", "=SUM(Faktura!E6:E11)"]
    assert book.defined_names["Beloppen"].attr_text == "Faktura!$E$6:$E$11"


def test_no_value_becomes_a_formula(filled: Path) -> None:
    sheet = load_workbook(filled)["Faktura"]
    reckoned = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert reckoned == {"E12", "F12", *(f"F{number}" for number in range(ROW, ROW + 6))}


def test_a_protected_return_has_the_neutral_number_and_no_municipality_in_its_name(folder: Path) -> None:
    cells = values(folder / PROTECTED)["Faktura"]
    assert (cells["B6"], cells["E6"], cells["A3"]) == ("B3", 9500, 9500)
    assert "C6" not in cells
    assert not any("Doldin" in str(value) or "Cleo" in str(value) for value in cells.values())


def test_what_is_tried_is_what_is_written(register: Context, filled: Path, tmp_path: Path) -> None:
    assert try_form(register, "A1", tmp_path / "prov.xlsx") == "2024-10 2309 K 1"
    assert values(tmp_path / "prov.xlsx") == values(filled)


# what a formula reads

GROWN = {
    "=SUM(E10:E12)": "=SUM(E10:E16)",
    "=SUM(E9:E10)": "=SUM(E9:E14)",
    "=SUM($E$10)": "=SUM($E$10:$E$14)",
    "=E12*E$9": "=E16*E$9",
    "=SUBTOTAL(9,E10)": "=SUBTOTAL(9,E10:E14)",
    "=IF(E10>0,Blad2!E12,'Mitt blad'!E12)": "=IF(E10>0,Blad2!E12,'Mitt blad'!E16)",
    "=SUM('Mitt blad'!A10:B11)": "=SUM('Mitt blad'!A10:B15)",
    "=SUM(A:A)+SUM(10:12)": "=SUM(A:A)+SUM(10:16)",
    '="E12"&Tabell1[Belopp]': '="E12"&Tabell1[Belopp]',
    "=E1048576": "=E1048580",
}


@pytest.mark.parametrize("formula", GROWN)
def test_a_formula_reads_afterwards_what_it_read(formula: str) -> None:
    assert grown(formula, Growth("Mitt blad", 10, 4), "Mitt blad") == GROWN[formula]


def test_a_formula_that_reads_the_row_alone_is_found() -> None:
    growth = Growth("Blad", 10, 1)
    assert reads_row_alone("=E10*2", growth, "Blad")
    assert reads_row_alone("=Blad!E10", growth, "Annat")
    assert not any(
        reads_row_alone(text, growth, "Blad") for text in ("=SUM(E10)", "=SUM(E9:E10)", "=E11", "=Annat!E10")
    )


# before it is chosen


def _reason(caught: pytest.ExceptionInfo[Refused]) -> object:
    assert caught.value.code is RefusalCode.NOT_A_TEMPLATE
    return caught.value.params["reason"]


CELLS: dict[str, tuple[dict[str, object], str, str]] = {
    "no marks": ({"A1": "Belopp"}, "no_marks", "har inga märken"),
    "no row": ({"A1": "{{Summa}}"}, "no_row", "har ingen märkt rad"),
    "two rows": ({"A1": "{{rad.Belopp}}", "A3": "{{rad.Namn}}"}, "several_rows", "Sheet 1, Sheet 3"),
    "unknown": ({"A1": "{{rad.Diagnos}}", "B1": "{{Lön}}"}, "unknown_marks", "rad.Diagnos, Lön"),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_workbook_that_cannot_be_filled_in_is_refused_with_the_reason(tmp_path: Path, name: str) -> None:
    cells, reason, said = CELLS[name]
    with pytest.raises(Refused) as caught:
        read_form(with_cells(tmp_path / "b.xlsx", cells))
    assert _reason(caught) == reason
    assert said in refused(caught.value).text
    assert "b.xlsx" in refused(caught.value).text


@pytest.mark.parametrize("contents", [b"", b"inget", b"PK\x03\x04" + b"x" * 99, bytes.fromhex("d0cf11e0a1b11ae1") * 99])
def test_what_is_no_workbook_is_refused(tmp_path: Path, contents: bytes) -> None:
    (tmp_path / "b.xlsx").write_bytes(contents)
    with pytest.raises(Refused) as caught:
        read_form(tmp_path / "b.xlsx")
    assert _reason(caught) == "not_a_workbook"


def test_a_file_that_is_too_large_or_gone_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused) as caught:
        read_form(tmp_path / "b.xlsx")
    assert caught.value.code is RefusalCode.FILE_MISSING
    monkeypatch.setattr(inspecting, "LARGEST_TEMPLATE", 9)
    with pytest.raises(Refused) as caught:
        read_form(a_form(tmp_path / "b.xlsx"))
    assert _reason(caught) == "too_large"


def test_a_plain_form_loses_nothing_and_its_marks_are_told(tmp_path: Path) -> None:
    read = read_form(a_form(tmp_path / "b.xlsx"))
    assert (read.losses, read.left_alone) == ((), ())
    assert read.marks == (
        "Nummer",
        "Månad",
        "Motpart",
        "Summa",
        "Sista dagen",
        "Motpartens kommunkod",
        "Antal rader",
        "Första dagen",
    )
    assert read.columns == ("Rad", "Bokning", "Namn", "Från och med", "Belopp", "Insats")


PARTS: dict[str, tuple[bytes, Loss]] = {
    "xl/charts/chart1.xml": (b"", Loss.CHARTS),
    "xl/media/image1.png": (b"", Loss.IMAGES),
    "xl/vbaProject.bin": (b"", Loss.MACROS),
    "xl/pivotTables/pivotTable1.xml": (b"", Loss.PIVOT_TABLES),
    "xl/slicers/slicer1.xml": (b"", Loss.SLICERS),
    "xl/externalLinks/externalLink1.xml": (b"", Loss.EXTERNAL_LINKS),
    "xl/connections.xml": (b"", Loss.QUERIES),
    "xl/threadedComments/threadedComment1.xml": (b"", Loss.COMMENTS),
    "xl/ctrlProps/ctrlProp1.xml": (b"", Loss.CONTROLS),
    "xl/embeddings/oleObject1.bin": (b"", Loss.EMBEDDED),
    "_xmlsignatures/sig1.xml": (b"", Loss.SIGNATURE),
    "xl/drawings/drawing9.xml": (b"<xdr:wsDr><xdr:sp macro=''/></xdr:wsDr>", Loss.SHAPES),
    "xl/worksheets/sheet9.xml": (b"<x><x14:sparklineGroups/></x>", Loss.SPARKLINES),
    "xl/worksheets/sheet8.xml": (b"<x><x14:conditionalFormattings/></x>", Loss.NEWER_FORMATTING),
    "xl/worksheets/sheet7.xml": (b"<x><x14:dataValidations/></x>", Loss.NEWER_VALIDATIONS),
}


@pytest.mark.parametrize("part", PARTS)
def test_what_would_be_lost_is_found_in_the_parts_of_the_file(tmp_path: Path, part: str) -> None:
    contents, loss = PARTS[part]
    read = read_form(with_parts(a_form(tmp_path / "b.xlsx"), {part: contents}))
    assert read.losses == (loss,)


def test_formulas_that_go_on_reading_the_first_row_are_told(tmp_path: Path) -> None:
    cells: dict[str, object] = {"A1": "{{rad.Belopp}}", "B1": "=A1*2", "A2": "=SUM(A1:A1)", "A3": "=A1+1"}
    assert read_form(with_cells(tmp_path / "b.xlsx", cells)).left_alone == ("Sheet A3",)


def test_the_workbook_with_all_marks_can_itself_be_filled_in(register: Context, tmp_path: Path) -> None:
    save_example(tmp_path / "alla.xlsx")
    read = read_form(tmp_path / "alla.xlsx")
    assert (len(read.marks), len(read.columns), read.losses) == (25, 33, ())
    assert try_form(register, "A1", tmp_path / "prov.xlsx", read.file) == "2024-10 2309 K 1"
    cells = values(tmp_path / "prov.xlsx")["Blankett"]
    assert "17881.67" in {str(value) for value in cells.values()}
    assert not any("{{" in str(value) for value in cells.values())


def test_a_target_that_cannot_be_written_is_told_and_nothing_is_left(
    register: Context, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "ut" / "prov.xlsx"
    target.parent.mkdir()
    shutil.copy(filled, target)

    def no_room(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", no_room)
        with pytest.raises(Trouble) as caught:
            try_form(register, "A1", target)
    assert caught.value.code is TroubleCode.DISK_FULL
    assert [file.name for file in target.parent.iterdir()] == ["prov.xlsx"]
    assert target.read_bytes() == filled.read_bytes()


def test_without_anything_closed_there_is_nothing_to_try(office: Context, tmp_path: Path) -> None:
    read = read_form(a_form(tmp_path / "b.xlsx"))
    with pytest.raises(Refused) as caught:
        try_form(office, "A1", tmp_path / "prov.xlsx", read.file)
    assert caught.value.code is RefusalCode.NOTHING_TO_TRY
    assert "A1" in refused(caught.value).text
    assert not (tmp_path / "prov.xlsx").exists()
