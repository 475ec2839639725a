"""The list for the front desk: names, boxes to tick, blank lines, and no way to reach anybody."""

from __future__ import annotations

import pytest

from organiser_kit.documents.data.front_desk import FrontDeskData
from organiser_kit.documents.data.meeting import PersonName
from organiser_kit.documents.front_desk import render
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.reading import Reads
from tests.documents.door import LONG_NAME, assert_apart, assert_inside
from tests.documents.samples import ENGLISH, meeting, page_texts, sizes, text_of

PEOPLE = tuple(PersonName("Exemple", f"Zoé{n:03d}", "Collège Secret") for n in range(1, 26))


def test_it_says_who_where_when_how_many_and_whom_to_call() -> None:
    document = render(FrontDeskData(meeting(), PEOPLE), ENGLISH)

    text = text_of(document)
    for expected in (
        "Tuesday 24 November 2026, 18:00–20:00",
        "Maison des associations, Salle Ada",
        "25 people",
        "Whom to call inside: EXEMPLE-MARTIN Jeanne",
        "EXEMPLE Zoé001",
        "People who are not on the list",
    ):
        assert expected in text
    assert document.items == 25


def test_it_has_a_box_for_each_person_and_for_each_blank_line() -> None:
    document = render(FrontDeskData(meeting(), PEOPLE[:3], blank_rows=4), ENGLISH)

    assert document.reading is not None
    rows = [passage.texts for passage in document.reading.passages if passage.reads is Reads.ROW]
    assert rows == [("", str(n), "EXEMPLE", person.given_name) for n, person in enumerate(PEOPLE[:3], 1)]
    assert text_of(document).count("Family name") == 2
    fewer = render(FrontDeskData(meeting(), PEOPLE[:3], blank_rows=3), ENGLISH)
    assert len(fewer.pdf) < len(document.pdf)


def test_names_only_and_nothing_by_which_to_reach_anybody() -> None:
    typed_wrong = (PersonName("zoe@example.org", "06 12 34 56 78", "Collège Secret"),)
    text = text_of(render(FrontDeskData(meeting(), PEOPLE + typed_wrong), ENGLISH))

    for kept_quiet in ("Secret", "@", "12 34", "Université Exemple", "Nancy"):
        assert kept_quiet not in text


def test_without_an_organiser_somebody_writes_whom_to_call() -> None:
    document = render(FrontDeskData(meeting(organisers=()), ()), ENGLISH)

    assert document.reading is not None
    blanks = [passage.texts for passage in document.reading.passages if passage.reads is Reads.BLANK]
    assert blanks == [("Whom to call inside:",)]


@pytest.mark.parametrize("large", [False, True])
def test_awkward_names_fit(large: bool) -> None:
    people = (PersonName(LONG_NAME, LONG_NAME), PersonName("Łódź-Œuvre", ""), PersonName("", "Zoé"))
    document = render(FrontDeskData(meeting(), people), ENGLISH, large_print=large)

    assert_inside(document, A4_PORTRAIT, 12)
    assert_apart(document)
    assert min(sizes(document)) >= (14 if large else 8)


def test_each_page_repeats_the_heads_of_its_columns() -> None:
    document = render(FrontDeskData(meeting(), PEOPLE * 4), ENGLISH)

    assert document.pages > 3
    assert all("Given name" in text for text in page_texts(document))


def test_a_group_of_25_stands_on_one_page() -> None:
    first, *others = page_texts(render(FrontDeskData(meeting(), PEOPLE), ENGLISH))

    assert "EXEMPLE Zoé025" in first
    assert not any("Zoé" in page for page in others)
