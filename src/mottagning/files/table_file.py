"""What stands in a table file? Rows of plain cells, from a workbook of any age or a text file of any sort.

A text file says neither its encoding nor its separator: both are judged by what comes out. Nothing is judged here of
what the cells mean. Raises Refused with a reason that says what the file is instead.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.domain.swedish import MARKED
from mottagning.domain.take_in.cells import Cell
from mottagning.domain.take_in.rows import Row
from mottagning.files.cells import CONTROL_CHARACTERS
from mottagning.files.workbook import LONGEST_UNPACKED
from mottagning.readmodels.take_in import ReadAs, Table, TableFile

LARGEST = 64 << 20
"""Bytes. A larger file is no office's list of people."""
MOST_ROWS, MOST_COLUMNS = 100_000, 256
SEPARATORS = (";", ",", "\t", "|")
ENCODINGS = ("utf-8", "cp1252", "latin-1", "cp850", "mac-roman", "utf-16")
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SINGLE_BYTE = ("cp1252", "latin-1", "cp850", "mac-roman")
_OLD_WORKBOOK, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FOREIGN: Mapping[bytes, str] = {b"%PDF": "pdf", b"\x89PNG": "picture", b"\xff\xd8\xff": "picture", b"GIF8": "picture"}
_ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!")
_DIGITS = 15
"""Excel shows numbers with fifteen digits; what lies beyond is the binary neighbour's."""
_SNIFFED = 60
_END = "\x1e"
"""Put after the last line, and found there if every quotation mark was closed."""


def read_table(file: Path, read_as: ReadAs | None = None) -> TableFile:
    """The tables of a file, a text file as `read_as` says. Raises Refused when it is no table, and Trouble."""
    known = read_as or ReadAs()
    content = _content(file)
    for start, reason in _FOREIGN.items():
        if content.startswith(start):
            raise _refused(file, reason)
    if content.startswith((_OLD_WORKBOOK, _ZIP)):
        return _workbook(file, content)
    return _text_file(file, content, known)


def _refused(file: Path, reason: str) -> Refused:
    return Refused(RefusalCode.NOT_A_LIST, file=file.name, reason=reason)


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise _refused(file, "too_large")
        content = file.read_bytes()
    except FileNotFoundError as error:
        raise Refused(RefusalCode.FILE_MISSING, file=str(file)) from error
    except IsADirectoryError as error:
        raise _refused(file, "folder") from error
    except PermissionError as error:
        raise (
            _refused(file, "folder") if file.is_dir() else Trouble(TroubleCode.FILE_IN_USE, file=str(file))
        ) from error
    except OSError as error:
        raise Trouble(TroubleCode.FILE_IN_USE, file=str(file)) from error
    if not content.strip(b"\x00 \t\r\n"):
        raise _refused(file, "empty")
    return content


# workbooks


