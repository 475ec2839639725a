"""Text painted as large as its room allows, for what is read from afar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
SMALLEST = 9.0
_STEP = 0.94


def face_font(pixels: float, *, bold: bool = False) -> QFont:
    """Return the interface font so many pixels high."""
    font = theme.current().font("body", bold=bold)
    font.setPixelSize(max(1, round(pixels)))
    if bold:
        font.setWeight(QFont.Weight.Bold)
    return font


def draw_fitted(
    painter: QPainter,
    text: str,
    room: QRectF,
    pixels: float,
    *,
    bold: bool = False,
    flags: Qt.AlignmentFlag | Qt.TextFlag | int = LEFT,
) -> float:
    """Write ``text`` into ``room``, ``pixels`` high or as much less as it takes; return the height it has."""
    font = face_font(pixels, bold=bold)
    while pixels > SMALLEST and not _fits(text, font, room):
        pixels *= _STEP
        font = face_font(pixels, bold=bold)
    painter.setFont(font)
    painter.drawText(room, int(flags), text)
    return QFontMetricsF(font).boundingRect(room, int(LEFT), text).height()


def _fits(text: str, font: QFont, room: QRectF) -> bool:
    """Tell whether the lines are low enough and no single word is wider than the room."""
    metrics = QFontMetricsF(font)
    if metrics.boundingRect(QRectF(0, 0, room.width(), 100_000), int(LEFT), text).height() > room.height():
        return False
    return all(metrics.horizontalAdvance(word) <= room.width() for word in text.split(" "))
