"""The report form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from organiser_kit.documents.data.meeting import PersonName
from organiser_kit.documents.data.report import ReportFormData
from organiser_kit.documents.report import render
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.i18n import catalogue
from tests.documents.door import LONG_NAME, assert_apart, assert_inside
from tests.documents.samples import ENGLISH, LONG, meeting, sizes, text_of

FORM = ReportFormData(meeting(), expected=25, present=23, walk_ins=0, sheet_no="2026-0042")


def _figures(data: ReportFormData) -> tuple[str, ...]:
    document = render(data, ENGLISH)
    assert document.reading is not None
    (row,) = [passage.texts for passage in document.reading.passages if passage.reads is Reads.ROW]
    return row


def test_known_figures_are_filled_in_and_nobody_is_not_nothing() -> None:
    assert _figures(FORM) == ("25", "23", "0")
    assert _figures(ReportFormData(meeting(), expected=25)) == ("25", "", "")


def test_it_asks_for_what_a_coordination_needs() -> None:
    text = text_of(render(FORM, ENGLISH))

    for expected in (
        "Class’Code — Module 3 “Penser l’informatique” — Meeting 1 of 2",
        "Two minutes are enough",
        "No names of participants",
        "EXEMPLE-MARTIN Jeanne",
        "Sign-in sheet: 2026-0042",
        "Filled in by:",
        "What went well?",
        "What got in the way?",
        "What does the group need?",
        "Practice sheets made:",
        "Next meeting:",
        "Help wanted",
        "give this sheet, or a photograph of it, to the coordination",
    ):
        assert expected in text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("large", [False, True])
def test_it_is_one_page_and_two_in_large_print(large: bool, language: str) -> None:
    crowd = tuple(PersonName(LONG_NAME, LONG_NAME) for _ in range(2))
    long = replace(FORM, meeting=meeting(structure_name=LONG, organisers=crowd))

    for data in (FORM, ReportFormData(meeting(organisers=())), long):
        document = render(data, catalogue(language), large_print=large)
        assert document.pages == (2 if large else 1)
        assert_inside(document, A4_PORTRAIT, 10)
        assert_apart(document)
        assert min(sizes(document)) >= (14 if large else 7)
