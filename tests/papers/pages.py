"""What a finished PDF really shows: each text with its place, face and size, each line, picture and code."""

from __future__ import annotations

import ctypes
import math
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from PIL import Image

_QR = zxingcpp.barcode_formats_from_str("QRCode")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in millimetres from the top left corner of its page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def shared(self, other: Area) -> tuple[float, float]:
        """Return how far two rectangles reach into each other, across and down; negative when apart."""
        return (
            min(self.right, other.right) - max(self.left, other.left),
            min(self.bottom, other.bottom) - max(self.top, other.top),
        )

    def __str__(self) -> str:
        return f"{self.left:.1f}–{self.right:.1f} × {self.top:.1f}–{self.bottom:.1f} mm"


@dataclass(frozen=True, slots=True)
class Text:
    """One text as it was drawn; ``points`` is the size on paper, whatever the page was scaled by."""

    text: str
    area: Area
    font: str
    embedded: bool
    points: float


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says, and where it is."""

    text: str
    area: Area


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in mm, what it shows, in the order drawn, and all its text as a reader extracts it.

    Attributes:
        rules: straight lines, horizontal or vertical, and other thin strokes.
        shapes: everything drawn that is no text: fills, frames, lines, pictures.
    """

    number: int
    width: float
    height: float
    texts: tuple[Text, ...]
    rules: tuple[Area, ...]
    shapes: tuple[Area, ...]
    extracted: str


def read_pages(pdf: bytes) -> tuple[Page, ...]:
    """Return the pages of a document."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return tuple(_read(page, number) for number, page in enumerate(document, start=1))


def _read(page: Any, number: int) -> Page:
    width, height = page.get_size()
    texts: list[Text] = []
    shapes: list[Area] = []
    rules: list[Area] = []
    with closing(page.get_textpage()) as textpage:
        for shown in page.get_objects(max_depth=5):
            left, bottom, right, top = (value / POINTS_PER_MM for value in shown.get_bounds())
            area = Area(left, height / POINTS_PER_MM - top, right, height / POINTS_PER_MM - bottom)
            if shown.type == pdfium.FPDF_PAGEOBJ_TEXT:
                text = _text(shown, textpage, area)
                if text.text.strip():
                    texts.append(text)
                continue
            shapes.append(area)
            if shown.type == pdfium.FPDF_PAGEOBJ_PATH and min(area.width, area.height) < 1.0:
                rules.append(area)
        extracted = textpage.get_text_range().replace("\ufffe", "-").replace("\x02", "-")
    size = (width / POINTS_PER_MM, height / POINTS_PER_MM)
    return Page(number, *size, tuple(texts), tuple(rules), tuple(shapes), extracted)


def _text(shown: Any, textpage: Any, area: Area) -> Text:
    needed = pdfium.FPDFTextObj_GetText(shown.raw, textpage.raw, None, 0)
    buffer = (ctypes.c_ushort * (needed // 2))()
    pdfium.FPDFTextObj_GetText(shown.raw, textpage.raw, buffer, needed)
    # PDFium tells a hyphen at the end of a line apart, as U+0002: it may have been put there to break a word.
    text = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").replace("\x02", "-")
    points = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(shown.raw, ctypes.byref(points))
    matrix = shown.get_matrix()
    font = shown.get_font()
    return Text(
        text,
        area,
        font.get_base_name(),
        bool(pdfium.FPDFFont_GetIsEmbedded(font.raw)),
        points.value * math.hypot(matrix.c, matrix.d),
    )


def pictures(pdf: bytes, dpi: int, numbers: set[int] | None = None) -> Iterator[tuple[int, Image.Image]]:
    """Yield pages as grey pictures, those of ``numbers`` or all, with their numbers."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for number, page in enumerate(document, start=1):
            if numbers is None or number in numbers:
                yield number, page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


def codes_in(picture: Image.Image, dpi: int) -> list[Code]:
    """Return the codes that a camera would read in a picture of a page."""
    found = []
    for code in zxingcpp.read_barcodes(picture, _QR):
        corners = (
            code.position.top_left,
            code.position.top_right,
            code.position.bottom_left,
            code.position.bottom_right,
        )
        across = [corner.x * 25.4 / dpi for corner in corners]
        down = [corner.y * 25.4 / dpi for corner in corners]
        found.append(Code(code.text, Area(min(across), min(down), max(across), max(down))))
    return found


@dataclass(frozen=True, slots=True)
class About:
    """What a document says about itself."""

    title: str
    author: str
    language: str
    bookmarks: tuple[tuple[str, int], ...]


def about(pdf: bytes) -> About:
    """Return the metadata of a document; a bookmark is its title and its page, from 1."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        told = document.get_metadata_dict()
        needed = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
        buffer = (ctypes.c_ushort * (needed // 2))()
        pdfium.FPDFCatalog_GetLanguage(document.raw, buffer, needed)
        language = bytes(buffer).decode("utf-16-le").rstrip("\0")
        bookmarks = tuple(
            (mark.get_title(), (mark.get_dest().get_index() or 0) + 1 if mark.get_dest() else 0)
            for mark in document.get_toc()
        )
    return About(told["Title"], told["Author"], language, bookmarks)
