"""Several finished documents bound into one: their pages as they are, one outline, one reading.

Each document keeps the bytes of its own pages. On request every one begins on a front side, and nothing
stands on the back of what is cut up, hung up or handed out, by blank pages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import Fit, NameObject, TextStringObject

from organiser_kit.documents.toolkit.canvas import CREATOR, RenderedDocument
from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM
from organiser_kit.documents.toolkit.reading import Passage, Reading, Reads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.documents.toolkit.box import Box

FRONT_AND_BACK = 2


@dataclass(frozen=True, slots=True)
class Leaf:
    """One document to bind, under the title that the outline gives it.

    ``singly`` leaves the back of each of its pages blank where backs are printed.
    """

    document: RenderedDocument
    title: str
    singly: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Where a document stands in the bound one: its first and last page, counted from 1."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A place on a page of the cover that leads to the document ``leaf``, 0 for the first after the cover."""

    page: int
    box: Box
    leaf: int


def spans(cover_pages: int, leaves: Sequence[Leaf], *, two_sided: bool) -> tuple[Span, ...]:
    """Return where each document comes to stand behind a cover of so many pages."""
    found: list[Span] = []
    end = cover_pages
    for leaf in leaves:
        first = _front(end) if two_sided else end + 1
        step = FRONT_AND_BACK if two_sided and leaf.singly else 1
        end = first + (leaf.document.pages - 1) * step
        found.append(Span(first, end))
    return tuple(found)


def _front(end: int) -> int:
    """Return the first front side after page ``end``: fronts are odd."""
    return end + 1 + end % FRONT_AND_BACK


def bind(
    cover: RenderedDocument, leaves: Sequence[Leaf], links: Sequence[LinkArea], *, two_sided: bool
) -> RenderedDocument:
    """Return one document of all; it is called as its cover is."""
    # Language, title and the wish to show the title come with the cover.
    writer = PdfWriter(clone_from=PdfReader(BytesIO(cover.pdf)))
    places = spans(cover.pages, leaves, two_sided=two_sided)
    for leaf, place in zip(leaves, places, strict=True):
        _fill_up(writer, place.first - 1)
        writer.append(BytesIO(leaf.document.pdf))
        _rename_last(writer, leaf.title)
        if two_sided and leaf.singly:
            _blank_backs(writer, place)
    for link in links:
        _link(writer, link, places[link.leaf])
    writer.add_metadata({"/Producer": CREATOR})
    writer.page_mode = "/UseOutlines"
    buffer = BytesIO()
    writer.write(buffer)
    notes = dict.fromkeys(note for document in (cover, *_documents(leaves)) for note in document.notes)
    return RenderedDocument(
        buffer.getvalue(), len(writer.pages), len(leaves), None, tuple(notes), _reading(cover, leaves)
    )


def _documents(leaves: Sequence[Leaf]) -> list[RenderedDocument]:
    return [leaf.document for leaf in leaves]


def _rename_last(writer: PdfWriter, title: str) -> None:
    """Call the document just appended by its short title: the long one names the meeting, as all do here."""
    last = writer.get_outline_root()["/Last"].get_object()
    last[NameObject("/Title")] = TextStringObject(title)  # type: ignore[index]


def _fill_up(writer: PdfWriter, pages: int) -> None:
    """Add blank pages, as large as the last one, until there are so many."""
    while len(writer.pages) < pages:
        writer.add_page(_blank_like(writer.pages[-1]))


def _blank_backs(writer: PdfWriter, place: Span) -> None:
    """Put a blank page behind every page of a document just appended at ``place``, but the last."""
    for number in range(place.first, place.last, FRONT_AND_BACK):
        writer.insert_page(_blank_like(writer.pages[number - 1]), number)


def _blank_like(page: PageObject) -> PageObject:
    return PageObject.create_blank_page(width=page.mediabox.width, height=page.mediabox.height)


def _link(writer: PdfWriter, link: LinkArea, place: Span) -> None:
    height = float(writer.pages[link.page - 1].mediabox.height)
    box = link.box
    rect = (
        box.x * POINTS_PER_MM,
        height - box.bottom * POINTS_PER_MM,
        box.right * POINTS_PER_MM,
        height - box.y * POINTS_PER_MM,
    )
    target = place.first - 1
    # The top of the page as it is shown already: Qt's viewer follows no link to a page without a place on it.
    top = Fit.xyz(left=0, top=float(writer.pages[target].mediabox.height))
    annotation = Link(rect=rect, border=[0, 0, 0], target_page_index=target, fit=top)
    writer.add_annotation(link.page - 1, annotation)


def _reading(cover: RenderedDocument, leaves: Sequence[Leaf]) -> Reading | None:
    """Return what the cover says, then what each document says, one heading deeper."""
    if cover.reading is None:
        return None
    whole = Reading(cover.reading.title, cover.reading.catalogue)
    whole.passages += cover.reading.passages
    for document in _documents(leaves):
        if document.reading is not None:
            whole.passages += _inside(document.reading)
    return whole


def _inside(reading: Reading) -> list[Passage]:
    passages = [replace(passage, depth=passage.depth + 1) for passage in reading.passages]
    if not passages or passages[0].reads is not Reads.TITLE:
        passages.insert(0, Passage(Reads.TITLE, (reading.title,), 1))
    return passages
