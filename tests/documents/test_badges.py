"""Badges: eight a page, codes a camera reads from the print, names of any length."""

from __future__ import annotations

import re

import pytest

from organiser_kit.documents.badge_plan import CODE_SIDE
from organiser_kit.documents.badges import render
from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.qr import QUIET_ZONE, code_box, matrix
from organiser_kit.stocks.library import shipped
from tests.documents.samples import ENGLISH, LONG, badge, badges, codes_on, page_texts, text_boxes, text_of


@pytest.mark.parametrize(("people", "pages"), [(1, 1), (8, 1), (9, 2), (25, 4)])
def test_eight_a_page(people: int, pages: int) -> None:
    document = render(badges(*(badge(n, given=f"Zoé{n}") for n in range(people))), ENGLISH)

    assert (document.pages, document.items) == (pages, people)
    counts = [len(re.findall(r"Zoé\d+", text)) for text in page_texts(document)]
    assert counts == [min(8, people - 8 * page) for page in range(pages)]


def test_no_people_no_badge_but_still_a_document() -> None:
    document = render(badges(), ENGLISH)

    assert (document.pages, document.items, text_of(document)) == (1, 0, "")


@pytest.mark.parametrize("dpi", [150, 200])
def test_every_code_is_read_from_the_rendered_page(dpi: int) -> None:
    people = [badge(n) for n in range(12)]

    document = render(badges(*people), ENGLISH)

    assert codes_on(document, 1, dpi) == {person.code for person in people[:8]}
    assert codes_on(document, 2, dpi) == {person.code for person in people[8:]}


def test_codes_span_thirty_millimetres_within_their_quiet_zone() -> None:
    modules = len(matrix(badge().code))
    place = Box(0, 0, CODE_SIDE, CODE_SIDE)
    printed = code_box(modules, place)

    assert modules == 25  # level M, alphanumeric: 35 characters fit version 2
    assert printed.w >= 30
    assert printed.x >= QUIET_ZONE * printed.w / modules - 1e-9


def test_a_badge_shows_name_structure_and_role_in_words() -> None:
    text = text_of(render(badges(badge(family="d’Exemple", given="Œlia")), ENGLISH))

    for expected in ("Œlia", "D’EXEMPLE", "Collège Exemple", "participant", "Tuesday 24 November 2026"):
        assert expected in text


def test_long_names_shrink_and_wrap_inside_their_badge() -> None:
    names = [(LONG, LONG), ("W" * 60, "Maximilien-Alexandre"), ("Exemple", "X" * 90)]
    document = render(badges(*(badge(n, *name) for n, name in enumerate(names))), ENGLISH)

    boxes = shipped().house.boxes()
    for _, text, (left, top, right, bottom) in text_boxes(document):
        home = [box for box in boxes if box.x <= left < box.right and box.y <= top < box.bottom]
        assert len(home) == 1, text
        assert right <= home[0].right - CODE_SIDE - 5
        assert bottom <= home[0].bottom - 5
    assert text_of(document).replace(" ", "").count("W") == 60


def test_a_very_long_name_wraps_before_it_gets_too_small_to_read() -> None:
    document = render(badges(badge(family=LONG, given="Zoé")), ENGLISH)

    capitals = [
        ink[3] - ink[1] for _, text, ink in text_boxes(document) if text.strip().startswith("EXEMPLE-")
    ]
    assert len(capitals) == 1
    assert capitals[0] >= 5.5 * 0.7 / 72 * 25.4


def test_contact_details_typed_as_a_name_stay_off_the_badge() -> None:
    text = text_of(render(badges(badge(family="zoe@example.org", given="06 12 34 56 78")), ENGLISH))

    assert "@" not in text.lower()
    assert "12 34" not in text
