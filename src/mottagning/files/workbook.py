"""How is a workbook opened and written safely? The few things that all of our workbooks need of openpyxl.

A text that looks like a formula stays a text. A file is written beside its target and moved into place, so that a half
file never stands; a target that Excel holds open is told of.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from functools import cache
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import Any

from lxml.etree import SerialisationError
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode

LONGEST_UNPACKED = 1 << 30
"""A workbook that unpacks to more is no office's list."""

LONGEST_CELL = 32_767
"""Excel takes no longer text in a cell, and openpyxl cuts one off without a word."""
_CUT_OFF = slice(LONGEST_CELL)

_LINE = 110
_LINE_HEIGHT = 15
"""Points."""
_MARGIN = 1
"""So many of a column's characters go to its indent. A line too much is better than one that is cut off."""
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

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


def opened(file: Path) -> Workbook:
    """The workbook with its formulas, for reading. Raises Refused when it is none, Trouble when it cannot be read."""
    try:
        _require_sane(file)
        with warnings.catch_warnings(), file.open("rb") as stream:  # openpyxl would leave a damaged file open
            warnings.simplefilter("ignore")  # what openpyxl cannot keep when it saves is no matter when it reads
            return load_workbook(stream, data_only=False, rich_text=False)
    except FileNotFoundError as error:
        raise Refused(RefusalCode.FILE_MISSING, file=str(file)) from error
    except IsADirectoryError as error:
        raise Refused(RefusalCode.NOT_A_WORKBOOK, file=str(file)) from error
    except PermissionError as error:
        raise Trouble(TroubleCode.FILE_IN_USE, file=str(file)) from error
    except OSError as error:
        raise Trouble(TroubleCode.FILE_UNWRITABLE, file=str(file)) from error
    except Refused:
        raise
    except Exception as error:  # openpyxl raises nearly anything on a file that is no workbook
        raise Refused(RefusalCode.NOT_A_WORKBOOK, file=str(file)) from error


