"""The timeline: an overview on the first page, then every activity whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from organiser_kit.documents.timeline import render
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.i18n import catalogue
from tests.documents.door import LONG_NAME, assert_apart, assert_inside
from tests.documents.kits import ZOE, activity, timeline
from tests.documents.samples import ENGLISH, page_texts, sizes, text_boxes, text_of

if TYPE_CHECKING:
    from organiser_kit.documents.data.timeline import TimelineData


def test_the_first_page_is_the_overview_with_every_hour_and_the_end() -> None:
    first, *_ = page_texts(render(timeline(), ENGLISH))

    for number, clock in enumerate(("18:00", "18:20", "18:40", "19:00", "19:20", "19:40"), start=1):
        assert f"{clock} Activity {number} 20 min" in first
    assert "20:00 End of the meeting" in first
    assert "Sit in a circle" not in first


def test_the_overview_is_read_from_arms_length() -> None:
    document = render(timeline(), ENGLISH)

    heights = [ink[3] - ink[1] for page, text, ink in text_boxes(document) if page == 1 and "18:20" in text]

    # Digits 4 mm high are read at 70 cm by whoever reads a newspaper at 35 cm.
    assert min(heights) >= 4.0


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("count", [1, 8, 12])
def test_the_overview_stays_on_one_page(count: int, large: bool) -> None:
    pages = page_texts(render(timeline(count), ENGLISH, large_print=large))

    assert "End of the meeting" in pages[0]
    assert "Say who you are" in pages[1]


def test_an_activity_tells_what_to_do_what_it_needs_and_what_to_say_at_its_end() -> None:
    whole = activity(
        1, 20, without_network="Use the stick.", without_computers="Use paper.", without_facilitator="Ask."
    )
    document = render(timeline(activities=(whole,)), ENGLISH)
    assert document.reading is not None

    told = [passage.texts for passage in document.reading.passages]

    start = told.index(("18:20–18:40 — Activity 2",))
    assert told[start:] == [
        ("18:20–18:40 — Activity 2",),
        ("20 min",),
        ("Sit in a circle.",),
        ("Say who you are.",),
        ("Material", "Badges · Pens"),
        ("Without network", "Use the stick."),
        ("Without computers", "Use paper."),
        ("Without a facilitator", "Ask."),
        ("At 18:40, say:", "“Stand up, leave your things.”"),
    ]


def test_a_longer_meeting_says_that_activities_were_fitted() -> None:
    sentence = "The kit is made for 2 h; here every activity keeps its share of 2 h 30."

    assert sentence in text_of(render(timeline(5, 30), ENGLISH))
    assert "The kit is made for" not in text_of(render(timeline(), ENGLISH))


def test_the_timekeeper_is_named_or_written_by_hand() -> None:
    def told(data: TimelineData) -> list[tuple[Reads, tuple[str, ...]]]:
        reading = render(data, ENGLISH).reading
        assert reading is not None
        return [(one.reads, one.texts) for one in reading.passages if one.texts[0] == "Timekeeper:"]

    assert told(timeline()) == [(Reads.BLANK, ("Timekeeper:",))]
    assert told(timeline(timekeepers=(ZOE,))) == [(Reads.FIELD, ("Timekeeper:", "EXEMPLE Zoé"))]


@pytest.mark.parametrize("large", [False, True])
def test_no_activity_is_cut_by_the_end_of_a_page(large: bool) -> None:
    steps = tuple(f"Step {n}. {LONG_NAME}" for n in range(1, 6))
    activities = tuple(replace(one, steps=steps) for one in timeline(9).activities)

    pages = page_texts(render(timeline(9, activities=activities), ENGLISH, large_print=large))

    for text in pages[1:]:
        assert text.count("Step 1.") == text.count("Step 5.") == text.count("say:") > 0


@pytest.mark.parametrize("large", [False, True])
def test_long_words_fit(large: bool) -> None:
    long = replace(
        activity(0, 20),
        title=LONG_NAME * 2,
        steps=(LONG_NAME * 12,) * 9,
        say=LONG_NAME * 4,
        material=(LONG_NAME,) * 5,
        without_network=LONG_NAME * 5,
    )

    document = render(timeline(activities=(long,) * 3), ENGLISH, large_print=large)

    assert_inside(document, A4_PORTRAIT, 10)
    assert_apart(document)
    assert min(sizes(document)) >= (14 if large else 8)


def test_activities_are_listed_in_the_outline_and_the_licence_in_the_foot() -> None:
    document = render(timeline(2), catalogue("fr"))

    pdf = pypdfium2.PdfDocument(document.pdf)
    titles = [entry.get_title() for entry in pdf.get_toc()]
    pdf.close()
    assert titles[0] == "Déroulé de la rencontre"
    assert [title.partition(" — ")[2] for title in titles[1:]] == ["Activity 1", "Activity 2"]
    assert all("Zoé Exemple · CC-BY-4.0" in text for text in page_texts(document))
    assert "« Stand up, leave your things. »" in text_of(document).replace("\u202f", " ")
