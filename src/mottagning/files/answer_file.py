"""How is a workbook read that we wrote for another office to fill in? By its sheets and the labels put there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.files.register_workbook.cells import plain, said
from mottagning.files.workbook import opened
from mottagning.texts import words

MOST_ROWS = 40
"""The labels stand in the first rows of a sheet, also when somebody has put lines above them."""


def opened_answer(file: Path) -> Workbook:
    """The workbook. Raises Refused, in the words of files that come back, when it is none."""
    try:
        return opened(file)
    except Refused as error:
        if error.code is RefusalCode.NOT_A_WORKBOOK:
            raise no_answer(file, "workbook") from error
        raise


def no_answer(file: Path, reason: str) -> Refused:
    """The file is not one that was written here to be filled in."""
    return Refused(RefusalCode.NOT_AN_ANSWER, file=file.name, reason=reason)


def sheet_of(book: Workbook, title: str) -> Worksheet | None:
    """The sheet with this title, in whatever case."""
    wanted = words.folded(title)
    sheets = (one for one in book.worksheets if isinstance(one, Worksheet))
    return next((one for one in sheets if words.folded(one.title) == wanted), None)


def labelled(sheet: Worksheet) -> Iterator[tuple[str, Cell]]:
    """The first rows of a sheet as labels with the cell beside them; where one stands twice, the first."""
    seen: set[str] = set()
    for label, cell in sheet.iter_rows(max_row=MOST_ROWS, max_col=2):
        text = str(plain(label) or "").strip()
        if text and words.folded(text) not in seen:
            seen.add(words.folded(text))
            yield text, cell


def said_beside(sheet: Worksheet, *labels: str) -> dict[str, str]:
    """What stands beside these labels, by label; what is empty is left out."""
    known = {words.folded(one): one for one in labels}
    found = ((known.get(words.folded(label)), said(plain(cell))) for label, cell in labelled(sheet))
    return {label: text.strip() for label, text in found if label is not None and text}
