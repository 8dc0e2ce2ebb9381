"""How does a printout become a PDF? A4, headings, tables whose headings stand on every page, page numbers.

Texts go into the document as texts: what looks like markup stays as it was written.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt, QThread
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)

from mottagning.readmodels.printouts import Block, Facts, Grid, Heading, Paragraph, Printout
from mottagning.texts import window as texts

_DOTS = 300
_MARGIN = 18.0
"""Millimetres around the text."""
_FOOT = 26.0
"""Points at the foot of a page for its number."""
_EDGE = 3.0
"""Points above the first line of each page: dots over a letter reach out of their line."""
_TEXT, _SMALL = 9.5, 8.0
_SIZES = {1: 20.0, 2: 13.0, 3: 10.5}
_ABOVE = {1: 0.0, 2: 16.0, 3: 9.0}
"""Points: letters, and the room above each level of heading."""
_INK, _MUTED, _LINE, _GROUND = QColor("#1B2126"), QColor("#56616B"), QColor("#DFE3E7"), QColor("#EEF1F3")
_ASIDE = 30
"""Per cent of the width for the words of facts."""


def write_pdf(printout: Printout, file: Path) -> None:
    """Write a printout to `file`, from whichever thread. Raises OSError when it cannot be written."""
    painting = _Painting(printout, file)
    painting.start()
    painting.wait()
    if painting.error is not None:
        raise painting.error


class _Painting(QThread):
    """Qt lays a document out with timers of its own, which only a thread of Qt's has."""

    def __init__(self, printout: Printout, file: Path) -> None:
        super().__init__()
        self.error: BaseException | None = None
        self._printout, self._file = printout, file

    def run(self) -> None:
        try:
            _write(self._printout, self._file)
        except BaseException as error:
            self.error = error


def _write(printout: Printout, file: Path) -> None:
    file.open("wb").close()  # says why it cannot be written, which Qt does not
    writer = QPdfWriter(str(file))
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if printout.is_wide:
        writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    writer.setTitle(printout.title)
    writer.setCreator(texts.NAME)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(errno.EIO, "the file cannot be written", str(file))
    try:
        _paint(painter, writer, printout)
    finally:
        painter.end()


def document_of(printout: Printout) -> QTextDocument:
    """The printout as a document, before it is laid out on pages."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    font = QFont(QGuiApplication.font().family())
    font.setPointSizeF(_TEXT)
    document.setDefaultFont(font)
    document.setDocumentMargin(_room(_EDGE))
    cursor = QTextCursor(document)
    for place, block in enumerate(printout.blocks):
        _put(cursor, block, is_first=place == 0)
    return document


def _paint(painter: QPainter, writer: QPdfWriter, printout: Printout) -> None:
    document = document_of(printout)
    document.documentLayout().setPaintDevice(writer)
    dot = _DOTS / 72
    width, height = float(writer.width()), writer.height() - _FOOT * dot
    document.setPageSize(QSizeF(width, height))
    _keep_headings(document, height)
    pages = document.pageCount()
    for page in range(pages):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0, -page * height)
        document.drawContents(painter, QRectF(0, page * height, width, height))
        painter.restore()
        _foot(painter, QRectF(0, height, width, _FOOT * dot), printout.footer, texts.page(page + 1, pages))


def _keep_headings(document: QTextDocument, height: float) -> None:
    """Have a heading begin the next page when what it stands over begins there, and those right above it with it."""
    layout = document.documentLayout()
    first, block = None, document.begin()
    while block.isValid():
        following = block.next()
        first = (first or block) if block.blockFormat().headingLevel() else None
        if first is not None and following.isValid():
            tops = (layout.blockBoundingRect(one).top() for one in (block, following))
            if len({int(top // height) for top in tops}) > 1:
                onwards = first.blockFormat()
                onwards.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(first).setBlockFormat(onwards)
                # else Qt leaves out blocks that have moved, and those below are looked at where they no longer stand
                document.markContentsDirty(0, document.characterCount())
        block = following


def _foot(painter: QPainter, place: QRectF, said: str, number: str) -> None:
    font = QFont(QGuiApplication.font().family())
    font.setPointSizeF(_SMALL)
    painter.setFont(font)
    painter.setPen(_MUTED)
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | bottom, said)
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | bottom, number)


def _put(cursor: QTextCursor, block: Block, *, is_first: bool) -> None:
    match block:
        case Heading(text, level):
            _line(cursor, text, _letters(_SIZES[level], bold=True), _above(_ABOVE[level], level), is_first)
        case Paragraph(text):
            _line(cursor, text, _letters(), _above(2), is_first)
        case Facts(pairs):
            _table(cursor, [list(pair) for pair in pairs], frozenset(), (_ASIDE, 100 - _ASIDE), headings=False)
        case Grid(headings, rows, right, shares):
            _table(cursor, [list(headings), *map(list, rows)], right, shares, headings=True)


def _line(cursor: QTextCursor, text: str, letters: QTextCharFormat, room: QTextBlockFormat, is_first: bool) -> None:
    if is_first:
        cursor.setBlockFormat(room)
    else:
        cursor.insertBlock(room)
    cursor.insertText(text, letters)


def _above(points: float, heading: int = 0) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setTopMargin(_room(points))
    made.setBottomMargin(_room(2))
    made.setHeadingLevel(heading)
    return made


def _letters(points: float = _TEXT, *, bold: bool = False, colour: QColor = _INK) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontPointSize(points)
    made.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setForeground(QBrush(colour))
    return made


def _table(
    cursor: QTextCursor, rows: list[list[str]], right: frozenset[int], shares: Sequence[int], *, headings: bool
) -> None:
    if not rows:
        return
    made = QTextTableFormat()
    made.setBorder(0)
    made.setCellSpacing(0)
    made.setCellPadding(0)
    made.setTopMargin(_room(5))
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    if headings:
        made.setHeaderRowCount(1)
    if shares:
        made.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in shares])
    table = cursor.insertTable(len(rows), len(rows[0]), made)
    for place, row in enumerate(rows):
        is_heading = headings and place == 0
        for column, text in enumerate(row):
            is_word = not headings and column == 0
            cell = table.cellAt(place, column)
            cell.setFormat(_cell_format(is_heading=is_heading))
            inside = cell.firstCursorPosition()
            aligned = QTextBlockFormat()
            aligned.setAlignment(Qt.AlignmentFlag.AlignRight if column in right else Qt.AlignmentFlag.AlignLeft)
            inside.setBlockFormat(aligned)
            inside.insertText(text, _letters(_SMALL + 0.5, bold=is_heading, colour=_MUTED if is_word else _INK))
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _cell_format(*, is_heading: bool) -> QTextTableCellFormat:
    made = QTextTableCellFormat()
    made.setTopPadding(_room(2))
    made.setBottomPadding(_room(2))
    made.setRightPadding(_room(6))
    made.setLeftPadding(_room(2))
    made.setBottomBorder(_room(0.5))
    made.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBottomBorderBrush(QBrush(_LINE))
    if is_heading:
        made.setBackground(QBrush(_GROUND))
    return made


def _room(points: float) -> float:
    """Room inside a document, which it reckons in ninety-sixths of an inch whatever it is painted on."""
    return points * 96 / 72
