"""What may be wrong with a page, each as one sentence that says where; none when it can be printed."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from organiser_kit.documents.toolkit.fonts import REPLACEMENT, Face, coverage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import Image

    from organiser_kit.i18n import Catalogue
    from tests.papers.pages import Area, Code, Page

PRINTABLE_MARGIN = 4.0
"""Millimetres along each edge that office printers leave white."""
LARGE_PRINT = 14.0
_TOUCH = 0.25
"""Millimetres that the ink of two lines may share: an accent's tip beside a descender's."""
_HALF_A_SIZE = 0.01
_QUIET_MODULES = 2
_LEAST_CONTRAST = 90
"""Between the darkest and the lightest dot of a text, out of 255: it shows on its ground."""


def outside(page: Page, *, texts_only: bool) -> Iterator[str]:
    """Tell what a printer would cut off; cut marks may lie at the edge when only texts count."""
    for text in page.texts:
        if _beyond(text.area, page):
            yield f"page {page.number}: “{text.text}” at {text.area} is outside the printable area"
    for shape in () if texts_only else page.shapes:
        if _beyond(shape, page):
            yield f"page {page.number}: a shape at {shape} is outside the printable area"


def _beyond(area: Area, page: Page) -> bool:
    margin = PRINTABLE_MARGIN - 1e-3
    return (
        area.left < margin
        or area.top < margin
        or area.right > page.width - margin
        or area.bottom > page.height - margin
    )


def overlapping(page: Page) -> Iterator[str]:
    """Tell which texts are written over one another."""
    texts = sorted(page.texts, key=lambda text: text.area.top)
    for index, upper in enumerate(texts):
        for lower in texts[index + 1 :]:
            if lower.area.top > upper.area.bottom - _TOUCH:
                break
            across, down = upper.area.shared(lower.area)
            if across > _TOUCH and down > _TOUCH:
                both = f"“{upper.text}” at {upper.area} and “{lower.text}” at {lower.area}"
                yield f"page {page.number}: {both} overlap"


def struck(page: Page) -> Iterator[str]:
    """Tell which texts a line runs through."""
    for text in page.texts:
        area = text.area
        for rule in page.rules:
            across, down = area.shared(rule)
            if across <= _TOUCH or down <= 0:
                continue
            middle_y, middle_x = (rule.top + rule.bottom) / 2, (rule.left + rule.right) / 2
            lies = rule.width >= rule.height
            inside = (
                area.top + area.height * 0.2 < middle_y < area.bottom - area.height * 0.3
                if lies
                else area.left + _TOUCH < middle_x < area.right - _TOUCH
            )
            if inside:
                yield f"page {page.number}: a line at {rule} runs through “{text.text}” at {area}"


def unreadable(page: Page, notes: Sequence[str]) -> Iterator[str]:
    """Tell which characters have no glyph, and which were replaced without saying so."""
    known = coverage(Face.REGULAR) & coverage(Face.BOLD)
    for text in page.texts:
        missing = {c for c in text.text if ord(c) not in known and c not in "\r\n\N{NULL}"} - {REPLACEMENT}
        if missing or "\N{NULL}" in text.text:
            yield f"page {page.number}: “{text.text}” has characters without a glyph: {sorted(missing)}"
        if REPLACEMENT in text.text and not notes:
            yield f"page {page.number}: “{text.text}” has replaced characters that no note tells about"


def fonts(page: Page) -> Iterator[str]:
    """Tell which texts would look different on another computer."""
    for name in sorted({text.font for text in page.texts if not text.embedded}):
        yield f"page {page.number}: the font {name} is not embedded"
    for name in sorted({text.font for text in page.texts}):
        if name.rpartition("+")[2] not in set(Face):
            yield f"page {page.number}: the font {name} is not one of the house"


def too_small(page: Page, least: float) -> Iterator[str]:
    """Tell which texts are smaller than ``least`` points."""
    for text in page.texts:
        if text.points < least - _HALF_A_SIZE:
            yield f"page {page.number}: “{text.text}” is set in {text.points:.2f} pt"


def empty(pages: Sequence[Page]) -> Iterator[str]:
    """Tell which pages say nothing that is not on every page, page numbers apart."""
    everywhere: Counter[str] = Counter()
    for page in pages:
        everywhere.update({text.text for text in page.texts})
    for page in pages:
        own = [
            text.text
            for text in page.texts
            if everywhere[text.text] < len(pages) and not re.fullmatch(r"\D*\d+\D+\d+\D*", text.text)
        ]
        if not page.texts or (len(pages) > 2 and not own and len(set(_words(pages))) > 1):
            yield f"page {page.number} is empty"


def _words(pages: Sequence[Page]) -> list[tuple[str, ...]]:
    return [tuple(text.text for text in page.texts) for page in pages]


def wrongly_numbered(pages: Sequence[Page], catalogue: Catalogue, *, numbered: bool) -> Iterator[str]:
    """Tell where page numbers are wrong, and, of a document ``numbered`` as one, where they are missing.

    Papers that are handed out one by one may count their own pages: 1 of 2, 2 of 2, 1 of 2 …
    """
    words = catalogue.tr("Page {page} of {pages}", page="(1)", pages="(1)").split()
    pattern = r"\s+".join(words).replace("(1)", r"(\d+)")
    due = (1, len(pages)) if numbered else None
    for page in pages:
        text = "\n".join(text.text for text in page.texts)
        found = {(int(match[0]), int(match[1])) for match in re.findall(pattern, text)}
        begins = not numbered and due is None and len(found) == 1 and min(found)[0] == 1
        expected = found if begins else {due} if due else set()
        if found != expected and (found or len(pages) > 1):
            yield f"page {page.number} of {len(pages)} says {sorted(found)} and not {due}"
        place, last = max(found, default=(0, 0)) if begins else due or (0, 0)
        due = (place + 1, last) if place < last else None
    if due:
        yield f"the document ends before its page {due[0]} of {due[1]}"


def invisible(page: Page, picture: Image.Image, dpi: int) -> Iterator[str]:
    """Tell which texts cannot be seen in the picture of their page: covered, or as pale as their ground."""
    scale = dpi / 25.4
    for text in page.texts:
        area = text.area
        box = (
            max(0, int(area.left * scale)),
            max(0, int(area.top * scale)),
            min(picture.width, int(area.right * scale) + 2),
            min(picture.height, int(area.bottom * scale) + 2),
        )
        if box[0] >= box[2] or box[1] >= box[3]:
            yield f"page {page.number}: “{text.text}” is off the page"
            continue
        greys = picture.crop(box).tobytes()
        if max(greys) - min(greys) < _LEAST_CONTRAST:
            yield f"page {page.number}: “{text.text}” at {area} cannot be seen"


def beside_codes(page: Page, codes: Sequence[Code]) -> Iterator[str]:
    """Tell which texts reach into a code or the white around it."""
    for code in codes:
        for text in page.texts:
            across, down = text.area.shared(code.area)
            if across > -_quiet(code) and down > -_quiet(code):
                yield f"page {page.number}: “{text.text}” at {text.area} is on a code at {code.area}"


def _quiet(code: Code) -> float:
    modules = 25 if len(code.text) < 40 else 41
    return code.area.width / modules * _QUIET_MODULES


def unlike_asked(asked: Sequence[str], codes: Sequence[Code], *, all_pages: bool = True) -> Iterator[str]:
    """Tell which codes were asked for and cannot be read on ``all_pages``, and which say something else."""
    wanted, read = set(asked), {code.text for code in codes}
    for text in sorted(wanted - read) if all_pages else ():
        yield f"the code “{text}” was asked for and cannot be read"
    for text in sorted(read - wanted):
        yield f"nobody asked for the code “{text}”"


def on_every_page(pages: Sequence[Page], notes: Sequence[str], *, texts_only: bool) -> Iterator[str]:
    """Tell all faults that pages show without being drawn."""
    for page in pages:
        yield from outside(page, texts_only=texts_only)
        yield from overlapping(page)
        yield from struck(page)
        yield from unreadable(page, notes)
        yield from fonts(page)
    yield from empty(pages)


def whole_fonts(pdf: bytes) -> list[str]:
    """Tell which embedded fonts are not a subset, which their names show by six capitals."""
    names = {name.decode("ascii") for name in re.findall(rb"/FontName\s*/([^\s/<>]+)", pdf)}
    whole = [
        f"the font {name} is embedded whole" for name in sorted(names) if not re.match(r"[A-Z]{6}\+", name)
    ]
    return whole if names else ["no font is embedded"]
