"""Slips for people who come without registering."""

from __future__ import annotations

from dataclasses import replace

import pytest

from organiser_kit.documents.data.meeting import PersonName
from organiser_kit.documents.data.sheet import BLANK_ROWS
from organiser_kit.documents.data.slips import SlipsData
from organiser_kit.documents.slips import render
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.i18n import catalogue
from tests.documents.door import LONG_NAME, assert_apart, assert_inside
from tests.documents.samples import ENGLISH, LONG, meeting, page_texts, png, sizes, text_of

BLANK = SlipsData(meeting(), privacy_contact="the data officer")
ZOE, ANA = PersonName("Exemple", "Zoé"), PersonName("Fictif", "Ana")


@pytest.mark.parametrize(("large", "pages"), [(False, 3), (True, 5)])
def test_there_are_as_many_as_the_sheet_has_blank_lines(large: bool, pages: int) -> None:
    document = render(BLANK, ENGLISH, large_print=large)

    assert BLANK_ROWS == 5
    assert document.pages == pages
    # What is left of the last page is a slip too.
    assert document.items == text_of(document).count("Family name:") == (5 if large else 6)


def test_a_slip_asks_for_no_more_than_is_needed() -> None:
    document = render(replace(BLANK, blank=1), ENGLISH, large_print=True)

    assert document.reading is not None
    blanks = [passage.texts[0] for passage in document.reading.passages if passage.reads is Reads.BLANK]
    assert blanks == [
        "Family name:",
        "Given name:",
        "Structure, if any:",
        "Commune:",
        "E-mail or telephone, one is enough:",
        "Date:",
        "Signature:",
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_ticked_in_advance_and_each_consent_has_a_box(language: str) -> None:
    document = render(replace(BLANK, blank=1), catalogue(language), large_print=True)

    assert document.reading is not None
    kinds = [passage.reads for passage in document.reading.passages]
    assert (kinds.count(Reads.TICK), kinds.count(Reads.TICKED)) == (2, 0)
    words = text_of(document).lower()
    assert not any(word in words for word in ("photo", "image", "film", "vidéo"))


def test_the_short_notice_says_what_the_law_asks_for() -> None:
    text = text_of(render(BLANK, ENGLISH))

    for expected in (
        "Association Exemple and Class’Code keep this",
        "legitimate interest",
        "consent",
        "Your name is needed",
        "the organiser and the regional coordination",
        "24 months after you last took part",
        "the data officer",
        "www.cnil.fr",
    ):
        assert expected in text
    assert "at any time: the organiser." in text_of(render(replace(BLANK, privacy_contact=""), ENGLISH))


def test_those_named_find_their_names_on_theirs() -> None:
    document = render(replace(BLANK, people=(ZOE, ANA)), ENGLISH)

    (text,) = page_texts(document)
    assert "EXEMPLE Zoé" in text
    assert "FICTIF Ana" in text
    assert "Family name:" not in text
    assert document.items == 2


def test_a_slip_alone_on_its_page_leaves_a_blank_one_beside_it() -> None:
    document = render(replace(BLANK, people=(ZOE,)), ENGLISH)

    assert (document.pages, document.items) == (1, 2)
    assert text_of(document).count("Family name:") == 1


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("large", [False, True])
def test_awkward_words_fit(large: bool, language: str) -> None:
    data = SlipsData(
        meeting(structure_name=LONG, logo=png(), module_title=LONG),
        (PersonName(LONG_NAME, LONG_NAME), PersonName("Łódź-Œuvre", "")),
        privacy_contact=LONG,
    )
    document = render(data, catalogue(language), large_print=large)

    assert_inside(document, A4_PORTRAIT, 8)
    assert_apart(document)
    assert document.pages == (2 if large else 1)
    assert min(sizes(document)) >= (14 if large else 7)
