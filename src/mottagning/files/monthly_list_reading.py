"""What does a month's list that came back say? Its month and offices, and its rows with every cell that cannot be read.

Only what stands in the file is judged here. Whether a row fits the register is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.files.layouts import monthly_list as layout
from mottagning.files.layouts.register import Sheet
from mottagning.files.register_workbook.cells import plain
from mottagning.files.register_workbook.reading import ParsedRow, read_sheet
from mottagning.files.workbook import opened
from mottagning.readmodels.reference import Reference
from mottagning.readmodels.transfer import Rejected, Warned
from mottagning.texts import transfer, words

_HEAD = 30
"""The facts stand in the first rows of the guide, also when somebody has put lines above them."""


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
    book = _opened(file)
    facts = _facts(book)
    try:
        month = Month.parse(facts[layout.MONTH])
        sender, recipient = facts[layout.SENDER], facts[layout.RECIPIENT]
    except (KeyError, ValueError) as error:
        raise _refused(file, "head") from error
    main = _sheet(book, layout.TITLE)
    if main is None:
        raise _refused(file, "sheet")
    read_main = _Read(main, layout.LIST, reference, today)
    more = _sheet(book, layout.MORE_TITLE)
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


def _opened(file: Path) -> Workbook:
    try:
        return opened(file)
    except Refused as error:
        if error.code is RefusalCode.NOT_A_WORKBOOK:
            raise _refused(file, "workbook") from error
        raise


def _refused(file: Path, reason: str) -> Refused:
    return Refused(RefusalCode.NOT_AN_ANSWER, file=file.name, reason=reason)


def _sheet(book: Workbook, title: str) -> Worksheet | None:
    wanted = words.folded(title)
    return next((one for one in _worksheets(book) if words.folded(one.title) == wanted), None)


def _worksheets(book: Workbook) -> list[Worksheet]:
    return [one for one in book.worksheets if isinstance(one, Worksheet)]


def _facts(book: Workbook) -> dict[str, str]:
    """What stands beside the labels at the head of the guide."""
    guide = _sheet(book, layout.GUIDE_TITLE)
    labels = {words.folded(one): one for one in (layout.MONTH, layout.SENDER, layout.RECIPIENT)}
    found: dict[str, str] = {}
    for label, value in guide.iter_rows(max_row=_HEAD, max_col=2) if guide is not None else ():
        name = labels.get(words.folded(str(plain(label) or "")))
        if name is not None and plain(value) is not None:
            found.setdefault(name, str(plain(value)).strip())
    return found


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
