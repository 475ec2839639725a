"""Sizes of letters and gaps of documents that run from line to line: the standard ones, and large print."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_LARGE_PRINT = 14.0


@dataclass(frozen=True, slots=True)
class Style:
    """One variant.

    Attributes:
        title, heading, subheading, text, small: sizes in points; ``small`` is for heads and feet of pages.
        spacing: from one baseline to the next, in sizes of the letters.
        gap: millimetres between two paragraphs or blocks; items of a list take a part of it.
        above_heading: millimetres above a heading.
        writing_line: millimetres from one line to write on to the next.
        cell: millimetres between the text of a table's cell and its frame, above and below.
    """

    title: float
    heading: float
    subheading: float
    text: float
    small: float
    spacing: float
    gap: float
    above_heading: float
    writing_line: float
    cell: float


STANDARD = Style(
    title=22,
    heading=14,
    subheading=11.5,
    text=10.5,
    small=8.5,
    spacing=1.38,
    gap=2.6,
    above_heading=6.0,
    writing_line=8.5,
    cell=1.2,
)
LARGE = Style(
    title=28,
    heading=19,
    subheading=16,
    text=14.5,
    small=14,
    spacing=1.38,
    gap=3.6,
    above_heading=8.0,
    writing_line=11.0,
    cell=1.6,
)


def style_for(large_print: bool) -> Style:
    """Return the variant to draw in."""
    return LARGE if large_print else STANDARD
