"""Table tents: the same name on both faces, upright once folded."""

from __future__ import annotations

import pytest
from PIL import ImageChops

from organiser_kit.documents.data.tents import TentData, TentsData
from organiser_kit.documents.tents import render
from organiser_kit.documents.toolkit.box import A4_LANDSCAPE, A4_PORTRAIT
from tests.documents.door import LONG_NAME, assert_apart, assert_inside
from tests.documents.samples import ENGLISH, meeting, page_texts, rendered, sizes, text_of

ZOE = TentData("Exemple", "Zoé", "Collège Exemple", "Facilitator")


def tents(*those: TentData) -> TentsData:
    return TentsData(meeting(), those)


@pytest.mark.parametrize(
    ("people", "pages", "large"), [(0, 1, 1), (1, 1, 1), (2, 1, 2), (25, 13, 25), (400, 200, 400)]
)
def test_two_a_page_and_one_in_large_print(people: int, pages: int, large: int) -> None:
    data = tents(*(TentData("Exemple", f"Zoé{n}") for n in range(people)))

    standard, larger = render(data, ENGLISH), render(data, ENGLISH, large_print=True)

    assert (standard.pages, larger.pages) == (pages, large)
    assert standard.items == larger.items == people


def test_every_name_stands_on_both_faces_with_the_role_in_words() -> None:
    text = text_of(render(tents(ZOE), ENGLISH))

    for expected in ("Zoé", "EXEMPLE", "Facilitator · Collège Exemple", "Class’Code — Module 3"):
        assert text.count(expected) == 2


@pytest.mark.parametrize("large", [False, True])
def test_the_second_face_is_the_first_one_turned_by_half(large: bool) -> None:
    page = rendered(render(tents(ZOE), ENGLISH, large_print=large), dpi=100)
    tent = page if large else page.crop((0, 0, page.width, page.height // 2))

    # Turned as a whole, a tent is the same: what one neighbour reads, the other reads too.
    differing = ImageChops.difference(tent, tent.rotate(180)).point(lambda grey: 255 if grey > 200 else 0)
    dark = sum(tent.point(lambda grey: 1 if grey < 128 else 0).histogram()[1:2])
    assert sum(differing.histogram()[255:]) < dark * 0.05
    top, bottom = (
        tent.crop((0, 0, tent.width, tent.height // 2)),
        tent.crop((0, tent.height // 2, *tent.size)),
    )
    assert ImageChops.difference(top, bottom).getbbox() is not None


@pytest.mark.parametrize("large", [False, True])
def test_a_given_name_is_larger_than_anything_else(large: bool) -> None:
    set_in = sorted(sizes(render(tents(ZOE), ENGLISH, large_print=large)))

    assert set_in[-1] >= 2 * set_in[-2]
    assert set_in[-1] >= (90 if large else 60)


@pytest.mark.parametrize("large", [False, True])
def test_awkward_names_fit(large: bool) -> None:
    people = [
        TentData(LONG_NAME, LONG_NAME, LONG_NAME, "Organiser · Facilitator"),
        TentData("Łódź-Œuvre", "Şebnem", "", "Participant"),
        TentData("", "Zoé"),
        TentData("Exemple", ""),
    ]
    document = render(tents(*people), ENGLISH, large_print=large)

    assert_inside(document, A4_LANDSCAPE if large else A4_PORTRAIT, 6)
    assert_apart(document)
    assert min(sizes(document)) >= (14 if large else 7)
    assert document.notes == ()


def test_contact_details_typed_as_a_name_stay_off_the_table() -> None:
    text = text_of(render(tents(TentData("zoe@example.org", "06 12 34 56 78")), ENGLISH))

    assert "@" not in text
    assert "12 34" not in text


def test_characters_without_a_glyph_are_reported() -> None:
    document = render(tents(TentData("例", "Zoé")), ENGLISH)

    assert "例" in " ".join(document.notes)
    assert page_texts(document)
