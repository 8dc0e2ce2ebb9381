"""Can a workbook be filled in, and what would it lose? Looked into before anybody chooses it.

openpyxl writes again what it understands and drops the rest without a word, so the parts of the file are looked at
first: [ECMA-376 part 1](https://ecma-international.org/publications-and-standards/standards/ecma-376/) and Microsoft's
additions of 2010 and later, which stand in `extLst` of a sheet.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from mottagning.domain.documents import Attachment
from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.domain.return_templates import LARGEST_TEMPLATE, Loss
from mottagning.files.layouts.return_template import MARK, column_of, mark_of
from mottagning.files.return_template.growing import formulas_of
from mottagning.files.return_template.references import Growth, reads_row_alone
from mottagning.files.workbook import LONGEST_UNPACKED
from mottagning.readmodels.return_templates import ReadTemplate

_MANY = 20
"""So many marks at most are told of in one sentence."""
_PARTS: Mapping[Loss, str] = {
    Loss.CHARTS: r"xl/(charts|chartsheets)/",
    Loss.IMAGES: r"xl/media/",
    Loss.MACROS: r"xl/vbaProject",
    Loss.PIVOT_TABLES: r"xl/pivot(Tables|Cache)/",
    Loss.SLICERS: r"xl/(slicers|slicerCaches|timelines|timelineCaches)/",
    Loss.EXTERNAL_LINKS: r"xl/externalLinks/",
    Loss.QUERIES: r"xl/(queryTables/|connections\.xml|model/)",
    Loss.COMMENTS: r"xl/(comments|threadedComments)",
    Loss.CONTROLS: r"xl/(ctrlProps|activeX)/",
    Loss.EMBEDDED: r"xl/embeddings/",
    Loss.SIGNATURE: r"_xmlsignatures/",
}
_DRAWING, _SHEET = re.compile(r"xl/drawings/drawing\d+\.xml"), re.compile(r"xl/worksheets/[^/]+\.xml")
_IN_SHEETS: Mapping[Loss, bytes] = {
    Loss.SPARKLINES: b"sparklineGroup",
    Loss.NEWER_FORMATTING: b"x14:conditionalFormatting",
    Loss.NEWER_VALIDATIONS: b"x14:dataValidation",
    Loss.IMAGES: b"legacyDrawingHF",
}
_SHAPES = (b"<xdr:sp ", b"<xdr:sp>", b"<xdr:cxnSp", b"<xdr:grpSp", b"<sp ", b"<sp>", b"<cxnSp", b"<grpSp")


@dataclass(frozen=True, slots=True)
class Places:
    """Where a workbook's marks stand: the cells that have any, and the sheet and row that is repeated."""

    cells: tuple[Any, ...]
    sheet: str
    row: int


def read(file: Path) -> ReadTemplate:
    """A workbook that somebody wants for a form. Raises Refused with what is wrong, Trouble when it cannot be read."""
    try:
        if file.stat().st_size > LARGEST_TEMPLATE:
            raise _refused(file.name, "too_large", most=LARGEST_TEMPLATE // 1024 // 1024)
        contents = file.read_bytes()
    except FileNotFoundError as error:
        raise Refused(RefusalCode.FILE_MISSING, file=file.name) from error
    except OSError as error:
        if file.is_dir():
            raise _refused(file.name, "not_a_workbook") from error
        raise Trouble(TroubleCode.FILE_IN_USE, file=file.name) from error
    return inspected(Attachment(file.name, contents))


def inspected(file: Attachment) -> ReadTemplate:
    """What stands in a workbook. Raises Refused when it cannot be filled in."""
    book = opened(file)
    places = places_of(book, file.name)
    named = [word for cell in places.cells for word in _words(cell)]
    marks = (mark.name for word in named if (mark := mark_of(word)))
    columns = (column.heading for word in named if (column := column_of(word)))
    return ReadTemplate(
        file=file,
        marks=tuple(dict.fromkeys(marks)),
        columns=tuple(dict.fromkeys(columns)),
        losses=_losses(file.contents),
        left_alone=tuple(_left_alone(book, places)),
    )


def opened(file: Attachment) -> Workbook:
    """The workbook with its formulas. Raises Refused when it is none."""
    try:
        with zipfile.ZipFile(BytesIO(file.contents)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LONGEST_UNPACKED:
                raise _refused(file.name, "not_a_workbook")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl cannot keep is told in our own words
            book = load_workbook(BytesIO(file.contents), rich_text=True)
    except Refused:
        raise
    except Exception as error:  # openpyxl raises nearly anything on a file that is no workbook
        raise _refused(file.name, "not_a_workbook") from error
    if not book.worksheets:
        raise _refused(file.name, "not_a_workbook")
    return book


def places_of(book: Workbook, name: str) -> Places:
    """Where the marks stand. Raises Refused when they cannot be filled in."""
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if _words(cell)]
    unknown = [word for cell in cells for word in _words(cell) if not (mark_of(word) or column_of(word))]
    if unknown:
        raise _refused(name, "unknown_marks", marks=", ".join(dict.fromkeys(unknown[:_MANY])))
    if not cells:
        raise _refused(name, "no_marks")
    rows = sorted({(cell.parent.title, cell.row) for cell in cells if any(map(column_of, _words(cell)))})
    if not rows:
        raise _refused(name, "no_row")
    if len(rows) > 1:
        raise _refused(name, "several_rows", rows=", ".join(f"{sheet} {row}" for sheet, row in rows[:_MANY]))
    return Places(tuple(cells), *rows[0])


def _words(cell: Any) -> list[str]:  # noqa: ANN401 - openpyxl is untyped
    """The marks of a cell; a formula has none."""
    if cell.value is None or cell.data_type == "f" or not isinstance(cell.value, str | list):
        return []
    return MARK.findall(str(cell.value))


def _left_alone(book: Workbook, places: Places) -> Iterator[str]:
    growth = Growth(places.sheet, places.row, 1)
    for sheet in book.worksheets:
        for cell, formula in formulas_of(sheet):
            is_in_the_row = (sheet.title, cell.row) == (places.sheet, places.row)
            if not is_in_the_row and reads_row_alone(formula, growth, sheet.title):
                yield f"{sheet.title} {cell.coordinate}"


def _losses(contents: bytes) -> tuple[Loss, ...]:
    with zipfile.ZipFile(BytesIO(contents)) as archive:
        names = archive.namelist()
        found = {loss for loss, part in _PARTS.items() if any(re.match(part, name) for name in names)}
        if any(_has_shapes(archive.read(name)) for name in names if _DRAWING.fullmatch(name)):
            found.add(Loss.SHAPES)
        for name in names:
            if _SHEET.fullmatch(name):
                sheet = archive.read(name)
                found |= {loss for loss, sign in _IN_SHEETS.items() if sign in sheet}
    return tuple(loss for loss in Loss if loss in found)


def _has_shapes(drawing: bytes) -> bool:
    return any(sign in drawing for sign in _SHAPES)


def _refused(name: str, reason: str, **params: str | int) -> Refused:
    return Refused(RefusalCode.NOT_A_TEMPLATE, file=name, reason=reason, **params)
