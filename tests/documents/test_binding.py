"""Documents bound into one: where each comes to stand, on one or both sides, and what the cover says."""

from __future__ import annotations

import re
from contextlib import closing
from io import BytesIO
from itertools import pairwise

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.documents import whole_kit
from organiser_kit.documents.data.kit import KitCover, KitEntry
from organiser_kit.documents.toolkit.binding import Leaf, spans
from organiser_kit.documents.toolkit.box import A4_LANDSCAPE, A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import RenderedDocument, drafting
from tests.documents.samples import ENGLISH, meeting, page_texts

LEAVES = st.lists(
    st.builds(
        lambda pages, singly: Leaf(RenderedDocument(b"", pages, 1), "", singly),
        st.integers(1, 9),
        st.booleans(),
    ),
    max_size=8,
)


@given(st.integers(1, 3), LEAVES)
def test_on_one_side_pages_follow_each_other(cover: int, leaves: list[Leaf]) -> None:
    places = spans(cover, leaves, two_sided=False)
    edges = [cover, *(edge for place in places for edge in (place.first, place.last))]

    assert [place.last - place.first + 1 for place in places] == [leaf.document.pages for leaf in leaves]
    assert all(after == before + 1 for before, after in list(pairwise(edges))[::2])


@given(st.integers(1, 3), LEAVES)
def test_on_both_sides_each_begins_on_a_front_and_backs_stay_free(cover: int, leaves: list[Leaf]) -> None:
    end = cover
    for leaf, place in zip(leaves, spans(cover, leaves, two_sided=True), strict=True):
        pages = leaf.document.pages
        assert place.first % 2 == 1
        assert 0 < place.first - end <= 2
        assert place.last - place.first == (pages - 1) * (2 if leaf.singly else 1)
        end = place.last


def document(title: str, pages: int, size: tuple[float, float] = A4_PORTRAIT) -> RenderedDocument:
    """Return a document whose pages say which they are."""
    with drafting(title, "Exemple", size, ENGLISH) as draft:
        for page in range(1, pages + 1):
            draft.paper.next_page()
            draft.paper.text(f"{title} sheet {page}", Box(30, 40, 120, 8), points=12)
            if page == 2:
                draft.paper.bookmark(f"{title} part")
    return draft.finished(1)


def kit(count: int, *, large: bool = False, two_sided: bool = False) -> RenderedDocument:
    """Return so many documents bound; every second one is used singly, every third lies across."""
    entries = tuple(
        KitEntry(f"Use {n // 4}", f"Paper {n}", "What it is for, in a sentence.", "Print one, for somebody.")
        for n in range(count)
    )
    leaves = [
        Leaf(
            document(f"Example {n}", 1 + n % 3, A4_PORTRAIT if n % 3 else A4_LANDSCAPE),
            f"Paper {n}",
            singly=bool(n % 2),
        )
        for n in range(count)
    ]
    cover = KitCover(meeting(), entries, two_sided=two_sided)
    return whole_kit.render(cover, leaves, ENGLISH, large_print=large)


def contents(texts: list[str]) -> list[tuple[int, int]]:
    """Return the pages that the cover names, in order."""
    cover = " ".join(text for text in texts if "Example" not in text)
    found = re.findall(r"(?:page (\d+)|pages (\d+)–(\d+))(?! of)", cover)
    return [(int(one or first), int(one or last)) for one, first, last in found]


@pytest.mark.parametrize(
    ("count", "large", "two_sided"), [(3, False, False), (14, True, False), (14, True, True)]
)
def test_the_pages_on_the_cover_are_those_of_the_documents(
    count: int, *, large: bool, two_sided: bool
) -> None:
    texts = page_texts(kit(count, large=large, two_sided=two_sided))
    named = contents(texts)

    assert len(named) == count
    for n, (first, last) in enumerate(named):
        shown = [text for text in texts[first - 1 : last] if text]
        assert shown == [f"Example {n} sheet {page}" for page in range(1, 2 + n % 3)]
        assert texts[last - 1] == shown[-1]


def test_the_outline_and_the_links_lead_where_the_cover_says() -> None:
    bound = kit(14, large=True)
    named = contents(page_texts(bound))
    marks = _bookmarks(bound)

    assert [mark[1:] for mark in marks if mark[0] == 0][1:] == [
        (f"Paper {n}", first) for n, (first, _) in enumerate(named)
    ]
    assert [mark[1:] for mark in marks if mark[0] == 1] == [
        (f"Example {n} part", first + 1) for n, (first, _) in enumerate(named) if n % 3
    ]
    assert _linked(bound) == [first for first, _ in named]


def _bookmarks(bound: RenderedDocument) -> list[tuple[int, str, int]]:
    """Return depth, title and page of every entry of the outline."""
    with closing(pypdfium2.PdfDocument(bound.pdf)) as document:
        return [
            (mark.level, mark.get_title(), (mark.get_dest().get_index() or 0) + 1)
            for mark in document.get_toc()
        ]


def _linked(bound: RenderedDocument) -> list[int]:
    """Return the pages that the places on the cover lead to, after a look at where those places are."""
    targets: list[int] = []
    reader = pypdf.PdfReader(BytesIO(bound.pdf))
    for page in reader.pages:
        above = float(page.mediabox.height)
        for link in (one.get_object() for one in page.get("/Annots", ())):
            left, bottom, right, top = map(float, link["/Rect"])
            assert 40 < left < right < 560
            assert 0 < bottom < top <= above
            above = bottom
            targets.append((reader.get_page_number(link["/Dest"][0].get_object()) or 0) + 1)
    return targets


def test_both_sides_differ_from_one_by_blank_pages_alone() -> None:
    one, both = kit(6), kit(6, two_sided=True)
    plain = [text for text in page_texts(one)[1:] if text]
    laid_out = page_texts(both)[1:]

    assert "" not in page_texts(one)
    assert [text for text in laid_out if text] == plain
    singly = [n for n in range(6) if n % 2]
    for number, text in enumerate(page_texts(both), start=1):
        if any(f"Example {n} " in text for n in singly):
            assert number % 2 == 1
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in _pages(both)]
    assert sizes[3] == sizes[2]


def _pages(bound: RenderedDocument) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(BytesIO(bound.pdf)).pages)


def test_the_same_documents_give_the_same_bytes() -> None:
    assert kit(4, two_sided=True).pdf == kit(4, two_sided=True).pdf


def test_in_large_print_the_cover_is_large_and_reads_as_one_document() -> None:
    bound = kit(3, large=True)

    assert bound.reading is not None
    assert bound.twin.index("<h1>The whole kit</h1>") < bound.twin.index("<dt>Paper 1</dt>")
    assert bound.twin.index("<dt>Paper 2</dt>") < bound.twin.index("<h2>Example 0</h2>")
    assert bound.twin.count("<h1>") == 1
