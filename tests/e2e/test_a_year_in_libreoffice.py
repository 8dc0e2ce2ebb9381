"""Does every file of more than a year of the demonstration register open in LibreOffice, and say the same there?

Its months are closed one after another with late news in between, through the command line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from children import program
from libreoffice import converted
from workbooks import values

MONTHS = 14
"""November 2023 to December 2024 (formats/command-line: demo)."""


@pytest.mark.libreoffice
@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.slow), 5])
def test_every_file_of_a_year_opens_and_holds_the_same_values(tmp_path: Path, every: int) -> None:
    """All of them in the long form; in the short one every fifth."""
    made = program("demo", "--out", tmp_path / "demo", "--persons", "20")
    out, err = made.communicate(timeout=120)
    assert made.returncode == 0, (out, err)
    files = sorted((tmp_path / "demo" / "underlag").glob("*.xlsx"))
    economy = [file for file in files if "Ekonomiunderlag" in file.name]
    assert len(economy) == MONTHS
    files = files[::every]
    specified = [values(file)["Specifikation"] for file in files if file not in economy]
    assert "Rättelse" in {cell for sheet in specified for cell in sheet.values()}, "news came late"
    saved = converted(files, tmp_path / "lo")
    differing = [file.name for file in files if values(saved[file.name]) != values(file)]
    assert differing == []
