"""Pieces that several documents share: fields, tick boxes, signature areas, logos, footers, cuts."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.canvas import HAIRLINE_GREY, Align, Paper
from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM, Face, width_mm
from organiser_kit.documents.toolkit.reading import Reads

if TYPE_CHECKING:
    from organiser_kit.i18n import Catalogue

_UNPRINTED = 5.0
"""Millimetres along the edges that office printers leave white."""


def draw_field(
    paper: Paper, label: str, value: str, box: Box, *, label_width: float, points: float, keep: float
) -> None:
    """Write a label and, in bold beside it, its value; both stand in the middle of ``box``.

    The value shrinks down to ``keep`` points to stay on one line; see :func:`fitting.fit`. A value that
    is not known is a line to write it on.
    """
    left, right = box.columns(label_width, 0, gap=2.0)
    if not value:
        paper.text(label, left, points=points, middle=True, keep=points * 0.7, reads=Reads.BLANK)
        _line_to_write_on(paper, right, points)
        return
    paper.reading.add(Reads.FIELD, label, value)
    with paper.reading.silence():
        paper.text(label, left, points=points, middle=True, keep=points * 0.7)
        paper.text(value, right, points=points, face=Face.BOLD, middle=True, keep=keep)


def draw_tick(paper: Paper, label: str, box: Box, *, ticked: bool, points: float) -> None:
    """Draw a square, ticked or not, and its label."""
    side = 0.8 * points / POINTS_PER_MM
    square = Box(box.x, box.y + (box.h - side) / 2, side, side)
    paper.frame(square, width=0.25)
    if ticked:
        inner = square.inset(side * 0.2)
        paper.line(inner.x, inner.y, inner.right, inner.bottom, width=0.4)
        paper.line(inner.x, inner.bottom, inner.right, inner.y, width=0.4)
    text = Box(square.right + side * 0.45, box.y, box.right - square.right - side * 0.45, box.h)
    face, reads = (Face.BOLD, Reads.TICKED) if ticked else (Face.REGULAR, Reads.TICK)
    paper.text(label, text, points=points, face=face, middle=True, keep=5, reads=reads)


def draw_signature_area(paper: Paper, label: str, name: str, box: Box, *, points: float) -> None:
    """Draw a frame to sign in, with whose signature it asks for at its top left."""
    paper.frame(box, width=0.2, grey=HAIRLINE_GREY)
    inner = box.inset(1.5, 0.8)
    head, rest = inner.rows(min(1.35 * points / POINTS_PER_MM, inner.h * 0.4), 0)
    paper.reading.add(Reads.BLANK, label, name)
    paper.text(label, head, points=points, keep=points * 0.6, reads=Reads.NOTHING)
    paper.text(name, rest, points=points, face=Face.BOLD, reads=Reads.NOTHING)


def draw_blank(paper: Paper, label: str, box: Box, *, points: float) -> None:
    """Write a label and a line, up to the box's right edge, to fill in by hand."""
    label_width = min(width_mm(label, Face.REGULAR, points) + 0.1, box.w * 0.7)
    left, right = box.columns(label_width, 0, gap=2.0)
    paper.text(label, left, points=points, middle=True, keep=points * 0.6, reads=Reads.BLANK)
    _line_to_write_on(paper, right, points)


def _line_to_write_on(paper: Paper, box: Box, points: float) -> None:
    base = box.y + box.h / 2 + 0.45 * points / POINTS_PER_MM
    paper.line(box.x, base, box.right, base, width=0.2)


def draw_logo(paper: Paper, logo: bytes, structure: str, box: Box, catalogue: Catalogue) -> bool:
    """Place a structure's logo; a file that is no picture leaves a note and no logo. Return if placed."""
    try:
        with Image.open(BytesIO(logo)) as image:
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        paper.notes.append(
            catalogue.tr(
                "The logo of {structure} is not a picture that can be read: the document has none. "
                "Choose a PNG or JPEG file.",
                structure=structure,
            )
        )
        return False
    paper.image(ImageReader(BytesIO(logo)), box)
    paper.reading.add(Reads.PICTURE, catalogue.tr("Logo of {structure}", structure=structure))
    return True


def draw_cut(paper: Paper, y: float) -> None:
    """Draw where to cut a page across, in dashes as far out as printers reach."""
    paper.line(_UNPRINTED, y, paper.size[0] - _UNPRINTED, y, width=0.2, grey=HAIRLINE_GREY, dash=1.5)


def draw_footer(paper: Paper, parts: tuple[str, str, str], box: Box, *, points: float) -> None:
    """Write three texts on one line: at the left, in the middle, at the right. They are not read out."""
    aligns = (Align.LEFT, Align.CENTRE, Align.RIGHT)
    for text, area, align in zip(parts, box.columns(0, 0, 0, gap=2.0), aligns, strict=True):
        paper.text(
            text, area, points=points, align=align, middle=True, keep=points * 0.6, reads=Reads.NOTHING
        )
