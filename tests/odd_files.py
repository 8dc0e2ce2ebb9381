"""What files does a reader get that nobody meant to send? Valid ones changed at random, for property tests."""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.writer.excel import ExcelWriter

Change = Callable[[bytes], bytes]
"""Makes an odd file of a valid one."""

_ODD_NUMBERS = (
    0,
    -1,
    1e-9,
    0.1 + 0.2,
    99_999,
    2_958_465,
    2_958_466,
    -5.5,
    1e15,
    1e300,
    10**30,
    float("nan"),
    float("inf"),
)
_ODD_TEXTS = (
    " ",
    "\u00a0",
    "-",
    "–",
    "=1+1",
    "=SUM(A1:A9)",
    "#REF!",
    "{{rad.Belopp}}",
    "{{",
    "1e999",
    "NaN",
    "Infinity",
    "-0",
    "1 000,50",
    "1.000.000,5",
    "٣",
    "１２",
    "½",
    "²",
    "1/0",
    "2024-13-45",
    "0000-00-00",
    "9999-12-31",
    "31/12 99",
    "24-02-30",
    "19900103-2391",
    "00000000-0000",
    "2309",
    "kl. 25.61",
    "ja",
    "\u202eabc",
    "🙂" * 50,
    "ß" * 300,
    "x" * 32_767,
    "a\nb\tc",
    "'",
    '"',
    ";",
    "%s %d {0}",
    "[[rule]]",
)
_ODD_TIMES = (
    dt.date(1900, 1, 1),
    dt.date(1899, 12, 31),
    dt.date(9999, 12, 31),
    dt.datetime.fromisoformat("2024-10-01T23:59:59"),
    dt.time(12, 30),
    dt.timedelta(days=400),
)

values = st.one_of(
    st.sampled_from(_ODD_NUMBERS),
    st.sampled_from(_ODD_TEXTS),
    st.sampled_from(_ODD_TIMES),
    st.booleans(),
    st.none(),
    st.integers(-(10**6), 10**6),
    st.floats(),
    st.text(max_size=30),
    st.dates(dt.date(1900, 3, 1)),
)
"""What may stand in a cell."""


@st.composite
def changed_workbooks(draw: st.DrawFn) -> Change:
    """Other cells, rows, headings and sheets in a workbook that otherwise is as it was."""
    steps = draw(
        st.lists(st.tuples(st.sampled_from(_STEPS), *[st.integers(0, 999)] * 3, values), min_size=1, max_size=5)
    )

    def change(whole: bytes) -> bytes:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(whole))
            for step, sheet, row, column, value in steps:
                with suppress(IllegalCharacterError, AttributeError, ValueError, TypeError):  # not to be made in Excel
                    step(book, book.worksheets[sheet % len(book.worksheets)], row, column, value)
            return _saved(book)

    return change


def _saved(book: Workbook) -> bytes:
    """The workbook, where openpyxl can write it at all."""
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        try:
            ExcelWriter(book, archive).save()
        except (ValueError, TypeError, AttributeError, OverflowError):
            reject()
    return saved.getvalue()


def _at(sheet: Any, row: int, column: int) -> tuple[int, int]:
    """A place in what is filled, or just outside."""
    return row % (min(sheet.max_row, 60) + 2) + 1, column % (min(sheet.max_column, 40) + 2) + 1


def _set(_book: Workbook, sheet: Any, row: int, column: int, value: object) -> None:
    row, column = _at(sheet, row, column)
    sheet.cell(row, column).value = value


def _set_heading(_book: Workbook, sheet: Any, _row: int, column: int, value: object) -> None:
    sheet.cell(1, _at(sheet, 0, column)[1]).value = value


def _repeat_heading(_book: Workbook, sheet: Any, row: int, column: int, _value: object) -> None:
    width = sheet.max_column
    sheet.cell(1, row % width + 1).value = sheet.cell(1, column % width + 1).value


def _repeat_row(_book: Workbook, sheet: Any, row: int, _column: int, _value: object) -> None:
    sheet.append([cell.value for cell in sheet[row % sheet.max_row + 1]])


def _fill_column(_book: Workbook, sheet: Any, row: int, column: int, value: object) -> None:
    _, column = _at(sheet, row, column)
    for number in range(2, min(sheet.max_row, 60) + 1):
        sheet.cell(number, column).value = value


def _drop_row(_book: Workbook, sheet: Any, row: int, _column: int, _value: object) -> None:
    sheet.delete_rows(row % sheet.max_row + 1)


