"""What the tests of the papers around the door share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.documents.samples import text_boxes

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument

LONG_NAME = "Exemple-Extraordinairement-Long de la Très Grande Famille No"
"""Sixty characters, as some names have."""


def assert_inside(document: RenderedDocument, size: tuple[float, float], margin: float) -> None:
    """Fail when a line of text leaves the pages' margins."""
    for page, text, (left, top, right, bottom) in text_boxes(document):
        inside = left >= margin and top >= margin and right <= size[0] - margin and bottom <= size[1] - margin
        assert inside, (page, text, (left, top, right, bottom))


def assert_apart(document: RenderedDocument) -> None:
    """Fail when two lines of text of a page lie upon one another."""
    seen: dict[int, list[tuple[str, tuple[float, float, float, float]]]] = {}
    for page, text, ink in text_boxes(document):
        for other_text, other in seen.setdefault(page, []):
            across = min(ink[2], other[2]) - max(ink[0], other[0])
            down = min(ink[3], other[3]) - max(ink[1], other[1])
            assert across < 0.1 or down < 0.1, (page, text, other_text)
        seen[page].append((text, ink))
