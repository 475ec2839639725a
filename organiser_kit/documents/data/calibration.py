"""What the calibration page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.stocks.stock import Stock


@dataclass(frozen=True, slots=True)
class CalibrationData:
    """The sheets that the page is for: their size, and where their labels lie."""

    stock: Stock
