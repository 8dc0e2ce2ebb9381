"""How does a sheet print? A4, the heading on every page, page numbers and the return's number at the foot."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.properties import PageSetupProperties

from mottagning.texts import returns as texts

_A4 = 9


def set_up(sheet: Any, footer: str, *, landscape: bool, heading_row: int | None = None) -> None:  # noqa: ANN401
    """Print `sheet` on A4, one page wide; `footer` is the return's number."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.left.text = footer
    sheet.oddFooter.right.text = texts.PAGE
    if heading_row is not None:
        sheet.print_title_rows = f"{heading_row}:{heading_row}"
        sheet.freeze_panes = f"A{heading_row + 1}"
