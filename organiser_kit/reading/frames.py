"""Codes in the pictures of a camera: fast looks first, a harder one only where they were in vain."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import zxingcpp
from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HARDER_EVERY = 3
"""Of the looks that found nothing, every third is followed by a harder one: it takes ten times as long."""
PATIENCE = 0.1
"""Seconds after which a harder look tries nothing more: the next frame, of a hand that came closer, waits."""
SMALL_SIDE = 0.11
"""Of the picture's height: a badge smaller than this is read with luck, and closer it is read at once."""
DARK = 40
"""Mean brightness, of 255, below which webcams show more noise than ink."""
_SAMPLES = 4_000
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_SHARPER = ImageFilter.UnsharpMask(radius=3, percent=250, threshold=0)


@dataclass(frozen=True, slots=True)
class Luma:
    """The brightness of one frame: ``height`` rows of ``stride`` bytes, of which ``width`` are pixels."""

    data: bytes
    width: int
    height: int
    stride: int


class Advice(StrEnum):
    """What would help the camera."""

    CLOSER = "closer"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Sight:
    """What one look found: the codes, each once, and what would help."""

    codes: tuple[str, ...] = ()
    advice: Advice | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something like a code: its text, '' if that could not be read, and its side in pixels of the frame."""

    text: str
    side: float


class Looker:
    """Looks at one camera's frames; what it does next depends on what it found last."""

    def __init__(self, now: Callable[[], float] | None = None) -> None:
        """Begin; by ``now``, in seconds, harder looks are cut short, without it they take their time."""
        self._now = now or (lambda: 0.0)
        self._in_vain = 0
        self._last_advice: Advice | None = None

    def look(self, frame: Luma) -> Sight:
        """Return what is in ``frame``.

        Light codes on dark, as telephones show them at night, are looked for in every other frame that
        seems empty: that takes twice as long.
        """
        view = memoryview(frame.data).cast("B", (frame.height, frame.stride))
        codes = _texts(_marks(view))
        if not codes:
            self._in_vain += 1
            codes = _texts(_marks(view, invert=True)) if self._in_vain % 2 == 0 else ()
        if codes:
            self._in_vain, self._last_advice = 0, None
            return Sight(codes)
        if self._in_vain % HARDER_EVERY:
            return Sight(advice=self._last_advice)
        marks = [*_marks(view, unread=True), *self._look_harder(frame)]
        self._last_advice = _advice(frame, marks)
        return Sight(_texts(marks), self._last_advice)

    def _look_harder(self, frame: Luma) -> list[_Mark]:
        """Return what harder looks find until one of them reads something, or their time is over."""
        end, found = self._now() + PATIENCE, list[_Mark]()
        for marks in _harder_looks(frame):
            found += marks
            if _texts(marks) or self._now() > end:
                break
        return found


def _advice(frame: Luma, marks: Iterable[_Mark]) -> Advice | None:
    """Tell what would have made a fast look read: nearer, or with a lamp."""
    if any(mark.side < SMALL_SIDE * frame.height for mark in marks):
        return Advice.CLOSER
    return Advice.LIGHT if _brightness(frame) < DARK else None


def _harder_looks(frame: Luma) -> Iterator[list[_Mark]]:
    """Read the middle of the frame, where people aim, twice as large; then all of it by its histogram."""
    whole = Image.frombuffer("L", (frame.width, frame.height), frame.data, "raw", "L", frame.stride, 1)
    across, down = frame.width // 4, frame.height // 4
    middle = whole.crop((across, down, frame.width - across, frame.height - down))
    large = middle.resize((middle.width * 2, middle.height * 2), Image.Resampling.BICUBIC)
    yield _marks(large, invert=True, unread=True, enlarged=2)
    yield _marks(large.filter(_SHARPER), invert=True, unread=True, enlarged=2)
    yield _marks(whole, binarizer=zxingcpp.Binarizer.GlobalHistogram)


def _marks(
    picture: object,
    *,
    invert: bool = False,
    unread: bool = False,
    binarizer: zxingcpp.Binarizer = zxingcpp.Binarizer.LocalAverage,
    enlarged: int = 1,
) -> list[_Mark]:
    read = zxingcpp.read_barcodes(
        picture,
        formats=_QR,
        try_rotate=False,
        try_downscale=False,
        try_invert=invert,
        binarizer=binarizer,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=unread,
    )
    return [_Mark(code.text if code.valid else "", _side(code) / enlarged) for code in read]


def _texts(marks: Iterable[_Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark.text for mark in marks if mark.text))


def _side(code: zxingcpp.Barcode) -> float:
    """Return how long the longer of two sides is, in pixels of the picture that was read."""
    corner, right, below = code.position.top_left, code.position.top_right, code.position.bottom_left
    return max(math.dist((corner.x, corner.y), (end.x, end.y)) for end in (right, below))


def _brightness(frame: Luma) -> float:
    samples = frame.data[:: max(1, len(frame.data) // _SAMPLES)]
    return sum(samples) / len(samples)
