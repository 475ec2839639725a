"""The poster of a meeting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from organiser_kit.documents.data.poster import PosterData, PosterFormat
from organiser_kit.documents.poster import render
from organiser_kit.documents.toolkit.box import A3_PORTRAIT, A4_PORTRAIT
from tests.documents.door import LONG_NAME, assert_apart, assert_inside
from tests.documents.samples import ENGLISH, LONG, codes_on, meeting, png, poster, sizes, text_boxes, text_of


def test_it_says_what_when_and_where() -> None:
    document = render(poster(), ENGLISH)

    text = text_of(document)
    for expected in (
        "Class’Code — Module 3",
        "Penser l’informatique",
        "Meeting 1 of 2",
        "Tuesday 24 November 2026",
        "18:00–20:00 (2 h)",
        "Maison des associations, Salle Ada",
        "12 rue de l’Exemple, 54000 Nancy",
        "Hosted by Association Exemple",
    ):
        assert expected in text
    assert (document.pages, document.items) == (1, 1)


def test_nobody_is_named_on_it() -> None:
    assert "EXEMPLE-MARTIN" not in text_of(render(poster(), ENGLISH)).upper()


def test_a_public_address_is_printed_and_as_a_code() -> None:
    address = "https://www.example.org/rencontres/nancy"

    document = render(PosterData(meeting(), "Venez comme vous êtes.", address), ENGLISH)

    assert codes_on(document) == {address}
    assert address in text_of(document)
    assert "Venez comme vous êtes." in text_of(document)
    assert codes_on(render(poster(), ENGLISH)) == set()


def test_the_a3_poster_is_the_a4_one_larger() -> None:
    data = PosterData(meeting(), "Venez comme vous êtes.", "https://www.example.org/rencontres")
    small, large = render(data, ENGLISH), render(replace(data, format=PosterFormat.A3), ENGLISH)

    assert text_of(small) == text_of(large)
    assert codes_on(large) == codes_on(small) == {"https://www.example.org/rencontres"}
    ratio = A3_PORTRAIT[0] / A4_PORTRAIT[0]
    for (_, _, one), (_, _, other) in zip(text_boxes(small), text_boxes(large), strict=True):
        assert other == pytest.approx(tuple(length * ratio for length in one), abs=2)


@pytest.mark.parametrize("url", ["", "https://www.example.org/" + "a" * 176])
@pytest.mark.parametrize("logo", [None, png()])
def test_large_print_has_nothing_below_fourteen_points(url: str, logo: bytes | None) -> None:
    where: dict[str, Any] = {"venue_name": LONG_NAME, "room": "Salle Ada", "structure_name": LONG_NAME}
    data = PosterData(meeting(module_title=LONG_NAME, logo=logo, **where), "Entrée libre. " * 20, url)

    document = render(data, ENGLISH, large_print=True)

    assert min(sizes(document)) >= 14
    assert_inside(document, A4_PORTRAIT, 15)
    assert_apart(document)
    assert codes_on(document) == ({url} if url else set())


def test_a_long_address_is_printed_whole_on_several_lines() -> None:
    address = "https://www.example.org/" + "rencontre-" * 15

    text = text_of(render(PosterData(meeting(), "", address), ENGLISH))

    assert address in text.replace(" ", "").replace("\ufffe", "-")


def test_a_meeting_outside_any_module_is_announced_by_its_title() -> None:
    text = text_of(render(poster(module_number=None, module_title="", title="Rencontre libre"), ENGLISH))

    assert "Rencontre libre" in text
    assert "Module" not in text


def test_very_long_texts_stay_apart_and_on_the_page() -> None:
    where: dict[str, Any] = {"venue_name": LONG, "room": LONG, "address": LONG, "structure_name": LONG}
    document = render(
        PosterData(meeting(module_title=LONG + LONG, **where), LONG * 3, "https://x.example/" + "a" * 80),
        ENGLISH,
    )

    inks = [ink for _, _, ink in text_boxes(document)]
    for index, (left, top, right, bottom) in enumerate(inks):
        assert left >= 15
        assert right <= 195
        assert top >= 15
        assert bottom <= 285
        for other in inks[index + 1 :]:
            across = min(right, other[2]) - max(left, other[0])
            down = min(bottom, other[3]) - max(top, other[1])
            assert across < 0.1 or down < 0.1
