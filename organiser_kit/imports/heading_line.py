"""Which line of a table holds its headings: often the first, but titles and form keys may come before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.imports.heading_words import classify
from organiser_kit.imports.limits import MAX_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.imports.lines import Line


def known_headings(cells: tuple[str, ...]) -> int:
    """Return how many different fields these cells name as headings."""
    found = {guess.field for cell in cells[: MAX_COLUMNS + 1] if (guess := classify(cell))}
    return 0 if any("@" in cell for cell in cells) else len(found)


def best_heading_line(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the index, among lines that hold something, of the headings, and how many of them are known.

    The line with most known headings wins; of two such lines that touch (form keys, then their labels), the
    second. With none known, the first line of several cells, else the first line.
    """
    best, known = 0, 0
    for index, line in enumerate(lines):
        count = known_headings(line.cells)
        if count > known or (count == known > 1 and index == best + 1):
            best, known = index, count
    if known:
        return best, known
    wide = (index for index, line in enumerate(lines) if sum(map(bool, map(str.strip, line.cells))) > 1)
    return next(wide, 0), 0
