"""QR codes as vector squares: sharp at any size, black on the page's own white."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qrcode.constants import ERROR_CORRECT_M

from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.masks import QuickCode
from organiser_kit.documents.toolkit.reading import Reads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.documents.toolkit.canvas import Paper

QUIET_ZONE = 4  # modules of white on every side, ISO/IEC 18004


def matrix(content: str) -> list[list[bool]]:
    """Return the modules of ``content`` at level M, row by row, without the quiet zone.

    Capitals, digits and `` $%*+-./:`` take the compact alphanumeric mode.
    """
    code = QuickCode(error_correction=ERROR_CORRECT_M, border=0)
    # optimize=0: one segment; splitting "OK1" from its digits would cost more than it saves.
    code.add_data(content, optimize=0)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def code_box(modules: int, box: Box) -> Box:
    """Return the square that a code ``modules`` wide takes in ``box``, inside its quiet zone."""
    side = min(box.w, box.h)
    margin = side * QUIET_ZONE / (modules + 2 * QUIET_ZONE)
    return Box(box.x + (box.w - side) / 2, box.y + (box.h - side) / 2, side, side).inset(margin)


def draw_code(paper: Paper, content: str, box: Box, *, alternative: str = "") -> None:
    """Draw the code of ``content`` as large as ``box`` allows with its quiet zone.

    ``alternative`` says in words what the code is for, to whoever listens to the document.
    """
    paper.reading.add(Reads.PICTURE, alternative)
    modules = matrix(content)
    paper.fill(_runs(modules, code_box(len(modules), box)))


def _runs(modules: list[list[bool]], area: Box) -> Iterator[Box]:
    """Yield one rectangle for every horizontal run of dark modules."""
    side = area.w / len(modules)
    for y, row in enumerate(modules):
        start = 0
        while start < len(row):
            end = start + 1
            while end < len(row) and row[end] == row[start]:
                end += 1
            if row[start]:
                yield Box(area.x + start * side, area.y + y * side, (end - start) * side, side)
            start = end
