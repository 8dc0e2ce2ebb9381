"""A month's list to a provider as a workbook: what the other office fills in without this program."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from mottagning.files.layouts import monthly_list as layout
from mottagning.files.layouts.register import Column, Holds
from mottagning.files.printing import set_up
from mottagning.files.register_workbook.cells import number_format
from mottagning.files.sheet_writer import TEXT_FORMAT, Look, SheetWriter
from mottagning.files.workbook import written
from mottagning.readmodels.monthly_list import ListedBooking, ListNames, MonthlyList
from mottagning.texts import monthly_list as texts
from mottagning.texts import transfer, words

_WIDTHS = {"booking": 14, "name": 28, "number": 18, "service": 22, "variant": 20, "provider": 24}
_WIDTH, _LABEL, _TEXT = 17, 24, 100
_SPARE = 200
"""Rows of the sheet for further absences that are ready to be written in."""


def write(target: Path, found: MonthlyList, names: ListNames) -> None:
    """Write the list to `target`. Raises Trouble; no half file ever stands."""
    with written(target) as book:
        _write_list(book, found)
        _write_more(book, found)
        _write_guide(book, found, names)


def _write_list(book: Workbook, found: MonthlyList) -> None:
    columns = layout.LIST.columns
    writer = _begun(book, layout.TITLE, found, columns)
    last = max(len(found.rows), 1) + 1
    for place, column in enumerate(columns, start=1):
        if column in layout.ANSWERS:
            _offer(writer, column, place, last)
    formats = [number_format(one) for one in layout.ABOUT]
    blanks = [number_format(one) for one in layout.ANSWERS]
    for one in found.rows:
        writer.to_fill_in(_said(one), formats, blanks)
    writer.lock()


def _said(one: ListedBooking) -> list[object]:
    return [one.booking, one.name, one.number, one.service, one.variant, one.provider, one.start, one.planned_until]


def _begun(book: Workbook, title: str, found: MonthlyList, columns: tuple[Column, ...]) -> SheetWriter:
    writer = SheetWriter(book, title)
    writer.widths([_WIDTHS.get(one.field, _WIDTH) for one in columns])
    set_up(writer.sheet, texts.footer(found.month), landscape=True, heading_row=1)
    writer.headings([one.heading for one in columns])
    return writer


def _offer(writer: SheetWriter, column: Column, place: int, last: int) -> None:
    """The list to choose from in a column with a closed set of words."""
    letter = get_column_letter(place)
    choices = [words.YES, words.NO] if column.holds is Holds.YES_NO else []
    if column.kind is not None:
        choices = [words.word(one) for one in column.kind]
    if choices:
        writer.choices(f"{letter}2:{letter}{last}", f'"{",".join(choices)}"', transfer.CHOOSE_IN_LIST)


def _write_more(book: Workbook, found: MonthlyList) -> None:
    """Further absences of those who were away more than once; the bookings are chosen from the list."""
    columns = layout.MORE.columns
    writer = _begun(book, layout.MORE_TITLE, found, columns)
    bookings = f"'{layout.TITLE}'!$A$2:$A${max(len(found.rows), 1) + 1}"
    writer.choices(f"A2:A{_SPARE + 1}", bookings, transfer.CHOOSE_IN_LIST)
    for place, column in enumerate(columns, start=1):
        _offer(writer, column, place, _SPARE + 1)
    blanks = [number_format(one) for one in columns]
    for _ in range(_SPARE):
        writer.to_fill_in([], [], blanks)
    writer.lock()


def _write_guide(book: Workbook, found: MonthlyList, names: ListNames) -> None:
    writer = SheetWriter(book, layout.GUIDE_TITLE)
    writer.widths([_LABEL, _TEXT])
    set_up(writer.sheet, texts.footer(found.month), landscape=False)
    writer.fact(layout.MONTH, str(found.month), TEXT_FORMAT)
    writer.fact(layout.SENDER, found.sender, TEXT_FORMAT)
    writer.fact(layout.RECIPIENT, found.recipient, TEXT_FORMAT)
    writer.line(None)
    writer.line(texts.guide_title(found.month, names), look=Look.TITLE, height=30)
    writer.line(texts.GUIDE_FIRST)
    writer.line(None)
    for heading, text in texts.GUIDE:
        writer.line(heading, text, wrap=True)
    writer.line(None)
    for text in (*texts.GUIDE_LAST, *names.contact):
        writer.line(text)
    writer.lock()
