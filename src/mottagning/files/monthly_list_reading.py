"""What does a month's list that came back say? Its month and offices, and its rows with every cell that cannot be read.

Only what stands in the file is judged here. Whether a row fits the register is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from mottagning.domain.periods import Month
from mottagning.files.answer_file import no_answer, opened_answer, said_beside, sheet_of
from mottagning.files.layouts import monthly_list as layout
from mottagning.files.layouts.register import Sheet
from mottagning.files.register_workbook.reading import ParsedRow, read_sheet
from mottagning.readmodels.reference import Reference
from mottagning.readmodels.transfer import Rejected, Warned
from mottagning.texts import transfer


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list as it came back. `more` are the rows of the sheet for further absences; `rejected` are of whole sheets."""

    month: Month
    sender: str
    recipient: str
    rows: tuple[ParsedRow, ...]
    more: tuple[ParsedRow, ...]
    rejected: tuple[Rejected, ...]
    warnings: tuple[Warned, ...]


def read(file: Path, reference: Reference, today: date) -> ListFile:
    """Read a list. Raises Refused when the file is none, Trouble when it cannot be read."""
    book = opened_answer(file)
    guide = sheet_of(book, layout.GUIDE_TITLE)
    facts = said_beside(guide, layout.MONTH, layout.SENDER, layout.RECIPIENT) if guide is not None else {}
    try:
        month = Month.parse(facts[layout.MONTH])
        sender, recipient = facts[layout.SENDER], facts[layout.RECIPIENT]
    except (KeyError, ValueError) as error:
        raise no_answer(file, "head") from error
    main = sheet_of(book, layout.TITLE)
    if main is None:
        raise no_answer(file, "sheet")
    read_main = _Read(main, layout.LIST, reference, today)
    more = sheet_of(book, layout.MORE_TITLE)
    read_more = _Read(more, layout.MORE, reference, today) if more is not None else None
    both = [read_main, *([read_more] if read_more else [])]
    return ListFile(
        month,
        sender,
        recipient,
        read_main.rows,
        read_more.rows if read_more else (),
        tuple(problem for one in both for problem in one.rejected),
        tuple(warning for one in both for warning in one.warnings),
    )


class _Read:
    """A sheet's rows, with the columns that were renamed or taken away told of."""

    def __init__(self, worksheet: Worksheet, sheet: Sheet, reference: Reference, today: date) -> None:
        found = read_sheet(worksheet, sheet, reference, today)
        parsed = found.sheet
        self.rows = parsed.rows if parsed else ()
        missing = _missing(worksheet.title, sheet, parsed.fields) if parsed else ()
        self.rejected = (*found.rejected, *missing)
        self.warnings = found.warnings


def _missing(title: str, sheet: Sheet, fields: frozenset[str]) -> Iterator[Rejected]:
    for one in sheet.columns:
        if one.field not in fields:
            yield Rejected(title, None, None, transfer.missing_column(title, one.heading))
