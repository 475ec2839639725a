"""The participation statement: what it says, what it never claims."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from organiser_kit.codes.statement.digests import bare
from organiser_kit.codes.statement.facts import AttendedMeeting, StatementFacts
from organiser_kit.codes.statement.seal import sealed, spaced
from organiser_kit.documents.data.meeting import PersonName
from organiser_kit.documents.data.statement import StatementMeeting
from organiser_kit.documents.statement_plan import CODE_SIDE
from organiser_kit.documents.statements import render, render_all, words_of
from organiser_kit.documents.toolkit.qr import QUIET_ZONE, matrix
from tests.documents.samples import (
    ENGLISH,
    LONG,
    codes_on,
    meeting,
    page_texts,
    rendered,
    sizes,
    statement,
    text_boxes,
    text_of,
)

ONE: dict[str, Any] = {"meetings": (StatementMeeting(meeting(), 120, "F-ABCD-EFGH"),)}


def code(meetings: int = 1) -> str:
    """Return a code of the length of real ones."""
    attended = AttendedMeeting(date(2026, 11, 24), 3, 1, 120, (), "F-ABCD-EFGH")
    facts = StatementFacts(
        "A-ABCD-EFGH-2345", date(2026, 11, 25), (attended,) * meetings, b"s" * 8, b"n" * 12, b"w" * 16
    )
    return sealed(facts, b"made-up seed of thirty-two bytes")


CODE = code()


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
        "Tuesday 24 November 2026, 18:00–20:00",
        "Time attended: 2 h",
        "Saturday 28 November 2026, 18:00–20:00",
        "Time attended: 1 h 30",
        "Maison des associations, Salle Ada",
        "Host: Association Exemple",
        "As: facilitator",
        "As: participant",
        "Total time attended: 3 h 30",
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
    assert codes_on(render(statement(**ONE, verify_code=CODE), ENGLISH)) == {CODE}
    assert codes_on(render(statement(**ONE), ENGLISH)) == set()


def test_the_code_is_printed_in_letters_too_and_nothing_follows_it() -> None:
    text = text_of(render(statement(**ONE, verify_code=CODE), ENGLISH))

    assert text.endswith(spaced(CODE))


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_every_line_stands_below_the_one_before(count: int, large_print: bool) -> None:
    """So that every program that copies the text, by writing order or by place, copies the same."""
    parts = tuple(StatementMeeting(meeting(n), 120, f"2026-{n}") for n in range(1, count + 1))
    data = statement(meetings=parts, verify_code=CODE, issued_in="Nancy")

    lines = [(page, ink[3]) for page, _, ink in text_boxes(render(data, ENGLISH, large_print=large_print))]

    assert lines == sorted(lines)


def test_its_modules_are_wide_enough_for_a_photo_of_the_page() -> None:
    """At least half a millimetre; ten meetings in one code still are."""
    assert CODE_SIDE / (len(matrix(CODE)) + 2 * QUIET_ZONE) > 0.6
    assert CODE_SIDE / (len(matrix(code(meetings=10))) + 2 * QUIET_ZONE) > 0.5


def test_many_meetings_take_several_pages_each_naming_the_person() -> None:
    parts = tuple(StatementMeeting(meeting(n), 120, f"2026-{n}") for n in range(1, 7))

    texts = page_texts(render(statement(meetings=parts), ENGLISH))

    assert len(texts) == 2
    assert all("EXEMPLE Zoé" in text and f"Page {n} of 2" in text for n, text in enumerate(texts, start=1))
    assert "Meeting 6 of 2" in texts[1]


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_the_words_above_the_code_are_those_that_are_bound(count: int, large_print: bool) -> None:
    parts = tuple(StatementMeeting(meeting(n), 120, f"2026-{n}") for n in range(1, count + 1))
    data = statement(meetings=parts, verify_code=CODE, person=PersonName("Łódź-\u674e", "Œdipe d’Şen"))

    printed = text_of(render(data, ENGLISH, large_print=large_print))

    assert bare(printed.split("OKA1")[0]) == bare(words_of(data, ENGLISH, large_print=large_print))


def test_all_statements_of_a_meeting_are_one_document() -> None:
    data = [statement(**ONE, person=PersonName(f"Exemple{n}", "Zoé"), verify_code=CODE) for n in range(3)]

    document = render_all(data, ENGLISH)

    assert (document.pages, document.items) == (3, 3)
    assert document.twin.count("<h1>") == 1
    assert document.twin.count("<h2>Statement of participation</h2>") == 3
    assert [f"EXEMPLE{n} Zoé" in text for n, text in enumerate(page_texts(document))] == [True] * 3


def test_no_statement_is_no_document() -> None:
    with pytest.raises(ValueError, match="no statement"):
        render_all((), ENGLISH)


def test_large_print_is_large_throughout() -> None:
    for data in (statement(verify_code=code(meetings=2)), statement(**ONE, verify_code=CODE)):
        assert min(sizes(render(data, ENGLISH, large_print=True))) >= 14


def test_without_an_organiser_there_is_a_line_to_fill_in() -> None:
    text = text_of(render(statement(**ONE, signatory=PersonName("", "")), ENGLISH))

    assert "I the undersigned, ……" in text


def test_it_reads_as_a_page_of_html() -> None:
    twin = render(statement(**ONE, verify_code=CODE), ENGLISH).twin

    assert twin.count("<h1") == 1
    assert "EXEMPLE Zoé" in twin


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

    inks = [(page, ink) for page, _, ink in text_boxes(document)]
    for index, (page, (left, top, right, bottom)) in enumerate(inks):
        assert left >= 15
        assert top >= 10
        assert right <= 195
        assert bottom <= 287
        for other_page, other in inks[index + 1 :]:
            if page != other_page:
                continue
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
