"""Sign-in sheets as people leave them: printed by the kit, signed by made-up hands, photographed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2

from organiser_kit.documents.sign_in_sheet import render
from organiser_kit.documents.toolkit.box import Box
from tests.documents.samples import ENGLISH, meeting, sheet
from tests.reading.paper.handwriting import ORDINARY, Kind, Pen

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from organiser_kit.documents.sheet.geometry import SheetGeometry, SignatureCell
    from tests.reading.paper.handwriting import Picture

PIXELS_A_MM = 10.0
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Printed:
    """A printed sheet: its pages as pictures, and where its cells lie."""

    pages: tuple[Picture, ...]
    geometry: SheetGeometry

    def cells(self, page: int) -> list[SignatureCell]:
        """Return the cells of one page."""
        return [cell for cell in self.geometry.cells if cell.page == page]


@dataclass(frozen=True)
class Filled:
    """One signed page, and what was put into each cell, by row and column."""

    picture: Picture
    kinds: dict[tuple[int, int], Kind]


@cache
def printed(people: int = 25, *, large: bool = False, meetings: int = 1) -> Printed:
    """Return a sheet for made-up people."""
    held = tuple(meeting(n, hour=14 + 2 * n) for n in range(1, meetings + 1))
    document = render(sheet(people, meetings=held), ENGLISH, large_print=large)
    assert document.geometry is not None
    pdf = pypdfium2.PdfDocument(document.pdf)
    pages = tuple(
        page.render(scale=PIXELS_A_MM / _POINTS_PER_MM, grayscale=True).to_numpy().squeeze().copy()
        for page in pdf
    )
    pdf.close()
    return Printed(pages, document.geometry)


def filled(
    chance: np.random.Generator,
    page: int = 1,
    kinds: Sequence[Kind] | None = None,
    sheet: Printed | None = None,
) -> Filled:
    """Return a page whose cells were filled, from the top, as ``kinds`` say; else most are signed."""
    paper = sheet or printed()
    picture = paper.pages[page - 1].copy()
    pen = Pen(picture, PIXELS_A_MM, chance)
    put: dict[tuple[int, int], Kind] = {}
    for place, cell in enumerate(paper.cells(page)):
        kind = kinds[place % len(kinds)] if kinds else _usual(chance)
        put[cell.row, cell.column] = kind
        pen.write(kind, cell.box)
        if cell.person is None and kind is not Kind.BLANK:
            pen.name(Box(25.0, cell.box.y, 90.0, cell.box.h))
    return Filled(picture, put)


def _usual(chance: np.random.Generator) -> Kind:
    if chance.random() < 0.3:
        return Kind.BLANK
    return ORDINARY[int(chance.integers(len(ORDINARY)))]
