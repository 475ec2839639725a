"""Every paper looks as it did when somebody looked at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from organiser_kit.papers.registry import PRINTABLES
from tests.papers import references

if TYPE_CHECKING:
    import pytest

    from tests.papers.evening import Evening


def test_a_paper_looks_as_it_did(paper: str, evening: Evening, request: pytest.FixtureRequest) -> None:
    pages = list(references.drawn(paper, evening))
    if request.config.getoption("--renew-references"):
        for name, picture in pages:
            references.renew(name, picture)
    assert list(filter(None, (references.compared(name, picture) for name, picture in pages))) == []


def test_no_reference_is_of_a_paper_that_is_gone() -> None:
    kept = {path.name.removesuffix(".png") for path in references.FOLDER.glob("*.png")}
    assert {name for name in kept if not name.startswith(tuple(PRINTABLES))} == set()


def test_a_moved_line_a_missing_word_and_another_size_are_seen() -> None:
    page = Image.new("L", (397, 561), 255)
    draw = ImageDraw.Draw(page)
    for top in range(40, 540, 20):
        draw.text((30, top), "Association Exemple, Villefictive, mardi 24 novembre", fill=0)
    without = page.copy()
    ImageDraw.Draw(without).rectangle((30, 40, 90, 55), fill=255)

    assert references.unlike(page, page) == 0
    assert references.unlike(ImageChops.offset(page, 0, 2), page) > 0.01
    assert references.unlike(without, page) > 0.001
    assert references.unlike(page.rotate(90, expand=True), page) == 1
