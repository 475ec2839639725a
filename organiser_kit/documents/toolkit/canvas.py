"""Pages to draw on, in millimetres from the top left, and the PDF they become.

The same drawing always gives the same bytes: no date, no random identifier, fonts subset in order of use.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from organiser_kit.documents.toolkit.fitting import LEADING, FittedText, fit, wrap
from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM, Face, load, printable, width_mm
from organiser_kit.documents.toolkit.reading import Reading, Reads
from organiser_kit.documents.toolkit.twin import as_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlab.lib.utils import ImageReader

    from organiser_kit.documents.sheet.geometry import SheetGeometry
    from organiser_kit.documents.toolkit.box import Box
    from organiser_kit.i18n import Catalogue

BLACK = 0.0
HAIRLINE_GREY = 0.62
FILL_GREY = 0.93
CREATOR = "Organiser Kit"

# Pages as bytes, not as letters of ASCII: a fifth smaller. The setting is read whenever a document is saved.
rl_config.useA85 = 0

# A loaded font remembers the glyphs of the document being drawn, so documents are drawn one at a time.
_one_document = Lock()


class Align(StrEnum):
    """Where a line stands in its box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """One finished PDF.

    Attributes:
        pages: number of pages.
        items: what the document is about: people listed, badges, statements.
        geometry: where the signature cells lie, on a sign-in sheet.
        notes: sentences for the person who prints, e.g. characters that the typeface lacks.
        reading: what it says, in order.
    """

    pdf: bytes
    pages: int
    items: int
    geometry: SheetGeometry | None = None
    notes: tuple[str, ...] = ()
    reading: Reading | None = field(default=None, repr=False, compare=False)

    @property
    def twin(self) -> str:
        """Return the same as a page of HTML for screen readers; empty when nothing was noted."""
        return as_html(self.reading) if self.reading else ""


class Paper:
    """The page being drawn. Every measure is in millimetres from its top left corner.

    Attributes:
        pages: how many pages of this document were begun.
        reading: what it says so far; see :mod:`~organiser_kit.documents.toolkit.reading`.
    """

    def __init__(self, canvas: Canvas, size: tuple[float, float], reading: Reading) -> None:
        self._canvas = canvas
        self.size = size
        self.reading = reading
        self.pages = 0
        self.replaced: dict[str, None] = {}
        self.notes: list[str] = []
        self._marks = 0

    def next_page(self) -> None:
        """Finish the page drawn so far, if any, and start a blank one."""
        self.finish_page()
        self.pages += 1
        if self.pages == 1:
            self.bookmark(self.reading.title, 0)

    def finish_page(self) -> None:
        """Finish the page drawn so far, if any: nothing can be drawn until the next one begins."""
        if self.pages:
            self._canvas.showPage()

    def bookmark(self, title: str, level: int = 1) -> None:
        """List the present page in the outline that viewers show beside the document.

        Args:
            title: what the outline says.
            level: 1 for a part of the document, 2 for what stands inside the part before; 0 is the document.
        """
        key = f"part-{self._canvas.getPageNumber()}-{self._marks}"
        self._marks += 1
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key, level)

    def wrapped(
        self,
        text: str,
        width: float,
        *,
        points: float,
        face: Face = Face.REGULAR,
        spacing: float = LEADING,
    ) -> FittedText:
        """Return ``text`` at ``points`` on as many lines ``width`` mm wide as it takes."""
        shown = printable(text, face)
        self.replaced.update(dict.fromkeys(shown.replaced))
        return FittedText(wrap(shown.text, face, width, points, splitting=True), face, points, spacing)

    def fitted(
        self, text: str, box: Box, *, points: float, face: Face = Face.REGULAR, keep: float = 0.0
    ) -> FittedText:
        """Return ``text`` as it will stand in ``box``; see :func:`fitting.fit`."""
        shown = printable(text, face)
        self.replaced.update(dict.fromkeys(shown.replaced))
        return fit(shown.text, face, box.w, box.h, points=points, keep=keep)

    def text(
        self,
        text: str,
        box: Box,
        *,
        points: float,
        face: Face = Face.REGULAR,
        align: Align = Align.LEFT,
        middle: bool = False,
        keep: float = 0.0,
        reads: Reads = Reads.TEXT,
    ) -> FittedText:
        """Write ``text`` inside ``box``, at most at ``points``, from its top or in its ``middle``.

        ``reads`` is what it is to somebody who listens: nothing, if it was or will be said otherwise.
        """
        self.reading.add(reads, text)
        fitted = self.fitted(text, box, points=points, face=face, keep=keep)
        self.lines(fitted, box, align=align, middle=middle)
        return fitted

    def lines(self, fitted: FittedText, box: Box, *, align: Align = Align.LEFT, middle: bool = False) -> None:
        """Write lines already fitted to ``box``."""
        top = box.y + ((box.h - fitted.height) / 2 if middle else 0.0)
        self._canvas.setFillGray(BLACK)
        self._canvas.setFont(load(fitted.face).fontName, fitted.points)
        # The baseline that centres capitals between the line's top and bottom: cap height is 0.714 em.
        drop = fitted.leading / 2 + 0.357 * fitted.points / POINTS_PER_MM
        for index, line in enumerate(fitted.lines):
            slack = box.w - width_mm(line, fitted.face, fitted.points)
            x = box.x + {Align.LEFT: 0.0, Align.CENTRE: slack / 2, Align.RIGHT: slack}[align]
            y = top + index * fitted.leading + drop
            self._canvas.drawString(x * POINTS_PER_MM, self._up(y), line)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        width: float = 0.2,
        grey: float = BLACK,
        dash: float = 0.0,
    ) -> None:
        """Draw a line ``width`` mm thick, in dashes of ``dash`` mm when there is one."""
        self._canvas.setStrokeGray(grey)
        self._canvas.setLineWidth(width * POINTS_PER_MM)
        if dash:
            self._canvas.setDash(dash * POINTS_PER_MM, dash * POINTS_PER_MM)
        self._canvas.line(x1 * POINTS_PER_MM, self._up(y1), x2 * POINTS_PER_MM, self._up(y2))
        if dash:
            self._canvas.setDash()

    def frame(self, box: Box, *, width: float = 0.2, grey: float = BLACK, radius: float = 0.0) -> None:
        """Draw the outline of ``box``."""
        self._canvas.setStrokeGray(grey)
        self._canvas.setLineWidth(width * POINTS_PER_MM)
        self._canvas.roundRect(*self._points(box), radius * POINTS_PER_MM, stroke=1, fill=0)

    def fill(self, boxes: Iterable[Box], *, grey: float = BLACK) -> None:
        """Fill all ``boxes`` as one path: no hairline shows between neighbours."""
        self._canvas.setFillGray(grey)
        self._canvas.drawPath(_Rectangles(self._points(box) for box in boxes), stroke=0, fill=1)

    def polygon(self, corners: Iterable[tuple[float, float]], *, grey: float = BLACK) -> None:
        """Fill the shape between ``corners``, each an x and a y in millimetres."""
        path = self._canvas.beginPath()
        for index, (x, y) in enumerate(corners):
            go = path.lineTo if index else path.moveTo
            go(x * POINTS_PER_MM, self._up(y))
        path.close()
        self._canvas.setFillGray(grey)
        self._canvas.drawPath(path, stroke=0, fill=1)

    @contextmanager
    def turned(self, box: Box) -> Iterator[None]:
        """Draw whatever comes upside down in ``box``: half a turn around its middle."""
        self._canvas.saveState()
        middle_x, middle_y = box.x + box.w / 2, box.y + box.h / 2
        self._canvas.translate(2 * middle_x * POINTS_PER_MM, 2 * self._up(middle_y))
        self._canvas.rotate(180)
        yield
        self._canvas.restoreState()

    def image(self, image: ImageReader, box: Box) -> None:
        """Place ``image`` as large as ``box`` allows, at its left, in its middle."""
        self._canvas.drawImage(image, *self._points(box), mask="auto", preserveAspectRatio=True, anchor="w")

    def _up(self, y: float) -> float:
        return (self.size[1] - y) * POINTS_PER_MM

    def _points(self, box: Box) -> tuple[float, float, float, float]:
        return (box.x * POINTS_PER_MM, self._up(box.bottom), box.w * POINTS_PER_MM, box.h * POINTS_PER_MM)


