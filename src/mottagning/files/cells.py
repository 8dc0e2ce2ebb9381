"""What can stand in a cell of a workbook?"""

from __future__ import annotations

import re
from typing import Any

LONGEST_CELL = 32_767
"""Excel takes no longer text in a cell."""
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML, and so a workbook, cannot hold: also halves of a character, U+FFFE and U+FFFF."""


def fill(cell: Any, value: object) -> None:  # noqa: ANN401 - openpyxl is untyped
    """Put a value in a cell; a text is a text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = storable(value)
        cell.data_type = "s"
    else:
        cell.value = value


def storable(text: str) -> str:
    """As much of a text as a cell can hold."""
    kept = text if text.isprintable() else CONTROL_CHARACTERS.sub("", text)
    return kept[:LONGEST_CELL]
