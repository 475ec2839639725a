"""The anonymous questionnaire."""

from __future__ import annotations

import pytest

from organiser_kit.documents.data.evaluation import EvaluationData
from organiser_kit.documents.evaluation import render
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.i18n import catalogue
from tests.documents.door import assert_apart, assert_inside
from tests.documents.samples import ENGLISH, LONG, meeting, png, sizes, text_of

QUESTIONS = EvaluationData(meeting())


def test_two_on_a_page_and_one_in_large_print() -> None:
    standard, large = render(QUESTIONS, ENGLISH), render(QUESTIONS, ENGLISH, large_print=True)

    assert (standard.pages, standard.items) == (large.pages, 2 * large.items) == (1, 2)
    assert text_of(standard).count("This sheet is anonymous") == 2
    assert text_of(standard) == " ".join([text_of(large)] * 2)


def test_four_answers_in_words_and_two_open_questions() -> None:
    document = render(QUESTIONS, ENGLISH, large_print=True)

    assert document.reading is not None
    by_kind = {
        kind: [passage.texts for passage in document.reading.passages if passage.reads is kind]
        for kind in (Reads.TABLE, Reads.ROW, Reads.BLANK)
    }
    (heads,) = by_kind[Reads.TABLE]
    assert heads[1:] == ("not at all", "rather not", "rather yes", "fully")
    assert all(row[1:] == ("", "", "", "") for row in by_kind[Reads.ROW])
    assert by_kind[Reads.ROW][-1][0] == "I will try some of it with children."
    assert len(by_kind[Reads.BLANK]) == 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_on_it_tells_who_answers(language: str) -> None:
    document = render(QUESTIONS, catalogue(language))

    assert document.reading is not None
    asked = " ".join(
        passage.texts[0].lower()
        for passage in document.reading.passages
        if passage.reads in (Reads.BLANK, Reads.ROW, Reads.FIELD)
    )
    for word in ("name", "nom ", "age", "âge", "commune", "structure", "profession", "e-mail", "courriel"):
        assert f" {word.strip()} " not in f" {asked} "
    assert "EXEMPLE-MARTIN" not in text_of(document)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("large", [False, True])
def test_long_words_fit(large: bool, language: str) -> None:
    data = EvaluationData(meeting(structure_name=LONG, logo=png()))
    document = render(data, catalogue(language), large_print=large)

    assert document.pages == 1
    assert_inside(document, A4_PORTRAIT, 8)
    assert_apart(document)
    assert min(sizes(document)) >= (14 if large else 7)
