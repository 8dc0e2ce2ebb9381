"""Workbooks for tests: made from plain rows, and read by a reader that is not the one the program uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

Rows = Sequence[Sequence[object]]
Cell = tuple[object, str]
"""A cell's value and how Excel is told to show it."""


def make(file: Path, sheets: Mapping[str, Rows]) -> Path:
    """A workbook with these sheets; texts are texts, also those that look like formulas."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        fill(book.create_sheet(title), rows)
    book.save(file)
    return file


def fill(sheet: Any, rows: Rows) -> None:
    """Put `rows` into a sheet from its first cell on."""
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            if value is not None:
                cell = sheet.cell(number, place, value)
                if isinstance(value, str):
                    cell.data_type = "s"


def shown(file: Path) -> dict[str, dict[str, Cell]]:
    """Every filled cell of every sheet, with its number format."""
    book = load_workbook(file)
    return {
        sheet.title: {
            cell.coordinate: (cell.value, cell.number_format)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def read(file: Path) -> dict[str, list[list[Any]]]:
    """Every sheet as rows of values, by the second reader."""
    book = CalamineWorkbook.from_path(str(file))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def plain(value: object) -> object:
    """A cell's value, whoever read it."""
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date()
    if isinstance(value, Decimal | int | float):
        return float(value)
    return "" if value is None else value


def values(file: Path) -> dict[str, dict[str, object]]:
    """The plain value of every filled cell of every sheet; what a formula was last reckoned to."""
    return {
        sheet.title: {
            cell.coordinate: plain(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        for sheet in load_workbook(file, data_only=True).worksheets
    }


def lines(file: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by the headings of its first row, without empty cells; by the second reader."""
    heading, *rows = read(file)[sheet]
    return [
        {str(name): value for name, value in zip(heading, row, strict=True) if value not in ("", None)} for row in rows
    ]


OFFICE_RULE = """[[rule]]
key = "own"
name = "Egen regel"
law = "riktlinje"
verified = 2026-01-01
certainty = "practice"
counts_from = ["received"]
direction = "latest"
length = { days = 7 }
yellow = { days = 5 }
red = { days = 2 }"""
