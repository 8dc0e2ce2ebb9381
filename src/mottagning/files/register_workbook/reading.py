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
from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.worksheet import Worksheet

from mottagning.domain.identity import IdentityKind
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.files.layouts import register as layout
from mottagning.files.layouts.register import Column, Sheet
from mottagning.files.layouts.returns_in_register import EVENTS, RETURN_ROWS, RETURNS
from mottagning.files.register_workbook.cells import CellContext, CellProblem, identity, plain, said, shown, value_of
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

    def said(self, name: str) -> str | None:
        """What stands in the cell of a field, for a message; None when the sheet has no such column."""
        place = self.cells.get(name)
        if place is None:
            return None
        letters, _ = coordinate_from_string(place)
        return said(self.raw[column_index_from_string(letters) - 1])


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """A sheet that was found: its headings as they stand, the fields it has, its rows."""

    sheet: Sheet
    title: str
    headings: tuple[str, ...]
    fields: frozenset[str]
    rows: tuple[ParsedRow, ...]


@dataclass(frozen=True, slots=True)
class SettingsSheet:
    """Inställningar: a row for each setting that is known, its value under the setting's field."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[ParsedRow, ...] = ()

    @property
    def by_field(self) -> dict[str, ParsedRow]:
        """The row of each setting."""
        return {name: row for row in reversed(self.rows) for name in row.cells}

    @property
    def values(self) -> dict[str, object]:
        """The values that could be read."""
        return {name: value for row in self.rows for name, value in row.values.items()}


@dataclass(frozen=True, slots=True)
class RefusedSheet:
    """A sheet that cannot be read at all, with its rows as they stand and the reason. `name` is its kind."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A workbook read. `rejected` are problems of whole sheets; those of rows stand with the rows."""

    sheets: Mapping[str, ParsedSheet]
    settings: SettingsSheet | None
    refused: tuple[RefusedSheet, ...]
    rejected: tuple[Rejected, ...]
    warnings: tuple[Warned, ...]


@dataclass(slots=True)
class _Findings:
    refused: list[RefusedSheet] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)

    def refuse(self, name: str, table: _Table, *messages: str) -> None:
        """A sheet is out, with all its rows."""
        self.rejected += [Rejected(table.title, None, None, message) for message in messages]
        rows = tuple(tuple(plain(cell) for cell in row) for row in table.rows)
        self.refused.append(RefusedSheet(name, table.title, table.headings, rows, " ".join(messages)))


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet as cells: the heading row, and the rows that hold anything."""

    title: str
    heading: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    merged: Mapping[int, str]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings as they stand."""
        return tuple(str(plain(cell) or "") for cell in self.heading)


ALL_SHEETS = (*layout.SHEETS, RETURNS, RETURN_ROWS, EVENTS)


