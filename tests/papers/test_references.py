"""Every paper looks as it did when somebody looked at it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageDraw

from organiser_kit.papers.registry import PRINTABLES
from tests.papers import references
from tests.papers.conftest import NOW
from tests.papers.evening import open_evening

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.papers.evening import Evening

PEOPLE = 12


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Evening]:
    """An evening of which nothing was printed before: printing a sheet, or a statement, leaves its trace."""
    made = open_evening(tmp_path / "evening", PEOPLE, NOW)
    with closing(made.kit):
        yield made


def test_a_paper_looks_as_it_did(paper: str, fresh: Evening, request: pytest.FixtureRequest) -> None:
    pages = list(references.drawn(paper, fresh))
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
