"""Is any table file read as the rows somebody sees in it, and everything else told apart by what it is?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.files.table_file import read_table
from mottagning.readmodels.take_in import ReadAs, TableFile
from workbooks import make

LINES = "Namn;Född;Kommun\r\nÅsa Öberg;1990-01-03;Håbo\r\nPär Älg;1985-02-04;Örebro\r\n"
EXPECTED = [
    ("Namn", "Född", "Kommun"),
    ("Åsa Öberg", "1990-01-03", "Håbo"),
    ("Pär Älg", "1985-02-04", "Örebro"),
]


def rows(table: TableFile) -> list[tuple[object, ...]]:
    """The cells of the first table."""
    return [row.cells for row in table.tables[0].rows]


@pytest.fixture
def text(tmp_path: Path) -> Callable[[bytes], Path]:
    """Writes a text file."""

    def write(content: bytes) -> Path:
        file = tmp_path / "lista.csv"
        file.write_bytes(content)
        return file

    return write


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
        ("latin-1", "cp1252"),  # the same letters
        ("cp850", "cp850"),
        ("mac-roman", "mac-roman"),
    ],
)
def test_the_encoding_is_found_by_what_comes_out(text, encoding: str, found: str) -> None:
    table = read_table(text(LINES.encode(encoding)))
    assert rows(table) == EXPECTED
    assert table.encoding == found


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(text, separator: str) -> None:
    table = read_table(text(LINES.replace(";", separator).encode()))
    assert rows(table) == EXPECTED
    assert table.separator == separator


def test_a_comma_inside_names_does_not_part_them(text) -> None:
    content = "Namn;Född\nÖberg, Åsa;1990-01-03\nÄlg, Pär;1985-02-04\n"
    assert rows(read_table(text(content.encode())))[1] == ("Öberg, Åsa", "1990-01-03")


def test_quotes_keep_separators_and_line_breaks_in_one_cell(text) -> None:
    content = 'Namn;Anteckning\r\n"Öberg; Åsa";"rad 1\r\nrad 2"\r\n'
    assert rows(read_table(text(content.encode())))[1] == ("Öberg; Åsa", "rad 1\r\nrad 2")


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(text) -> None:
    content = 'Namn;Anteckning\nÅsa;"ring\nPär;hej\nEva;hej\n'
    assert rows(read_table(text(content.encode())))[1:] == [("Åsa", '"ring'), ("Pär", "hej"), ("Eva", "hej")]


def test_excels_own_first_line_names_the_separator(text) -> None:
    assert rows(read_table(text(("sep=,\r\n" + LINES.replace(";", ",")).encode()))) == EXPECTED


def test_somebody_who_knows_better_decides(text) -> None:
    file = text(LINES.encode("cp1252"))
    assert rows(read_table(file, ReadAs(encoding="cp850", separator=",")))[0] == ("Namn;F÷dd;Kommun",)


def test_rows_keep_their_numbers_and_empty_ones_are_left_out(text) -> None:
    table = read_table(text(b"\n\nNamn;Ort\n;\n ; \nA;B\n"))
    assert [row.number for row in table.tables[0].rows] == [3, 6]


def test_a_workbook_is_read_by_its_shown_sheets(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    first.title = "Dolt"
    first.append(["hemligt"])
    first.sheet_state = "hidden"
    book.create_sheet("Tomt")
    shown = book.create_sheet("Lista")
    shown.append(["Namn", "Född", "Nummer", "Pris", "Ja"])
    shown.append(["Åsa", date(1990, 1, 3), 199001032391, 48.1, True])
    file = tmp_path / "lista.xlsx"
    book.save(file)
    table = read_table(file)
    assert [one.name for one in table.tables] == ["Lista"]
    cells = rows(table)[1]
    assert cells[:3] == ("Åsa", date(1990, 1, 3), 199001032391)
    assert str(cells[3]) == "48.1"
    assert cells[4] is True


def test_what_is_merged_downwards_stands_in_every_row_and_titles_are_marked(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for line in (["Lista 2024", None], ["Familj", "Namn"], ["F1", "Åsa"], [None, "Pär"], ["F2", "Eva"]):
        sheet.append(line)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A3:A4")
    file = tmp_path / "lista.xlsx"
    book.save(file)
    table = read_table(file)
    assert [row.cells[0] for row in table.tables[0].rows] == ["Lista 2024", "Familj", "F1", "F1", "F2"]
    assert [row.is_banner for row in table.tables[0].rows] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \r\n\r\n", "empty"),
        (b"%PDF-1.7 \xe5\xe4", "pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x07\xff\xff" * 50, "binary"),
        (b"PK\x03\x04 and no more", "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4000, "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_is_no_table_is_told_apart(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "fil.xlsx"
    file.write_bytes(content)
    with pytest.raises(Refused) as refused:
        read_table(file)
    assert (refused.value.code, refused.value.params["reason"]) == (RefusalCode.NOT_A_LIST, reason)


def test_an_empty_workbook_a_folder_and_nothing_at_all(tmp_path: Path) -> None:
    for file, reason in ((make(tmp_path / "tom.xlsx", {"Blad1": []}), "empty"), (tmp_path, "folder")):
        with pytest.raises(Refused) as refused:
            read_table(file)
        assert refused.value.params["reason"] == reason
    with pytest.raises(Refused) as refused:
        read_table(tmp_path / "saknas.csv")
    assert refused.value.code is RefusalCode.FILE_MISSING


def test_a_file_larger_than_any_list_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "stor.csv"
    with file.open("wb") as stream:
        stream.truncate(65 << 20)  # takes up no room
    with pytest.raises(Refused) as refused:
        read_table(file)
    assert refused.value.params["reason"] == "too_large"
