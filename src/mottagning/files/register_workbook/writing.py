"""Writes a register, or the rows of a workbook that could not be read, as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from openpyxl import Workbook

from mottagning.domain.economy import EconomySettings
from mottagning.domain.office import OfficeSettings
from mottagning.files.layouts import register as layout
from mottagning.files.layouts.register import Sheet
from mottagning.files.layouts.returns_in_register import EVENTS, RETURN_ROWS, RETURNS
from mottagning.files.register_workbook.cells import number_format, written_value
from mottagning.files.sheet_writer import DATE_AND_TIME_FORMAT, DATE_FORMAT, TEXT_FORMAT, TIME_FORMAT, SheetWriter
from mottagning.files.workbook import written
from mottagning.readmodels.records import values_of
from mottagning.readmodels.transfer import EventRecord, Rejected, ReturnRecord, ReturnRowRecord

REASON_HEADING = "Fel"
_WIDTH, _WIDE = 16, 40


@dataclass(frozen=True, slots=True)
class Contents:
    """All that an export holds: records by the name of their sheet, and what has been returned."""

    office: OfficeSettings
    economy: EconomySettings
    records: Mapping[str, Sequence[object]]
    returns: Sequence[ReturnRecord] = ()
    rows: Sequence[ReturnRowRecord] = ()
    events: Sequence[EventRecord] = ()


def write(target: Path, contents: Contents) -> None:
    """Write a register to `target`. Raises Trouble; a half-written file never stands."""
    with written(target) as book:
        _write_settings(book, contents.office, contents.economy)
        for sheet in layout.SHEETS:
            _write_sheet(book, sheet, contents.records.get(sheet.name, ()))
        for sheet, records in ((RETURNS, contents.returns), (RETURN_ROWS, contents.rows), (EVENTS, contents.events)):
            _write_sheet(book, sheet, records)


def write_sheets(target: Path, records: Mapping[Sheet, Sequence[object]]) -> None:
    """Write some of a register's sheets to `target`. Raises Trouble; a half-written file never stands."""
    with written(target) as book:
        for sheet, found in records.items():
            _write_sheet(book, sheet, found)


def _write_settings(book: Workbook, office: OfficeSettings, economy: EconomySettings) -> None:
    writer = SheetWriter(book, layout.SETTINGS_TITLE)
    writer.widths([_WIDE, _WIDE])
    writer.headings([layout.SETTING_KEY, layout.SETTING_VALUE])
    for columns, values in ((layout.SETTINGS, values_of(office)), (layout.ECONOMY, _said(economy))):
        for key, column in columns.items():
            value = written_value(values[column.field], column)
            if value is not None:
                writer.append([key, value], [TEXT_FORMAT, TEXT_FORMAT])


def _said(economy: EconomySettings) -> dict[str, object]:
    """The settings of files that somebody has set: what is off needs no word."""
    return {name: None if value is False else value for name, value in values_of(economy).items()}


def _write_sheet(book: Workbook, sheet: Sheet, records: Iterable[object]) -> None:
    writer = SheetWriter(book, sheet.title)
    writer.widths([max(_WIDTH, len(column.heading) + 4) for column in sheet.columns])
    writer.sheet.freeze_panes = "A2"
    writer.headings([column.heading for column in sheet.columns])
    formats = [number_format(column) for column in sheet.columns]
    for record in records:
        values = values_of(record)
        writer.append([written_value(values[column.field], column) for column in sheet.columns], formats)


@dataclass(frozen=True, slots=True)
class RejectedRows:
    """Rows of a sheet that were refused, as they stood, each with the reason."""

    title: str
    headings: Sequence[str]
    rows: Sequence[tuple[Sequence[object], str]]


def reason_of(problems: Iterable[Rejected]) -> str:
    """All that is wrong with a row."""
    return " ".join(f"{one.cell}: {one.message}" if one.cell else one.message for one in problems)


def write_rejected(target: Path, sheets: Iterable[RejectedRows]) -> None:
    """Write the rows that were refused, with the reason in a column of its own, sheet by sheet. Raises Trouble."""
    with written(target) as book:
        for sheet in sheets:
            writer = SheetWriter(book, sheet.title)
            writer.widths([_WIDTH] * len(sheet.headings) + [_WIDE * 2])
            writer.sheet.freeze_panes = "A2"
            writer.headings([*sheet.headings, REASON_HEADING])
            for raw, reason in sheet.rows:
                cells = [*raw, reason]
                writer.append(cells, [_as_it_was(value) for value in cells])


def _as_it_was(value: object) -> str | None:
    """The format that a value needs to be read again as what it is."""
    if isinstance(value, str):
        return TEXT_FORMAT
    if isinstance(value, datetime):
        return DATE_FORMAT if value.time() == time() else DATE_AND_TIME_FORMAT
    return TIME_FORMAT if isinstance(value, time) else None
