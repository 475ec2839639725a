"""The participation statement: what it says, what it never claims."""

from __future__ import annotations

from typing import Any

import pytest

from organiser_kit.documents.data.meeting import PersonName
from organiser_kit.documents.data.statement import StatementMeeting
from organiser_kit.documents.statements import MEETINGS_PER_PAGE, render
from tests.documents.samples import (
    ENGLISH,
    LONG,
    codes_on,
    meeting,
    page_texts,
    rendered,
    statement,
    text_boxes,
    text_of,
)


def test_it_says_who_what_when_where_and_on_what_it_rests() -> None:
    text = text_of(render(statement(), ENGLISH))

    for expected in (
        "Statement of participation",
        "No. 2026-0042-07",
        "I the undersigned, EXEMPLE-DURAND Claude, organiser, state that",
        "EXEMPLE Zoé",
        "Collège Exemple",
        "took part in the following meetings:",
        "Class’Code — Module 3 “Penser l’informatique” — Meeting 1 of 2",
        "Tuesday 24 November 2026, 18:00–20:00 — time present: 2 h",
        "Saturday 28 November 2026, 18:00–20:00 — time present: 1 h 30",
        "Maison des associations, Salle Ada",
        "Host: Association Exemple",
        "As: facilitator",
        "As: participant",
        "Total time: 3 h 30",
        "On the strength of sign-in sheets no. 2026-0042, 2026-0043.",
        "Signature and stamp:",
        "Thursday 10 December 2026",
    ):
        assert expected in text


def test_it_is_no_certificate_and_says_so() -> None:
    text = text_of(render(statement(), ENGLISH))

    assert "This statement is neither a certification nor an assessment of skills." in text
    assert "certificate" not in text.lower()


def test_one_meeting_is_told_in_the_singular() -> None:
    document = render(statement(meetings=(StatementMeeting(meeting(), 120, "2026-0042"),)), ENGLISH)

    text = text_of(document)
    assert "took part in the following meeting:" in text
    assert "On the strength of sign-in sheet no. 2026-0042." in text
    assert (document.pages, document.items) == (1, 1)


def test_a_reissue_names_the_statement_it_replaces() -> None:
    text = text_of(render(statement(supersedes="2026-0001"), ENGLISH))

    assert "No. 2026-0042-07, which cancels and replaces no. 2026-0001" in text


def test_the_place_is_printed_or_left_to_fill_in() -> None:
    assert "Done at Nancy, Thursday" in text_of(render(statement(issued_in="Nancy"), ENGLISH))
    assert "Done at ....." in text_of(render(statement(), ENGLISH))


def test_the_code_to_check_it_is_read_from_the_print_when_there_is_one() -> None:
    assert codes_on(render(statement(verify_code="OKA1ABCDEFGH234567"), ENGLISH)) == {"OKA1ABCDEFGH234567"}
    assert codes_on(render(statement(), ENGLISH)) == set()


def test_many_meetings_take_several_pages_each_naming_the_person() -> None:
    parts = tuple(StatementMeeting(meeting(n), 120, f"2026-{n}") for n in range(1, MEETINGS_PER_PAGE + 2))

    texts = page_texts(render(statement(meetings=parts), ENGLISH))

    assert len(texts) == 2
    assert all("EXEMPLE Zoé" in text and f"Page {n} of 2" in text for n, text in enumerate(texts, start=1))
    assert "Meeting 4 of 2" in texts[1]


def test_a_statement_about_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one meeting"):
        statement(meetings=())


@pytest.mark.parametrize("count", [1, 2, 3])
def test_very_long_texts_stay_apart_and_on_the_page(count: int) -> None:
    where: dict[str, Any] = {
        "venue_name": LONG,
        "address": LONG,
        "structure_name": LONG,
        "module_title": LONG,
    }
    parts = tuple(StatementMeeting(meeting(n, **where), 120, LONG, (LONG,)) for n in range(1, count + 1))
    somebody = PersonName(LONG, LONG, LONG)
    data = statement(
        meetings=parts, person=somebody, signatory=somebody, signatory_quality=LONG, issued_in=LONG
    )

    document = render(data, ENGLISH)

    inks = [ink for _, _, ink in text_boxes(document)]
    for index, (left, top, right, bottom) in enumerate(inks):
        assert left >= 15
        assert top >= 10
        assert right <= 195
        assert bottom <= 287
        for other in inks[index + 1 :]:
            across = min(right, other[2]) - max(left, other[0])
            down = min(bottom, other[3]) - max(top, other[1])
            assert across < 0.1 or down < 0.1


def test_there_is_room_to_sign_and_stamp() -> None:
    """The lower part of the signature area is white over at least 60 by 25 mm."""
    image = rendered(render(statement(), ENGLISH), dpi=100)
    (label,) = (ink for _, text, ink in text_boxes(render(statement(), ENGLISH)) if "stamp" in text)
    left, top = label[0], label[3] + 8
    area = tuple(round(v * 100 / 25.4) for v in (left, top, left + 60, top + 25))

    assert image.crop((area[0], area[1], area[2], area[3])).getextrema() == (255, 255)
