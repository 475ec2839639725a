"""The full privacy notice."""

from __future__ import annotations

import pytest

from organiser_kit.documents.data.privacy_notice import PrivacyNoticeData
from organiser_kit.documents.privacy_notice import render
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.i18n import catalogue
from tests.documents.door import assert_apart, assert_inside
from tests.documents.samples import ENGLISH, LONG, meeting, png, sizes, text_of

NOTICE = PrivacyNoticeData(
    meeting(),
    address="1 rue de l’Exemple, 54000 Nancy",
    website="https://www.example.org",
    privacy_contact="donnees@example.org",
    dpo_contact="delegue@example.org",
    retention_text="7 years",
)


def test_it_says_everything_that_the_law_asks_for() -> None:
    text = text_of(render(NOTICE, ENGLISH))

    for expected in (
        "Association Exemple, which hosts these meetings",
        "1 rue de l’Exemple, 54000 Nancy, https://www.example.org",
        "donnees@example.org",
        "Data protection officer: delegue@example.org",
        "our legitimate interest",
        "only if you agreed",
        "Your name is needed",
        "the regional coordination",
        "7 years after the meeting",
        "24 months after you last took part",
        "60 days after the last meeting of the group",
        "12 months",
        "as long as the images are used, and 5 years more",
        "corrected, erased",
        "take back at any time what you agreed to",
        "www.cnil.fr",
    ):
        assert expected in text


def test_what_the_structure_never_said_is_written_by_hand() -> None:
    document = render(PrivacyNoticeData(meeting(), retention_text="5 years"), ENGLISH)

    assert document.reading is not None
    blanks = [passage.texts for passage in document.reading.passages if passage.reads is Reads.BLANK]
    assert blanks == [("Address:",), ("Contact about your data:",)]
    assert "officer" not in text_of(document)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_one_page_and_two_in_large_print(language: str) -> None:
    for data in (NOTICE, PrivacyNoticeData(meeting(logo=png()), retention_text="5 years")):
        standard = render(data, catalogue(language))
        large = render(data, catalogue(language), large_print=True)

        assert (standard.pages, large.pages) == (1, 2)
        assert min(sizes(standard)) >= 7.5
        assert min(sizes(large)) >= 14


@pytest.mark.parametrize("large", [False, True])
def test_long_words_fit(large: bool) -> None:
    data = PrivacyNoticeData(meeting(structure_name=LONG), LONG, LONG, LONG, LONG, "5 years")
    document = render(data, catalogue("fr"), large_print=large)

    assert_inside(document, A4_PORTRAIT, 10)
    assert_apart(document)
