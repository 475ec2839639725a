"""Where exactly the printed lines run in a flat picture: what a smooth surface left of folds and creases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from organiser_kit.reading.sheet.arrays import PIXELS_A_MM
from organiser_kit.reading.sheet.lines import across, column_edges, down, follow, row_edges, smoothed

if TYPE_CHECKING:
    from organiser_kit.reading.sheet.arrays import Floats, Grey, Maps
    from organiser_kit.reading.sheet.table import Table

_REACH = 0.9

Trace = NDArray[np.int64]
"""For every pixel along a line, how many pixels across it the line runs there."""


@dataclass(frozen=True, slots=True)
class LineTraces:
    """The lines across the picture, and those down it."""

    rows: tuple[Trace, ...]
    columns: tuple[Trace, ...]


def trace_lines(flat: Grey, table: Table) -> LineTraces:
    """Return where the lines of ``table`` run in its flat picture."""
    x0, y0 = table.corner
    rows, edges, sides = table.rows, row_edges(table.rows), column_edges(table.rows)
    left, right, top, bottom = rows.left - x0, rows.right - x0, rows.top - y0, rows.bottom - y0
    return LineTraces(
        _traces(across(flat), edges - y0, left, right, flat.shape[1]),
        _traces(down(flat), sides - x0, top, bottom, flat.shape[0]),
    )


def _traces(response: Maps, lines: Floats, start: float, end: float, length: int) -> tuple[Trace, ...]:
    followed = follow(response, lines, start, end, np.zeros((1, 1)), _REACH)
    nodes = (followed.x[0]) * PIXELS_A_MM
    return tuple(
        np.rint(np.interp(np.arange(length), nodes, (line + smoothed(shift)) * PIXELS_A_MM)).astype(np.int64)
        for line, shift in zip(lines, followed.shift, strict=True)
    )
