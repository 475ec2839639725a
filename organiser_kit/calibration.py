"""By how much a printer misses: what is measured on the calibration page, and what undoes it. Millimetres.

Everything is told from the upper left corner of the paper, where y grows downwards. A printer puts what
should lie at (x, y) at (offset_x + scale_x × x, offset_y + scale_y × y).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

CROSS = 20.0
"""From each edge of the paper to the crosses of the calibration page."""
MOST_OFFSET = 10.0
"""A printer that misses by more has the wrong paper in it, or the page was not printed at 100 %."""
MOST_SCALE = 0.03
_DUST = 1e-9
"""What divisions leave in the last digits."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What one printer does to one kind of paper; a scale is a factor, 1.0 where nothing is stretched."""

    offset_x: float = 0.0
    offset_y: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0

    @property
    def is_plausible(self) -> bool:
        """Return whether a printer can be so far out; what is stored may have been changed by hand."""
        figures = (self.offset_x, self.offset_y, self.scale_x, self.scale_y)
        return (
            all(isfinite(figure) for figure in figures)
            and max(abs(self.offset_x), abs(self.offset_y)) <= MOST_OFFSET + _DUST
            and max(abs(self.scale_x - 1), abs(self.scale_y - 1)) <= MOST_SCALE + _DUST
        )

    def printed(self, x: float, y: float) -> tuple[float, float]:
        """Return where this printer puts what should lie at (x, y)."""
        return self.offset_x + self.scale_x * x, self.offset_y + self.scale_y * y

    def corrected(self, x: float, y: float) -> tuple[float, float]:
        """Return where to draw what this printer shall put at (x, y)."""
        return (x - self.offset_x) / self.scale_x, (y - self.offset_y) / self.scale_y

    def matrix(self, height: float) -> tuple[float, float, float, float, float, float]:
        """Return the correction as a PDF's matrix: points, of a page ``height`` high, y upwards."""
        points = 72 / 25.4
        sx, sy = 1 / self.scale_x, 1 / self.scale_y
        dx, dy = -self.offset_x * sx * points, self.offset_y * sy * points + height * (1 - sy)
        return sx, 0.0, 0.0, sy, dx, dy


NONE = Calibration()


@dataclass(frozen=True, slots=True)
class Measured:
    """What a ruler shows on a printed calibration page.

    Attributes:
        left: from the left edge of the paper to the crosses on the left.
        top: from the upper edge to the upper crosses.
        across: from the crosses on the left to those on the right.
        down: from the upper crosses to the lower ones.
    """

    left: float
    top: float
    across: float
    down: float


def nominal(paper: tuple[float, float]) -> Measured:
    """Return what a ruler shows on a sheet of ``paper`` from a printer that misses nothing."""
    return Measured(CROSS, CROSS, paper[0] - 2 * CROSS, paper[1] - 2 * CROSS)


def from_measured(measured: Measured, paper: tuple[float, float]) -> Calibration:
    """Return by how much a printer misses; :attr:`Calibration.is_plausible` tells whether that can be."""
    right = nominal(paper)
    scale_x, scale_y = measured.across / right.across, measured.down / right.down
    return Calibration(
        offset_x=measured.left - scale_x * CROSS,
        offset_y=measured.top - scale_y * CROSS,
        scale_x=scale_x,
        scale_y=scale_y,
    )


def to_measured(calibration: Calibration, paper: tuple[float, float]) -> Measured:
    """Return what a ruler would show: the figures from which a calibration was computed."""
    right = nominal(paper)
    left, top = calibration.printed(CROSS, CROSS)
    return Measured(left, top, right.across * calibration.scale_x, right.down * calibration.scale_y)
