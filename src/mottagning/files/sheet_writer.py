"""How is a sheet of our workbooks written, from top to bottom, with what looks?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from mottagning.files.row_sheet import RowSheet, cell

_LINE = 110
_LINE_HEIGHT = 15
"""Points."""
_MARGIN = 1
"""So many of a column's characters go to its indent. A line too much is better than one that is cut off."""

HEADING_FILL = PatternFill("solid", fgColor="EEF1F3")
TO_FILL_IN = PatternFill("solid", fgColor="FFF8E1")
HAIRLINE = Border(bottom=Side(style="thin", color="DFE3E7"))
AMOUNT_FORMAT = "#,##0.00"
DATE_FORMAT = "yyyy-mm-dd"
DATE_AND_TIME_FORMAT = "yyyy-mm-dd hh:mm:ss"
TIME_FORMAT = "hh:mm:ss"
TEXT_FORMAT = "@"
WRAPPED = Alignment(wrap_text=True, vertical="top")
TOP = Alignment(vertical="top")
LEFT = Alignment(vertical="top", horizontal="left")
RIGHT = Alignment(vertical="top", horizontal="right")
INDENTED = Alignment(vertical="top", horizontal="left", indent=1)
INDENTED_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)


class Look(Enum):
    """The letters of a cell."""

    TEXT = "text"
    HEADING = "heading"
    TITLE = "title"
    MUTED = "muted"


