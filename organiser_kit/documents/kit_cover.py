"""The cover of the whole kit: which meeting it is for; what is in it, on which pages, in how many copies."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.binding import LinkArea, Span
from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import HAIRLINE_GREY, Align, drafting
from organiser_kit.documents.toolkit.flow import Flow, meeting_head
from organiser_kit.documents.toolkit.fonts import Face, width_mm
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.documents.toolkit.style import style_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.documents.data.kit import KitCover, KitEntry
    from organiser_kit.documents.toolkit.canvas import Draft, Paper, RenderedDocument
    from organiser_kit.documents.toolkit.fitting import FittedText
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.i18n import Catalogue

_ABOVE = 1.6
"""Millimetres between an entry and the line above it."""
_NUMBERS = 3.0
"""Millimetres that the numbers of pages may take, for each point of their size."""


@dataclass(frozen=True, slots=True)
class DrawnCover:
    """The cover, and where on it each document is named."""

    document: RenderedDocument
    links: tuple[LinkArea, ...]


def render(
    data: KitCover, places: Sequence[Span], catalogue: Catalogue, *, large_print: bool = False
) -> DrawnCover:
    """Return the cover of documents that stand at ``places``, one for each entry."""
    tr = catalogue.tr
    title = tr("The whole kit — {meeting}", meeting=phrases.training_and_meeting(data.meeting, catalogue))
    style = style_for(large_print)
    with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
        flow = Flow(draft, style, meeting_head(tr("The whole kit"), data.meeting, catalogue))
        flow.paragraph(_how_to_print(data, catalogue))
        contents = _Contents(draft, flow, style, catalogue)
        numbered = list(enumerate(zip(data.entries, places, strict=True)))
        for use, group in groupby(numbered, key=lambda item: item[1][0].use):
            contents.add(use, [(leaf, entry, place) for leaf, (entry, place) in group])
        if data.left_out:
            flow.subheading(tr("Not in this kit"))
            flow.bullets(data.left_out)
        flow.draw()
    return DrawnCover(draft.finished(len(data.entries)), tuple(contents.links))


def _how_to_print(data: KitCover, catalogue: Catalogue) -> str:
    tr = catalogue.tr
    sentences = [
        tr("The papers of the meeting in the order of their use."),
        tr("The page numbers count from this page: they are what the print dialogue asks for."),
    ]
    if data.two_sided:
        sentences.append(
            tr(
                "To be printed on both sides of the paper: every document begins on a front, and what is cut "
                "up, hung up or handed out has blank backs."
            )
        )
    else:
        sentences.append(tr("To be printed on one side of the paper."))
    return " ".join(sentences)


@dataclass(slots=True)
class _Contents:
    """The table of contents; the places where documents are named are known once it is drawn."""

    draft: Draft
    flow: Flow
    style: Style
    catalogue: Catalogue
    links: list[LinkArea] = field(default_factory=list)

    def add(self, use: str, entries: Sequence[tuple[int, KitEntry, Span]]) -> None:
        """Add the documents of one use under its name, which stays with the first of them."""
        (first, *others) = entries
        with self.flow.together():
            self._heading(use)
            self._entry(*first)
        for entry in others:
            self._entry(*entry)

    def _heading(self, text: str) -> None:
        fitted = self._wrapped(text, self.flow.width, self.style.heading, Face.BOLD)

        def draw(paper: Paper, box: Box) -> None:
            paper.reading.add(Reads.HEADING, text)
            paper.lines(fitted, box)

        # Not a heading of the flow: the outline lists the documents, not the shelves they stand on.
        self.flow.drawing(fitted.height, draw, gap=self.style.above_heading)

    def _entry(self, leaf: int, entry: KitEntry, place: Span) -> None:
        style = self.style
        right = _NUMBERS * style.subheading
        width = self.flow.width - right
        title = self._wrapped(entry.title, width, style.subheading, Face.BOLD)
        texts = [
            self._wrapped(entry.purpose, self.flow.width, style.text, Face.REGULAR),
            self._wrapped(entry.copies, self.flow.width, style.text, Face.ITALIC),
        ]
        pages = pages_words(place, self.catalogue)
        number = self._wrapped(pages, right, style.subheading, Face.BOLD)
        height = _ABOVE + title.height + sum(text.height for text in texts)

        def draw(paper: Paper, box: Box) -> None:
            paper.reading.add(Reads.FIELD, entry.title, pages, entry.purpose, entry.copies)
            paper.line(box.x, box.y, box.right, box.y, grey=HAIRLINE_GREY)
            y = box.y + _ABOVE
            paper.lines(title, Box(box.x, y, width, title.height))
            paper.lines(number, Box(box.right - right, y, right, number.height), align=Align.RIGHT)
            self._leader(paper, title, number, Box(box.x, y, box.w, title.height))
            y += title.height
            for text in texts:
                paper.lines(text, Box(box.x, y, box.w, text.height))
                y += text.height
            self.links.append(LinkArea(paper.pages, box, leaf))

        self.flow.drawing(height, draw, gap=style.gap * 0.6)

    def _leader(self, paper: Paper, title: FittedText, number: FittedText, box: Box) -> None:
        """Draw dots from the end of a title to its number."""
        start = box.x + width_mm(title.lines[-1], title.face, title.points) + 2.0
        end = box.right - width_mm(number.lines[0], number.face, number.points) - 2.0
        base = box.bottom - 0.33 * title.leading
        if end > start:
            paper.line(start, base, end, base, width=0.25, grey=HAIRLINE_GREY, dash=0.5)

    def _wrapped(self, text: str, width: float, points: float, face: Face) -> FittedText:
        return self.draft.paper.wrapped(text, width, points=points, face=face)


def pages_words(place: Span, catalogue: Catalogue) -> str:
    """Return where a document stands: "page 3", "pages 3–5"."""
    if place.first == place.last:
        return catalogue.tr("page {first}", first=place.first)
    return catalogue.tr("pages {first}–{last}", first=place.first, last=place.last)
