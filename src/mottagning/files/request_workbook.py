"""A request as a workbook: what we ask for, and the cells in which the other office answers without this program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from mottagning.domain.money import unscaled
from mottagning.domain.request_answers import ANSWERS
from mottagning.files.layouts import request_file as layout
from mottagning.files.printing import set_up
from mottagning.files.register_workbook.cells import as_number, number_format
from mottagning.files.sheet_writer import DATE_FORMAT, TEXT_FORMAT, Look, SheetWriter
from mottagning.files.workbook import written
from mottagning.readmodels.request_files import RequestFile
from mottagning.texts import request_files as texts
from mottagning.texts import transfer, words

_LABEL, _CELL, _HINT = 28, 44, 60


def write(target: Path, found: RequestFile) -> None:
    """Write the request to `target`. Raises Trouble; no half file ever stands."""
    with written(target) as book:
        _write_asked(book, found)
        _write_answer(book, found)


def _write_asked(book: Workbook, found: RequestFile) -> None:
    request = found.request
    writer = SheetWriter(book, layout.ASKED_TITLE)
    writer.widths([_LABEL, _CELL, _HINT])
    set_up(writer.sheet, request.key, landscape=False)
    for label, value in (
        (layout.KEY, request.key),
        (layout.SENDER, found.sender),
        (layout.RECIPIENT, request.counterpart),
        (layout.NUMBER, found.number),
        (layout.NAME, found.name),
        (layout.SERVICE, request.service),
        (layout.VARIANT, request.variant),
        (layout.FIRST, request.days.start),
        (layout.LAST, request.days.last),
        (layout.HOURS, as_number(unscaled(request.hours_per_week)) if request.hours_per_week else None),
        (layout.PROVIDER, request.provider),
    ):
        if value is not None:
            writer.fact(label, value, _format(value))
    writer.line(None)
    writer.line(texts.FILE_TITLE, look=Look.TITLE, height=30)
    writer.line(f"{found.sender_name} → {found.recipient_name}")
    for text in (texts.FILE_ABOUT, *found.contact, texts.LOCKED):
        writer.line(text)
    writer.lock()


def _format(value: object) -> str:
    if isinstance(value, date):
        return DATE_FORMAT
    return TEXT_FORMAT if isinstance(value, str) else "General"


def _write_answer(book: Workbook, found: RequestFile) -> None:
    writer = SheetWriter(book, layout.ANSWER_TITLE)
    writer.widths([_LABEL, _CELL, _HINT])
    set_up(writer.sheet, found.request.key, landscape=False)
    choices = ",".join(words.word(one) for one in ANSWERS)
    writer.choices("B1", f'"{choices}"', transfer.CHOOSE_IN_LIST)
    for column in layout.COLUMNS:
        writer.to_fill_in([column.heading], [TEXT_FORMAT], [number_format(column)], texts.HINTS[column.field])
    writer.lock()
