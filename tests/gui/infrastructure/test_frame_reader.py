"""Codes out of a camera's frames: one look at a time, each code told once, no frame queued."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import pytest
from PIL import Image, ImageOps
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from organiser_kit.environment import FakeClock
from organiser_kit.errors import UserError
from organiser_kit.reading.frames import Advice, Looker, Luma, Sight
from tests.reading.test_codes import FIRST, SECOND, page
from ui.frame_reader import FrameReader, luma_of
from ui.jobs import InlineRunner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.jobs import Runner

Form = QVideoFrameFormat.PixelFormat


def clock() -> FakeClock:
    return FakeClock(datetime(2026, 11, 23, 18, tzinfo=UTC))


def plain() -> QVideoFrame:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("#101010"))
    return QVideoFrame(image)


def planar(picture: Image.Image, form: Form = Form.Format_NV12) -> QVideoFrame:
    """Return the frame a webcam sends: brightness in a plane of its own, rows as long as the system likes."""
    frame = QVideoFrame(QVideoFrameFormat(QSize(*picture.size), form))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    stride, plane, grey = frame.bytesPerLine(0), cast("memoryview", frame.bits(0)), picture.tobytes()
    for row in range(picture.height):
        line = grey[row * picture.width : (row + 1) * picture.width]
        plane[row * stride : row * stride + picture.width] = line
    frame.unmap()
    return frame


class Found:
    """What a reader told."""

    def __init__(self, sights: Iterator[Sight], **options: Any) -> None:
        self.clock = clock()
        self.codes: list[str] = []
        self.advice: list[Advice | None] = []
        self.reader = FrameReader(InlineRunner(self.clock), lambda _: next(sights), self.clock, **options)
        self.reader.read.connect(self.codes.append)
        self.reader.advised.connect(self.advice.append)

    def see(self, times: int, seconds: float) -> None:
        for _ in range(times):
            self.reader.offer(plain())
            self.clock.advance(seconds=seconds)


def test_a_code_is_read_once_while_it_stays_in_view() -> None:
    found = Found(iter([Sight(("A",))] * 20 + [Sight(("B",))]))
    found.see(21, 0.2)
    assert found.codes == ["A", "B"]


def test_the_same_code_shown_again_later_is_read_again() -> None:
    found = Found(iter([Sight(("A",)), Sight(), Sight(("A",))]))
    found.see(3, 2)
    assert found.codes == ["A", "A"]


def test_two_codes_held_together_are_each_told_once() -> None:
    found = Found(iter([Sight(("A", "B")), Sight(("B",)), Sight(("A",)), Sight(("B", "A"))]))
    found.see(4, 0.5)
    assert found.codes == ["A", "B"]


def test_advice_is_told_when_it_changes() -> None:
    closer = Sight((), Advice.CLOSER)
    found = Found(iter([Sight(), closer, closer, Sight(("A",))]))
    found.see(4, 0.5)
    assert found.advice == [Advice.CLOSER, None]


def test_frames_are_looked_at_at_a_steady_pace() -> None:
    found = Found(iter([Sight((str(number),)) for number in range(30)]), every=0.1)
    found.see(30, 0.033)
    assert 8 <= len(found.codes) <= 10


def test_one_frame_at_a_time_and_none_is_queued() -> None:
    looked: list[Any] = []

    class NeverAnswers:
        def submit(self, *args: object, **_options: object) -> None:
            looked.append(args)

    now = clock()
    reader = FrameReader(cast("Runner", NeverAnswers()), lambda _: Sight(), now)
    for _ in range(5):
        reader.offer(plain())
        now.advance(seconds=1)
    assert len(looked) == 1


def test_a_bad_frame_does_not_stop_the_reading() -> None:
    now = clock()
    looks: Iterator[UserError | Sight] = iter([UserError("illisible"), Sight(("A",))])
    codes: list[str] = []

    def look(_: Luma) -> Sight:
        seen = next(looks)
        if isinstance(seen, UserError):
            raise seen
        return seen

    reader = FrameReader(InlineRunner(now), look, now)
    reader.read.connect(codes.append)
    for _ in range(2):
        reader.offer(plain())
        now.advance(seconds=1)
    assert codes == ["A"]


@pytest.mark.parametrize("form", [Form.Format_NV12, Form.Format_YUV420P, Form.Format_Y8])
def test_the_plane_of_brightness_is_read_as_it_comes(form: Form) -> None:
    luma = luma_of(planar(page((FIRST, 40, 40), (SECOND, 300, 200)), form))
    assert luma is not None
    assert (luma.width, luma.height) == (640, 480)
    assert set(Looker().look(luma).codes) == {FIRST, SECOND}


def test_any_other_frame_is_converted() -> None:
    picture = page((FIRST, 100, 100)).convert("RGB")
    image = QImage(picture.tobytes(), 640, 480, 640 * 3, QImage.Format.Format_RGB888)
    luma = luma_of(QVideoFrame(image))
    assert luma is not None
    assert Looker().look(luma).codes == (FIRST,)


def test_a_dark_telephone_is_read_at_the_second_frame() -> None:
    luma = luma_of(planar(ImageOps.invert(page((FIRST, 250, 150)))))
    assert luma is not None
    looker = Looker()
    assert looker.look(luma).codes == ()
    assert looker.look(luma).codes == (FIRST,)


def test_a_frame_of_nothing_is_no_luma() -> None:
    assert luma_of(QVideoFrame()) is None


def test_the_bytes_are_our_own() -> None:
    frame = planar(page((FIRST, 100, 100)))
    luma = luma_of(frame)
    assert isinstance(luma, Luma)
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    cast("memoryview", frame.bits(0))[:] = bytes(len(frame.bits(0)))
    frame.unmap()
    assert Looker().look(luma).codes == (FIRST,)
