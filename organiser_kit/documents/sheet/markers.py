"""Corner squares that a camera finds, from the 4x4_50 dictionary of ArUco."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.codes.sheet_marks import MARKER_OFFSET, MARKER_SIDE
from organiser_kit.documents.toolkit.box import Box

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import Paper

_CELLS = 6  # four cells of pattern inside a black border one cell wide

# White cells of markers 0 to 3, a row a word.
_PATTERNS = (
    ("1011", "0101", "0011", "0010"),
    ("0000", "1111", "1001", "1010"),
    ("0011", "0011", "0010", "1101"),
    ("1001", "1001", "0100", "0110"),
)


def corner_boxes(page: tuple[float, float]) -> tuple[Box, Box, Box, Box]:
    """Return the squares of markers 0 to 3: clockwise from the top left of a page of this size."""
    left, right = MARKER_OFFSET, page[0] - MARKER_OFFSET - MARKER_SIDE
    top, bottom = MARKER_OFFSET, page[1] - MARKER_OFFSET - MARKER_SIDE
    return (
        Box(left, top, MARKER_SIDE, MARKER_SIDE),
        Box(right, top, MARKER_SIDE, MARKER_SIDE),
        Box(right, bottom, MARKER_SIDE, MARKER_SIDE),
        Box(left, bottom, MARKER_SIDE, MARKER_SIDE),
    )


def draw_corners(paper: Paper) -> None:
    """Draw the four markers of this page."""
    for number, box in enumerate(corner_boxes(paper.size)):
        paper.fill([box])
        cell = MARKER_SIDE / _CELLS
        paper.fill(
            [
                Box(box.x + (column + 1) * cell, box.y + (row + 1) * cell, cell, cell)
                for row, bits in enumerate(_PATTERNS[number])
                for column, bit in enumerate(bits)
                if bit == "1"
            ],
            grey=1.0,
        )
