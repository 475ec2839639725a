"""Direction arrows: one a page, each pointing where it says."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import ImageOps

from organiser_kit.documents.arrows import render, words
from organiser_kit.documents.data.arrows import ArrowsData, Direction
from organiser_kit.documents.toolkit.box import A4_LANDSCAPE
from tests.documents.door import LONG_NAME, assert_apart, assert_inside
from tests.documents.samples import ENGLISH, meeting, page_texts, rendered, sizes

DPI = 50


def _columns_of_ink(direction: Direction) -> list[int]:
    """Return how many dark pixels stand in each column of the drawing, over the arrow's width."""
    document = render(ArrowsData(meeting(), (direction,)), ENGLISH)
    page = ImageOps.invert(rendered(document, dpi=DPI)).crop(
        (0, 0, int(297 / 25.4 * DPI), int(98 / 25.4 * DPI))
    )
    box = page.getbbox()
    assert box is not None
    drawing = page.crop(box)
    return [sum(drawing.crop((x, 0, x + 1, drawing.height)).histogram()[128:]) for x in range(drawing.width)]


def test_one_page_for_each_direction_with_the_words_of_the_meeting() -> None:
    document = render(ArrowsData(meeting()), ENGLISH)

    assert (document.pages, document.items) == (7, 7)
    for direction, text in zip(Direction, page_texts(document), strict=True):
        for expected in (
            words(direction, ENGLISH),
            "Class’Code — Module 3",
            "Salle Ada, Maison des associations",
            "Tuesday 24 November 2026, 18:00–20:00",
        ):
            assert expected in text


def test_only_the_directions_asked_for_in_their_order() -> None:
    document = render(ArrowsData(meeting(), (Direction.HERE, Direction.LEFT)), ENGLISH)

    first, second = page_texts(document)
    assert "It is here" in first
    assert "To the left" in second


def test_an_arrow_points_to_where_it_says() -> None:
    left, right = _columns_of_ink(Direction.LEFT), _columns_of_ink(Direction.RIGHT)

    # The head is a triangle: its column of most ink is where the head begins, nearer the tip than the tail.
    assert left.index(max(left)) < len(left) * 0.55 < right.index(max(right)) + len(right) * 0.1
    assert left[0] < left[-1]
    assert right[0] > right[-1]
    for mine, mirrored in zip(left, reversed(right), strict=True):
        assert abs(mine - mirrored) <= 2


def test_steps_rise_to_the_right_whichever_way_one_goes() -> None:
    for direction in (Direction.UPSTAIRS, Direction.DOWNSTAIRS):
        ink = _columns_of_ink(direction)
        assert ink[-2] > ink[2]


@pytest.mark.parametrize("changes", [{}, {"room": LONG_NAME, "venue_name": LONG_NAME, "title": LONG_NAME}])
def test_everything_is_large_and_stays_on_the_page(changes: dict[str, Any]) -> None:
    document = render(ArrowsData(meeting(**changes)), ENGLISH)

    assert_inside(document, A4_LANDSCAPE, 15)
    assert_apart(document)
    assert min(sizes(document)) >= 14


def test_arrows_to_nowhere_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one direction"):
        ArrowsData(meeting(), ())
