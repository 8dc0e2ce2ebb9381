"""Writes the workbook of one return, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from mottagning.files.return_workbook import cover, sheets
from mottagning.files.workbook import written
from mottagning.readmodels.returns import ClosedReturn, ReturnDocument
from mottagning.texts import returns as texts


def write(target: Path, document: ReturnDocument) -> None:
    """Write the return to `target`: Försättsblad and four sheets. Raises Trouble; no half file ever stands."""
    with written(target) as book:
        cover.write(book, document)
        sheets.write_summary(book, document)
        sheets.write_specification(book, document)
        sheets.write_changes(book, document)
        sheets.write_definitions(book, document)


def file_name(closed: ClosedReturn, own: str) -> str:
    """The name of a return's file: number and both kommunkoder, never a person; no kommunkod when it is protected."""
    kind = texts.title(closed.direction)
    if closed.is_protected:
        return f"{closed.number} {kind}.xlsx"
    return f"{closed.number} {own}-{closed.counterpart} {kind}.xlsx"