def read(file: Path, reference: Reference, today: date, sheets_of: Sequence[Sheet] = ALL_SHEETS) -> Parsed:
    """Read a register workbook, or another that has `sheets_of`.

    Raises Refused when the file is no workbook or has none of the sheets.
    """
    book = opened(file)
    findings = _Findings()
    sheets: dict[str, ParsedSheet] = {}
    settings: SettingsSheet | None = None
    by_title = {words.folded(title): sheet for sheet in sheets_of for title in (sheet.title, *sheet.also)}
    settings_title = words.folded(layout.SETTINGS_TITLE)
    seen: dict[str, str] = {}
    for worksheet in _worksheets(book):
        title = words.folded(worksheet.title)
        if title not in by_title and title != settings_title:
            findings.warnings.append(Warned(worksheet.title, None, transfer.unknown_sheet(worksheet.title)))
            continue
        table = _table(worksheet)
        name = by_title[title].name if title in by_title else settings_title
        if name in seen:
            findings.refuse(name, table, transfer.doubled_sheet(worksheet.title, seen[name]))
            continue
        seen[name] = worksheet.title
        context = CellContext(reference, today, [])
        if title == settings_title:
            settings = _read_settings(table, context, findings)
        elif parsed := _read_sheet(table, by_title[title], context, findings):
            sheets[name] = parsed
    if not seen:
        raise Refused(RefusalCode.NOT_A_WORKBOOK, file=str(file), reason="sheets")
    return Parsed(sheets, settings, tuple(findings.refused), tuple(findings.rejected), tuple(findings.warnings))


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet read by itself; `sheet` is None when a column that must be there is missing."""

    sheet: ParsedSheet | None
    rejected: tuple[Rejected, ...]
    warnings: tuple[Warned, ...]


def read_sheet(worksheet: Worksheet, sheet: Sheet, reference: Reference, today: date) -> ReadSheet:
    """The rows of one sheet of any workbook that is laid out as `sheet`."""
    findings = _Findings()
    parsed = _read_sheet(_table(worksheet), sheet, CellContext(reference, today, []), findings)
    return ReadSheet(parsed, tuple(findings.rejected), tuple(findings.warnings))


def _worksheets(book: Workbook) -> Sequence[Worksheet]:
    return [sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)]


def _table(worksheet: Worksheet) -> _Table:
    """The cells of a sheet as far as its headings and filled rows go.

    A sheet may be formatted far beyond what it holds, and asking openpyxl for a cell makes it.
    """
    filled = {place for place, cell in worksheet._cells.items() if not _is_blank(cell)}
    width = max((column for row, column in filled if row == 1), default=0)
    rows = sorted({row for row, column in filled if row > 1 and column <= width})
    return _Table(
        worksheet.title,
        _cells(worksheet, 1, width),
        tuple(_cells(worksheet, row, width) for row in rows),
        _merged_rows(worksheet),
    )


def _cells(worksheet: Worksheet, row: int, width: int) -> tuple[Cell, ...]:
    return tuple(worksheet.cell(row, column) for column in range(1, width + 1))


def _read_sheet(table: _Table, sheet: Sheet, context: CellContext, findings: _Findings) -> ParsedSheet | None:
    columns = _columns(table, sheet, findings)
    missing = [column for column in sheet.columns if column.mandatory and column not in columns.values()]
    if missing:
        findings.refuse(sheet.name, table, *(transfer.missing_column(table.title, one.heading) for one in missing))
        return None
    parsed = [_read_row(table, cells, columns, context, findings) for cells in table.rows]
    if sheet is layout.IDENTITIES:
        _read_numbers(table.title, parsed, context)
    _reject_doubled_keys(table.title, sheet, parsed)
    fields = frozenset(column.field for column in columns.values())
    return ParsedSheet(sheet, table.title, table.headings, fields, tuple(parsed))


def _is_blank(cell: Any) -> bool:  # noqa: ANN401 - openpyxl is untyped
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def _columns(table: _Table, sheet: Sheet, findings: _Findings) -> dict[int, Column]:
    """Which of the sheet's columns stands in which place."""
    by_heading = {words.folded(column.heading): column for column in sheet.columns}
    found: dict[int, Column] = {}
    for place, cell in enumerate(table.heading):
        if _is_blank(cell):
            continue
        column = by_heading.get(words.folded(str(cell.value)))
        if column is None:
            message = transfer.unknown_column(str(plain(cell)))
            findings.warnings.append(Warned(table.title, cell.coordinate, message))
        elif column in found.values():
            message = transfer.doubled_column(column.heading)
            findings.rejected.append(Rejected(table.title, cell.coordinate, str(cell.value), message))
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
    table: _Table, cells: Sequence[Cell], columns: Mapping[int, Column], context: CellContext, findings: _Findings
) -> ParsedRow:
    number = cells[0].row
    places = {column.field: cells[place].coordinate for place, column in columns.items()}
    row = ParsedRow(number, {}, places, tuple(plain(cell) for cell in cells))
    for place, column in columns.items():
        _read_cell(table.title, row, cells[place], column, context, findings)
    if number in table.merged:
        row.problems = [Rejected(table.title, table.merged[number], None, transfer.MERGED)]
    elif not row.problems:
        row.problems += _ends_before_start(table.title, row)
    return row


