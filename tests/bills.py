"""What does another municipality's bill for October look like, beside our rows of the same month?"""

from __future__ import annotations

from pathlib import Path

from factories import TEST_NUMBERS
from workbooks import make

HEADING = ["Personnummer", "Elev", "Månad", "Belopp"]
_AMINA, _BO, *_, STRANGER = TEST_NUMBERS
"""Two whose October is in the register that `factories.furnish` makes, and one who is nobody of ours."""


def bill(folder: Path, *rows: list[object]) -> Path:
    """A file with these rows, or those of October: one agrees, one has another amount, one is nobody of ours."""
    usual = [
        [_AMINA, "Amina Provlund", "2024-10", 9500],
        [_BO, "Bo Provlund", "2024-10", 9500],
        [STRANGER, "Eva Främling", "2024-10", 700],
    ]
    return make(folder / "faktura 4711.xlsx", {"Blad1": [HEADING, *(rows or usual)]})
