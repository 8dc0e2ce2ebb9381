"""Are rows that were copied in another program read as they stood there, and everything else told apart?"""

from __future__ import annotations

import builtins
import tempfile

import pytest

from mottagning.domain.problems import Refused
from mottagning.files.pasted_table import read_pasted
from mottagning.readmodels.take_in import Pasted
from mottagning.texts import problems

SPREADSHEET = 'Namn\tFödd\r\n"Petra\r\nProv"\t1990-01-03\r\n"Prov\tPer ""Pelle"""\t\r\n'


def rows(text: str) -> list[tuple[object, ...]]:
    """The cells of what was copied."""
    return [row.cells for row in read_pasted(Pasted(text)).tables[0].rows]


def test_a_spreadsheets_cells_keep_their_breaks_and_tabs_and_quotation_marks() -> None:
    assert rows(SPREADSHEET) == [
        ("Namn", "Född"),
        ("Petra\r\nProv", "1990-01-03"),
        ('Prov\tPer "Pelle"', None),
    ]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_end_as_any_program_ends_them(end: str) -> None:
    table = read_pasted(Pasted(end.join(["Petra Prov\t1", "", "Per Prov\t2", "", ""])))
    assert [(row.number, row.cells) for row in table.tables[0].rows] == [
        (1, ("Petra Prov", "1")),
        (3, ("Per Prov", "2")),
    ]


def test_numbers_and_days_are_the_text_that_was_shown() -> None:
    assert rows("0180\t199001032391\t2024-01-31\t007\r\n") == [("0180", "199001032391", "2024-01-31", "007")]


def test_one_column_is_a_table_too() -> None:
    assert rows("Petra Prov\nPer Prov\n") == [("Petra Prov",), ("Per Prov",)]


def test_a_word_processors_breaks_inside_a_cell_are_blanks() -> None:
    assert rows("Petra\x0bProv\t1990-01-03\r\nPer\u2028Prov\t1982-01-01\r\n") == [
        ("Petra Prov", "1990-01-03"),
        ("Per Prov", "1982-01-01"),
    ]


@pytest.mark.parametrize(
    ("text", "is_uneven"),
    [
        ("Petra\tProv\t1\r\nPer\tProv\t2\r\n", False),
        ("Petra\tProv\t\r\nPer\t\t\r\n", False),
        ("Petra\tProv\r\nDotter\t1\r\nPer\tProv\t2\r\n", True),
    ],
)
def test_rows_of_different_lengths_are_told_of_and_not_mended(text: str, is_uneven: bool) -> None:
    assert read_pasted(Pasted(text)).is_uneven is is_uneven


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    assert rows('Petra Prov\t"ring\r\nPer Prov\thej\r\n') == [("Petra Prov", '"ring'), ("Per Prov", "hej")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "tomt"),
        (" \t\r\n\r\n", "tomt"),
        ("Petra Prov", "inga rader"),
        ("x\n" * 100_001, "100 000 rader"),
    ],
)
def test_what_is_no_rows_is_told_of(text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_pasted(Pasted(text))
    assert said in problems.refused(refused.value).text


def test_nothing_of_it_reaches_a_file_or_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    assert len(rows(SPREADSHEET)) == 3
    assert "Petra" not in repr(Pasted(SPREADSHEET))
