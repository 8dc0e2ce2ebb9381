"""Upplupet: what is accrued per account, then per counterpart and insats, then per booking; nobody's name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from mottagning.domain.money import Ore
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.files import economy_workbook
from mottagning.files.layouts.specification import kronor
from mottagning.files.printing import set_up
from mottagning.files.sheet_writer import AMOUNT_FORMAT, TEXT_FORMAT, Look, SheetWriter
from mottagning.files.workbook import written
from mottagning.readmodels.returns import AccountLine
from mottagning.readmodels.year_end import Accruals
from mottagning.texts import returns as return_texts
from mottagning.texts import words
from mottagning.texts import year_end as texts


def write(target: Path, found: Accruals, lines: Sequence[AccountLine]) -> None:
    """Write what is accrued to `target`; `lines` are the same amounts. Raises Trouble; no half file ever stands."""
    with written(target) as book:
        _write_sums(book, found)
        economy_workbook.write_lines(book, texts.accrued_title(found), lines)


def _write_sums(book: Workbook, found: Accruals) -> None:
    writer = SheetWriter(book, texts.BY_ACCOUNT)
    writer.widths((16, 12, 14, 12, 12, 13, 16, 16, 16))
    set_up(writer.sheet, texts.accrued_title(found), landscape=True, heading_row=1)
    writer.headings(texts.ACCOUNT_HEADINGS, right=frozenset({6, 7, 8}))
    layout = [TEXT_FORMAT] * 6 + [AMOUNT_FORMAT] * 3
    for one in found.accounts:
        coding = one.coding
        codes = [coding.account, coding.cost_centre, coding.activity_code, coding.project, coding.party_code]
        amounts = [kronor(one.amount), kronor(Ore(one.amount - one.estimated)), kronor(one.estimated)]
        writer.append([words.word(coding.direction), *codes, *amounts], layout)
    writer.table("PerKonto")
    for direction in (RowDirection.BUY, RowDirection.SELL):
        if found.of(direction):
            said = return_texts.sum_of(direction)
            writer.append([said, *[None] * 5, kronor(found.total(direction)), None, None], layout, Look.HEADING)
    if found.uncounted:
        writer.append([texts.uncounted(found.uncounted), *[None] * 8], layout)
