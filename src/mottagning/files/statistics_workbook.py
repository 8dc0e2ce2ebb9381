"""Statistics as a workbook: what was counted and how on the first sheet, then a sheet for each indicator."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from mottagning.files.printing import set_up
from mottagning.files.sheet_writer import AMOUNT_FORMAT, TEXT_FORMAT, Look, SheetWriter
from mottagning.files.workbook import written
from mottagning.readmodels.statistics import CountedIndicator, Figure, FigureKind, FigureTable, Statistics
from mottagning.texts import statistics as texts

_WIDTHS = (22, 34, 60, 9, 44, 16, 60)
_WORD, _NUMBER = 34, 16
_TITLE_HEIGHT = 28
"""Points."""
_FORMATS = {
    FigureKind.COUNT: "#,##0",
    FigureKind.DAYS: "#,##0.0",
    FigureKind.MONTHS: "#,##0.0",
    FigureKind.KRONOR: AMOUNT_FORMAT,
}


def write(target: Path, found: Statistics) -> None:
    """Write statistics to `target`. Raises Trouble; no half file ever stands."""
    with written(target) as book:
        _definitions(book, found)
        for one in found.indicators:
            _indicator(book, found, one)


def _definitions(book: Workbook, found: Statistics) -> None:
    writer = SheetWriter(book, texts.SHEET_DEFINITIONS, wraps=True)
    writer.widths(_WIDTHS)
    set_up(writer.sheet, texts.title(found), landscape=True)
    writer.line(texts.title(found), look=Look.TITLE, height=_TITLE_HEIGHT)
    for word, value in texts.facts(found):
        writer.fact(word, value, TEXT_FORMAT)
    for note in [*texts.notes(found), *(f"{texts.CLOSED} {name}" for name in texts.left_out(found))]:
        writer.paragraph(note)
    writer.line()
    writer.headings(texts.DEFINITION_HEADINGS)
    for counted in found.indicators:
        one = counted.indicator
        cells = [one.number, one.name, one.definition, one.version, one.source, texts.EXTENTS[one.extent]]
        layout = ["0", TEXT_FORMAT, TEXT_FORMAT, "0", TEXT_FORMAT, TEXT_FORMAT, TEXT_FORMAT]
        writer.append([*cells, texts.gaps(one) or None], layout)
    if found.report and found.report.questions:
        writer.line()
        writer.line(texts.QUESTIONS, look=Look.HEADING)
        for each in found.report.questions:
            writer.paragraph(f"{each.ask}: {texts.answer(each)}")


def _indicator(book: Workbook, found: Statistics, one: CountedIndicator) -> None:
    tables = [table for each in one.measures for table in each.tables]
    widest = max((len(table.headings) for table in tables), default=1)
    writer = SheetWriter(book, texts.SHEET.format(number=one.indicator.number))
    writer.widths((_WORD, *[_NUMBER] * widest))
    set_up(writer.sheet, texts.title(found), landscape=True)
    writer.line(f"{texts.numbered(one.indicator)}, {texts.period(found.period)}", look=Look.TITLE, height=_TITLE_HEIGHT)
    writer.paragraph(one.indicator.definition)
    for each in one.measures:
        writer.line()
        writer.line(f"{each.definition.name} ({each.definition.unit})", look=Look.HEADING)
        if each.is_closed:
            writer.line(texts.CLOSED)
        for table in each.tables:
            _table(writer, table)


def _table(writer: SheetWriter, table: FigureTable) -> None:
    if not table.rows:
        writer.line(texts.NO_ROWS)
        return
    right = frozenset(range(1, len(table.headings) + 1))
    writer.headings((table.row_heading, *table.headings), right=right)
    for row in table.every:
        look = Look.HEADING if row is table.whole else Look.TEXT
        formats = [TEXT_FORMAT, *(_format(one) for one in row.figures)]
        writer.append([row.word, *map(_cell, row.figures)], formats, look, right=right)
    writer.line()


def _cell(one: Figure) -> object:
    """A number as a number; what is hidden as its sign."""
    if one.is_hidden:
        return texts.HIDDEN
    if one.value is None:
        return None
    if one.kind is FigureKind.KRONOR:
        return Decimal(int(one.value)).scaleb(-2)
    return int(one.value) if one.kind is FigureKind.COUNT else float(one.value)


def _format(one: Figure) -> str:
    return _FORMATS[one.kind]