def _require_sane(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        if sum(item.file_size for item in archive.infolist()) > LONGEST_UNPACKED:
            raise Refused(RefusalCode.NOT_A_WORKBOOK, file=str(file))


@contextmanager
def written(target: Path) -> Iterator[Workbook]:
    """A new workbook; placed at `target` when all went well. Raises Trouble.

    openpyxl would leave its sheets and the file open when it is stopped; then Windows lets nobody remove them.
    """
    with placed(target) as beside:
        book = Workbook(write_only=True)
        try:
            yield book
            save(book, beside)
        except SerialisationError as error:
            raise _as_os_error(error) from error
        finally:
            _close_sheets(book)


def save(book: Workbook, beside: Path) -> None:
    """Write a workbook to a path that `placed` gave. Raises OSError."""
    whole = BytesIO()
    try:
        book.save(whole)
    except SerialisationError as error:
        raise _as_os_error(error) from error
    _require_whole_sheets(whole)
    beside.write_bytes(whole.getvalue())


def _as_os_error(error: SerialisationError) -> OSError:
    """What stopped lxml from writing a sheet on its way; it names the system's number only in words: `IO_ENOSPC`."""
    number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
    return OSError(number, os.strerror(number))


def _require_whole_sheets(saved: BytesIO) -> None:
    """Raise OSError when a sheet was cut off on its way: lxml says nothing when the last of it finds no room."""
    with zipfile.ZipFile(saved) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet") and not archive.read(name).endswith(b"</worksheet>"):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _close_sheets(book: Workbook) -> None:
    for sheet in book.worksheets:
        if not sheet.closed:
            with suppress(Exception):  # what stopped the writing may stop its end as well
                sheet.close()


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """A path to write to; moved to `target` when all went well. Raises Trouble.

    It lies in a folder of its own beside the target, with all that openpyxl makes on the way: names and numbers shall
    not stay in the machine's folder for temporary files when the program is killed. What a killed program left beside
    the target goes when the target is written again.
    """
    folder = target.with_name(f".{target.name}.ny")
    beside = folder / "ny.xlsx"  # a short name: Windows counts the whole path
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with _temporary_files_in(folder):
            yield beside
        with beside.open("rb+") as stream:
            os.fsync(stream.fileno())
        beside.replace(target)
    except OSError as error:
        raise Trouble(_code(error, target), file=str(target)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Have temporary files made in `folder`: openpyxl keeps each sheet in one and cannot be told where."""
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _code(error: OSError, target: Path) -> TroubleCode:
    """Why a file could not be written. Excel on Windows locks what it has open; on a share it leaves `~$name`."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return TroubleCode.DISK_FULL
    is_locked = os.name == "nt" or target.with_name(f"~${target.name}").exists()
    if isinstance(error, PermissionError) and is_locked and target.exists():
        return TroubleCode.FILE_IN_USE
    return TroubleCode.FILE_UNWRITABLE


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

    Giving a cell its style costs far more than writing it, so there is one cell of each style, used again and again:
    openpyxl writes a cell before it asks for the next.

    Where it `wraps`, a long text in a table goes on below itself instead of being cut off: on paper nobody can look
    into a cell.
    """

    def __init__(self, book: Workbook, title: str, *, wraps: bool = False) -> None:
        self.sheet: Any = _StyledSheet(book, title)
        book._add_sheet(self.sheet)
        self._wraps = wraps
        self._widths: tuple[float, ...] = ()
        self._folded: frozenset[int] = frozenset()
        self.row = 0
        self._styled: dict[Style, Any] = {}
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
        self.sheet.append(self._cells(values, styles))
        self.row += 1

    def _cells(self, values: Sequence[object], styles: Sequence[Style]) -> Iterator[Any]:
        for value, style in zip(values, styles, strict=True):
            if value is None:
                yield None
                continue
            cell = self._styled.get(style)
            if cell is None:
                cell = self._styled[style] = _new_cell(self.sheet, style)
            if isinstance(value, str):
                cell._value, cell.data_type = _storable(value)[_CUT_OFF], "s"
            else:
                fill(cell, value)
            yield cell


class _StyledCell(Cell):  # type: ignore[misc]  # openpyxl is untyped
    """A cell whose style is found once and not for each value that passes through it.

    openpyxl asks a cell for its style, its hyperlink and its words for a message each time it writes one: three
    fourths of what a row would take. Whether a text is a formula or an error, it would ask for another tenth.
    """

    __slots__ = ("style_id",)
    has_style = True
    hyperlink = None


class _StyledSheet(WriteOnlyWorksheet):  # type: ignore[misc]  # openpyxl is untyped
    """A sheet whose rows come as cells, or nothing where a cell is to stay empty.

    openpyxl takes each value for a bare one first and makes a new cell after each that has a style: two fifths of what
    a row would take.
    """

    def _values_to_row(self, values: Iterator[Any], row_idx: int) -> Iterator[Any]:
        for place, cell in enumerate(values, start=1):
            if cell is not None:
                cell.row, cell.column = row_idx, place
                yield cell


def _new_cell(sheet: Any, style: Style) -> Any:  # noqa: ANN401 - openpyxl is untyped
    cell: Any = _StyledCell(sheet, row=1, column=1)
    cell.font, cell.number_format, cell.alignment = _FONTS[style.look], style.format, style.alignment
    if style.fill is not None:
        cell.fill, cell.border = style.fill, style.border
    if style.is_open:
        cell.protection = Protection(locked=False)
    cell.style_id = Cell.style_id.fget(cell)
    return cell


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


def fill(cell: Any, value: object) -> None:  # noqa: ANN401 - openpyxl is untyped
    """Put a value in a cell; a text is a text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = _storable(value)
        cell.data_type = "s"
    elif value is BLANK:
        cell.value = None
    else:
        cell.value = value


def _storable(text: str) -> str:
    return text if text.isprintable() else CONTROL_CHARACTERS.sub("", text)
