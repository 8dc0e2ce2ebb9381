"""How does one row of a sheet become many? openpyxl moves the cells below; what points at them is moved here.

That is: heights, merged cells, formulas (also of other sheets), validations, conditional formats, tables, the filter,
the area that is printed, page breaks and names.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula

from mottagning.files.return_template.references import Growth, grown, grown_area


def grow(book: Workbook, sheet: Any, row: int, by: int) -> None:  # noqa: ANN401 - openpyxl is untyped
    """Make room for `by` more rows like `row` below it, each with its looks."""
    if by <= 0:
        return
    growth = Growth(sheet.title, row, by)
    heights = dict(sheet.row_dimensions)
    sheet.insert_rows(row + 1, by)
    _move_heights(sheet, growth, heights)
    _copy_looks(sheet, growth)
    _move_merged(sheet, growth)
    for each in book.worksheets:
        _move_formulas(each, growth)
    _move_rules(sheet, growth)
    _move_areas(sheet, growth)
    _move_names(book, growth)


def formulas_of(sheet: Any) -> Iterator[tuple[Any, str]]:  # noqa: ANN401 - openpyxl is untyped
    """The cells of a sheet that reckon, each with its formula."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, ArrayFormula):
                yield cell, str(cell.value.text)
            elif cell.data_type == "f":
                yield cell, str(cell.value)


def _move_heights(sheet: Any, growth: Growth, before: dict[int, Any]) -> None:  # noqa: ANN401 - openpyxl is untyped
    model = before.get(growth.row)
    for number in [number for number in before if number > growth.row]:
        del sheet.row_dimensions[number]
    for number, dimension in before.items():
        if number > growth.row:
            _put_height(sheet, growth.moved(number), dimension)
    if model is not None:
        for number in range(growth.row + 1, growth.row + growth.by + 1):
            _put_height(sheet, number, model)


def _put_height(sheet: Any, number: int, model: Any) -> None:  # noqa: ANN401 - openpyxl is untyped
    dimension = copy(model)
    dimension.index = number
    sheet.row_dimensions[number] = dimension


def _copy_looks(sheet: Any, growth: Growth) -> None:  # noqa: ANN401 - openpyxl is untyped
    for cell in list(sheet[growth.row]):
        for number in range(growth.row + 1, growth.row + growth.by + 1):
            sheet.cell(number, cell.column)._style = copy(cell._style)


def _move_merged(sheet: Any, growth: Growth) -> None:  # noqa: ANN401 - openpyxl is untyped
    areas = [CellRange(one.coord) for one in sheet.merged_cells.ranges]
    moved = []
    for area in areas:
        if area.min_row == area.max_row == growth.row:
            moved += [
                CellRange(min_col=area.min_col, max_col=area.max_col, min_row=number, max_row=number)
                for number in range(growth.row, growth.row + growth.by + 1)
            ]
        else:
            moved.append(CellRange(grown_area(area.coord, growth)))
    sheet.merged_cells = MultiCellRange(moved)


def _move_formulas(sheet: Any, growth: Growth) -> None:  # noqa: ANN401 - openpyxl is untyped
    is_grown = sheet.title == growth.sheet
    for cell, formula in list(formulas_of(sheet)):
        if is_grown and cell.row == growth.row:
            continue  # the row's own formulas are repeated with it
        reads = grown(formula, growth, sheet.title)
        if isinstance(cell.value, ArrayFormula):
            area = grown_area(cell.value.ref, growth) if is_grown else cell.value.ref
            cell.value = ArrayFormula(area, reads)
        else:
            cell.value = reads
    if is_grown:
        for row in sheet.iter_rows(min_row=growth.row + growth.by + 1):
            for cell in row:
                if cell.hyperlink is not None:
                    cell.hyperlink.ref = cell.coordinate


def _move_rules(sheet: Any, growth: Growth) -> None:  # noqa: ANN401 - openpyxl is untyped
    formats = ConditionalFormattingList()
    for one in sheet.conditional_formatting:
        for rule in one.rules:
            rule.formula = [_grown_bare(text, growth) for text in rule.formula]
            formats.add(grown_area(str(one.sqref), growth), rule)
    sheet.conditional_formatting = formats
    for choice in sheet.data_validations.dataValidation:
        choice.sqref = MultiCellRange(grown_area(str(choice.sqref), growth))
        for name in ("formula1", "formula2"):
            text = getattr(choice, name)
            if text and not text.startswith('"'):
                setattr(choice, name, _grown_bare(text, growth))


def _grown_bare(text: str, growth: Growth) -> str:
    """A formula that is kept without its equals sign."""
    return grown(f"={text}", growth, growth.sheet).removeprefix("=")


def _move_areas(sheet: Any, growth: Growth) -> None:  # noqa: ANN401 - openpyxl is untyped
    for table in sheet.tables.values():
        table.ref = grown_area(table.ref, growth)
        if table.autoFilter is not None and table.autoFilter.ref:
            table.autoFilter.ref = grown_area(table.autoFilter.ref, growth)
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = grown_area(sheet.auto_filter.ref, growth)
    if sheet.print_area:
        areas = str(sheet.print_area).split(",")
        sheet.print_area = ",".join(grown_area(area.rpartition("!")[2], growth) for area in areas)
    for one in sheet.row_breaks.brk:
        one.id = growth.moved_end(one.id)


def _move_names(book: Workbook, growth: Growth) -> None:
    kept = [book.defined_names, *(sheet.defined_names for sheet in book.worksheets)]
    for names in kept:
        for name in names.values():
            if name.attr_text:
                name.attr_text = _grown_bare(name.attr_text, growth)
