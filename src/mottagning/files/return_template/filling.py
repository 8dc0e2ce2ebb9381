"""How is a counterpart's own form filled in? Its marked row once for each row, its marks with what they stand for.

A text never becomes a formula, and a code stays a text; what the form's own formulas come to is reckoned when it is
opened. The form's looks stay, and its number formats too where it has chosen any.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl.formula.translate import Translator

from mottagning.domain.documents import Attachment
from mottagning.files.cells import fill
from mottagning.files.layouts.return_template import MARK, Filled, column_of, mark_of, said
from mottagning.files.layouts.specification import Source
from mottagning.files.return_template.growing import grow
from mottagning.files.return_template.inspecting import Places, opened, places_of
from mottagning.files.return_workbook.sheets import service_word
from mottagning.files.workbook import placed, save

Known = Callable[[str], tuple[object, str]]
"""The value and number format that a marked word stands for."""


def write(target: Path, file: Attachment, filled: Filled) -> None:
    """Write the form `file`, filled in, to `target`. Raises Trouble; no half file ever stands."""
    book = opened(file)
    places = places_of(book, file.name)
    sheet: Any = book[places.sheet]
    model = [(cell.column, cell.value, cell.data_type) for cell in sheet[places.row]]
    grow(book, sheet, places.row, len(filled.rows) - 1)
    _fill_rows(sheet, places, model, filled)
    for cell in places.cells:  # those below the row have moved with their values
        if not (cell.parent is sheet and cell.row == places.row):
            _fill_cell(cell, cell.value, lambda word: _of_return(word, filled))
    book.template = False
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    with placed(target) as beside:
        save(book, beside)


def _fill_rows(sheet: Any, places: Places, model: list[tuple[int, Any, str]], filled: Filled) -> None:  # noqa: ANN401
    for number, row in enumerate(filled.rows, start=places.row):
        document = filled.document
        source = Source(row, document.identities.get(row.row), service_word(document, row))

        def known(word: str, source: Source = source) -> tuple[object, str]:
            column = column_of(word)
            return (column.value(source), column.format) if column else _of_return(word, filled)

        for place, value, data_type in model:
            cell = sheet.cell(number, place)
            if data_type == "f" and isinstance(value, str):
                start = sheet.cell(places.row, place).coordinate
                cell.value = Translator(value, origin=start).translate_formula(cell.coordinate)
            elif value is not None:
                _fill_cell(cell, value, known)


def _of_return(word: str, filled: Filled) -> tuple[object, str]:
    mark = mark_of(word)
    return (mark.value(filled), mark.format) if mark else (None, "")


def _fill_cell(cell: Any, model: Any, known: Known) -> None:  # noqa: ANN401 - openpyxl is untyped
    """Put what the marks of `model` stand for in a cell; a `model` without marks stands as it is."""
    text = str(model)
    whole = MARK.fullmatch(text.strip())
    if whole:
        value, number_format = known(whole[1])
        if cell.number_format == "General":
            cell.number_format = number_format
        fill(cell, value)
    elif isinstance(model, str | list) and MARK.search(text):
        fill(cell, MARK.sub(lambda found: said(*known(found[1])), text))
    elif isinstance(model, str):
        fill(cell, model)
    else:
        cell.value = model
