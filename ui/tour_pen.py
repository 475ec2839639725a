"""A made-up hand for the tour: signs the cells of a printed sheet, so that reading it back can be shown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtPdf import QPdfDocument

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from organiser_kit.documents.sheet.geometry import SheetGeometry
    from organiser_kit.documents.toolkit.box import Box

PIXELS_A_MM = 8.0
_POINTS_A_MM = 72 / 25.4
_INK = QColor(24, 30, 92)


def sign_pages(pdf: bytes, geometry: SheetGeometry, strokes: Mapping[int, str], folder: Path) -> list[Path]:
    """Write every page of a sheet as a picture into ``folder``; ``strokes`` says what each row bears.

    A row bears a ``signature``, a ``tick``, or a ``guest``: a name by hand with a signature beside it.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    files = []
    for page in range(document.pageCount()):
        picture = _page(document, page)
        for cell in geometry.cells:
            if cell.page == page + 1 and cell.row in strokes:
                _write(picture, cell.box, strokes[cell.row], cell.row)
        files.append(folder / f"photo-{page + 1}.png")
        picture.save(str(files[-1]))
    document.close()
    return files


def _page(document: QPdfDocument, page: int) -> QImage:
    size = document.pagePointSize(page) * (PIXELS_A_MM / _POINTS_A_MM)
    picture = QImage(QSize(round(size.width()), round(size.height())), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.drawImage(0, 0, document.render(page, picture.size()))
    painter.end()
    return picture


def _write(picture: QImage, cell: Box, kind: str, seed: int) -> None:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(PIXELS_A_MM, PIXELS_A_MM)
    painter.setPen(QPen(_INK, 0.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    middle = cell.y + cell.h / 2
    if kind == "tick":
        painter.drawPolyline(
            [
                QPointF(cell.x + 8, middle),
                QPointF(cell.x + 9.2, middle + 1.6),
                QPointF(cell.x + 12, middle - 2),
            ]
        )
    else:
        painter.drawPath(_loops(cell.x + 6, middle, min(38.0, cell.w - 12), seed))
    if kind == "guest":
        painter.drawPath(_loops(31.0, middle + 0.6, 40.0, seed + 3, height=1.7))
    painter.end()


def _loops(left: float, middle: float, width: float, seed: int, height: float = 2.6) -> QPainterPath:
    """Return a line that loops as writing does; ``seed`` tells hands apart."""
    path = QPainterPath(QPointF(left, middle))
    turns = 6 + seed % 4
    for step in range(1, 121):
        t = step / 120
        swell = 0.5 + 0.5 * math.sin(3.1 * t + seed)
        angle = 2 * math.pi * turns * t
        path.lineTo(
            left + width * t + 1.6 * math.sin(angle + 1.0),
            middle + height * (0.35 + 0.65 * swell) * math.sin(angle) - 1.2 * (t - 0.5),
        )
    return path
