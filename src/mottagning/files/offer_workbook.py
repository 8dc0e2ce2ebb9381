"""How do offers travel? A workbook that another office fills in and sends back; nobody is named in it.

The sheet has the columns of Utbud in the register workbook. A row without a key is a new offer; one that holds nothing
but its municipality is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from mottagning.domain.offers import Offer
from mottagning.files.layouts.register import OFFERS, Column, Sheet
from mottagning.files.register_workbook import reading
from mottagning.files.register_workbook.cells import number_format, written_value
from mottagning.files.register_workbook.reading import ParsedSheet
from mottagning.files.sheet_writer import TEXT_FORMAT, Look, SheetWriter
from mottagning.files.workbook import written
from mottagning.readmodels.records import values_of
from mottagning.readmodels.reference import Reference
from mottagning.texts import offer_workbook as texts
from mottagning.texts import transfer, words

EMPTY_ROWS = 30
_MUST = frozenset({"service", "municipality", "first"})
"""Which columns the sheet cannot be without."""
RETURNED: Sheet = replace(OFFERS, columns=tuple(replace(one, mandatory=False) for one in OFFERS.columns))
"""The sheet as it comes back: what a row lacks is judged when it is known whether it is empty."""
_WIDTH, _ROWS = 16, 1_000


def write_offers(
    target: Path, municipality: str, offers: Sequence[Offer], services: Sequence[str], reference: Reference
) -> None:
    """Write the offers of `municipality` as they are known, with empty rows and lists. Raises Trouble."""
    with written(target) as book:
        _write_guide(book, reference.name(municipality))
        _write_offers(book, municipality, offers, len(services))
        _write_lists(book, services, reference)


def _write_guide(book: Workbook, name: str) -> None:
    writer = SheetWriter(book, texts.GUIDE)
    writer.line(texts.heading(name), look=Look.TITLE)
    for part in texts.ADVICE:
        writer.paragraph(part)


def _write_offers(book: Workbook, municipality: str, offers: Sequence[Offer], services: int) -> None:
    writer = SheetWriter(book, OFFERS.title)
    writer.widths([max(_WIDTH, len(column.heading) + 4) for column in OFFERS.columns])
    writer.sheet.freeze_panes = "A2"
    for place, column in enumerate(OFFERS.columns, start=1):
        letter = get_column_letter(place)
        writer.sheet.column_dimensions[letter].number_format = number_format(column)
        choices = _choices(column, services)
        if choices is not None:
            rule = DataValidation(
                type="list", formula1=choices, allow_blank=True, showErrorMessage=True, error=transfer.CHOOSE_IN_LIST
            )
            rule.add(f"{letter}2:{letter}{_ROWS}")
            writer.sheet.data_validations.append(rule)
    writer.headings([column.heading for column in OFFERS.columns])
    formats = [number_format(column) for column in OFFERS.columns]
    for offer in offers:
        values = values_of(offer)
        writer.append([written_value(values[column.field], column) for column in OFFERS.columns], formats)
    for _ in range(EMPTY_ROWS):
        writer.append([municipality if one.field == "municipality" else None for one in OFFERS.columns], formats)


def _choices(column: Column, services: int) -> str | None:
    """What Excel offers in a column: a closed list, or a range of the sheet of lists."""
    if column.field == "service" and services:
        return f"{texts.LISTS}!$A$2:$A${services + 1}"
    if column.field == "is_lacking":
        return f'"{words.YES},{words.NO}"'
    return None if column.kind is None else f'"{",".join(words.word(value) for value in column.kind)}"'


def _write_lists(book: Workbook, services: Sequence[str], reference: Reference) -> None:
    """What can be written where Excel offers no list, in columns side by side."""
    writer = SheetWriter(book, texts.LISTS)
    writer.widths([40, 10, 30])
    writer.headings(texts.LIST_HEADINGS)
    languages = sorted(reference.languages.items())
    for place in range(max(len(services), len(languages))):
        code, name = languages[place] if place < len(languages) else (None, None)
        service = services[place] if place < len(services) else None
        writer.append([service, code, name], [TEXT_FORMAT] * 3)


def read_offers(file: Path, reference: Reference, today: date) -> ParsedSheet | None:
    """The rows that hold anything, as they stand; None where the sheet cannot be read.

    Raises Refused when the file is no workbook or has no such sheet, Trouble when it cannot be reached.
    """
    parsed = reading.read(file, reference, today, sheets_of=(RETURNED,))
    found = parsed.sheets.get(RETURNED.name)
    if found is None or not found.fields >= _MUST:
        return None
    return replace(found, rows=tuple(row for row in found.rows if row.problems or _is_filled(row.values)))


def _is_filled(values: dict[str, Any]) -> bool:
    return any(value is not None for name, value in values.items() if name != "municipality")
