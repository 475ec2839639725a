"""The kit of a real evening: what is in it, in which order, and what becomes of a paper that refuses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import drafting
from organiser_kit.errors import UserError
from organiser_kit.i18n import catalogue
from organiser_kit.papers import whole_kit
from organiser_kit.papers.kinds import Use, kinds
from organiser_kit.papers.registry import PRINTABLES, Printable
from organiser_kit.papers.wish import PLAIN, PaperWish
from tests.papers.pages import about, read_pages

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from tests.papers.evening import Evening

ENGLISH = catalogue("en")


def _kit(evening: Evening, printables: dict[str, Printable], wish: PaperWish = PLAIN) -> RenderedDocument:
    data = whole_kit.gather(printables, evening.kit, evening.to_come, ENGLISH, wish)
    return whole_kit.render(data, ENGLISH, wish)


def _stub(name: str) -> Printable:
    def render(data: Any, texts: Catalogue, wish: PaperWish) -> RenderedDocument:
        del data, wish
        with drafting(f"Drawn {name}", "Exemple", A4_PORTRAIT, texts) as draft:
            draft.paper.next_page()
            draft.paper.text(f"This is {name}", Box(30, 40, 100, 8), points=12)
        return draft.finished(1)

    return Printable(name, lambda *_: None, render)


def _bound() -> list[str]:
    return [kind.name for kind in kinds(ENGLISH) if kind.is_bound]


def test_the_order_is_that_of_use_and_nothing_is_left_behind() -> None:
    uses = [list(Use).index(kind.use) for kind in kinds(ENGLISH)]
    names = {kind.name for kind in kinds(ENGLISH)}

    assert uses == sorted(uses)
    assert set(PRINTABLES) <= names
    left = {"kit", "sheet-recap", "statements", "calibration", "scanner-test"}
    assert set(PRINTABLES) - set(_bound()) <= left


def test_every_paper_of_the_list_joins_by_being_registered(evening: Evening) -> None:
    document = _kit(evening, {name: _stub(name) for name in reversed(_bound())})
    titles = [kind.title for kind in kinds(ENGLISH) if kind.is_bound]
    cover_pages = document.pages - len(titles)

    assert [text for text, _ in about(document.pdf).bookmarks][1:] == titles
    assert [page for _, page in about(document.pdf).bookmarks][1:] == [
        *range(cover_pages + 1, document.pages + 1)
    ]
    shown = [page.extracted for page in read_pages(document.pdf)][cover_pages:]
    assert shown == [f"This is {name}" for name in _bound()]
    assert (document.items, document.notes) == (len(titles), ())


def test_a_paper_that_cannot_be_made_is_left_out_and_told_about(evening: Evening) -> None:
    def refuse(*_: object) -> Any:
        raise UserError("The printer of examples is away.")

    printables = {name: _stub(name) for name in ("poster", "sheet", "report")}
    printables["poster"] = replace(printables["poster"], gather=refuse)
    printables["report"] = replace(printables["report"], render=refuse)
    document = _kit(evening, printables)
    cover = read_pages(document.pdf)[0].extracted

    assert (document.pages, document.items) == (2, 1)
    assert document.notes == (
        "Not in this kit — Poster: The printer of examples is away.",
        "Not in this kit — Report form: The printer of examples is away.",
    )
    assert "Poster: The printer of examples is away." in cover
    assert "page 2" in cover


def test_what_is_no_refusal_is_not_hidden(evening: Evening) -> None:
    def fail(*_: object) -> Any:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _kit(evening, {"poster": replace(_stub("poster"), gather=fail)})


def test_each_paper_in_the_kit_is_the_paper_printed_alone(evening: Evening) -> None:
    wish = PaperWish(large_print=True, two_sided=True)
    document = _kit(evening, PRINTABLES, wish)
    pages = read_pages(document.pdf)
    marks = dict(about(document.pdf).bookmarks)

    for kind in kinds(ENGLISH):
        if not (kind.is_bound and kind.name in PRINTABLES):
            continue
        paper = PRINTABLES[kind.name]
        alone = paper.render(paper.gather(evening.kit, evening.to_come, ENGLISH, wish), ENGLISH, wish)
        step = 2 if kind.singly else 1
        first = marks[kind.title]
        here = pages[first - 1 :: step][: alone.pages]
        assert first % 2 == 1
        assert [page.texts for page in here] == [page.texts for page in read_pages(alone.pdf)]
        if kind.singly:
            backs = pages[first : first + 2 * (alone.pages - 1) : 2]
            assert not any(page.texts or page.shapes for page in backs)
