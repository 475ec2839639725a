"""What pictures and points are here: arrays of NumPy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
"""A picture: height × width, 0 is black."""

Floats = NDArray[np.float64]
"""Points (n × 2: x, y), matrices, and anything counted in millimetres or pixels."""

Maps = NDArray[np.float32]
"""One number for every pixel."""

Labels = NDArray[np.int32]
"""One whole number for every pixel."""

Marks = NDArray[np.bool_]
"""A yes or no for each."""

PIXELS_A_MM = 8.0
"""How finely a straightened page is looked at: 203 dots an inch; a pen's stroke is 3 to 5 pixels wide."""


def pixels(mm: float) -> int:
    """Return the nearest whole number of pixels of a straightened page."""
    return round(mm * PIXELS_A_MM)


def odd(mm: float) -> int:
    """Return the size of a kernel ``mm`` wide: an odd number of pixels."""
    return pixels(mm) // 2 * 2 + 1
