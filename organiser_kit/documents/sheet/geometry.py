"""Where things lie on a printed sign-in sheet, for whoever reads it back from a photo or a scan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.sheet import SheetColumn
    from organiser_kit.documents.toolkit.box import Box

DECIMALS = 3


@dataclass(frozen=True, slots=True)
class SignatureCell:
    """One cell to sign in.

    Attributes:
        page: 1 for the first page.
        row: 1 for the first row of the sheet, counted over all pages, blank rows after the named ones.
        column: 1 for the first signature column.
        person: the person's id, or None on a blank row.
        box: millimetres from the page's top left.
    """

    page: int
    row: int
    column: int
    person: str | None
    box: Box


@dataclass(frozen=True, slots=True)
class Marker:
    """One corner marker of one page: its number in the ArUco 4x4_50 dictionary and its square."""

    page: int
    number: int
    box: Box


@dataclass(frozen=True, slots=True)
class SheetGeometry:
    """The plan of one printed sheet; ``columns`` says which meeting each column belongs to."""

    page_mm: tuple[float, float]
    cells: tuple[SignatureCell, ...]
    markers: tuple[Marker, ...]
    columns: tuple[SheetColumn, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the plan as plain values, in millimetres."""
        return {
            "page_mm": list(self.page_mm),
            "columns": [
                {"column": number, "meeting": column.meeting_id, "sheet": column.sheet_no}
                for number, column in enumerate(self.columns, start=1)
            ],
            "cells": [
                {"page": c.page, "row": c.row, "column": c.column, "person": c.person} | _plain(c.box)
                for c in self.cells
            ],
            "markers": [{"page": m.page, "number": m.number} | _plain(m.box) for m in self.markers],
        }


def _plain(box: Box) -> dict[str, object]:
    return {name: round(getattr(box, name), DECIMALS) for name in ("x", "y", "w", "h")}