def _read_cell(
    title: str, row: ParsedRow, cell: Cell, column: Column, context: CellContext, findings: _Findings
) -> None:
    try:
        row.values[column.field] = value_of(cell, column, context)
    except CellProblem as problem:
        row.problems.append(Rejected(title, cell.coordinate, shown(cell), str(problem)))
    findings.warnings += [Warned(title, cell.coordinate, text) for text in context.warnings]
    context.warnings.clear()


def _read_numbers(title: str, rows: Sequence[ParsedRow], context: CellContext) -> None:
    """Identiteter: what a number must look like depends on the kind beside it."""
    for row in rows:
        kind, number = row.values.get("kind"), row.values.get("number")
        if isinstance(kind, IdentityKind) and isinstance(number, str):
            try:
                row.values["number"] = identity(kind, number, context.today)
            except CellProblem as problem:
                row.problems.append(Rejected(title, row.cell("number"), row.said("number"), str(problem)))


def _ends_before_start(title: str, row: ParsedRow) -> Iterator[Rejected]:
    first, last = row.values.get("first"), row.values.get("last")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        yield Rejected(title, row.cell("last"), row.said("last"), transfer.ENDS_BEFORE_START)


def _reject_doubled_keys(title: str, sheet: Sheet, rows: Sequence[ParsedRow]) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        if row.problems:
            continue
        key = key_of(sheet, row.values)
        if all(part is None for part in key):
            continue  # a row that is to get its key
        if key in seen:
            place = sheet.key[-1] if sheet.key[-1] in row.cells else sheet.key[0]
            row.problems.append(Rejected(title, row.cell(place), row.said(place), transfer.doubled_key(seen[key])))
        else:
            seen[key] = row.number


def key_of(sheet: Sheet, values: Mapping[str, object]) -> tuple[object, ...]:
    """The key of a row, its texts without regard to case and blanks."""
    return tuple(folded_key(values.get(name)) for name in sheet.key)


def folded_key(value: object) -> object:
    """One part of a key as it is compared."""
    return words.folded(value) if isinstance(value, str) else value


def _read_settings(table: _Table, context: CellContext, findings: _Findings) -> SettingsSheet | None:
    known = {words.folded(key): column for key, column in (*layout.SETTINGS.items(), *layout.ECONOMY.items())}
    headings = [words.folded(name) for name in table.headings]
    missing = [name for name in (layout.SETTING_KEY, layout.SETTING_VALUE) if words.folded(name) not in headings]
    if missing:
        findings.refuse(table.title, table, *(transfer.missing_column(table.title, name) for name in missing))
        return None
    key_place = headings.index(words.folded(layout.SETTING_KEY))
    value_place = headings.index(words.folded(layout.SETTING_VALUE))
    rows: list[ParsedRow] = []
    for cells in table.rows:
        key, cell = cells[key_place], cells[value_place]
        if _is_blank(key):
            continue
        column = known.get(words.folded(str(key.value)))
        if column is None:
            message = transfer.unknown_setting(str(plain(key)))
            findings.warnings.append(Warned(table.title, key.coordinate, message))
            continue
        row = ParsedRow(key.row, {}, {column.field: cell.coordinate}, tuple(plain(one) for one in cells))
        earlier = next((one for one in rows if column.field in one.cells), None)
        if row.number in table.merged:
            row.problems.append(Rejected(table.title, table.merged[row.number], None, transfer.MERGED))
        elif earlier is not None:
            row.problems.append(
                Rejected(table.title, key.coordinate, str(plain(key)), transfer.doubled_key(earlier.number))
            )
        else:
            _read_cell(table.title, row, cell, column, context, findings)
        rows.append(row)
    return SettingsSheet(table.title, table.headings, tuple(rows))
