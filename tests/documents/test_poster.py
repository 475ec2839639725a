"""The poster of a meeting."""

from __future__ import annotations

from typing import Any

from organiser_kit.documents.data.poster import PosterData
from organiser_kit.documents.poster import render
from tests.documents.samples import ENGLISH, LONG, codes_on, meeting, poster, text_boxes, text_of


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