class _Rectangles:
    """A path as the canvas takes it, of rectangles alone, hundreds of which make a code."""

    def __init__(self, points: Iterable[tuple[float, float, float, float]]) -> None:
        # A thousandth of a point is a third of a micrometre, less than any printer can show.
        self._code = " ".join(f"{x:.3f} {y:.3f} {w:.3f} {h:.3f} re" for x, y, w, h in points)

    def getCode(self) -> str:  # noqa: N802 - the name that ReportLab asks for
        """Return the operators of the path."""
        return f"n {self._code}"


@dataclass(slots=True)
class Draft:
    """A document being drawn: its paper, then, once its block is left, its bytes."""

    paper: Paper
    catalogue: Catalogue
    pdf: bytes = b""

    def finished(self, items: int, geometry: SheetGeometry | None = None) -> RenderedDocument:
        """Return the document; only after the block of :func:`drafting`."""
        notes = list(dict.fromkeys(self.paper.notes))
        if self.paper.replaced:
            notes.append(
                self.catalogue.tr(
                    "These characters cannot be printed and were replaced by a mark: {characters}",
                    characters=" ".join(sorted(self.paper.replaced)),
                )
            )
        return RenderedDocument(self.pdf, self.paper.pages, items, geometry, tuple(notes), self.paper.reading)


@contextmanager
def drafting(title: str, author: str, size: tuple[float, float], catalogue: Catalogue) -> Iterator[Draft]:
    """Open a document with its metadata; its bytes are there when the block ends."""
    buffer = BytesIO()
    with _one_document:
        canvas = Canvas(
            buffer,
            pagesize=(size[0] * POINTS_PER_MM, size[1] * POINTS_PER_MM),
            invariant=1,
            pageCompression=1,
            lang=catalogue.language,
        )
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setCreator(CREATOR)
        canvas.setProducer(CREATOR)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        draft = Draft(Paper(canvas, size, Reading(title, catalogue)), catalogue)
        yield draft
        draft.paper.finish_page()
        canvas.save()
    draft.pdf = buffer.getvalue()
