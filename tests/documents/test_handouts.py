"""The handouts: each sheet on pages of its own, full of room to write."""

from __future__ import annotations

import pytest

from organiser_kit.documents.data.handouts import HandoutSheet
from organiser_kit.documents.handouts import render
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.reading import Reads
from tests.documents.door import LONG_NAME, assert_apart, assert_inside
from tests.documents.kits import handouts
from tests.documents.samples import ENGLISH, page_texts, sizes, text_of

QUESTIONS = HandoutSheet("Four questions", "Three minutes.", ("What?", "With whom?"), ("Our discovery",), 7)
FORM = HandoutSheet("Practice sheet", "Write simply.", (), tuple(f"Blank {n}" for n in range(1, 9)), 1)
CARDS = HandoutSheet("Robot cards", "Cut out each line.", ("Go forward", "Turn left"), (), 10, cut_out=True)


def test_each_sheet_begins_a_page_and_counts_its_own() -> None:
    pages = page_texts(render(handouts(QUESTIONS, FORM, CARDS), ENGLISH))

    assert len(pages) == 3
    for text, title in zip(pages, ("Four questions", "Practice sheet", "Robot cards"), strict=True):
        assert title in text
        assert "Page 1 of 1" in text
        assert "Zoé Exemple · CC-BY-4.0" in text


def test_a_longer_sheet_counts_to_its_own_end() -> None:
    long = HandoutSheet("Long", "Write.", (), tuple(f"Blank {n}" for n in range(12)))

    pages = page_texts(render(handouts(long, CARDS), ENGLISH))

    assert ["Page 1 of 2" in pages[0], "Page 2 of 2" in pages[1], "Page 1 of 1" in pages[-1]] == [True] * 3


def test_the_foot_says_how_many_copies_are_needed() -> None:
    document = render(handouts(QUESTIONS, FORM, HandoutSheet("Spare", "x"), notes=("A note.",)), ENGLISH)

    questions, form, spare = page_texts(document)
    assert "7 copies · Zoé Exemple · CC-BY-4.0" in questions
    assert "1 copy · Zoé Exemple" in form
    assert "cop" not in spare
    assert document.notes == ("A note.",)


def test_points_are_numbered_unless_they_are_cut_apart() -> None:
    text = text_of(render(handouts(QUESTIONS), ENGLISH))
    document = render(handouts(CARDS), ENGLISH)
    assert document.reading is not None

    assert "1. What? 2. With whom?" in text
    assert "1." not in text_of(document).replace("Page 1", "")
    assert [one.texts[0] for one in document.reading.passages if one.reads is Reads.ITEM] == list(
        CARDS.points
    )


def test_a_kit_without_handouts_says_so() -> None:
    assert "has no sheets for participants" in text_of(render(handouts(), ENGLISH))


def test_who_listens_finds_every_sheet_under_a_heading_of_its_own() -> None:
    page = render(handouts(QUESTIONS, FORM), ENGLISH).twin

    assert page.count("<h1>") == 1
    assert [f"<h2>{title}</h2>" in page for title in ("Four questions", "Practice sheet")] == [True, True]
    assert "Our discovery (to fill in by hand)" in page


@pytest.mark.parametrize("large", [False, True])
def test_long_words_fit(large: bool) -> None:
    words = (LONG_NAME * 3, "Short") * 6
    sheets = [
        HandoutSheet(LONG_NAME * 2, LONG_NAME * 8, words, words, 3, cut_out=cut) for cut in (False, True)
    ]

    document = render(handouts(*sheets), ENGLISH, large_print=large)

    assert_inside(document, A4_PORTRAIT, 10)
    assert_apart(document)
    assert min(sizes(document)) >= (14 if large else 8)
