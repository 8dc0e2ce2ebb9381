"""Ekonomiunderlag: a month per counterpart, insats and period with accounts and booking numbers; nobody's name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from mottagning.domain.money import total
from mottagning.domain.periods import Month
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.files.layouts.specification import kronor
from mottagning.files.printing import set_up
from mottagning.files.sheet_writer import AMOUNT_FORMAT, FILTERED_HEADING_HEIGHT, TEXT_FORMAT, Look, SheetWriter
from mottagning.files.workbook import written
from mottagning.readmodels.returns import AccountLine
from mottagning.texts import returns as texts
from mottagning.texts import words


def write(target: Path, month: Month, lines: Sequence[AccountLine]) -> None:
    """Write the month's lines to `target`. Raises Trouble; no half file ever stands."""
    with written(target) as book:
        write_lines(book, f"{texts.ECONOMY_BASIS} {month}", lines)


def write_lines(book: Workbook, title: str, lines: Sequence[AccountLine]) -> None:
    """The two sheets that tell the economy office what to book; `title` stands on their paper."""
    _write_accounts(book, title, lines)
    _write_bookings(book, title, lines)


def file_name(month: Month, own: str, serial: str | None = None) -> str:
    """The name of the month's file; `serial` tells apart that of a protected return, which names no municipality."""
    return f"{month} {serial or own} {texts.ECONOMY_BASIS}.xlsx"


def _write_accounts(book: Workbook, title: str, lines: Sequence[AccountLine]) -> None:
    writer = SheetWriter(book, texts.BY_ACCOUNT, wraps=True)
    writer.widths((20, 15, 24, 11, 28, 14, 12, 16, 12, 12, 13, 12, 13))
    set_up(writer.sheet, title, landscape=True, heading_row=1)
    writer.headings(texts.ACCOUNT_HEADINGS, right=frozenset({6, 7}), height=FILTERED_HEADING_HEIGHT)
    layout = [TEXT_FORMAT] * 6 + ["0", AMOUNT_FORMAT] + [TEXT_FORMAT] * 5
    for line in lines:
        facts = [line.number, line.counterpart, line.counterpart_name, words.word(line.direction), line.service]
        accounts = [line.cost_centre, line.account, line.activity_code, line.project, line.party_code]
        figures = [str(line.service_month), len(line.bookings), kronor(line.amount)]
        writer.append([*facts, *figures, *accounts], layout)
    writer.table("PerInsats")
    for direction in RowDirection:  # what we owe and what we are owed are paid gross, so they are not added up
        amounts = [line.amount for line in lines if line.direction is direction]
        if amounts:
            said = texts.sum_of(direction)
            writer.append([said, *[None] * 6, kronor(total(amounts)), *[None] * 5], layout, Look.HEADING)


def _write_bookings(book: Workbook, title: str, lines: Sequence[AccountLine]) -> None:
    writer = SheetWriter(book, texts.BY_BOOKING, wraps=True)
    writer.widths((20, 15, 40, 14, 18, 16))
    set_up(writer.sheet, title, landscape=True, heading_row=1)
    writer.headings(texts.BOOKING_HEADINGS, right=frozenset({5}), height=FILTERED_HEADING_HEIGHT)
    layout = [TEXT_FORMAT] * 5 + [AMOUNT_FORMAT]
    for line in lines:
        for booking, amount in line.bookings:
            facts = [line.number, line.counterpart, line.service, str(line.service_month)]
            writer.append([*facts, booking, kronor(amount)], layout)
    writer.table("PerBokning")
