"""What does a workbook hold? Its sheets as rows of values, with everything that cannot be taken, by sheet and cell.

Only shapes are judged here – headings, cells, keys that stand twice. Whether a row fits the register is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.files.layouts import register as layout
from mottagning.files.layouts.register import Column, Sheet
from mottagning.files.layouts.returns_in_register import EVENTS, RETURN_ROWS, RETURNS
from mottagning.files.register_workbook.cells import CellContext, CellProblem, shown, value_of
from mottagning.files.workbook import opened
from mottagning.readmodels.reference import Reference
from mottagning.readmodels.transfer import Rejected, Warned
from mottagning.texts import transfer, words


@dataclass(slots=True)
class ParsedRow:
    """One row: its number, its values by field, where each stands, and the raw cells for a list of the rejected."""

    number: int
    values: dict[str, object]
    cells: Mapping[str, str]
    raw: tuple[object, ...]
    problems: list[Rejected] = field(default_factory=list)

    def cell(self, name: str) -> str | None:
        """The cell of a field; of the row's first cell when the sheet has no such column."""
        return self.cells.get(name) or next(iter(self.cells.values()), None)


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """A sheet that was found: its headings as they stand, the fields it has, its rows."""

    sheet: Sheet
    title: str
    headings: tuple[str, ...]
    fields: frozenset[str]
    rows: tuple[ParsedRow, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A workbook read. `rejected` are problems of whole sheets; those of rows stand with the rows."""

    sheets: Mapping[str, ParsedSheet]
    settings: Mapping[str, object]
    setting_cells: Mapping[str, str]
    rejected: tuple[Rejected, ...]
    warnings: tuple[Warned, ...]


@dataclass(slots=True)
class _Findings:
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)


ALL_SHEETS = (*layout.SHEETS, RETURNS, RETURN_ROWS, EVENTS)


def read(file: Path, reference: Reference, today: date) -> Parsed:
    """Read a register workbook. Raises Refused when the file is no workbook or has none of the sheets."""
    book = opened(file)
    findings = _Findings()
    sheets: dict[str, ParsedSheet] = {}
    settings: dict[str, object] = {}
    setting_cells: dict[str, str] = {}
    by_title = {words.folded(title): sheet for sheet in ALL_SHEETS for title in (sheet.title, *sheet.also)}
    known = False
    for worksheet in _worksheets(book):
        title = words.folded(worksheet.title)
        if title == words.folded(layout.SETTINGS_TITLE):
            known = True
            _read_settings(worksheet, CellContext(reference, today, []), findings, settings, setting_cells)
        elif title in by_title:
            known = True
            parsed = _read_sheet(worksheet, by_title[title], CellContext(reference, today, []), findings)
            if parsed is not None:
                sheets[parsed.sheet.name] = parsed
        else:
            findings.warnings.append(Warned(worksheet.title, None, transfer.unknown_sheet(worksheet.title)))
    if not known:
        raise Refused(RefusalCode.NOT_A_WORKBOOK, file=str(file), reason="sheets")
    return Parsed(sheets, settings, setting_cells, tuple(findings.rejected), tuple(findings.warnings))


def _worksheets(book: Workbook) -> Sequence[Worksheet]:
    return [sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)]


def _read_sheet(worksheet: Worksheet, sheet: Sheet, context: CellContext, findings: _Findings) -> ParsedSheet | None:
    rows = worksheet.iter_rows()
    heading = next(rows, ())
    columns = _columns(worksheet, sheet, heading, findings)
    missing = [column for column in sheet.columns if column.mandatory and column not in columns.values()]
    for column in missing:
        message = transfer.missing_column(worksheet.title, column.heading)
        findings.rejected.append(Rejected(worksheet.title, None, None, message))
    if missing:
        return None
    merged = _merged_rows(worksheet)
    parsed = [
        _read_row(worksheet.title, cells, columns, context, findings, merged)
        for cells in rows
        if any(not _is_blank(cell) for cell in cells)
    ]
    _reject_doubled_keys(worksheet.title, sheet, parsed)
    fields = frozenset(column.field for column in columns.values())
    headings = tuple(str(cell.value or "") for cell in heading)
    return ParsedSheet(sheet, worksheet.title, headings, fields, tuple(parsed))


def _is_blank(cell: Any) -> bool:  # noqa: ANN401 - openpyxl is untyped
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def _columns(worksheet: Worksheet, sheet: Sheet, heading: Sequence[Any], findings: _Findings) -> dict[int, Column]:
    """Which of the sheet's columns stands in which place."""
    by_heading = {words.folded(column.heading): column for column in sheet.columns}
    found: dict[int, Column] = {}
    for place, cell in enumerate(heading):
        if _is_blank(cell):
            continue
        column = by_heading.get(words.folded(str(cell.value)))
        if column is None:
            message = transfer.unknown_column(str(cell.value))
            findings.warnings.append(Warned(worksheet.title, cell.coordinate, message))
        elif column in found.values():
            message = transfer.doubled_column(column.heading)
            findings.rejected.append(Rejected(worksheet.title, cell.coordinate, str(cell.value), message))
        else:
            found[place] = column
    return found


def _merged_rows(worksheet: Worksheet) -> dict[int, str]:
    """The rows that merged cells touch, with the first cell of the range."""
    touched: dict[int, str] = {}
    for merged in worksheet.merged_cells.ranges:
        for row in range(merged.min_row, merged.max_row + 1):
            touched.setdefault(row, merged.start_cell.coordinate)
    return touched


def _read_row(
    title: str,
    cells: Sequence[Cell],
    columns: Mapping[int, Column],
    context: CellContext,
    findings: _Findings,
    merged: Mapping[int, str],
) -> ParsedRow:
    number = cells[0].row
    row = ParsedRow(number, {}, {}, tuple(cell.value for cell in cells))
    places: dict[str, str] = {}
    for place, column in columns.items():
        cell = cells[place]
        places[column.field] = f"{cell.column_letter}{number}" if hasattr(cell, "column_letter") else cell.coordinate
        try:
            row.values[column.field] = value_of(cell, column, context)
        except CellProblem as problem:
            row.problems.append(Rejected(title, places[column.field], shown(cell), str(problem)))
        findings.warnings += [Warned(title, places[column.field], text) for text in context.warnings]
        context.warnings.clear()
    row.cells = places
    if number in merged:
        row.problems = [Rejected(title, merged[number], None, transfer.MERGED)]
    elif not row.problems:
        row.problems += _ends_before_start(title, row)
    return row


def _ends_before_start(title: str, row: ParsedRow) -> Iterator[Rejected]:
    first, last = row.values.get("first"), row.values.get("last")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        yield Rejected(title, row.cell("last"), last.isoformat(), transfer.ENDS_BEFORE_START)


def _reject_doubled_keys(title: str, sheet: Sheet, rows: Sequence[ParsedRow]) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        if row.problems:
            continue
        key = key_of(sheet, row.values)
        if key in seen:
            place = sheet.key[-1] if sheet.key[-1] in row.cells else sheet.key[0]
            value = str(row.values.get(place) or "")
            row.problems.append(Rejected(title, row.cell(place), value, transfer.doubled_key(seen[key])))
        else:
            seen[key] = row.number


def key_of(sheet: Sheet, values: Mapping[str, object]) -> tuple[object, ...]:
    """The key of a row, its texts without regard to case and blanks."""
    return tuple(folded_key(values.get(name)) for name in sheet.key)


def folded_key(value: object) -> object:
    """One part of a key as it is compared."""
    return words.folded(value) if isinstance(value, str) else value


def _read_settings(
    worksheet: Worksheet,
    context: CellContext,
    findings: _Findings,
    settings: dict[str, object],
    cells: dict[str, str],
) -> None:
    known = {words.folded(key): (key, column) for key, column in layout.SETTINGS.items()}
    rows = worksheet.iter_rows(max_col=max(2, worksheet.max_column or 2))
    heading = [words.folded(str(cell.value or "")) for cell in next(rows, ())]
    wanted = [words.folded(layout.SETTING_KEY), words.folded(layout.SETTING_VALUE)]
    if not set(wanted) <= set(heading):
        name = layout.SETTING_KEY if wanted[0] not in heading else layout.SETTING_VALUE
        message = transfer.missing_column(worksheet.title, name)
        findings.rejected.append(Rejected(worksheet.title, None, None, message))
        return
    key_place, value_place = (heading.index(name) for name in wanted)
    for row in rows:
        key_cell, cell = row[key_place], row[value_place]
        if _is_blank(key_cell):
            continue
        found = known.get(words.folded(str(key_cell.value)))
        if found is None:
            message = transfer.unknown_setting(str(key_cell.value))
            findings.warnings.append(Warned(worksheet.title, key_cell.coordinate, message))
            continue
        column = found[1]
        cells[column.field] = cell.coordinate
        try:
            settings[column.field] = value_of(cell, column, context)
        except CellProblem as problem:
            findings.rejected.append(Rejected(worksheet.title, cell.coordinate, shown(cell), str(problem)))
        findings.warnings += [Warned(worksheet.title, cell.coordinate, text) for text in context.warnings]
        context.warnings.clear()
