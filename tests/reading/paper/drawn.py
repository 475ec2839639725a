"""A flat table without any camera, to draw ink on by hand: millimetres from its upper left corner."""

from __future__ import annotations

import cv2
import numpy as np

from organiser_kit.codes.sheet_rows import PageRows
from organiser_kit.reading.sheet.arrays import PIXELS_A_MM, Grey
from organiser_kit.reading.sheet.deciding import Decision, decide
from organiser_kit.reading.sheet.ink import InkPieces, find_ink
from organiser_kit.reading.sheet.lines import column_edges, row_edges
from organiser_kit.reading.sheet.table import Table

ROWS = PageRows(1, 1, 3, 0, 1, 50.0, 11.0, 0.0, 10.0, 191.0, 287.0)
"""Three rows; row 2 lies between 61 and 72 mm."""


class Sheet:
    """A printed table, perfectly flat."""

    def __init__(self, rows: PageRows = ROWS) -> None:
        self.table = Table(rows)
        self.flat: Grey = np.full(self.table.cell_map.shape, 235, np.uint8)
        for edge in row_edges(rows):
            self.stroke((rows.left, float(edge)), (rows.right, float(edge)), width=0.2, grey=150)
        for edge in column_edges(rows):
            self.stroke((float(edge), rows.top), (float(edge), rows.bottom), width=0.2, grey=150)

    def stroke(self, *points: tuple[float, float], width: float = 0.5, grey: int = 50) -> None:
        """Draw one stroke through places of the page."""
        x0, y0 = self.table.corner
        pixels = np.array([[(x - x0) * PIXELS_A_MM * 16, (y - y0) * PIXELS_A_MM * 16] for x, y in points])
        thick = max(1, round(width * PIXELS_A_MM))
        line = np.rint(pixels).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(self.flat, [line], False, grey, thick, cv2.LINE_AA, 4)

    def zigzag(self, left: float, top: float, right: float, bottom: float, *, grey: int = 50) -> None:
        """Draw what looks like a signature between two heights."""
        turns = max(4, round((right - left) / 2))
        x = np.linspace(left, right, turns + 1)
        self.stroke(*((float(place), bottom if n % 2 else top) for n, place in enumerate(x)), grey=grey)

    def ink(self) -> InkPieces:
        """Return the ink that the reader sees."""
        return find_ink(self.flat, self.table)

    def decisions(self) -> list[Decision]:
        """Return what the reader says of each cell, from the top."""
        ink = self.ink()
        return [decide(cell, ink) for cell in self.table.cells]
