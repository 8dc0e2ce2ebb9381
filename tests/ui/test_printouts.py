"""Does a printout fill its pages? A heading goes to the next page only when what it stands over begins there."""

from __future__ import annotations

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument, QTextFormat
from PySide6.QtWidgets import QApplication

from mottagning.readmodels.printouts import Block, Grid, Heading, Paragraph, Printout
from mottagning.uikit.printouts import _keep_headings, document_of

HEIGHT = 620.0
ROOM = 90.0
"""A heading, its neighbours and a row have room in so much."""


def laid_out(blocks: list[Block]) -> QTextDocument:
    """The blocks on pages, headings kept with what they stand over."""
    document = document_of(Printout("Prov", "Prov", tuple(blocks)))
    document.setPageSize(QSizeF(800, HEIGHT))
    _keep_headings(document, HEIGHT)
    return document


def test_no_page_is_left_half_empty_for_a_heading_that_has_moved(app: QApplication) -> None:
    assert app is QApplication.instance()
    blocks: list[Block] = []
    for number in range(60):
        rows = tuple((f"rad {row}", str(row)) for row in range(3 + number % 9))
        blocks += [Heading(f"Tabell {number}"), Paragraph("Vad den visar. " * (number % 7)), Heading("Tal", 3)]
        blocks.append(Grid(("Vad", "Antal"), rows))
    document = laid_out(blocks)
    layout, block, foot = document.documentLayout(), document.begin(), 0.0
    forced = []
    while block.isValid():
        box = layout.blockBoundingRect(block)
        if block.blockFormat().pageBreakPolicy() & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore:
            forced.append(HEIGHT - foot % HEIGHT)
        foot = box.bottom()
        block = block.next()
    assert forced
    assert max(forced) < ROOM
