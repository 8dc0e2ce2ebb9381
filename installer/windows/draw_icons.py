"""Draws the icons of the program and of its registers: `.venv/bin/python installer/windows/draw_icons.py`.

The hand with a heart is Material Design Icons' (Apache-2.0). Small sizes are bitmaps, which all parts of Windows read;
the largest is a PNG.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
ICONS = Path(__file__).resolve().parent.parent.parent / "resources" / "icons"
ACCENT, PAPER, EDGE, FOLD = QColor("#0B5C6B"), QColor("#FFFFFF"), QColor("#8A97A6"), QColor("#DCE4EE")
GLYPH = "mdi6.hand-heart"
_COMPRESSED_FROM = 256


def main() -> None:
    """Write both files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    for name, draw in (("mottagning", draw_program), ("register", draw_register)):
        (ICONS / f"{name}.ico").write_bytes(icon_file([image(size, draw) for size in SIZES]))
    app.quit()


def image(size: int, draw: Callable[[QPainter, float], None]) -> QImage:
    """One size, in pixels."""
    drawn = QImage(size, size, QImage.Format.Format_ARGB32)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    draw(painter, float(size))
    painter.end()
    return drawn


def draw_program(painter: QPainter, size: float) -> None:
    """A white hand with a heart on the program's colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ACCENT)
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.2, size * 0.2)
    _glyph(painter, PAPER, QRectF(size * 0.03, size * 0.03, size * 0.94, size * 0.94))


def draw_register(painter: QPainter, size: float) -> None:
    """A sheet with the program's sign."""
    left, right, fold = size * 0.12, size * 0.88, size * 0.24
    sheet = QPainterPath(QPointF(left, size * 0.02))
    for x, y in ((right - fold, 0.02 * size), (right, 0.02 * size + fold), (right, size * 0.98), (left, size * 0.98)):
        sheet.lineTo(x, y)
    sheet.closeSubpath()
    corner = QPainterPath(QPointF(right - fold, size * 0.02))
    corner.lineTo(right - fold, size * 0.02 + fold)
    corner.lineTo(right, size * 0.02 + fold)
    corner.closeSubpath()
    painter.setPen(QPen(EDGE, max(1.0, size / 48)))
    painter.setBrush(PAPER)
    painter.drawPath(sheet)
    painter.setBrush(FOLD)
    painter.drawPath(corner)
    _glyph(painter, ACCENT, QRectF(size * 0.14, size * 0.25, size * 0.72, size * 0.72))


def icon_file(images: list[QImage]) -> bytes:
    """The images as one file of Windows' kind (Microsoft, "Icons")."""
    bodies = [_compressed(one) if one.width() >= _COMPRESSED_FROM else _bitmap(one) for one in images]
    offset = 6 + 16 * len(images)
    heads = []
    for one, body in zip(images, bodies, strict=True):
        side = one.width() % 256
        heads.append(struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(body), offset))
        offset += len(body)
    return struct.pack("<HHH", 0, 1, len(images)) + b"".join(heads) + b"".join(bodies)


def _glyph(painter: QPainter, colour: QColor, place: QRectF) -> None:
    import qtawesome  # noqa: PLC0415 - it looks for the application when it is loaded

    side = round(place.width())
    letter = qtawesome.icon(GLYPH, color=colour, scale_factor=1.0).pixmap(QSize(side, side))
    painter.drawPixmap(place.toRect(), letter)


def _bitmap(image: QImage) -> bytes:
    """Rows from below, blue first, then a mask that nobody reads where there is an alpha channel."""
    side = image.width()
    rows = b"".join(_row(image, y) for y in reversed(range(side)))
    mask = bytes(((side + 31) // 32) * 4 * side)
    return struct.pack("<IiiHHIIiiII", 40, side, side * 2, 1, 32, 0, len(rows) + len(mask), 0, 0, 0, 0) + rows + mask


def _row(image: QImage, number: int) -> bytes:
    line: memoryview = image.constScanLine(number)  # type: ignore[assignment]  # PySide6 tells no more than object
    return line.tobytes()[: image.width() * 4]


def _compressed(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


if __name__ == "__main__":
    main()