def _workbook(file: Path, content: bytes) -> TableFile:
    if content.startswith(_OLD_WORKBOOK) and _ENCRYPTED in content:
        raise _refused(file, "password")
    if content.startswith(_ZIP):
        _require_sane(file, content)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            tables = [Table(name, _sheet(book.get_sheet_by_name(name))) for name in _sheet_names(book)]
    except PasswordError as error:
        raise _refused(file, "password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise _refused(file, "not_a_workbook") from error
    if any(len(table.rows) > MOST_ROWS for table in tables):
        raise _refused(file, "too_long")
    full = tuple(table for table in tables if table.rows)
    if not full:
        raise _refused(file, "empty")
    return TableFile(full)


def _require_sane(file: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _refused(file, "not_a_workbook") from error
    if unpacked > LONGEST_UNPACKED:
        raise _refused(file, "too_large")


def _sheet_names(book: CalamineWorkbook) -> list[str]:
    """The sheets that somebody sees; all of them where none is seen."""
    tables = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    seen = [one.name for one in tables if one.visible == SheetVisibleEnum.Visible]
    return seen or [one.name for one in tables]


def _sheet(sheet: CalamineSheet) -> tuple[Row, ...]:
    """The rows of a sheet that hold something; what is merged over several rows stands in each of them."""
    grid = [
        [plain(value) for value in line[:MOST_COLUMNS]]
        for line in sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
    ]
    banners = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if right > left:
            banners.add(top)
        for place in range(top + 1, min(bottom + 1, len(grid))):
            if left < len(grid[place]) and grid[place][left] is None:
                grid[place][left] = grid[top][left]
    return full_rows(grid, banners)


def full_rows(grid: Iterable[Sequence[Cell]], banners: Iterable[int] = ()) -> tuple[Row, ...]:
    """The rows that hold something, numbered from 1; `banners` are the places of titles over several columns."""
    merged = set(banners)
    return tuple(
        Row(place + 1, tuple(cells), place in merged)
        for place, cells in enumerate(grid)
        if any(cell is not None for cell in cells)
    )


def plain(value: object) -> Cell:
    """A value as a table file gives it, as a plain cell: decimals as Excel shows them, errors and blanks as nothing."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        exact = Decimal(f"{value:.{_DIGITS}g}") if value == value and abs(value) < 10**_DIGITS else Decimal(0)  # noqa: PLR0124 - no number
        return int(exact) if exact == exact.to_integral_value() else exact
    if isinstance(value, str):
        text = CONTROL_CHARACTERS.sub("", value).replace("\u00a0", " ").strip()
        return None if not text or text in _ERRORS else text
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, time | timedelta):
        return str(value)
    return value if isinstance(value, int | date) else None


# text files


def _text_file(file: Path, content: bytes, known: ReadAs) -> TableFile:
    encoding = known.encoding or _encoding(file, content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode(encoding, errors="replace")
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise _refused(file, "binary")
    said, text = _said_separator(text)
    separator = known.separator or said or _separator(text)
    grid = [[plain(cell) for cell in line[:MOST_COLUMNS]] for line in lines_of(text, separator)]
    if len(grid) > MOST_ROWS:
        raise _refused(file, "too_long")
    shown = "utf-8" if encoding == "utf-8-sig" else encoding
    return TableFile((Table("", full_rows(grid)),), shown, separator)


def _encoding(file: Path, content: bytes) -> str:
    """By its mark; else UTF-8 where it is; else the one that gives Swedish letters and fewest odd ones."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    if b"\x00" in content:
        return _utf_16(file, content)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return max(_SINGLE_BYTE, key=lambda name: _sense(content, name))  # the first where several are as good
    return "utf-8"


def _utf_16(file: Path, content: bytes) -> str:
    """UTF-16 without a mark has a zero in every other place; anything else with zeros is no text."""
    sample = content[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 > len(sample) and min(even, odd) * 20 <= len(sample):
        return "utf-16-be" if even > odd else "utf-16-le"
    raise _refused(file, "binary")


def _sense(content: bytes, encoding: str) -> int:
    """How much a text looks like Swedish when it is read so."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return -len(content)
    odd = [letter for letter in text if not letter.isascii()]
    return sum(4 if letter in MARKED else -1 if letter.isalpha() else -4 for letter in odd)


def _said_separator(text: str) -> tuple[str | None, str]:
    """Excel's own first line `sep=;`."""
    first, end, rest = text.partition("\n")
    if end and first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[-1], rest
    return None, text


def _separator(text: str) -> str:
    """The one that parts most lines into the same number of cells, more than one."""
    best = max(SEPARATORS, key=lambda one: _evenness(text, one))
    return best if _evenness(text, best) > (0, 0) else SEPARATORS[0]


def _evenness(text: str, separator: str) -> tuple[int, int]:
    counts = [len(line) for line in lines_of(text[:200_000], separator, _SNIFFED) if any(line)]
    several = [count for count in counts if count > 1]
    if not several:
        return 0, 0
    usual = max(several, key=several.count)
    return several.count(usual) * 100 // len(counts), usual


def lines_of(text: str, separator: str, most: int = MOST_ROWS + 1) -> list[list[str]]:
    """The lines in cells. A quotation mark that is never closed would swallow all that follows: then none counts."""
    found = _parted(text, separator, most + 1, csv.QUOTE_MINIMAL)
    if len(found) <= most and found[-1] != [_END]:
        found = _parted(text, separator, most + 1, csv.QUOTE_NONE)
    return [line for line in found if line != [_END]][:most]


def _parted(text: str, separator: str, most: int, quoting: int) -> list[list[str]]:
    before = csv.field_size_limit(LARGEST)
    try:
        whole = StringIO("\n".join((text.rstrip("\r\n"), _END)), newline="")
        return list(islice(csv.reader(whole, delimiter=separator, quoting=quoting), most))  # type: ignore[arg-type]
    finally:
        csv.field_size_limit(before)
