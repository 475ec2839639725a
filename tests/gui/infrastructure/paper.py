"""PDF files made by Qt, and where their ink lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QPageSize, QPainter, QPdfWriter

if TYPE_CHECKING:
    from pathlib import Path

PAPER = (210.0, 297.0)
_POINTS_PER_MM = 72 / 25.4


def squares(folder: Path, sizes: list[tuple[float, float]]) -> bytes:
    """Return a PDF of pages of these millimetres, each with a black 10 mm square 20 mm from the corner."""
    path = folder / "made.pdf"
    writer = QPdfWriter(str(path))
    writer.setResolution(300)
    painter = QPainter()
    for number, (width, height) in enumerate(sizes):
        writer.setPageSize(QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter))
        writer.setPageMargins(writer.pageLayout().margins().__class__(0, 0, 0, 0))
        if number:
            writer.newPage()
        else:
            painter.begin(writer)
        dot = 300 / 25.4
        painter.fillRect(QRectF(20 * dot, 20 * dot, 10 * dot, 10 * dot), QColor("#000000"))
    painter.end()
    return path.read_bytes()


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return the width and height of every page, in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    sizes = [page.get_size() for page in document]
    document.close()
    return [(width / _POINTS_PER_MM, height / _POINTS_PER_MM) for width, height in sizes]


def black_box(pdf: bytes, page: int) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of the ink of a page, in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    left, top, right, bottom = picture.point(lambda level: 255 if level < 128 else 0).getbbox()
    return left * 25.4 / 200, top * 25.4 / 200, right * 25.4 / 200, bottom * 25.4 / 200
