"""How does a sheet print? A4, the heading on every page, page numbers and the return's number at the foot."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.properties import PageSetupProperties

from mottagning.texts import returns as texts

_A4 = 9
_SIDE, _TOP_AND_FOOT, _FOOTER = 0.5, 0.75, 0.35
"""Inches; the footer needs its line between its own margin and the sheet's, or it is cut off."""
_NAME_OF_SHEET = "&A"


def set_up(sheet: Any, footer: str, *, landscape: bool, heading_row: int | None = None) -> None:  # noqa: ANN401
    """Print `sheet` on A4, one page wide; `footer` is the return's number.

    A table has no title of its own, so its sheet's name stands at the head of each page.
    """
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = _SIDE
    sheet.page_margins.top = sheet.page_margins.bottom = _TOP_AND_FOOT
    sheet.page_margins.header = sheet.page_margins.footer = _FOOTER
    sheet.oddFooter.left.text = footer
    sheet.oddFooter.right.text = texts.PAGE
    if heading_row is not None:
        sheet.oddHeader.left.text = _NAME_OF_SHEET
        sheet.print_title_rows = f"{heading_row}:{heading_row}"
        sheet.freeze_panes = f"A{heading_row + 1}"
