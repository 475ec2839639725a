"""Sizes of letters and gaps of documents that run from line to line: the standard ones, and large print."""

from __future__ import annotations

from dataclasses import dataclass, replace

LEAST_LARGE_PRINT = 14.0
_LEAST = 6.5
_LEAST_WRITING = 0.8
"""How much lines to write on may come closer: a hand stays as large as it is."""


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


def tightened(style: Style, scale: float) -> Style:
    """Return ``style`` times ``scale``; large print stays large, and lines to write on can be written on."""
    least = LEAST_LARGE_PRINT if style.small >= LEAST_LARGE_PRINT else _LEAST
    return replace(
        style,
        title=max(least, style.title * scale),
        heading=max(least, style.heading * scale),
        subheading=max(least, style.subheading * scale),
        text=max(least, style.text * scale),
        small=max(least, style.small * scale),
        gap=style.gap * scale,
        above_heading=style.above_heading * scale,
        writing_line=style.writing_line * max(scale, _LEAST_WRITING),
        cell=style.cell * scale,
    )
