"""The table of one page as pixels of its flat picture: which cell each of them lies in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from organiser_kit.reading.sheet.arrays import pixels

if TYPE_CHECKING:
    from organiser_kit.codes.sheet_rows import PageRows, RowPlace
    from organiser_kit.reading.sheet.arrays import Labels

AROUND = 6.0
"""Millimetres around the table that its flat picture shows too."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell to sign: ``number`` counts them from 1; its edges are in pixels of the flat picture."""

    number: int
    place: RowPlace
    column: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Table:
    """Where things lie in the flat picture of a page's rows."""

    rows: PageRows

    @property
    def corner(self) -> tuple[float, float]:
        """Return the picture's upper left corner on the page, in millimetres."""
        return self.rows.left - AROUND, self.rows.top - AROUND

    @property
    def far(self) -> tuple[float, float]:
        """Return the picture's lower right corner on the page, in millimetres."""
        return self.rows.right + AROUND, self.rows.bottom + AROUND

    def across(self, mm: float) -> int:
        """Return the column of pixels at a place of the page."""
        return pixels(mm - self.corner[0])

    def down(self, mm: float) -> int:
        """Return the row of pixels at a place of the page."""
        return pixels(mm - self.corner[1])

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Return the cells to sign, from the top."""
        rows = self.rows
        edges = [self.across(rows.signatures + n * rows.cell_width) for n in range(rows.columns + 1)]
        found: list[Cell] = []
        for place in rows.places():
            top, bottom = self.down(place.top), self.down(place.top + rows.row)
            found += [
                Cell(
                    len(found) + column + 1, place, column + 1, edges[column], top, edges[column + 1], bottom
                )
                for column in range(rows.columns)
            ]
        return tuple(found)

    @cached_property
    def cell_map(self) -> Labels:
        """Return for every pixel the number of its cell, 0 outside."""
        shape = (self.down(self.far[1]), self.across(self.far[0]))
        numbers = np.zeros(shape, np.int32)
        for cell in self.cells:
            numbers[cell.top : cell.bottom, cell.left : cell.right] = cell.number
        return numbers
