"""The eyes of the gate see: each fault, drawn on purpose, is told; a page without fault is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument, drafting
from organiser_kit.documents.toolkit.qr import draw_code
from organiser_kit.i18n import catalogue
from tests.papers import faults
from tests.papers.pages import codes_in, pictures, read_pages

if TYPE_CHECKING:
    from collections.abc import Callable

_LINE = Box(30, 40, 120, 6)


def _drawn(*pages: Callable[[Paper], None]) -> RenderedDocument:
    with drafting("Example", "Example", A4_PORTRAIT, catalogue("en")) as draft:
        for draw in pages:
            draft.paper.next_page()
            draw(draft.paper)
    return draft.finished(1)


def _told(*pages: Callable[[Paper], None]) -> list[str]:
    document = _drawn(*pages)
    return list(faults.on_every_page(read_pages(document.pdf), document.notes, texts_only=False))


def _good(paper: Paper) -> None:
    paper.text("A line that anybody can read", _LINE, points=11)
    paper.text("and the next one below it, É g", Box(30, 46, 120, 6), points=11)
    paper.line(30, 52, 150, 52)


def test_a_good_page_has_no_fault() -> None:
    assert _told(_good) == []


@pytest.mark.parametrize(
    "box", [Box(1, 40, 80, 6), Box(30, 1, 80, 6), Box(180, 40, 29, 6), Box(30, 290, 80, 6)]
)
def test_a_text_at_the_edge(box: Box) -> None:
    told = _told(_good, lambda paper: _write(paper, "Nobody can print this at all", box))

    assert len(told) == 1
    assert "outside the printable area" in told[0]


def _write(paper: Paper, text: str, box: Box) -> None:
    paper.text(text, box, points=14)


def test_a_shape_at_the_edge_unless_it_marks_the_cut() -> None:
    def draw(paper: Paper) -> None:
        _good(paper)
        paper.line(0, 100, 3, 100)

    assert "a shape" in "".join(_told(draw))
    pages = read_pages(_drawn(draw).pdf)
    assert list(faults.on_every_page(pages, (), texts_only=True)) == []


@pytest.mark.parametrize(("across", "down", "clear"), [(10, 2, False), (0, 5.2, True), (60, 0, True)])
def test_two_texts_over_one_another(across: float, down: float, *, clear: bool) -> None:
    def draw(paper: Paper) -> None:
        paper.text("the first of two", _LINE, points=11)
        paper.text("the second", Box(_LINE.x + across, _LINE.y + down, 60, 6), points=11)

    told = _told(draw)
    assert [fault for fault in told if "overlap" in fault] == [] if clear else "overlap" in told[0]


@pytest.mark.parametrize("line", [(30, 42.5, 90, 42.5), (40, 38, 40, 50)])
def test_a_line_through_a_text(line: tuple[float, float, float, float]) -> None:
    def draw(paper: Paper) -> None:
        _good(paper)
        paper.line(*line)

    assert "runs through" in _told(draw)[0]


def test_a_replaced_character_that_no_note_tells_about() -> None:
    document = _drawn(lambda paper: _write(paper, "Exemple 例", _LINE))
    pages = read_pages(document.pdf)

    assert list(faults.on_every_page(pages, document.notes, texts_only=False)) == []
    assert "no note" in "".join(faults.on_every_page(pages, (), texts_only=False))


def test_a_page_without_anything_of_its_own() -> None:
    def furniture(paper: Paper) -> None:
        paper.text("Association Exemple", Box(20, 10, 80, 6), points=11)
        paper.text(f"Page {paper.pages} of 3", Box(20, 280, 80, 6), points=11)

    def full(paper: Paper) -> None:
        furniture(paper)
        _good(paper)

    assert _told(_good, lambda paper: paper.line(30, 52, 150, 52)) == ["page 2 is empty"]
    assert _told(full, full, furniture) == ["page 3 is empty"]


@pytest.mark.parametrize(
    ("written", "numbered", "clear"),
    [
        ("Page 1 of 2|Page 2 of 2", True, True),
        ("Page 1 of 2|Page 1 of 2", True, False),
        ("one|two", True, False),
        ("one", True, True),
        ("one|two", False, True),
        ("Page 1 of 2|Page 2 of 2|Page 1 of 1|one|Page 1 of 2|Page 2 of 2", False, True),
        ("Page 1 of 2|Page 2 of 2|Page 1 of 1", True, False),
        ("Page 1 of 2|Page 1 of 2", False, False),
        ("Page 1 of 2", False, False),
        ("Page 2 of 2|one", False, False),
        ("Page 1 of 1 Page 1 of 3", False, False),
    ],
)
def test_page_numbers(written: str, *, numbered: bool, clear: bool) -> None:
    def draws(text: str) -> Callable[[Paper], None]:
        return lambda paper: _write(paper, text, _LINE)

    pages = read_pages(_drawn(*map(draws, written.split("|"))).pdf)

    assert (list(faults.wrongly_numbered(pages, catalogue("en"), numbered=numbered)) == []) is clear


def test_the_size_on_paper() -> None:
    page = read_pages(_drawn(lambda paper: _write(paper, "fourteen", _LINE)).pdf)[0]

    assert list(faults.too_small(page, 14.0)) == []
    assert list(faults.too_small(page, 14.25)) == ["page 1: “fourteen” is set in 14.00 pt"]


def test_what_cannot_be_seen() -> None:
    def covered(paper: Paper) -> None:
        _good(paper)
        paper.fill([Box(30, 40, 120, 6)])

    pages = read_pages(_drawn(covered).pdf)
    ((_, picture),) = pictures(_drawn(covered).pdf, 100)

    told = list(faults.invisible(pages[0], picture, 100))
    assert len(told) == 1
    assert "A line that anybody can read" in told[0]


def test_codes_are_read_compared_and_left_their_white() -> None:
    def draw(paper: Paper) -> None:
        draw_code(paper, "OK1EXAMPLE", Box(30, 40, 40, 40))
        paper.text("too near", Box(66, 55, 60, 6), points=11)

    document = _drawn(draw)
    ((_, picture),) = pictures(document.pdf, 150)
    codes = codes_in(picture, 150)

    assert list(faults.unlike_asked(["OK1EXAMPLE"], codes)) == []
    assert len(list(faults.unlike_asked(["OK1OTHER"], codes))) == 2
    assert "is on a code" in "".join(faults.beside_codes(read_pages(document.pdf)[0], codes))


def test_a_font_embedded_whole() -> None:
    assert faults.whole_fonts(_drawn(_good).pdf) == []
    assert faults.whole_fonts(b"<< /FontName /NotoSans-Bold >>") == [
        "the font NotoSans-Bold is embedded whole"
    ]
    assert faults.whole_fonts(b"%PDF-1.4") == ["no font is embedded"]