def _drop_column(_book: Workbook, sheet: Any, _row: int, column: int, _value: object) -> None:
    sheet.delete_cols(column % sheet.max_column + 1)


def _shift(_book: Workbook, sheet: Any, row: int, _column: int, _value: object) -> None:
    sheet.insert_rows(1, row % 5 + 1)


def _merge(_book: Workbook, sheet: Any, row: int, column: int, _value: object) -> None:
    row, column = _at(sheet, row, column)
    sheet.merge_cells(start_row=row, start_column=column, end_row=row + 2, end_column=column + 1)


def _rename(_book: Workbook, sheet: Any, _row: int, _column: int, value: object) -> None:
    sheet.title = re.sub(r"[\\*?:/\[\]]", "", str(value))[:31] or "Blad"


def _empty(book: Workbook, sheet: Any, _row: int, _column: int, _value: object) -> None:
    title, place = sheet.title, book.index(sheet)
    book.remove(sheet)
    book.create_sheet(title, place)


def _drop(book: Workbook, sheet: Any, _row: int, _column: int, _value: object) -> None:
    if len(book.worksheets) > 1:
        book.remove(sheet)


def _hide(_book: Workbook, sheet: Any, _row: int, _column: int, _value: object) -> None:
    sheet.sheet_state = "veryHidden"


_STEPS = (
    _set,
    _set,
    _set,
    _set_heading,
    _repeat_heading,
    _repeat_row,
    _fill_column,
    _drop_row,
    _drop_column,
    _shift,
    _merge,
    _rename,
    _empty,
    _drop,
    _hide,
)


@st.composite
def spoilt_bytes(draw: st.DrawFn) -> Change:
    """Bytes that are others, lost, twice there or cut off."""
    places = draw(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6)), min_size=1, max_size=4))
    cut = draw(st.one_of(st.none(), st.floats(0, 1)))
    length = draw(st.sampled_from((0, 1, 2, 8, 200)))

    def change(whole: bytes) -> bytes:
        for place, put in places:
            start = int(place * len(whole))
            whole = whole[:start] + put + whole[start + length :]
        return whole if cut is None else whole[: int(cut * len(whole))]

    return change


_ODD_XML = (
    b"",
    b"0",
    b"-1",
    b"99999",
    b"999999999999",
    b"1e400",
    b"NaN",
    b"A0",
    b"XFE1",
    b"ZZZZ9",
    b"x",
    b"true",
    b"&#1;",
)


@st.composite
def spoilt_parts(draw: st.DrawFn) -> Change:
    """A workbook one of whose parts is missing, empty, other bytes, or has another number or name somewhere."""
    which, place = draw(st.integers(0, 99)), draw(st.integers(0, 10**6))
    put = draw(st.sampled_from(_ODD_XML))
    how = draw(st.sampled_from(("value", "value", "value", "bytes", "missing", "empty")))
    spoil = draw(spoilt_bytes())

    def change(whole: bytes) -> bytes:
        with zipfile.ZipFile(BytesIO(whole)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = sorted(parts)[which % len(parts)]
        if how == "missing":
            del parts[name]
        elif how == "bytes":
            parts[name] = spoil(parts[name])
        else:
            parts[name] = b"" if how == "empty" else _other_value(parts[name], place, put)
        saved = BytesIO()
        with zipfile.ZipFile(saved, "w") as archive:
            for each, contents in parts.items():
                archive.writestr(each, contents)
        return saved.getvalue()

    return change


def _other_value(part: bytes, place: int, put: bytes) -> bytes:
    """The part with one attribute or one text exchanged."""
    found = list(re.finditer(rb'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)', part))
    if not found:
        return put
    one = found[place % len(found)]
    return part[: one.start()] + put + part[one.end() :]


workbooks = st.one_of(changed_workbooks(), changed_workbooks(), spoilt_parts(), spoilt_bytes())
"""Odd files of a workbook."""


@st.composite
def changed_texts(draw: st.DrawFn) -> Change:
    """Lines of a text file exchanged, in any of the ways that text is kept; or other bytes."""
    steps = draw(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999), values), min_size=1, max_size=5))
    coding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850", "utf-32")))
    spoil = draw(st.one_of(st.none(), spoilt_bytes()))

    def change(whole: bytes) -> bytes:
        lines = whole.decode().split("\n")
        for line, word, value in steps:
            words = re.split(r"([;\t=,])", lines[line % len(lines)])
            words[word % len(words)] = str(value)
            lines[line % len(lines)] = "".join(words)
        made = "\n".join(lines).encode(coding, errors="replace")
        return made if spoil is None else spoil(made)

    return change
