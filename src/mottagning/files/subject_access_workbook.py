"""Registerutdrag as a workbook: a sheet of what it is, and one for each section with entries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook

from mottagning.files.printing import set_up
from mottagning.files.sheet_writer import AMOUNT_FORMAT, DATE_FORMAT, TEXT_FORMAT, Look, SheetWriter
from mottagning.files.workbook import written
from mottagning.readmodels.subject_access import AccessReport, AccessSection, Shows
from mottagning.texts import formats
from mottagning.texts import subject_access as texts

_FORMATS: Mapping[Shows, str] = {
    Shows.TEXT: TEXT_FORMAT,
    Shows.DAY: DATE_FORMAT,
    Shows.NUMBER: "General",
    Shows.AMOUNT: AMOUNT_FORMAT,
}
_LEAST, _MOST, _ABOUT = 12, 60, 110


def write(target: Path, report: AccessReport) -> None:
    """Write the report to `target`. Raises Trouble; no half file ever stands."""
    with written(target) as book:
        _write_about(book, report)
        for section in report.sections:
            _write_section(book, report, section)


def _write_about(book: Workbook, report: AccessReport) -> None:
    writer = SheetWriter(book, texts.SHEET_ABOUT)
    writer.widths([_ABOUT])
    set_up(writer.sheet, texts.footer(report), landscape=False)
    writer.line(texts.TITLE, look=Look.TITLE, height=30)
    writer.line(report.name)
    writer.line(texts.HANDED_OUT.format(day=formats.day(report.day)), look=Look.MUTED)
    empty = [(texts.EMPTY_HEADING, ", ".join(report.empty) + ".")] if report.empty else []
    for heading, text in (*report.about, *empty):
        writer.line(None)
        writer.line(heading, look=Look.HEADING)
        writer.paragraph(text)


def _write_section(book: Workbook, report: AccessReport, section: AccessSection) -> None:
    writer = SheetWriter(book, section.title)
    widest = [
        max(len(column.heading), *(len(str(one.cells[place] or "")) for one in section.entries))
        for place, column in enumerate(section.columns)
    ]
    writer.widths([min(max(width + 4, _LEAST), _MOST) for width in widest])
    set_up(writer.sheet, texts.footer(report), landscape=True, heading_row=1)
    figures = frozenset(place for place, one in enumerate(section.columns) if one.shows in {Shows.NUMBER, Shows.AMOUNT})
    writer.headings([column.heading for column in section.columns], right=figures)
    layout = [_FORMATS[column.shows] for column in section.columns]
    for one in section.entries:
        writer.append(one.cells, layout)
