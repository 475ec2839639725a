"""Every paper looks as it did when somebody looked at it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import FILL_GREY, HAIRLINE_GREY, Paper, drafting
from organiser_kit.i18n import catalogue
from organiser_kit.papers.registry import PRINTABLES
from tests.papers import references
from tests.papers.conftest import NOW
from tests.papers.evening import open_evening
from tests.papers.pages import pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PIL import Image

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
    gone = references.kept(paper) - {name for name, _ in pages}
    if request.config.getoption("--renew-references"):
        for name, picture in pages:
            references.renew(name, picture)
        for name in gone:
            (references.FOLDER / name).unlink()
        gone = set()
    assert list(filter(None, (references.compared(name, picture) for name, picture in pages))) == []
    assert gone == set()


def test_no_reference_is_of_a_paper_that_is_gone() -> None:
    kept = {path.name for path in references.FOLDER.glob("*.png")}
    assert kept == set().union(*map(references.kept, PRINTABLES))


def _write(paper: Paper, text: str = "évaluation", points: float = 9, down: float = 0) -> None:
    paper.text(text, Box(130, 200 + down, 30, 6), points=points)


def _rule(paper: Paper, down: float = 0) -> None:
    paper.line(30, 200 + down, 60, 200 + down, grey=HAIRLINE_GREY)


def _box(paper: Paper) -> None:
    paper.frame(Box(130, 200, 3, 3))


def _band(paper: Paper) -> None:
    paper.fill([Box(30, 200, 40, 6)], grey=FILL_GREY)


def _page(draw: Callable[[Paper], None]) -> Image.Image:
    """Return a page with ordinary text and lines, and what is drawn on it besides."""
    with drafting("Example", "Example", A4_PORTRAIT, catalogue("en")) as draft:
        draft.paper.next_page()
        for top in range(30, 180, 8):
            draft.paper.text("Association Exemple, Villefictive", Box(30, top, 90, 6), points=9)
            draft.paper.line(30, top + 7, 120, top + 7, grey=HAIRLINE_GREY)
        draw(draft.paper)
    ((_, picture),) = pictures(draft.pdf, references.DPI)
    return picture


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(_write, lambda _: None, id="a word that is gone"),
        pytest.param(_write, lambda paper: _write(paper, "évolution"), id="another word"),
        pytest.param(_write, lambda paper: _write(paper, points=8.5), id="half a point less"),
        pytest.param(_write, lambda paper: _write(paper, down=0.5), id="a word half a millimetre lower"),
        pytest.param(_rule, lambda _: None, id="a hairline that is gone"),
        pytest.param(_rule, lambda paper: _rule(paper, down=1), id="a hairline a millimetre lower"),
        pytest.param(_box, lambda _: None, id="a box to tick that is gone"),
        pytest.param(_band, lambda _: None, id="a grey band that is gone"),
    ],
)
def test_what_anybody_would_see_is_seen(
    before: Callable[[Paper], None],
    after: Callable[[Paper], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(references, "FOLDER", tmp_path)
    references.renew("a.png", _page(before))

    assert references.compared("a.png", _page(before)) == ""
    assert "looks different" in references.compared("a.png", _page(after))


def test_another_size_of_paper_is_another_page() -> None:
    page = _page(_write)

    assert references.unlike(page, page) == 0
    assert references.unlike(page.rotate(90, expand=True), page) == 1
