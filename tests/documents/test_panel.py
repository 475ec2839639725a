"""Blocks in a box: spread where there is room, closer and smaller where there is not, never cut."""

from __future__ import annotations

import pytest

from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import RenderedDocument, drafting
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.panel import Panel, draw_panel
from organiser_kit.documents.toolkit.style import LARGE, STANDARD
from tests.documents.door import assert_apart
from tests.documents.samples import ENGLISH, png, sizes, text_boxes

WIDTH = 174.0


def drawn(paragraphs: int, height: float, *, large: bool = False) -> RenderedDocument:
    """Return a page with a panel ``height`` mm high at 20 mm from the top."""

    def fill(panel: Panel) -> None:
        panel.add_owner("Association Exemple", png(), ENGLISH)
        for _ in range(paragraphs):
            points = panel.style.text
            panel.add(*panel.blocks.paragraph("Everybody counts.", face=Face.REGULAR, points=points))

    with drafting("Slip", "Association Exemple", A4_PORTRAIT, ENGLISH) as draft:
        draft.paper.next_page()
        draw_panel(draft.paper, LARGE if large else STANDARD, Box(18.0, 20.0, WIDTH, height), fill)
    return draft.finished(1)


@pytest.mark.parametrize("paragraphs", [1, 5, 10, 15, 20, 25])
def test_everything_stands_in_the_box_and_nothing_over_another(paragraphs: int) -> None:
    document = drawn(paragraphs, 120.0)

    inks = [ink for _, _, ink in text_boxes(document)]
    assert len(inks) == paragraphs + 1
    assert min(ink[1] for ink in inks) >= 20.0
    assert max(ink[3] for ink in inks) <= 140.0
    assert_apart(document)


def test_white_that_is_left_over_is_spread_but_not_without_end() -> None:
    def last(height: float) -> float:
        return max(ink[3] for _, _, ink in text_boxes(drawn(4, height)))

    assert last(45.0) < last(200.0) == last(270.0) < 80.0


def test_letters_shrink_only_as_far_as_needed_and_large_print_stays_large() -> None:
    assert max(sizes(drawn(4, 100.0))) == STANDARD.subheading
    assert min(sizes(drawn(28, 100.0))) < STANDARD.text
    assert min(sizes(drawn(28, 200.0, large=True))) >= 14.0
