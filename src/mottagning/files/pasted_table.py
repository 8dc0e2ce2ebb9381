"""What stands in rows that were copied in another program? Cells parted by tabs, as on a spreadsheet's clipboard.

A spreadsheet copies a rectangle and quotes a cell that holds a line break. A word processor quotes nothing: a cell with
several paragraphs comes apart there, which is told and not guessed at. The text is read where it stands, in memory.
"""

from __future__ import annotations

import csv

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.files.table_file import LARGEST, MOST_COLUMNS, MOST_ROWS, full_rows, lines_of, plain
from mottagning.readmodels.take_in import Pasted, Table, TableFile
from mottagning.texts.take_in import COPIED

_TAB = csv.excel_tab.delimiter
_BREAKS_IN_A_CELL = str.maketrans(dict.fromkeys("\x0b\x0c\x85\u2028\u2029", " "))
"""A line break inside a cell of a word processor's table."""


def read_pasted(pasted: Pasted) -> TableFile:
    """The one table of what was copied. Raises Refused when it is no rows, and says what it is instead."""
    text = pasted.text.removeprefix("\ufeff").translate(_BREAKS_IN_A_CELL)
    if not text.strip("\x00 \t\r\n"):
        raise _refused("no_text")
    if len(text) > LARGEST:
        raise _refused("too_large")
    lines = lines_of(text, _TAB)
    if len(lines) > MOST_ROWS:
        raise _refused("too_long")
    if len(lines) == 1 and len(lines[0]) == 1:
        raise _refused("one_cell")
    grid = [[plain(cell) for cell in line[:MOST_COLUMNS]] for line in lines]
    widths = {len(line) for line in lines if any(line)}
    return TableFile((Table("", full_rows(grid)),), is_uneven=len(widths) > 1)


def _refused(reason: str) -> Refused:
    return Refused(RefusalCode.NOT_A_LIST, file=COPIED, reason=reason)
