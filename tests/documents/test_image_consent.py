"""The image consent form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from organiser_kit.documents.data.image_consent import ImageConsentData
from organiser_kit.documents.image_consent import render
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.i18n import catalogue
from tests.documents.door import assert_apart, assert_inside
from tests.documents.samples import ENGLISH, LONG, meeting, page_texts, png, sizes, text_of

FORM = ImageConsentData(meeting(), "the data officer", "https://www.example.org")


def test_both_sign_and_keep_the_same() -> None:
    document = render(FORM, ENGLISH)
    structure, person = page_texts(document)

    assert "Copy for the structure" in structure
    assert "Copy for the person who signs" in person
    assert structure.replace("Copy for the structure", "") == person.replace(
        "Copy for the person who signs", ""
    )
    assert "Page 1 of 1" in person


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_use_is_agreed_to_by_itself_and_nothing_is_ticked(language: str) -> None:
    document = render(FORM, catalogue(language))

    assert document.reading is not None
    kinds = [passage.reads for passage in document.reading.passages]
    assert (kinds.count(Reads.TICK), kinds.count(Reads.TICKED)) == (10, 0)


def test_it_is_free_has_an_end_and_is_withdrawn_as_easily() -> None:
    text = page_texts(render(FORM, ENGLISH))[0]

    for expected in (
        "Internal",
        "https://www.example.org",
        "Press",
        "Social networks",
        "you take part in the meeting just the same",
        "What I do not tick, I refuse",
        "For 2 years",
        "without a reason",
        "Contact: the data officer",
        "small round sticker",
        "Under 18",
        "Signature:",
    ):
        assert expected in text


def test_what_is_not_known_is_written_by_hand() -> None:
    document = render(ImageConsentData(meeting()), ENGLISH)

    assert document.reading is not None
    blanks = [passage.texts for passage in document.reading.passages if passage.reads is Reads.BLANK]
    assert ("Contact:",) in blanks
    assert "Web site of the structure" in text_of(document)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("large", [False, True])
def test_a_copy_is_one_page_and_long_words_fit(large: bool, language: str) -> None:
    long = replace(FORM, meeting=meeting(structure_name=LONG, logo=png()), privacy_contact=LONG, website=LONG)

    for data in (FORM, long):
        document = render(data, catalogue(language), large_print=large)
        assert_inside(document, A4_PORTRAIT, 10)
        assert_apart(document)
        assert min(sizes(document)) >= (14 if large else 7)
        assert document.pages == (4 if large else 2)