_FONTS: Mapping[Look, Font] = {
    Look.TEXT: Font(name="Calibri", size=11, color="1B2126"),
    Look.HEADING: Font(name="Calibri", size=11, bold=True, color="1B2126"),
    Look.TITLE: Font(name="Calibri", size=18, bold=True, color="0B5C6B"),
    Look.MUTED: Font(name="Calibri", size=11, color="56616B"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a cell looks. A style is itself and no other: its parts are slow to compare."""

    look: Look = Look.TEXT
    format: str = "General"
    alignment: Alignment = TOP
    fill: PatternFill | None = None
    border: Border | None = None
    is_open: bool = False
    """Whether somebody may write in the cell of a sheet that is locked."""


FILTERED_HEADING_HEIGHT = 28
"""Points. Excel lays a filter's button at the foot of its heading; so high, the words stand above it."""


@cache
def _style(format_: str, look: Look, *, wraps: bool = False, is_right: bool = False) -> Style:
    """The style of a cell in a table: texts stand off from the figures before them."""
    if is_right:
        return Style(look, format_, RIGHT)
    if format_ != TEXT_FORMAT:
        return Style(look, format_, TOP)
    return Style(look, format_, INDENTED_WRAPPED if wraps else INDENTED)


_AT_THE_FOOT = Style(alignment=Alignment(vertical="bottom", horizontal="left"))
_HEADING = Style(Look.HEADING, alignment=INDENTED, fill=HEADING_FILL, border=HAIRLINE)
_HEADING_RIGHT = Style(Look.HEADING, alignment=RIGHT, fill=HEADING_FILL, border=HAIRLINE)


class _Blank(Enum):
    """What stands in a cell that has a look and no value."""

    BLANK = "blank"


BLANK = _Blank.BLANK


class SheetWriter:
    """Writes one sheet from top to bottom.

    Where it `wraps`, a long text in a table goes on below itself instead of being cut off: on paper nobody can look
    into a cell.
    """

    def __init__(self, book: Workbook, title: str, *, wraps: bool = False) -> None:
        self.sheet: Any = RowSheet(book, title)
        book._add_sheet(self.sheet)
        self._wraps = wraps
        self._widths: tuple[float, ...] = ()
        self._folded: frozenset[int] = frozenset()
        self.row = 0
        self._numbers: dict[Style, int] = {}
        self._headings: tuple[str, ...] = ()
        self._heading_row = 0

    def widths(self, widths: Sequence[float]) -> None:
        """Column widths in characters; before the first row."""
        self._widths = tuple(widths)
        for place, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width

    def append(
        self,
        values: Sequence[object],
        formats: Sequence[str | None],
        look: Look = Look.TEXT,
        *,
        right: frozenset[int] = frozenset(),
    ) -> None:
        """A row of values, each with its number format; those at `right` stand to the right, also what is no number."""
        given = tuple(formats)
        if self._wraps:
            self._room_for(values, _texts_among(given))
        self._write(values, _styles(given, look, right, wraps=self._wraps))

    def to_fill_in(
        self, values: Sequence[object], formats: Sequence[str], blanks: Sequence[str], hint: str | None = None
    ) -> None:
        """A row of values, a tinted cell of each of the formats `blanks` for somebody to write in, and a hint."""
        styles = [*(_style(one, Look.TEXT) for one in formats), *(_open(one) for one in blanks), _plain(Look.MUTED)]
        self._write([*values, *[BLANK] * len(blanks), hint], styles)

    def choices(self, area: str, formula: str, error: str) -> None:
        """Have the cells of `area` filled from a list: words between quotation marks, or the cells where they stand."""
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True, error=error)
        rule.add(area)
        self.sheet.data_validations.append(rule)

    def lock(self) -> None:
        """Keep all cells but those to fill in from being changed by mistake; there is no password."""
        protection = self.sheet.protection
        protection.sheet = True
        protection.formatColumns = protection.formatRows = protection.sort = protection.autoFilter = False

    def headings(
        self, names: Sequence[str], *, right: frozenset[int] = frozenset(), height: float | None = None
    ) -> None:
        """The heading row, each name above its column and aligned as that column; `height` in points."""
        self._height(height)
        self._write(names, [_HEADING_RIGHT if place in right else _HEADING for place in range(len(names))])
        self._headings, self._heading_row = tuple(names), self.row

    def line(self, *texts: object, look: Look = Look.TEXT, wrap: bool = False, height: float | None = None) -> None:
        """A free row of texts; `height` in points."""
        self._height(height)
        if wrap and height is None:
            self._room_for(texts, [True] * len(texts))
        self._write(texts, [_wrapped(look) if wrap else _plain(look)] * len(texts))

    def at_the_foot(self, *texts: object, height: float) -> None:
        """A free row of texts that stand at its foot, with room above; `height` in points."""
        self._height(height)
        self._write(texts, [_AT_THE_FOOT] * len(texts))

    def fact(self, label: str, value: object, number_format: str) -> None:
        """A free row of a label and its value, both to the left."""
        self._write([label, value], [_plain(Look.TEXT), _fact(number_format)])

    def paragraph(self, text: str) -> None:
        """A text of any length, line by line; it runs out over the empty columns beside it, so nothing is merged."""
        for part in wrap(text, max(_LINE, int(sum(self._widths)))):
            self.line(part)

    def fold(self, places: Sequence[int]) -> None:
        """Fold away columns, which Excel unfolds with a click; before the first row. Counted from 1."""
        self._folded = frozenset(places)
        for place in places:
            dimension = self.sheet.column_dimensions[get_column_letter(place)]
            dimension.hidden, dimension.outlineLevel = True, 1

    @property
    def area(self) -> str:
        """From the first cell to the last of the heading's columns and the rows so far."""
        return f"A1:{get_column_letter(len(self._headings))}{self.row}"

    def table(self, name: str) -> None:
        """Mark the rows since the last headings as an Excel table, which brings filters; an empty one has a row."""
        first = self._heading_row
        if self.row == first:
            self.append([None] * len(self._headings), [None] * len(self._headings))
        reference = f"A{first}:{get_column_letter(len(self._headings))}{max(self.row, first + 1)}"
        table = Table(displayName=name, ref=reference)
        table.tableColumns = [TableColumn(id=place, name=text) for place, text in enumerate(self._headings, start=1)]
        table.autoFilter = AutoFilter(ref=reference)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        self.sheet.tables.add(table)  # add_table would warn that it cannot look for the headings

    def _height(self, height: float | None) -> None:
        if height is not None:
            self.sheet.row_dimensions[self.row + 1].height = height

    def _room_for(self, values: Sequence[object], wrapped: Sequence[bool]) -> None:
        """Make the next row so high that its wrapped texts show: Excel would do so itself, other programs do not."""
        lines = [
            len(wrap(value, max(1, int(width - _MARGIN))))
            for place, (value, width, goes_on) in enumerate(zip(values, self._widths, wrapped, strict=False), start=1)
            if goes_on and place not in self._folded and isinstance(value, str) and len(value) > width - _MARGIN
        ]
        if lines:
            self._height(max(lines) * _LINE_HEIGHT)

    def _write(self, values: Sequence[object], styles: Sequence[Style]) -> None:
        self.row += 1
        row, numbers = self.row, self._numbers
        cells = []
        for place, (value, style) in enumerate(zip(values, styles, strict=True)):
            if value is None:
                continue
            number = numbers.get(style)
            if number is None:
                number = numbers[style] = _number(self.sheet, style)
            cells.append(cell(row, place, number, None if value is BLANK else value))
        self.sheet.append(cells)


def _number(sheet: RowSheet, style: Style) -> int:
    """The number of a look among those of the workbook."""
    like: Any = Cell(sheet, row=1, column=1)
    like.font, like.number_format, like.alignment = _FONTS[style.look], style.format, style.alignment
    if style.fill is not None:
        like.fill, like.border = style.fill, style.border
    if style.is_open:
        like.protection = Protection(locked=False)
    return int(like.style_id)


@cache
def _styles(formats: tuple[str | None, ...], look: Look, right: frozenset[int], *, wraps: bool) -> tuple[Style, ...]:
    """The styles of a table's row."""
    return tuple(
        _style(one or "General", look, wraps=wraps, is_right=place in right) for place, one in enumerate(formats)
    )


@cache
def _texts_among(formats: tuple[str | None, ...]) -> tuple[bool, ...]:
    return tuple(one == TEXT_FORMAT for one in formats)


@cache
def _open(format_: str) -> Style:
    """The style of a cell to fill in."""
    return Style(format=format_, alignment=INDENTED, fill=TO_FILL_IN, border=HAIRLINE, is_open=True)


@cache
def _plain(look: Look) -> Style:
    return Style(look, alignment=LEFT)


@cache
def _wrapped(look: Look) -> Style:
    return Style(look, alignment=WRAPPED)


@cache
def _fact(number_format: str) -> Style:
    return Style(format=number_format, alignment=LEFT)
