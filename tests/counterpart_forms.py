"""Workbooks that counterparts want their returns in."""

from __future__ import annotations

import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

ROW = 6
"""The row of `a_form` that is repeated."""


def a_form(file: Path) -> Path:
    """A form with a head, a marked row, a sum and a signature below it, and a second sheet that reads the sum."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Faktura"
    sheet["A1"], sheet["B1"] = "Underlag", "{{Nummer}}"
    sheet["A2"], sheet["B2"] = (
        "Avser {{Månad}}, {{ motpart }} ({{Summa}} kr, {{Sista dagen}})",
        "{{Motpartens kommunkod}}",
    )
    sheet["A3"], sheet["B3"], sheet["C3"] = "{{Summa}}", "{{Antal rader}}", "{{Första dagen}}"
    for place, heading in enumerate(("Rad", "Bokning", "Namn", "Period", "Belopp", "Dubbelt", "Fast"), start=1):
        sheet.cell(ROW - 1, place, heading).font = Font(bold=True)
    marks = ("{{rad.Rad}}", "{{rad.Bokning}}", "{{rad.Namn}}", "{{rad.Från och med}}", "{{rad.Belopp}}")
    for place, value in enumerate((*marks, f"=E{ROW}*2", "kst 7: {{rad.Insats}}"), start=1):
        sheet.cell(ROW, place, value).fill = PatternFill("solid", fgColor="FFF2CC")
    sheet.cell(ROW, 5).number_format = "0.0"
    sheet.row_dimensions[ROW].height = 24
    sheet["D7"], sheet["E7"], sheet["F7"] = "Summa", f"=SUM(E{ROW}:E{ROW})", f"=SUM(E{ROW})+A3"
    sheet["A9"], sheet["A10"] = "Attest", "="
    sheet["A10"].data_type = "s"
    sheet.row_dimensions[9].height = 40
    sheet.merge_cells("A9:C9")
    sheet.merge_cells(f"G{ROW}:H{ROW}")
    choice = DataValidation(type="list", formula1='"ja,nej"', sqref=f"H{ROW}:H{ROW} B9")
    sheet.data_validations.append(choice)
    sheet.conditional_formatting.add(f"E{ROW}", CellIsRule("lessThan", ["0"], font=Font(color="FF0000")))
    sheet.print_area = "A1:H10"
    other = book.create_sheet("Sammandrag")
    other["A1"], other["A2"] = "=Faktura!E7", f"=SUM(Faktura!E{ROW}:E{ROW})"
    book.defined_names["Beloppen"] = DefinedName("Beloppen", attr_text=f"Faktura!$E${ROW}:$E${ROW}")
    book.save(file)
    return file


def with_parts(file: Path, parts: dict[str, bytes]) -> Path:
    """Add parts to a workbook, or put them in place of those it has."""
    with zipfile.ZipFile(file) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, contents in {**kept, **parts}.items():
            archive.writestr(name, contents)
    return file


def with_cells(file: Path, cells: dict[str, object]) -> Path:
    """A workbook of one sheet with these cells."""
    book = Workbook()
    for place, value in cells.items():
        book.active[place] = value
    book.save(file)
    return file
