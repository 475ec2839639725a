"""Where the lines to sign of one printed page lie, small enough to be part of its code.

A page says so itself: it is read back by measures that were printed with it, whichever version of the kit
printed it, and however the sheet is laid out by then.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

TENTH = 0.1
# How many bits each field takes, in the order of the fields; lengths are whole tenths of a millimetre.
_WIDTHS = (16, 16, 6, 6, 2, 12, 9, 8, 9, 12, 12)
_COUNTS = 5
BYTES = -(-sum(_WIDTHS) // 8)


@dataclass(frozen=True, slots=True)
class RowPlace:
    """One line to sign: its number on the sheet, and its upper edge in millimetres from the page's top."""

    number: int
    top: float
    is_blank: bool


@dataclass(frozen=True, slots=True)
class PageRows:
    """The rows of one page: named ones first, then blank ones under a heading.

    Attributes:
        pages: how many pages the sheet has.
        first: the number of this page's first row, counted over the whole sheet; 0 if there is none.
        named, blank: how many rows of each kind stand here.
        columns: how many cells to sign a row has, all of one width.
        top: upper edge of the first row or heading, in millimetres from the page's top.
        row: height of a row.
        section: height of the heading over the blank rows; 0 where none stands here.
        left, signatures, right: left edge of the table, of its first cell to sign, and where both end.
    """

    pages: int
    first: int
    named: int
    blank: int
    columns: int
    top: float
    row: float
    section: float
    left: float
    signatures: float
    right: float

    @property
    def cell_width(self) -> float:
        """Return the width of one cell to sign."""
        return (self.right - self.signatures) / self.columns

    @property
    def bottom(self) -> float:
        """Return the lower edge of the last row."""
        return self.top + (self.named + self.blank) * self.row + self.section

    def places(self) -> tuple[RowPlace, ...]:
        """Return every row of the page, from the top."""
        named = [RowPlace(self.first + n, self.top + n * self.row, False) for n in range(self.named)]
        below = self.top + self.named * self.row + self.section
        first = self.first + self.named
        blank = [RowPlace(first + n, below + n * self.row, True) for n in range(self.blank)]
        return (*named, *blank)


def pack(rows: PageRows) -> bytes:
    """Return ``rows`` in :data:`BYTES` bytes.

    Raises:
        ValueError: a count or a length is larger than any page of A4 needs.
    """
    packed = 0
    for place, (field, width) in enumerate(zip(fields(rows), _WIDTHS, strict=True)):
        value = getattr(rows, field.name)
        whole = value if place < _COUNTS else round(value / TENTH)
        if not 0 <= whole < 1 << width:
            raise ValueError(f"a page cannot have {field.name} = {value}")
        packed = packed << width | whole
    return packed.to_bytes(BYTES)


def unpack(raw: bytes) -> PageRows | None:
    """Return the rows that :func:`pack` put into ``raw``, or None if no page can look so."""
    packed = int.from_bytes(raw)
    values: list[int] = []
    for width in reversed(_WIDTHS):
        values.append(packed & ((1 << width) - 1))
        packed >>= width
    values.reverse()
    lengths = (round(value * TENTH, 1) for value in values[_COUNTS:])
    rows = PageRows(*values[:_COUNTS], *lengths)
    return None if packed or not _sound(rows) else rows


def _sound(rows: PageRows) -> bool:
    if not (rows.named or rows.blank):
        return rows.pages > 0
    return (
        rows.pages > 0
        and rows.first > 0
        and rows.columns > 0
        and rows.row >= 5
        and rows.left < rows.signatures < rows.right
    )
