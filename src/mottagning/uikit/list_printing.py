"""How does a list look on paper? A4 on its side: its name and filter above, the headings on every page, page numbers.

What is printed is what is shown: the columns share the page's width as they share the screen's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from mottagning.readmodels.lists import ListColumn, ListSheet
from mottagning.texts import lists as texts

_MM_PER_INCH = 25.4
_ROW, _HEAD, _FOOT, _BETWEEN = 6.0, 15.0, 8.0, 1.5
"""Millimetres: the height of a row, of what stands above the first, of the page number; the gap between columns."""
_POINTS = 8.5


def set_up(printer: QPrinter) -> None:
    """Print on A4 on its side; a person may choose another paper, and the list takes what room there is."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)


@dataclass(frozen=True, slots=True)
class _Paper:
    """A page in the printer's own dots; `dot` are dots for a millimetre."""

    width: float
    height: float
    dot: float

    @property
    def rows(self) -> int:
        """How many rows a page has room for."""
        return max(int((self.height / self.dot - _HEAD - _FOOT) / _ROW), 1)


def page_count(rows: int, for_each: int) -> int:
    """How many pages so many rows take; an empty list takes one."""
    return max(-(-rows // for_each), 1)


def paint(printer: QPrinter, sheet: ListSheet, said: str) -> None:
    """Draw the whole list; `said` stands at the foot of every page, before its number."""
    dot = printer.resolution() / _MM_PER_INCH
    area = printer.pageRect(QPrinter.Unit.DevicePixel)
    paper = _Paper(area.width(), area.height(), dot)
    painter = QPainter(printer)
    pages = page_count(len(sheet.words), paper.rows)
    for page in range(pages):
        if page:
            printer.newPage()
        rows = sheet.words[page * paper.rows : (page + 1) * paper.rows]
        _page(painter, paper, sheet, rows)
        _foot(painter, paper, said, texts.page(page + 1, pages))
    painter.end()


def _page(painter: QPainter, paper: _Paper, sheet: ListSheet, rows: Sequence[Sequence[str]]) -> None:
    dot = paper.dot
    painter.setFont(_font(_POINTS + 3, bold=True))
    above = QRectF(0, 0, paper.width, (_HEAD - _ROW) * dot)
    painter.drawText(above, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), sheet.title)
    painter.setFont(_font(_POINTS))
    said = painter.fontMetrics().elidedText(sheet.detail, Qt.TextElideMode.ElideRight, int(paper.width * 0.7))
    painter.drawText(above, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), said)
    places = list(_places(paper, sheet.columns))
    painter.setFont(_font(_POINTS, bold=True))
    _row(painter, places, [one.heading for one in sheet.columns], (_HEAD - _ROW) * dot, _ROW * dot)
    painter.setFont(_font(_POINTS))
    painter.drawLine(QLineF(0, _HEAD * dot, paper.width, _HEAD * dot))
    for number, words in enumerate(rows):
        _row(painter, places, words, (_HEAD + number * _ROW) * dot, _ROW * dot)


def _places(paper: _Paper, columns: Sequence[ListColumn]) -> Iterator[tuple[float, float, bool]]:
    """From where, how wide, and whether to the right each column stands."""
    whole = sum(one.width for one in columns) or 1
    left = 0.0
    for one in columns:
        width = paper.width * one.width / whole
        yield left, width - _BETWEEN * paper.dot, one.is_right
        left += width


def _row(
    painter: QPainter, places: Sequence[tuple[float, float, bool]], words: Sequence[str], top: float, height: float
) -> None:
    for (left, width, is_right), text in zip(places, words, strict=True):
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))
        painter.drawText(QRectF(left, top, width, height), int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def _foot(painter: QPainter, paper: _Paper, said: str, number: str) -> None:
    foot = QRectF(0, paper.height - _FOOT * paper.dot, paper.width, _FOOT * paper.dot)
    painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), said)
    painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom), number)


def _font(points: float, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPointSizeF(points)
    font.setBold(bold)
    return font
