"""How does a row go to a sheet in one piece?

openpyxl opens and closes each cell and its value by itself: three fifths of what writing a month's workbooks took.
Here a row is put together as a text and goes to the sheet's file past lxml; all else of the sheet and of the workbook
is openpyxl's. `tests/files/test_row_sheet.py` holds each kind of cell against the one that openpyxl would have written.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from lxml.etree import xmlfile
from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.xml.constants import SHEET_MAIN_NS

from mottagning.files.cells import storable

_LETTERS = tuple(get_column_letter(place) for place in range(1, 257))
_RETURNS = {"\r": "&#13;"}
"""A reader of XML takes a bare carriage return for the end of a line."""


class RowSheet(WriteOnlyWorksheet):  # type: ignore[misc]  # openpyxl is untyped
    """A sheet whose rows come as cells that `cell` has written."""

    _writer: Any = None

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = _RowWriter(self)
            self._writer.write_top()

    def _values_to_row(self, values: Sequence[str], _row_idx: int) -> Sequence[str]:
        return values


class _RowWriter(WorksheetWriter):  # type: ignore[misc]  # openpyxl is untyped
    _file: BinaryIO

    def get_stream(self) -> Generator[Any, Any]:
        """What openpyxl sends the parts of a sheet to: an element to be written, True to be given lxml's file."""
        with (
            Path(self.out).open("wb") as self._file,
            xmlfile(self._file) as xf,
            xf.element("worksheet", xmlns=SHEET_MAIN_NS),
        ):
            sent = yield
            while True:
                if sent is not None and sent is not True:
                    xf.write(sent)
                sent = yield xf if sent is True else None

    def write_row(self, xf: Any, row: Sequence[str], row_idx: int) -> None:  # noqa: ANN401 - lxml's file of the sheet
        if row_idx == 1:
            xf.flush()  # what stands before the rows
        given = self.ws.row_dimensions
        said = "".join(f" {name}={quoteattr(value)}" for name, value in given[row_idx]) if row_idx in given else ""
        self._file.write(f'<row r="{row_idx}"{said}>{"".join(row)}</row>'.encode())


def cell(row: int, place: int, style: int, value: object) -> str:
    """A cell as it stands in a sheet's file: `place` is its column, from 0, and `style` the number of its look. Of a
    text, as much as a cell can hold. None makes a cell without a value. Raises TypeError on what is no text, number,
    day or time."""
    start = f'<c r="{_LETTERS[place]}{row}" s="{style}"'
    if isinstance(value, str):
        text = storable(value)
        return f'{start} t="inlineStr"><is>{_text(text)}</is></c>' if text else f'{start} t="inlineStr"/>'
    if value is None:
        return f'{start} t="n"/>'
    if isinstance(value, bool):
        return f'{start} t="b"><v>{value:d}</v></c>'
    if isinstance(value, date | time | timedelta):
        return f'{start} t="n"><v>{_moment(value)}</v></c>'
    if isinstance(value, int | float | Decimal):
        return f'{start} t="n"><v>{safe_string(value)}</v></c>'
    raise TypeError(type(value))


def _text(value: str) -> str:
    kept = ' xml:space="preserve"' if value != value.strip() else ""
    return f"<t{kept}>{escape(value, _RETURNS)}</t>"


@lru_cache(maxsize=1024)
def _moment(value: date | datetime | time | timedelta) -> str:
    """A day or time as Excel counts it. A month's rows have few of them."""
    return str(safe_string(to_excel(value)))
