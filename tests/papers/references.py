"""Pictures of papers as somebody found them good, and how far a new one may be from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter

from organiser_kit.papers.wish import PaperWish
from tests.papers.pages import pictures
from tests.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.papers.evening import Evening

FOLDER = ROOT / "tests" / "data" / "papers"
DPI = 48
"""Enough to see every line and the shape of every word, and small enough to keep two hundred pages."""
_GREYS = 16
"""As many as a reference keeps, evenly from black to white: none is further than 8 of 255 from its own."""
_DIFFERENT = 10
"""Out of 255, once both pictures are blurred: a missing hairline is more, rounded greys are less."""
_TOLERATED = 0.0001
"""Of a page: a box to tick, a short word or two centimetres of a hairline cover about twice as much."""
_WAYS = {"fr": PaperWish(), "en-large": PaperWish(large_print=True)}


def drawn(paper: str, evening: Evening) -> Iterator[tuple[str, Image.Image]]:
    """Yield how a paper begins and ends, in French and in large print in English, with the name of each page.

    The last page carries its number in its name: one page more or less is a page nobody looked at.
    """
    for way, wish in _WAYS.items():
        _, document = evening.gather(paper, way[:2], wish)
        numbers = {1, min(2, document.pages), document.pages}
        for number, picture in pictures(document.pdf, DPI, numbers):
            yield f"{paper}-{way}-{number}.png", picture


def unlike(found: Image.Image, reference: Image.Image) -> float:
    """Return which part of the page looks different, from 0 to 1: everything where the sizes differ."""
    if found.size != reference.size:
        return 1.0
    blur = ImageFilter.BoxBlur(1)
    difference = ImageChops.difference(found.filter(blur), reference.filter(blur))
    return sum(difference.histogram()[_DIFFERENT:]) / (found.width * found.height)


def kept(paper: str) -> set[str]:
    """Return the names of the references of a paper."""
    return {path.name for way in _WAYS for path in FOLDER.glob(f"{paper}-{way}-[0-9]*.png")}


def compared(name: str, found: Image.Image) -> str:
    """Tell how a page differs from its reference; nothing where it does not."""
    path = FOLDER / name
    if not path.exists():
        return f"{name} was never looked at: look at it, then run `make references`"
    with Image.open(path) as reference:
        part = unlike(found, reference.convert("L"))
    if part <= _TOLERATED:
        return ""
    return f"{part:.2%} of {name} looks different: look at it, then run `make references`"


def renew(name: str, picture: Image.Image) -> None:
    """Keep a page as the reference, unless it still looks like the former one."""
    if compared(name, picture):
        FOLDER.mkdir(parents=True, exist_ok=True)
        _in_few_greys(picture).save(FOLDER / name, optimize=True, bits=4)


def _in_few_greys(picture: Image.Image) -> Image.Image:
    step = 255 // (_GREYS - 1)
    few = Image.frombytes(
        "P", picture.size, picture.point([(v + step // 2) // step for v in range(256)]).tobytes()
    )
    few.putpalette([level * step for level in range(_GREYS) for _ in "RGB"])
    return few
