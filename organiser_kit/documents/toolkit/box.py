"""Rectangles on a page, in millimetres from its top left corner; y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass

A4_PORTRAIT = (210.0, 297.0)
A4_LANDSCAPE = (297.0, 210.0)
A3_PORTRAIT = (297.0, 420.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width and height in millimetres."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Return the x of the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Return the y of the bottom edge."""
        return self.y + self.h

    def inset(self, dx: float, dy: float | None = None) -> Box:
        """Return this box without a margin of ``dx`` left and right, ``dy`` (or ``dx``) above and below."""
        dy = dx if dy is None else dy
        return Box(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

    def columns(self, *widths: float, gap: float = 0.0) -> tuple[Box, ...]:
        """Cut into columns of ``widths``; a width of 0 takes an equal share of what is left."""
        spans = _spans(self.w, widths, gap)
        return tuple(Box(self.x + start, self.y, size, self.h) for start, size in spans)

    def rows(self, *heights: float, gap: float = 0.0) -> tuple[Box, ...]:
        """Cut into rows of ``heights``; a height of 0 takes an equal share of what is left."""
        spans = _spans(self.h, heights, gap)
        return tuple(Box(self.x, self.y + start, self.w, size) for start, size in spans)


def _spans(total: float, sizes: tuple[float, ...], gap: float) -> list[tuple[float, float]]:
    free = sum(1 for size in sizes if size == 0)
    share = (total - sum(sizes) - gap * (len(sizes) - 1)) / free if free else 0.0
    spans: list[tuple[float, float]] = []
    start = 0.0
    for size in sizes:
        actual = size or share
        spans.append((start, actual))
        start += actual + gap
    return spans
