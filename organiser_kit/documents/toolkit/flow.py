"""Documents that run from line to line: blocks one below the other, over as many pages as they take.

What is added is planned first and drawn at the end, so that every foot knows how many pages there are.
Everything that is drawn is also noted for the twin that screen readers read. ::

    def render(data: ReportData, catalogue: Catalogue, *, large_print: bool = False) -> RenderedDocument:
        tr = catalogue.tr
        title = tr("Report of the meeting")
        with drafting(title, data.meeting.structure_name, A4_PORTRAIT, catalogue) as draft:
            flow = Flow(draft, style_for(large_print), meeting_head(title, data.meeting, catalogue))
            flow.heading(tr("Who was there"))  # also a bookmark
            flow.paragraph(tr("Count everybody, organisers included."))
            flow.fields([(tr("Expected:"), "25"), (tr("Sheet:"), "2026-0042")])
            flow.blanks(tr("People present:"), tr("in words:"))  # side by side, a line after each
            flow.ticks([Tick(tr("Chairs"), due=tr("at 17:00"), who="EXEMPLE Zoé"), Tick(tr("Projector"))])
            flow.table(
                [
                    Column(tr("No."), 14, Align.RIGHT),
                    Column(tr("Name"), bold=True),
                    Column(tr("Signature"), 50),
                ],
                [(str(n), name, "") for n, name in enumerate(data.names, start=1)],
            )
            with flow.together():  # never cut by a page break
                flow.subheading(tr("In your own words"))
                flow.writing_area(tr("What went well?"), lines=4)
            flow.draw()
        return draft.finished(len(data.names))

For anything else, :meth:`Flow.drawing` takes a height and a function that draws into a box of that height.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.toolkit.blocks import Blocks, Tick
from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.canvas import HAIRLINE_GREY, Align
from organiser_kit.documents.toolkit.contact_free import contact_free
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.documents.toolkit.frame import Frame, PageHead
from organiser_kit.documents.toolkit.parts import Part, Placed, paginate, together
from organiser_kit.documents.toolkit.style import tightened
from organiser_kit.documents.toolkit.table import Column, Noted, table_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.documents.toolkit.canvas import Draft, Paper
    from organiser_kit.documents.toolkit.style import Style
    from organiser_kit.documents.toolkit.table import Cell
    from organiser_kit.i18n import Catalogue

__all__ = ["Align", "Column", "Flow", "Noted", "PageHead", "Tick", "meeting_head", "on_fewest_pages"]

MARGIN = 18.0
_STEP, _TIGHTEST = 0.02, 0.86
_FEW = 5


def meeting_head(
    title: str, meeting: MeetingDetails, catalogue: Catalogue, *, reference: str = ""
) -> PageHead:
    """Return the head of a document about one meeting: its structure, what it is, when and where."""
    about = (
        phrases.training_and_meeting(meeting, catalogue),
        phrases.when(meeting, catalogue),
        contact_free(phrases.where(meeting)),
    )
    return PageHead(title, meeting.structure_name, tuple(filter(None, about)), meeting.logo, reference)


class Flow:
    """A column of blocks with the same head and foot on every page."""

    def __init__(self, draft: Draft, style: Style, head: PageHead, *, margin: float = MARGIN) -> None:
        self.style = style
        self._paper = draft.paper
        self._frame = Frame(draft.paper, style, head, margin, draft.catalogue)
        self._blocks = Blocks(draft.paper, style, self._frame.width)
        self._parts: list[Part] = []

    @property
    def width(self) -> float:
        """Return the width of the column in millimetres."""
        return self._frame.width

    def heading(self, text: str) -> None:
        """Add a heading, which stays with what follows and is listed in the outline."""
        self._parts += self._blocks.heading(text, 1)

    def subheading(self, text: str) -> None:
        """Add a heading inside a part; it stays with what follows."""
        self._parts += self._blocks.heading(text, 2)

    def paragraph(self, text: str, *, face: Face = Face.REGULAR, points: float = 0.0) -> None:
        """Add a paragraph, in the size of ordinary text unless ``points`` says otherwise."""
        self._parts += self._blocks.paragraph(text, face=face, points=points or self.style.text)

    def bullets(self, texts: Sequence[str]) -> None:
        """Add a list with bullets."""
        self._parts += self._blocks.items(texts, numbered=False)

    def steps(self, texts: Sequence[str]) -> None:
        """Add a numbered list."""
        self._parts += self._blocks.items(texts, numbered=True)

    def ticks(self, ticks: Sequence[Tick]) -> None:
        """Add a list of things to tick."""
        self._parts += self._blocks.ticks(ticks)

    def choices(self, texts: Sequence[str], *, columns: int) -> None:
        """Add boxes to tick, ``columns`` side by side, each with its text."""
        self._parts += self._blocks.choices(texts, columns)

    def fields(self, fields: Sequence[tuple[str, str]], *, label_width: float = 0.0) -> None:
        """Add labels with their values in bold; the labels take ``label_width`` mm, or about a third."""
        self._parts += self._blocks.fields(fields, label_width)

    def blanks(self, *labels: str) -> None:
        """Add one line to fill in by hand after each label, side by side."""
        self._parts.append(self._blocks.blanks(labels))

    def writing_area(self, label: str, *, lines: int, ruled: bool = True) -> None:
        """Add room to write: ``lines`` lines below the label (none if it is empty), or a frame as high."""
        self._parts += self._blocks.writing_area(label, lines, ruled=ruled)

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, row_height: float = 0.0
    ) -> None:
        """Add a table; each page repeats its head, rows grow with their texts from ``row_height`` mm on."""
        self._parts += table_parts(self._blocks, columns, rows, row_height=row_height)

    def drawing(self, height: float, draw: Callable[[Paper, Box], None], *, gap: float | None = None) -> None:
        """Add a strip ``height`` mm high that ``draw`` fills; it says itself how it reads."""
        self._parts.append(Part(height, draw, self.style.gap if gap is None else gap))

    def rule(self) -> None:
        """Add a light line over the whole width."""

        def draw(paper: Paper, box: Box) -> None:
            paper.line(box.x, box.y, box.right, box.y, grey=HAIRLINE_GREY)

        self.drawing(0.2, draw, gap=self.style.gap * 1.5)

    def page_break(self) -> None:
        """Go on at the top of a new page."""
        self._parts.append(Part(0.0, _nothing, breaks=True, stays=True))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Hold what is added in this block on one page, as far as a page can hold it."""
        start = len(self._parts)
        yield
        self._parts[start:] = together(self._parts[start:])

    @property
    def pages(self) -> int:
        """Return how many pages there are to draw."""
        return len(self._planned())

    def _planned(self) -> list[list[Placed]]:
        return paginate(self._parts, self._frame.area(1).h, self._frame.area(2).h)

    def draw(self) -> int:
        """Draw all pages; return how many."""
        first, others = self._frame.area(1), self._frame.area(2)
        pages = self._planned()
        for number, placed in enumerate(pages, start=1):
            self._paper.next_page()
            self._frame.draw(number, len(pages))
            area = first if number == 1 else others
            for item in placed:
                item.part.draw(self._paper, Box(area.x, area.y + item.top, area.w, item.part.height))
        return len(pages)


def on_fewest_pages(style: Style, build: Callable[[Style], Flow]) -> Flow:
    """Return what ``build`` makes in ``style``, a little tightened where that saves one of a few pages."""
    best, scale = build(style), 1.0
    while 1 < best.pages <= _FEW and scale > _TIGHTEST:
        scale -= _STEP
        flow = build(tightened(style, scale))
        if flow.pages < best.pages:
            best = flow
    return best


def _nothing(paper: Paper, box: Box) -> None:
    del paper, box
