"""What a camera's frame costs, and what is read of made-up badges, beside zxing-cpp on the same pictures.

*zxing-cpp alone* reads QR codes on the brightness of the frame, with its own defaults; *with one retry* it
looks again at the picture twice as large.
"""

from __future__ import annotations

import sys
import time
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter, ImageOps
from PySide6.QtCore import QSize
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from organiser_kit.reading.frames import HARDER_EVERY, Looker, Luma
from tests.benchmarks.figures import Figures, report
from tests.reading.test_codes import drawn
from tests.reading.test_frames import luma
from ui.frame_reader import luma_of

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.benchmark

SIDE = (1280, 720)
FRAMES = 200
PICTURES = 160
MOST_RATIO = 1.3
LEAST_RATE = 30
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def badge(seed: int) -> tuple[str, Image.Image]:
    """Return a badge's text and a frame of it, on paper or on a telephone: askew, blurred, lit."""
    chance = np.random.default_rng(seed)
    text = "OKB1" + "".join(chance.choice(list("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), 28))
    pixels = chance.uniform(1.8, 7)
    side = round(33 * pixels)
    code = drawn(text, 8).resize((side, side), Image.Resampling.BICUBIC)
    on_telephone = chance.random() < 0.4
    if on_telephone and chance.random() < 0.4:
        code = ImageOps.invert(code)
    frame = Image.new("L", SIDE, 40 if on_telephone else 205)
    beside, below = int(chance.integers(-200, 201)), int(chance.integers(-90, 91))
    frame.paste(code, (640 - side // 2 + beside, 360 - side // 2 + below))
    lean = chance.uniform(-0.18, 0.18)
    frame = frame.transform(SIDE, Image.Transform.AFFINE, (1, lean, -lean * 360, 0, 1, 0), fillcolor=128)
    frame = frame.rotate(chance.uniform(-40, 40), fillcolor=128, resample=Image.Resampling.BICUBIC)
    if on_telephone:  # a lamp mirrored by the glass
        glare = ImageDraw.Draw(frame, "L")
        x, y = int(chance.integers(500, 781)), int(chance.integers(260, 461))
        glare.ellipse((x, y, x + 46, y + 30), fill=250)
    frame = frame.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 2.2)))
    noise = chance.normal(0, chance.uniform(1, 9), (SIDE[1], SIDE[0]))
    return text, Image.fromarray(np.clip(np.asarray(frame, float) + noise, 0, 255).astype(np.uint8))


@cache
def pictures() -> tuple[tuple[str, Luma], ...]:
    return tuple((text, luma(frame)) for text, frame in map(badge, range(PICTURES)))


def alone(frame: Luma) -> tuple[str, ...]:
    picture = np.frombuffer(frame.data, np.uint8).reshape(frame.height, frame.stride)
    return tuple(code.text for code in zxingcpp.read_barcodes(picture, formats=_QR))


def retried(frame: Luma) -> tuple[str, ...]:
    if found := alone(frame):
        return found
    whole = Image.frombuffer("L", (frame.width, frame.height), frame.data, "raw", "L", frame.stride, 1)
    twice = whole.resize((whole.width * 2, whole.height * 2), Image.Resampling.BICUBIC)
    return tuple(code.text for code in zxingcpp.read_barcodes(twice, formats=_QR))


def ours(frame: Luma) -> tuple[str, ...]:
    """Look as often as a hand is held still for a fifth of a second."""
    looker = Looker()
    for _ in range(2 * HARDER_EVERY):
        if found := looker.look(frame).codes:
            return found
    return ()


def timed(look: Callable[[Luma], object], frame: Luma) -> float:
    """Return how many milliseconds one look takes."""
    start = time.perf_counter()
    look(frame)
    return (time.perf_counter() - start) * 1000


def compared(name: str, frames: list[Luma]) -> tuple[float, float]:
    """Return how the kit's looks compare with zxing-cpp's, and how many frames a second it takes from Qt."""
    looker = Looker()
    pairs = [(timed(alone, frame), timed(looker.look, frame)) for frame in frames]
    bare, kit = Figures([one for one, _ in pairs]), Figures([other for _, other in pairs])
    looker = Looker()
    through_qt = Figures([timed(_through_qt(looker), frame) for frame in frames])
    report(f"{name}, zxing-cpp alone", bare)
    report(f"{name}, the kit", kit)
    report(f"{name}, the kit from Qt's frame on", through_qt)
    ratio, rate = sum(kit.values) / sum(bare.values), 1000 * len(frames) / sum(through_qt.values)
    sys.stdout.write(f"\n  {ratio:.2f} × zxing-cpp alone · {rate:.0f} frames a second\n")
    return ratio, rate


def test_a_frame_costs_little_more_than_its_decoding() -> None:
    shown = [frame for _, frame in pictures() if alone(frame)][:8]
    ratio, rate = compared("a frame with a badge", [shown[n % 8] for n in range(FRAMES)])
    assert ratio <= MOST_RATIO
    assert rate >= LEAST_RATE


def test_frames_without_a_badge_keep_the_camera_s_pace() -> None:
    empty = luma(Image.effect_noise(SIDE, 30).filter(ImageFilter.GaussianBlur(2)))
    _, rate = compared("a frame without one", [empty] * FRAMES)
    assert rate >= LEAST_RATE


def plane_of(frame: QVideoFrame) -> memoryview:
    """Return the brightness of a mapped frame, to be written."""
    plane = frame.bits(0)
    assert isinstance(plane, memoryview)
    return plane


def _through_qt(looker: Looker) -> Callable[[Luma], object]:
    frame = QVideoFrame(QVideoFrameFormat(QSize(*SIDE), QVideoFrameFormat.PixelFormat.Format_YUV420P))

    def look(given: Luma) -> object:
        assert frame.map(QVideoFrame.MapMode.WriteOnly)
        plane_of(frame)[: len(given.data)] = given.data
        frame.unmap()
        plane = luma_of(frame)
        assert plane is not None
        return looker.look(plane)

    return look


def test_as_many_made_up_badges_are_read_as_by_one_retry() -> None:
    read = {"alone": 0, "one retry": 0, "kit": 0}
    wrong = 0
    for text, frame in pictures():
        found = ours(frame)
        wrong += any(code != text for code in found)
        read["alone"] += text in alone(frame)
        read["one retry"] += text in retried(frame)
        read["kit"] += text in found
    sys.stdout.write(f"\n  of {PICTURES} pictures: {read}, {wrong} wrong texts\n")
    assert read["kit"] >= read["one retry"]
    assert wrong == 0
