"""Tables of a flow: each page repeats the head, columns are fixed or share the width, rows stay whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.canvas import FILL_GREY, HAIRLINE_GREY, Align
from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM, Face
from organiser_kit.documents.toolkit.parts import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.documents.toolkit.blocks import Blocks
    from organiser_kit.documents.toolkit.canvas import Paper
    from organiser_kit.documents.toolkit.fitting import FittedText

_SIDE = 1.8
_LINE = 0.2
_BOX_LINE = 0.3


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading, its width in mm (0: a share of what is left), its letters.

    ``tick`` puts a box to tick into each of its empty cells.
    """

    heading: str
    width: float = 0.0
    align: Align = Align.LEFT
    bold: bool = False
    tick: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """The text of a cell, and below it, smaller and never bold, what explains it."""

    text: str
    note: str = ""

    @property
    def read(self) -> str:
        """Return both as they are read out."""
        return " — ".join(filter(None, (self.text, self.note)))


Cell = str | Noted


def table_parts(
    blocks: Blocks, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, row_height: float
) -> list[Part]:
    """Return the head and the rows, at least ``row_height`` mm high; empty cells are filled in by hand."""
    headings = [column.heading for column in columns]
    boxes = Box(0, 0, blocks.width, 1).columns(*(column.width for column in columns))
    widths = [box.w for box in boxes]
    head_part = _head(blocks, columns, widths)
    parts = [_first(head_part, headings, blocks.style.gap)]
    for row in rows:
        parts.append(_row(blocks, columns, widths, row, row_height, head_part, headings))
    return parts


def _fitted(
    blocks: Blocks, cells: Sequence[Cell], widths: Sequence[float], faces: Sequence[Face]
) -> list[list[FittedText]]:
    return [
        _stacked(blocks, cell if isinstance(cell, Noted) else Noted(cell), width - 2 * _SIDE, face)
        for cell, width, face in zip(cells, widths, faces, strict=True)
    ]


def _stacked(blocks: Blocks, cell: Noted, width: float, face: Face) -> list[FittedText]:
    """Return what stands one below the other in a cell."""
    text = blocks.wrap(cell.text, width, face=face)
    if not cell.note:
        return [text]
    note = blocks.wrap(cell.note, width, points=(blocks.style.text + blocks.style.small) / 2)
    return [text, note] if cell.text else [note]


def _high(stack: Sequence[FittedText]) -> float:
    return sum(text.height for text in stack)


def _height(blocks: Blocks, fitted: Sequence[Sequence[FittedText]]) -> float:
    return max(_high(stack) for stack in fitted) + 2 * blocks.style.cell


def _draw_cells(
    paper: Paper,
    box: Box,
    columns: Sequence[Column],
    widths: Sequence[float],
    fitted: Sequence[Sequence[FittedText]],
) -> None:
    for column, cell, stack in zip(columns, box.columns(*widths), fitted, strict=True):
        paper.frame(cell, width=_LINE, grey=HAIRLINE_GREY)
        y = cell.y + (cell.h - _high(stack)) / 2
        for text in stack:
            paper.lines(text, Box(cell.x + _SIDE, y, cell.w - 2 * _SIDE, text.height), align=column.align)
            y += text.height


def _draw_boxes(
    paper: Paper,
    box: Box,
    columns: Sequence[Column],
    widths: Sequence[float],
    row: Sequence[Cell],
    side: float,
) -> None:
    """Draw a square in the middle of each empty cell of a column to tick."""
    for column, cell, text in zip(columns, box.columns(*widths), row, strict=True):
        if column.tick and not text:
            square = Box(cell.x + (cell.w - side) / 2, cell.y + (cell.h - side) / 2, side, side)
            paper.frame(square, width=_BOX_LINE)


def _head(blocks: Blocks, columns: Sequence[Column], widths: Sequence[float]) -> Part:
    fitted = _fitted(blocks, [c.heading for c in columns], widths, [Face.BOLD] * len(columns))

    def draw(paper: Paper, box: Box) -> None:
        paper.fill([box], grey=FILL_GREY)
        _draw_cells(paper, box, columns, widths, fitted)

    return Part(_height(blocks, fitted), draw)


def _first(head: Part, headings: Sequence[str], gap: float) -> Part:
    """Return the head where the table begins: there it is read, and stays with the first row."""

    def draw(paper: Paper, box: Box) -> None:
        paper.reading.table(headings)
        head.draw(paper, box)

    return Part(head.height, draw, gap, stays=True)


def _row(
    blocks: Blocks,
    columns: Sequence[Column],
    widths: Sequence[float],
    row: Sequence[Cell],
    least: float,
    head: Part,
    headings: Sequence[str],
) -> Part:
    faces = [Face.BOLD if column.bold else Face.REGULAR for column in columns]
    fitted = _fitted(blocks, row, widths, faces)

    def draw(paper: Paper, box: Box) -> None:
        paper.reading.table(headings)
        paper.reading.row([cell.read if isinstance(cell, Noted) else cell for cell in row])
        _draw_cells(paper, box, columns, widths, fitted)
        _draw_boxes(paper, box, columns, widths, row, 0.95 * blocks.style.text / POINTS_PER_MM)

    return Part(max(least, _height(blocks, fitted)), draw, head=head)
