"""What stands on every page of a sign-in sheet for cameras: how large the page is, where its corner squares.

Whoever prints the sheet and whoever reads it back share these. Millimetres from the page's top left.
"""

from __future__ import annotations

PAGE_MM = (297.0, 210.0)
"""A4 landscape."""

MARKER_SIDE = 10.0
MARKER_OFFSET = 8.0  # from the paper's edge: printers leave 4-5 mm blank, and a marker needs white around it


def marker_places() -> tuple[tuple[float, float], ...]:
    """Return the top left corners of markers 0 to 3, clockwise from the page's top left."""
    left, top = MARKER_OFFSET, MARKER_OFFSET
    right, bottom = (length - MARKER_OFFSET - MARKER_SIDE for length in PAGE_MM)
    return ((left, top), (right, top), (right, bottom), (left, bottom))
