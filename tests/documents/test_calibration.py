"""What undoes a printer's error: computed from four figures, for any printer that can be."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from organiser_kit.calibration import (
    CROSS,
    MOST_OFFSET,
    MOST_SCALE,
    NONE,
    Calibration,
    Measured,
    from_measured,
    nominal,
    to_measured,
)
from organiser_kit.documents.badges import render
from organiser_kit.documents.calibration import render as render_page
from organiser_kit.documents.data.badges import BadgesData
from organiser_kit.documents.data.calibration import CalibrationData
from organiser_kit.documents.moving import moved
from organiser_kit.stocks.library import shipped
from tests.documents.samples import ENGLISH, badge, badges, codes_on, meeting, rendered, text_boxes
from tests.papers.pages import read_pages

if TYPE_CHECKING:
    from PIL import Image

    from organiser_kit.stocks.stock import Stock

A4 = (210.0, 297.0)
offsets = st.floats(-MOST_OFFSET, MOST_OFFSET)
scales = st.floats(1 - MOST_SCALE, 1 + MOST_SCALE)
printers = st.builds(Calibration, offsets, offsets, scales, scales)
places = st.tuples(st.floats(0, 210), st.floats(0, 297))


@given(printers, places)
def test_what_is_corrected_is_printed_where_it_belongs(
    printer: Calibration, place: tuple[float, float]
) -> None:
    assert printer.printed(*printer.corrected(*place)) == pytest.approx(place, abs=1e-9)


@given(printers)
def test_the_four_figures_tell_what_the_printer_does(printer: Calibration) -> None:
    assert printer.is_plausible
    left, top = printer.printed(CROSS, CROSS)
    right, bottom = printer.printed(A4[0] - CROSS, A4[1] - CROSS)
    told = from_measured(Measured(left, top, right - left, bottom - top), A4)
    for name in ("offset_x", "offset_y", "scale_x", "scale_y"):
        assert getattr(told, name) == pytest.approx(getattr(printer, name), abs=1e-9)
    assert from_measured(to_measured(printer, A4), A4).scale_x == pytest.approx(printer.scale_x)


@given(printers, places)
def test_the_matrix_of_a_pdf_does_the_same(printer: Calibration, place: tuple[float, float]) -> None:
    points = 72 / 25.4
    height = A4[1] * points
    a, _, _, d, e, f = printer.matrix(height)
    x, y = place[0] * points, height - place[1] * points
    assert ((a * x + e) / points, (height - d * y - f) / points) == pytest.approx(
        printer.corrected(*place), abs=1e-6
    )


def test_a_printer_that_misses_nothing() -> None:
    assert to_measured(NONE, A4) == nominal(A4) == Measured(20, 20, 170, 257)
    assert from_measured(nominal(A4), A4) == NONE


@pytest.mark.parametrize(
    "printer",
    [Calibration(10.1), Calibration(0, -11), Calibration(scale_x=1.04), Calibration(scale_y=0.9)],
)
def test_what_no_printer_does_is_not_plausible(printer: Calibration) -> None:
    assert not printer.is_plausible
    assert not Calibration(float("nan")).is_plausible
    assert not from_measured(Measured(20, 20, 0, 257), A4).is_plausible


def _ink(picture: Image.Image) -> list[float]:
    """Return the left, top, right and bottom of what is printed, in millimetres."""
    box = picture.point(lambda level: 255 * (level < 128)).getbbox()
    assert box is not None
    return [edge * 25.4 / 300 for edge in box]


def test_badges_move_by_what_the_printer_misses_and_their_codes_are_still_read() -> None:
    document = render(BadgesData(meeting(), (badge(1),), shipped().called("L7165")), ENGLISH)
    page = rendered(document, dpi=300)

    pdf = moved(document.pdf, Calibration(2.0, -3.0))

    after = type(document)(pdf, document.pages, document.items)
    shifted = rendered(after, dpi=300)
    assert shifted.size == page.size
    before, now = _ink(page), _ink(shifted)
    assert now == pytest.approx([edge + by for edge, by in zip(before, (-2, 3, -2, 3), strict=True)], abs=0.1)
    assert codes_on(after) == {badge(1).code}


def test_what_is_moved_stays_text_with_its_title_and_outline() -> None:
    document = render(badges(*(badge(n) for n in range(9))), ENGLISH)

    read = PdfReader(BytesIO(moved(document.pdf, Calibration(1.0, 1.0, 1.01, 0.99))))

    assert len(read.pages) == 2
    assert "EXEMPLE" in read.pages[1].extract_text()
    assert read.metadata is not None
    assert (read.metadata.title or "").startswith("Badges — Class’Code — Module 3")
    assert len(read.outline) == 1
    assert len(moved(document.pdf, NONE)) < 1.5 * len(document.pdf)


def test_the_crosses_of_the_page_stand_where_the_figures_say() -> None:
    page = rendered(render_page(CalibrationData(shipped().house), ENGLISH), dpi=300)
    dot = 300 / 25.4
    for x in (CROSS, A4[0] - CROSS):
        for y in (CROSS, A4[1] - CROSS):
            for dx, dy in ((5, 0), (-5, 0), (0, 5), (0, -5)):
                place = int((x + dx) * dot), int((y + dy) * dot)
                assert page.crop((*place, place[0] + 2, place[1] + 2)).tobytes().count(0) > 0, (x, y)


@pytest.mark.parametrize("stock", shipped().all, ids=lambda stock: stock.name)
def test_labels_are_numbered_where_they_lie(stock: Stock) -> None:
    document = render_page(CalibrationData(stock), ENGLISH)
    assert document.pages == 2
    numbers = [
        (text, box) for page, text, box in text_boxes(document) if page == 2 and text.startswith("Label ")
    ]
    assert len(numbers) == stock.per_page
    for box, (text, (left, top, right, bottom)) in zip(stock.boxes(), numbers, strict=True):
        assert box.x <= left <= right <= box.right, text
        assert box.y <= top <= bottom <= box.bottom, text


def test_large_print_has_large_words_and_the_same_measures() -> None:
    data = CalibrationData(shipped().house)
    plain, large = render_page(data, ENGLISH), render_page(data, ENGLISH, large_print=True)

    texts = [text for page in read_pages(large.pdf) for text in page.texts]
    assert min(text.points for text in texts if not text.text.strip().isdigit()) >= 14
    drawn = [page.rules for page in read_pages(plain.pdf)]
    assert [page.rules for page in read_pages(large.pdf)] == drawn
    assert max(text.area.bottom for text in texts) < A4[1] - CROSS
