"""Is each cell of the files that go out what it was, for every sort of row, and does every reader see the same?

The golden files are texts in `golden`; `tests/goldens.py` tells how they are made anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpart_forms import a_form
from goldens import GOLDEN, returned, told, write_all
from libreoffice import converted
from mottagning.usecases.context import Context
from mottagning.usecases.return_templates import read_form, try_form
from workbooks import plain, read, values


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """The register behind the golden files."""
    ctx = returned(tmp_path_factory.mktemp("guld"))
    yield ctx
    ctx.db.close()


@pytest.fixture(scope="module")
def files(register: Context, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """All its files."""
    return write_all(register, tmp_path_factory.mktemp("ut"))


def test_every_file_is_its_golden_one_cell_by_cell(files: list[Path]) -> None:
    assert sorted(file.stem for file in files) == sorted(file.stem for file in GOLDEN.glob("*.txt"))
    for file in files:
        golden = (GOLDEN / f"{file.stem}.txt").read_text(encoding="utf-8")
        assert told(file).splitlines() == golden.splitlines(), file.name


def test_the_golden_files_have_every_sort_of_row(files: list[Path]) -> None:
    said = {file.stem: (GOLDEN / f"{file.stem}.txt").read_text(encoding="utf-8") for file in files}
    whole = "\n".join(said.values())
    for sort in ("Ordinarie", "Rättelse", "Slutreglering", "Preliminär lista", "5 % administrativ avgift", "  I77"):
        assert sort in whole, sort
    for part in (" K 1 ", " S 1 ", " B 1 ", " X1 ", "Ekonomiunderlag"):
        assert any(part in name for name in said), part


def test_the_second_reader_sees_the_same_values_in_every_sheet(files: list[Path]) -> None:
    for file in files:
        ours = values(file)
        theirs = read(file)
        assert list(theirs) == list(ours), file.name
        for title, rows in theirs.items():
            assert ours[title] == _by_place(rows), (file.name, title)


def _by_place(rows: list[list[object]]) -> dict[str, object]:
    return {
        f"{_letters(place)}{number}": plain(value)
        for number, row in enumerate(rows, start=1)
        for place, value in enumerate(row)
        if value not in ("", None)
    }


def _letters(place: int) -> str:
    first, second = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


@pytest.mark.libreoffice
def test_libreoffice_opens_every_file_and_reckons_the_same(
    register: Context, files: list[Path], tmp_path: Path
) -> None:
    form = tmp_path / "blankett.xlsx"
    try_form(register, "A1", form, read_form(a_form(tmp_path / "mall.xlsx")).file)
    saved = converted([*files, form], tmp_path / "lo")
    for file in files:
        assert values(saved[file.name]) == values(file), file.name
    reckoned = values(saved[form.name])  # the form's own sums over the repeated row, on its sheet and on another
    assert [reckoned["Faktura"][place] for place in ("A3", "E12", "F12", "F6")] == [
        17881.67,
        17881.67,
        35763.34,
        -6333.34,
    ]
    assert [reckoned["Sammandrag"][place] for place in ("A1", "A2")] == [17881.67, 17881.67]
