"""Whole pages, printed by the kit, signed by made-up hands, seen by made-up cameras, and read back.

Few of them: `make bench ARGS="-k signed_sheets"` reads hundreds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from organiser_kit.codes.sheet import SheetPage
from organiser_kit.documents import sign_in_sheet
from organiser_kit.documents.sheet.printed_rows import former_rows
from organiser_kit.errors import InputFileError
from organiser_kit.i18n import using
from organiser_kit.reading.sheet.reader import read_page
from organiser_kit.reading.sheet.results import CellState
from tests.documents import samples
from tests.documents.samples import SHEET_ID
from tests.reading.paper.camera import Camera
from tests.reading.paper.filled import PIXELS_A_MM, filled, printed
from tests.reading.paper.handwriting import FOR_A_PERSON, SIGNED, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.reading.sheet.results import PageReading
    from tests.reading.paper.filled import Filled
    from tests.reading.paper.handwriting import Picture

SCANNER = Camera(3, 0.5, flat=True)
PHONE = Camera(2, 0.3)
CRUMPLED = Camera(2, 0.3, bow=25.0)
HARD = [
    *(Kind.TALL, Kind.BLANK, Kind.TICK, Kind.CROSS, Kind.BLANK, Kind.SCRIBBLE),
    *(Kind.STRUCK, Kind.INITIALS, Kind.FAINT, Kind.DOT, Kind.OVER, Kind.BLANK),
]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with using("en"):
        yield


def read(picture: Picture) -> PageReading:
    return read_page(picture, "photo.jpg", lambda page: former_rows(25, page.page))


def wrongly_decided(page: Filled, reading: PageReading) -> list[tuple[int, Kind, CellState]]:
    """Return the cells that say something else than what was written, without sending anybody to look."""
    wrong = []
    for cell in reading.cells:
        kind = page.kinds[cell.row, cell.column]
        expected = {CellState.REVIEW}
        if kind not in FOR_A_PERSON:
            expected |= {CellState.SIGNED if kind in SIGNED else CellState.EMPTY}
        if cell.state not in expected:
            wrong.append((cell.row, kind, cell.state))
    return wrong


@pytest.mark.parametrize(
    ("camera", "seed"),
    [
        (Camera(3, 0.5, flat=True, quarter_turns=1), 1),
        (Camera(4, 0.3, quarter_turns=3), 3),
        (Camera(2, 0.2, quarter_turns=0), 4),
        (Camera(2, 0.4, quarter_turns=2), 5),
    ],
    ids=str,
)
def test_signed_and_empty_cells_are_told_apart(camera: Camera, seed: int) -> None:
    chance = np.random.default_rng(seed)
    page = filled(chance)

    reading = read(camera.photograph(page.picture, chance))

    assert (reading.page.sheet_id, reading.page.page) == (SHEET_ID, 1)
    assert [cell.row for cell in reading.cells] == list(range(1, len(page.kinds) + 1))
    assert wrongly_decided(page, reading) == []
    assert sum(cell.state is CellState.REVIEW for cell in reading.cells) <= 1
    assert all(cell.confidence >= 0.5 for cell in reading.cells if cell.state is not CellState.REVIEW)
    assert all(cell.crop.startswith(b"\x89PNG") for cell in reading.cells)


@pytest.mark.parametrize("camera", [SCANNER, PHONE], ids=["scanner", "phone"])
def test_whatever_is_not_clear_goes_to_a_person(camera: Camera) -> None:
    chance = np.random.default_rng(11)
    page = filled(chance, kinds=HARD)

    reading = read(camera.photograph(page.picture, chance))

    assert wrongly_decided(page, reading) == []
    assert all(cell.doubt for cell in reading.cells if page.kinds[cell.row, cell.column] in FOR_A_PERSON)


def test_who_came_without_registering_is_told_with_what_they_wrote() -> None:
    sheet = printed()
    page = len(sheet.pages)
    chance = np.random.default_rng(21)
    kinds = [
        Kind.SCRIPT if cell.person or place % 2 else Kind.BLANK
        for place, cell in enumerate(sheet.cells(page))
    ]
    signed = filled(chance, page, kinds, sheet)

    reading = read(PHONE.photograph(signed.picture, chance))

    assert wrongly_decided(signed, reading) == []
    blank = [cell.row for cell in sheet.cells(page) if cell.person is None]
    assert [cell.row for cell in reading.cells if cell.is_blank] == blank
    assert [(name.row, name.is_written) for name in reading.names] == [
        (row, signed.kinds[row, 1] is not Kind.BLANK) for row in blank
    ]
    assert all(name.crop.startswith(b"\x89PNG") for name in reading.names)


@pytest.mark.parametrize(("large", "meetings"), [(True, 1), (False, 2)], ids=["large print", "two meetings"])
def test_other_sheets_say_themselves_where_their_rows_lie(large: bool, meetings: int) -> None:
    chance = np.random.default_rng(31)
    sheet = printed(14, large=large, meetings=meetings)
    page = filled(chance, 1, None, sheet)

    reading = read(PHONE.photograph(page.picture, chance))

    cells = [(cell.row, cell.column) for cell in reading.cells]
    assert cells == [(cell.row, cell.column) for cell in sheet.cells(1)]
    assert wrongly_decided(page, reading) == []


@pytest.mark.parametrize("large", [False, True])
def test_sheets_whose_code_says_nothing_of_rows_are_still_read(
    large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_sheet, "printed_rows", lambda *_: None)
    printed.cache_clear()
    sheet = printed(25, large=large)
    printed.cache_clear()
    chance = np.random.default_rng(41)
    page = filled(chance, 1, None, sheet)

    reading = read(SCANNER.photograph(page.picture, chance))

    assert reading.page == SheetPage(SHEET_ID, 1, None)
    assert len(reading.cells) == len(sheet.cells(1))
    assert wrongly_decided(page, reading) == []


def test_a_page_without_any_row_is_read_as_such() -> None:
    empty = sign_in_sheet.render(samples.sheet(0, blank_rows=0), samples.ENGLISH)
    page = samples.rendered(empty, 1, 200)

    reading = read(np.asarray(page, np.uint8))

    assert (reading.page.sheet_id, reading.cells, reading.names) == (SHEET_ID, (), ())


def hidden(page: Picture, *boxes: tuple[float, float, float, float]) -> Picture:
    """Return a page with things lying on it: left, top, right and bottom in millimetres."""
    covered = page.copy()
    for box in boxes:
        left, top, right, bottom = (round(place * PIXELS_A_MM) for place in box)
        covered[top:bottom, left:right] = 120
    return covered


LOWER_LEFT = (0.0, 185.0, 22.0, 210.0)
LOWER_RIGHT = (272.0, 185.0, 297.0, 210.0)
CODE = (248.0, 5.0, 276.0, 32.0)


def test_a_thumb_on_one_corner_does_not_matter() -> None:
    chance = np.random.default_rng(51)
    page = filled(chance)

    reading = read(PHONE.photograph(hidden(page.picture, LOWER_LEFT), chance))

    assert reading.quality.markers == 3
    assert wrongly_decided(page, reading) == []


def two_pages() -> Picture:
    both = np.concatenate([printed().pages[0], printed().pages[1]])
    return np.asarray(cv2.resize(both, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)


def seen(page: Picture, camera: Camera = PHONE) -> Picture:
    return camera.photograph(page, np.random.default_rng(61))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: np.full((900, 1200), 200, np.uint8), "No sign-in sheet is to be seen in photo.jpg"),
        (
            lambda: seen(hidden(printed().pages[0], LOWER_LEFT, LOWER_RIGHT)),
            "Only 2 of the four corner squares",
        ),
        (lambda: seen(hidden(printed().pages[0], CODE)), "The square code of the sheet cannot be read"),
        (two_pages, "Several pages are to be seen"),
        (lambda: seen(printed().pages[0], Camera(0.55, 0.1)), "The page is too small"),
        (lambda: np.where(seen(printed().pages[0], SCANNER) > 128, 255, 0), "scan it in grey or in colour"),
        (lambda: cv2.GaussianBlur(seen(printed().pages[0]), (0, 0), 2.1), "is not sharp enough"),
        (
            lambda: seen(printed().pages[0], CRUMPLED),
            "The lines of the page cannot be followed",
        ),
    ],
    ids=[
        "no sheet",
        "two corners",
        "no code",
        "two pages",
        "far away",
        "black and white",
        "unsharp",
        "crumpled",
    ],
)
def test_a_bad_picture_is_refused_with_what_to_do(make: object, sentence: str) -> None:
    with pytest.raises(InputFileError, match=sentence) as refused:
        read(np.asarray(make(), np.uint8))  # type: ignore[operator]

    assert "photo.jpg" in refused.value.sentence
    assert refused.value.sentence.endswith(".")


def test_rows_that_are_not_where_they_should_be_are_not_guessed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose code says one row more than it shows: the last line is not there."""
    page = printed().pages[1]
    shorter = page.copy()
    cells = printed().cells(2)
    last = cells[-1].box
    top = round((last.y + 0.4) * PIXELS_A_MM)
    shorter[top : round((last.bottom + 0.6) * PIXELS_A_MM)] = 255

    with pytest.raises(InputFileError, match="cannot be followed"):
        read(seen(shorter, SCANNER))
