"""One kind of sheet, exactly as its file says it. Every measure is in millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from organiser_kit.documents.toolkit.box import Box
from organiser_kit.rules.numbers import decimal

if TYPE_CHECKING:
    from organiser_kit.i18n import Catalogue

FORMAT = 1
HOUSE = "plain-8"
"""The sheet for which nothing has to be bought."""
Pair = tuple[float, float]


class Stock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Labels of one size in rows and columns.

    Attributes:
        name: what it is asked for by; capitals do not matter.
        maker, reference: what stands on its box; '' for plain paper.
        paper: width and height of the sheet, as it goes through the printer.
        columns, rows: how many labels stand side by side, and one below the other.
        label: width and height of one label.
        margin: from the left and the upper edge of the sheet to the first label.
        pitch: from the left edge of a label to that of its neighbour, and from upper edge to upper edge.
        cut: whether it is plain paper that is cut by hand, along marks that are printed.
    """

    name: str
    paper: Pair
    columns: int
    rows: int
    label: Pair
    margin: Pair
    pitch: Pair
    maker: str = ""
    reference: str = ""
    cut: bool = False

    @property
    def per_page(self) -> int:
        """Return how many labels a sheet has."""
        return self.columns * self.rows

    def boxes(self) -> tuple[Box, ...]:
        """Return the places of the labels of one sheet, row by row."""
        return tuple(
            Box(
                self.margin[0] + column * self.pitch[0],
                self.margin[1] + row * self.pitch[1],
                self.label[0],
                self.label[1],
            )
            for row in range(self.rows)
            for column in range(self.columns)
        )

    def words(self, catalogue: Catalogue) -> str:
        """Return what it is, for a person who chooses."""
        width, height = (decimal(side, catalogue) for side in self.label)
        if self.cut:
            words = catalogue.trn(
                "{n} badge of {width} × {height} mm to cut",
                "{n} badges of {width} × {height} mm to cut",
                self.per_page,
                width=width,
                height=height,
            )
        else:
            words = catalogue.trn(
                "{n} label of {width} × {height} mm",
                "{n} labels of {width} × {height} mm",
                self.per_page,
                width=width,
                height=height,
            )
        maker = " ".join(part for part in (self.maker, self.reference) if part)
        return f"{maker} – {words}" if maker else words
