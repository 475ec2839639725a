"""Small pictures of a page, for whoever decides what the reader does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2

from organiser_kit.reading.sheet.arrays import pixels

if TYPE_CHECKING:
    from organiser_kit.reading.sheet.arrays import Grey
    from organiser_kit.reading.sheet.table import Cell

# Beside the cell: where ink comes from or goes to.
_MARGIN_MM = 2.5


def cell_crop(flat: Grey, cell: Cell) -> bytes:
    """Return a cell and a little around it as a PNG."""
    margin = pixels(_MARGIN_MM)
    return as_png(
        flat[
            max(0, cell.top - margin) : cell.bottom + margin,
            max(0, cell.left - margin) : cell.right + margin,
        ]
    )


def as_png(part: Grey) -> bytes:
    """Return part of a picture as the bytes of a PNG."""
    _, written = cv2.imencode(".png", part)
    return written.tobytes()
