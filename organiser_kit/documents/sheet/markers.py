"""Corner squares that a camera finds, from the 4x4_50 dictionary of ArUco."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.box import Box

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import Paper

SIDE = 10.0
OFFSET = 8.0  # from the paper's edge: printers leave 4-5 mm blank, and a marker needs white around it
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
    left, right = OFFSET, page[0] - OFFSET - SIDE
    top, bottom = OFFSET, page[1] - OFFSET - SIDE
    return (
        Box(left, top, SIDE, SIDE),
        Box(right, top, SIDE, SIDE),
        Box(right, bottom, SIDE, SIDE),
        Box(left, bottom, SIDE, SIDE),
    )


def draw_corners(paper: Paper) -> None:
    """Draw the four markers of this page."""
    for number, box in enumerate(corner_boxes(paper.size)):
        paper.fill([box])
        cell = SIDE / _CELLS
        paper.fill(
            [
                Box(box.x + (column + 1) * cell, box.y + (row + 1) * cell, cell, cell)
                for row, bits in enumerate(_PATTERNS[number])
                for column, bit in enumerate(bits)
                if bit == "1"
            ],
            grey=1.0,
        )
