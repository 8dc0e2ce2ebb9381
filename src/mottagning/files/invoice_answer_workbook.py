"""The answer to the sender of an invoice as a workbook: each row of theirs with what we say of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from mottagning.domain.money import Ore
from mottagning.files.printing import set_up
from mottagning.files.sheet_writer import AMOUNT_FORMAT, TEXT_FORMAT, Look, SheetWriter
from mottagning.files.workbook import written
from mottagning.readmodels.received_invoices import AnsweredRow, InvoiceAnswer
from mottagning.texts import received_invoices as texts

_WIDTHS = (11, 22, 16, 26, 15, 15, 15, 15, 80, 60)
_FORMATS = (*[TEXT_FORMAT] * 4, *[AMOUNT_FORMAT] * 3, *[TEXT_FORMAT] * 3)
_AMOUNTS = frozenset({4, 5, 6})


def write(target: Path, answer: InvoiceAnswer, day: date) -> None:
    """Write the answer to `target`. Raises Trouble; no half file ever stands."""
    with written(target) as book:
        _write_rows(book, answer)
        _write_about(book, answer, day)


def _write_rows(book: Workbook, answer: InvoiceAnswer) -> None:
    writer = SheetWriter(book, texts.ANSWER_SHEET)
    writer.widths(_WIDTHS)
    set_up(writer.sheet, _footer(answer), landscape=True, heading_row=1)
    writer.headings(texts.ANSWER_COLUMNS, right=_AMOUNTS)
    for row in answer.rows:
        writer.append(_cells(row), _FORMATS)
    writer.table("Svar")


def _cells(row: AnsweredRow) -> list[object]:
    return [
        texts.row_numbers(row.rows),
        row.reference,
        row.booking,
        texts.months(row.months),
        *(_kronor(amount) for amount in (row.billed, row.agreed, row.disputed)),
        texts.stance(row),
        row.why if row.disputed else None,
        texts.ask(row),
    ]


def _kronor(amount: Ore) -> Decimal:
    return Decimal(amount).scaleb(-2)


def _write_about(book: Workbook, answer: InvoiceAnswer, day: date) -> None:
    writer = SheetWriter(book, texts.ABOUT_SHEET)
    writer.widths([24, 90])
    set_up(writer.sheet, _footer(answer), landscape=False)
    writer.line(f"{texts.ANSWER_TITLE} {answer.invoice.value.number}", look=Look.TITLE, height=30)
    for word, said in texts.about_answer(answer, day):
        writer.fact(word, said, TEXT_FORMAT)
    writer.line(None)
    writer.fact(texts.SUM_TOTALS[1], sum((_kronor(row.agreed) for row in answer.rows), Decimal(0)), AMOUNT_FORMAT)
    writer.fact(texts.SUM_TOTALS[2], sum((_kronor(row.disputed) for row in answer.rows), Decimal(0)), AMOUNT_FORMAT)
    writer.line(None)
    for text in (texts.GREETING, texts.NO_NAMES, *answer.contact):
        writer.paragraph(text)


def _footer(answer: InvoiceAnswer) -> str:
    return f"{texts.ANSWER_TITLE} {answer.invoice.value.number}"
