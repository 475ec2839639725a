"""What a picture of a signed page says: a state for every cell to sign, and pictures for whoever decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.codes.sheet import SheetPage
    from organiser_kit.codes.sheet_rows import PageRows


class CellState(StrEnum):
    """What stands in a cell."""

    SIGNED = "signed"
    EMPTY = "empty"
    REVIEW = "review"


class Doubt(StrEnum):
    """Why a person has to look."""

    SMALL = "small"  # a tick, a cross, initials, a dot
    LINE = "line"  # a row struck out, a dash
    SHARED = "shared"  # ink that runs over from, or into, another cell
    FAINT = "faint"
    DIFFERS = "differs"  # two pictures of the page do not say the same


@dataclass(frozen=True, slots=True)
class CellReading:
    """One cell to sign.

    Attributes:
        row, column: as the sheet counts them, both from 1.
        is_blank: it stands on a line for people who came without registering.
        confidence: 0.5 at the limit where a person would have to look, 1 far from it; below that, 0 to 0.5,
            what a person has to look at.
        doubt: why it is to be reviewed.
        crop: the cell and a little around it, a PNG.
    """

    row: int
    column: int
    is_blank: bool
    state: CellState
    confidence: float
    doubt: Doubt | None
    crop: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NameReading:
    """What was written by hand on a line for people who came without registering.

    Attributes:
        row: as the sheet counts them.
        is_written: there is ink where names are written.
        crop: the line left of its signature, a PNG.
    """

    row: int
    is_written: bool
    crop: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the picture of a page is.

    Attributes:
        markers: how many of the four corner squares are to be seen.
        pixels_a_mm: how large the page is in the picture.
        edge_mm: how wide a sharp edge comes out.
        residual_mm: how far the printed lines run beside where the reader thinks they do.
        seen: of the line that is seen least, how much is, 0 to 1.
    """

    markers: int
    pixels_a_mm: float
    edge_mm: float
    residual_mm: float
    seen: float


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page that was read; ``rows`` is where its rows lie."""

    page: SheetPage
    rows: PageRows
    cells: tuple[CellReading, ...]
    names: tuple[NameReading, ...]
    quality: Quality
