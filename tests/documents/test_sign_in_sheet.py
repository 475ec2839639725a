"""The sign-in sheet: what stands on it, where, and what never does."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.codes.sheet import parse
from organiser_kit.documents.data.meeting import PersonName
from organiser_kit.documents.data.sheet import SheetRow
from organiser_kit.documents.sheet.printed_rows import former_rows
from organiser_kit.documents.sign_in_sheet import render
from organiser_kit.i18n import Catalogue, catalogue
from tests.documents.samples import (
    ENGLISH,
    LONG,
    SHEET_ID,
    WrittenCatalogue,
    codes_on,
    meeting,
    page_texts,
    png,
    rendered,
    sheet,
    sizes,
    text_boxes,
    text_of,
)
from tests.papers.pages import read_pages

if TYPE_CHECKING:
    from organiser_kit.documents.sheet.geometry import SheetGeometry
    from organiser_kit.documents.toolkit.box import Box
    from organiser_kit.documents.toolkit.canvas import RenderedDocument

DPI = 200
DOTS_PER_MM = DPI / 25.4
BOTH = (meeting(), meeting(2, hour=14, day=28))


def _geometry(document: RenderedDocument) -> SheetGeometry:
    assert document.geometry is not None
    return document.geometry


@pytest.mark.parametrize(("people", "pages"), [(0, 1), (1, 1), (25, 3), (60, 6)])
def test_everybody_is_listed_once_in_order(people: int, pages: int) -> None:
    document = render(sheet(people), ENGLISH)

    assert (document.pages, document.items, document.notes) == (pages, people, ())
    listed = [int(number) for number in re.findall(r"EXEMPLE(\d{4})", text_of(document))]
    assert listed == list(range(1, people + 1))
    assert "People who came without registering" in page_texts(document)[-1]


def test_every_page_says_what_is_signed_when_where_and_for_whom() -> None:
    data = sheet(meetings=(meeting(activity_declaration_no="11 75 00000 75"),))

    for number, text in enumerate(page_texts(render(data, ENGLISH)), start=1):
        for expected in (
            "SIGN-IN SHEET",
            "Association Exemple — activity declaration no. 11 75 00000 75",
            "Class’Code — Module 3 “Penser l’informatique”",
            "Meeting 1 of 2 — Tuesday 24 November 2026, 18:00–20:00 (2 h)",
            "Maison des associations, Salle Ada, 12 rue de l’Exemple, 54000 Nancy",
            "Organiser — signature: EXEMPLE-MARTIN Jeanne",
            "Facilitator — signature: ÉCHANTILLON Søren (Université Exemple)",
            "Signature — evening",
            "Printed on 23/11/2026 at 17:05",
            f"Page {number} of 3",
            "Ref. 2026-0042 — version 2",
            "To see, correct or erase your data, or to object: the data officer.",
            "Kept for: 5 years.",
        ):
            assert expected in text


def test_the_count_is_left_to_the_organiser_on_the_last_page_only() -> None:
    texts = page_texts(render(sheet(), ENGLISH))

    assert [("in words:" in text, "Certified true, at:" in text) for text in texts] == [
        (False, False),
        (False, False),
        (True, True),
    ]


def test_there_is_no_trainer_and_no_declaration_number_unless_there_is_one() -> None:
    text = text_of(render(sheet(), ENGLISH)).lower()

    assert "trainer" not in text
    assert "declaration" not in text


@pytest.mark.parametrize(("hour", "half"), [(9, "morning"), (14, "afternoon"), (18, "evening")])
def test_the_signature_column_is_named_after_the_half_day(hour: int, half: str) -> None:
    document = render(sheet(1, meetings=(meeting(hour=hour),)), ENGLISH)

    assert f"Signature — {half}" in text_of(document)


def test_the_words_come_from_the_catalogue() -> None:
    french = Catalogue("fr", WrittenCatalogue({"SIGN-IN SHEET": "FEUILLE D’ÉMARGEMENT", "evening": "soirée"}))

    text = text_of(render(sheet(1), french))

    assert "FEUILLE D’ÉMARGEMENT" in text
    assert "Signature — soirée" in text


def test_the_code_names_the_sheet_and_each_page() -> None:
    document = render(sheet(), ENGLISH)

    for page in (1, 2, 3):
        (code,) = codes_on(document, page)
        read = parse(code)
        assert read is not None
        assert (read.sheet_id, read.page) == (SHEET_ID, page)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("meetings", [BOTH[:1], BOTH])
@pytest.mark.parametrize("people", [0, 13, 26])
def test_the_code_of_a_page_says_where_its_cells_lie(
    large: bool, meetings: tuple[object, ...], people: int
) -> None:
    document = render(sheet(people, meetings=meetings), ENGLISH, large_print=large)

    said = []
    for number in range(1, document.pages + 1):
        (code,) = codes_on(document, number)
        read = parse(code)
        assert read is not None
        assert read.rows is not None
        assert read.rows.pages == document.pages
        for place in read.rows.places():
            for column in range(read.rows.columns):
                left = read.rows.signatures + column * read.rows.cell_width
                said.append((number, place.number, column + 1, place.is_blank, left, place.top, read.rows))

    cells = _geometry(document).cells
    assert [one[:4] for one in said] == [(c.page, c.row, c.column, c.person is None) for c in cells]
    for (*_, left, top, rows), cell in zip(said, cells, strict=True):
        assert (left, top) == pytest.approx((cell.box.x, cell.box.y), abs=0.051)
        assert (rows.cell_width, rows.row) == pytest.approx((cell.box.w, cell.box.h), abs=0.051)


@pytest.mark.parametrize("large", [False, True])
def test_where_rows_lay_before_codes_said_so(large: bool) -> None:
    document = render(sheet(25), ENGLISH, large_print=large)

    for number in range(1, document.pages + 1):
        (code,) = codes_on(document, number)
        read = parse(code)
        assert read is not None
        assert read.rows in former_rows(25, number)


def test_no_contact_detail_reaches_the_paper_wherever_it_was_typed() -> None:
    somebody = PersonName("Exemple", "Zoé 06 12 34 56 78", "zoe@example.org")
    data = sheet(
        rows=(
            SheetRow(1, "Exemple zoe@example.org", "0612345678", "Ville +33 6 12 34 56 78", "a"),
            SheetRow(2, "Test", "06.12.34.56.78", "Tél. 00 33 612345678", "b"),
        ),
        meetings=(meeting(organisers=(somebody,), facilitators=(somebody,), room="code 06-12-34-56-78"),),
    )

    text = text_of(render(data, ENGLISH))

    assert "@" not in text
    assert not re.search(r"6\W?12\W?34\W?56|612345678", text)
    assert "EXEMPLE …" in text


def test_addresses_and_years_are_no_telephone_numbers() -> None:
    data = sheet(rows=(SheetRow(1, "Exemple", "Zoé", "Promotion 2025-2026, 54000 Nancy"),))

    assert "Promotion 2025-2026, 54000 Nancy" in text_of(render(data, ENGLISH))


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("meetings", [BOTH[:1], BOTH])
def test_cells_lie_inside_the_page_and_never_overlap(large: bool, meetings: tuple[object, ...]) -> None:
    geometry = _geometry(render(sheet(30, meetings=meetings), ENGLISH, large_print=large))

    assert geometry.page_mm == (297.0, 210.0)
    assert len(geometry.cells) == 35 * len(meetings)
    for cell in geometry.cells:
        assert cell.box.x >= 8
        assert cell.box.right <= 289
        assert 0 < cell.box.y < cell.box.bottom <= 195
        assert cell.box.h >= (15 if large else 11)
    for one, other in combinations(geometry.cells, 2):
        assert one.page != other.page or not _overlap(one.box, other.box)
    assert not any(
        cell.page == marker.page and _overlap(cell.box, marker.box)
        for cell in geometry.cells
        for marker in geometry.markers
    )


def test_two_meetings_give_two_columns_each_named() -> None:
    document = render(sheet(2, meetings=BOTH), ENGLISH)
    text = text_of(document)

    assert "Meeting 1 of 2 — 24/11/2026, evening" in text
    assert "Meeting 2 of 2 — 28/11/2026, afternoon" in text
    assert [(c.row, c.column, c.person) for c in _geometry(document).cells[:4]] == [
        (1, 1, "id-1"),
        (1, 2, "id-1"),
        (2, 1, "id-2"),
        (2, 2, "id-2"),
    ]
    assert {c.person for c in _geometry(document).cells[4:]} == {None}


def test_one_meeting_or_two_no_more() -> None:
    with pytest.raises(ValueError, match="one or two"):
        sheet(1, meetings=(meeting(), meeting(), meeting()))


@pytest.mark.parametrize("large", [False, True])
def test_the_geometry_is_that_of_the_lines_drawn(large: bool) -> None:
    """Around every cell a line is darker than paper; inside, nothing is printed."""
    document = render(sheet(15, meetings=BOTH), ENGLISH, large_print=large)
    images = {page: rendered(document, page, DPI) for page in range(1, document.pages + 1)}

    for cell in _geometry(document).cells:
        image, box = images[cell.page], cell.box
        middle_x, middle_y = box.x + box.w / 2, box.y + box.h / 2
        for x, y in ((box.x, middle_y), (box.right, middle_y), (middle_x, box.y), (middle_x, box.bottom)):
            assert _darkest(image, x - 0.15, y - 0.15, x + 0.15, y + 0.15) < 230
        inside = box.inset(0.4)
        assert _darkest(image, inside.x, inside.y, inside.right, inside.bottom) == 255


def test_a_persons_cell_stands_beside_the_persons_name() -> None:
    document = render(sheet(30), ENGLISH)
    names = {
        (page, text.strip()): (box[1] + box[3]) / 2
        for page, text, box in text_boxes(document)
        if text.startswith("EXEMPLE0")
    }

    for cell in _geometry(document).cells:
        if cell.person:
            name = f"EXEMPLE{int(cell.person.removeprefix('id-')):04d}"
            assert cell.box.y < names[cell.page, name] < cell.box.bottom


def test_the_geometry_as_json_has_the_keys_of_the_contract() -> None:
    plain = _geometry(render(sheet(1), ENGLISH)).as_json()

    assert plain["page_mm"] == [297.0, 210.0]
    assert isinstance(plain["cells"], list)
    assert plain["cells"][0] == {
        "page": 1,
        "row": 1,
        "column": 1,
        "person": "id-1",
        "x": 191.0,
        "y": 56.5,
        "w": 96.0,
        "h": 11,
    }


def test_the_corners_show_the_markers_a_camera_looks_for() -> None:
    """Bit patterns of markers 0 to 3 of the 4x4_50 dictionary, as the two bytes OpenCV stores for each."""
    document = render(sheet(1), ENGLISH)
    image = rendered(document, 1, DPI)
    expected = [(181, 50), (15, 154), (51, 45), (153, 70)]
    corners = [(marker.box.x, marker.box.y, marker.box.w) for marker in _geometry(document).markers]

    assert corners == [(8, 8, 10), (279, 8, 10), (279, 192, 10), (8, 192, 10)]
    for marker, (high, low) in zip(_geometry(document).markers, expected, strict=True):
        cell = marker.box.w / 6
        bits = ""
        for row in range(6):
            for column in range(6):
                x, y = marker.box.x + (column + 0.5) * cell, marker.box.y + (row + 0.5) * cell
                white = _darkest(image, x - 0.2, y - 0.2, x + 0.2, y + 0.2) > 128
                if 0 < row < 5 and 0 < column < 5:
                    bits += "1" if white else "0"
                else:
                    assert not white
        assert int(bits, 2) == high << 8 | low


@pytest.mark.parametrize("large", [False, True])
def test_long_names_titles_and_places_neither_overlap_nor_leave_the_page(large: bool) -> None:
    where: dict[str, Any] = {
        "venue_name": LONG,
        "room": LONG,
        "address": LONG,
        "structure_name": LONG,
        "module_title": LONG,
    }
    crowd = tuple(PersonName(LONG, f"N{n}", "Structure") for n in range(3))
    data = sheet(
        rows=(SheetRow(1, LONG, LONG, LONG + LONG), SheetRow(2, "X" * 120, "Y" * 80, "Z" * 200)),
        meetings=(meeting(**where, organisers=crowd, facilitators=crowd),),
        sheet_no="2026-" + "0" * 20,
        privacy_contact=LONG,
    )

    document = render(data, ENGLISH, large_print=large)

    assert text_of(document).count("BEISPIELHAUSEN") >= 1
    _assert_no_collision(document)
    (first, second) = (c.box for c in _geometry(document).cells if c.row in (1, 2))
    for _, text, box in text_boxes(document):
        if set(text.strip()) in ({"X"}, {"Y"}, {"Z"}):
            assert second.y <= box[1] < box[3] <= second.bottom
    assert first.bottom == pytest.approx(second.y)


def test_in_large_print_ordinary_texts_are_fourteen_points_high() -> None:
    assert min(sizes(render(sheet(25), ENGLISH, large_print=True))) >= 14
    assert min(sizes(render(sheet(25), ENGLISH))) >= 7


@pytest.mark.parametrize("people", range(1, 8))
def test_everyone_who_answers_for_the_meeting_has_a_place_to_sign(people: int) -> None:
    helpers = tuple(PersonName(f"Aide{n}", "Zoé") for n in range(people))

    document = render(sheet(1, meetings=(meeting(facilitators=helpers),)), ENGLISH)

    text = text_of(document)
    assert all(f"AIDE{n} Zoé" in text for n in range(people))
    assert text.count("signature:") == people + 1
    _assert_no_collision(document)


def test_a_logo_is_placed_and_a_broken_one_only_noted() -> None:
    plain = render(sheet(1), ENGLISH)
    with_logo = render(sheet(1, meetings=(meeting(logo=png()),)), ENGLISH)
    broken = render(sheet(1, meetings=(meeting(logo=b"%PDF-1.7"),)), ENGLISH)

    assert b"/Image" in with_logo.pdf
    assert len(with_logo.pdf) > len(plain.pdf)
    assert (with_logo.notes, broken.pdf) == ((), plain.pdf)
    assert "Association Exemple" in broken.notes[0]


def test_only_the_plan_knows_who_signs_where() -> None:
    data = sheet(3)
    renamed = replace(data, rows=tuple(replace(row, person_id=f"other-{row.number}") for row in data.rows))

    assert render(data, ENGLISH).pdf == render(renamed, ENGLISH).pdf


def _overlap(one: Box, other: Box, slack: float = 1e-6) -> bool:
    return (
        min(one.right, other.right) - max(one.x, other.x) > slack
        and min(one.bottom, other.bottom) - max(one.y, other.y) > slack
    )


def _darkest(image: object, left: float, top: float, right: float, bottom: float) -> int:
    box = tuple(round(v * DOTS_PER_MM) for v in (left, top, right, bottom))
    return int(image.crop((box[0], box[1], max(box[2], box[0] + 1), max(box[3], box[1] + 1))).getextrema()[0])  # type: ignore[attr-defined]


def _assert_no_collision(document: RenderedDocument) -> None:
    by_page: dict[int, list[tuple[float, float, float, float]]] = {}
    for page, _, ink in text_boxes(document):
        assert ink[0] >= 7
        assert ink[2] <= 290
        assert ink[1] >= 7
        assert ink[3] <= 204
        by_page.setdefault(page, []).append(ink)
    for inks in by_page.values():
        for a, b in combinations(inks, 2):
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            assert across < 0.1 or down < 0.1, (a, b)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("meetings", [(meeting(),), BOTH], ids=["one", "both"])
def test_large_print_is_large_down_to_the_notice_and_the_count(language: str, meetings: Any) -> None:
    document = render(sheet(meetings=meetings), catalogue(language), large_print=True)

    assert min(sizes(document)) >= 14


def test_a_place_that_is_not_known_is_a_line_to_write_it_on() -> None:
    unknown = meeting(venue_name="", room="", address="")
    known, blank = (render(sheet(5, meetings=(one,)), ENGLISH) for one in (meeting(), unknown))

    assert len(read_pages(blank.pdf)[0].rules) == len(read_pages(known.pdf)[0].rules) + 1
    assert "Place:" in page_texts(blank)[0]
