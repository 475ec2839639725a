"""What the scanner test page shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScannerTestData:
    """The two codes of the page.

    Attributes:
        test_text: what the large code says; it holds every character that a layout may move.
        badge_code: as many characters as a badge has, to see how small a camera reads.
    """

    test_text: str
    badge_code: str
