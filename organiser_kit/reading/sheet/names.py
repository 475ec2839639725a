"""What was written by hand on the lines for people who came without registering."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from organiser_kit.reading.sheet.arrays import PIXELS_A_MM, pixels
from organiser_kit.reading.sheet.crops import as_png
from organiser_kit.reading.sheet.results import NameReading

if TYPE_CHECKING:
    from organiser_kit.codes.sheet_rows import RowPlace
    from organiser_kit.reading.sheet.arrays import Grey
    from organiser_kit.reading.sheet.ink import InkPieces
    from organiser_kit.reading.sheet.table import Table

_NUMBER_MM = 16.0  # the line's own number is printed there
_EDGE_MM = 1.2
_WRITTEN_MM2 = 1.0


def read_names(flat: Grey, ink: InkPieces, table: Table) -> tuple[NameReading, ...]:
    """Return every line for people who came without registering, written on or not."""
    blank = [place for place in table.rows.places() if place.is_blank]
    if not blank:
        return ()
    strips = [_strip(ink, table, place) for place in blank]
    # A line between two columns is there on every row, at one place.
    printed = np.mean([strip.mean(axis=0) > 0.7 for strip in strips], axis=0) > 0.5
    wide = np.convolve(printed, np.ones(5), mode="same") > 0
    return tuple(
        NameReading(
            place.number,
            float(np.count_nonzero(strip[:, ~wide])) / PIXELS_A_MM**2 > _WRITTEN_MM2,
            _crop(flat, table, place),
        )
        for place, strip in zip(blank, strips, strict=True)
    )


def _strip(ink: InkPieces, table: Table, place: RowPlace) -> Grey:
    edge = pixels(_EDGE_MM)
    top, bottom = table.down(place.top) + edge, table.down(place.top + table.rows.row) - edge
    left, right = table.across(table.rows.left + _NUMBER_MM), table.across(table.rows.signatures) - edge
    return np.asarray(ink.labels[top:bottom, left:right] > 0, np.uint8)


def _crop(flat: Grey, table: Table, place: RowPlace) -> bytes:
    top, bottom = table.down(place.top), table.down(place.top + table.rows.row)
    return as_png(flat[top:bottom, table.across(table.rows.left) : table.across(table.rows.signatures)])
