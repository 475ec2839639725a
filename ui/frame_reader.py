"""Reads codes from a camera's frames, off the GUI thread: always the newest, never two at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from organiser_kit.reading.frames import Advice, Luma, Sight

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtMultimedia import QVideoFrame

    from organiser_kit.environment import Clock
    from organiser_kit.errors import KitError
    from ui.jobs import Runner

EVERY = 0.07
"""Seconds between two looks: fourteen a second leave an old laptop time for everything else."""


class FrameReader(QObject):
    """Looks at one frame at a time, at a steady pace; tells each code once while it stays in view."""

    read = Signal(str)
    advised = Signal(object)  # Advice, None when nothing would help

    def __init__(
        self,
        runner: Runner,
        look: Callable[[Luma], Sight],
        clock: Clock,
        *,
        every: float = EVERY,
        forget_after: float = 2.5,
        parent: QObject | None = None,
    ) -> None:
        """Prepare to read.

        Args:
            runner: ``look`` runs on its io lane.
            look: returns what a frame holds.
            clock: paces the reading.
            every: seconds between two frames looked at.
            forget_after: seconds without a code after which it counts as shown anew.
            parent: owner in Qt's sense.
        """
        super().__init__(parent)
        self._runner = runner
        self._look = look
        self._clock = clock
        self._every = every
        self._forget_after = forget_after
        self._busy = False
        self._next = float("-inf")
        self._seen: dict[str, float] = {}
        self._advice: Advice | None = None

    def offer(self, frame: QVideoFrame) -> None:
        """Look at ``frame`` unless the last one is still being looked at, or was a moment ago."""
        now = self._clock.monotonic()
        if self._busy or now < self._next:
            return
        luma = luma_of(frame)
        if luma is None:
            return
        self._busy = True
        self._next = now + self._every
        self._runner.submit(self, lambda: self._look(luma), self._found, self._stumbled, lane="io")

    def _found(self, sight: Sight) -> None:
        self._busy = False
        now = self._clock.monotonic()
        if sight.advice is not self._advice:
            self._advice = sight.advice
            self.advised.emit(sight.advice)
        fresh = [code for code in sight.codes if now - self._seen.get(code, -1e9) > self._forget_after]
        kept = {code: at for code, at in self._seen.items() if now - at <= self._forget_after}
        self._seen = kept | dict.fromkeys(sight.codes, now)
        for code in fresh:
            self.read.emit(code)

    def _stumbled(self, _error: KitError) -> None:
        """Go on with the next frame: an unreadable one is an everyday thing, a bug was reported already."""
        self._busy = False


def luma_of(frame: QVideoFrame) -> Luma | None:
    """Return the brightness of a frame as bytes of our own, for the camera may reuse its own.

    Most webcams send it as a plane apart, copied in no time; other pictures are converted.
    """
    from PySide6.QtMultimedia import QVideoFrame as Frame

    if frame.pixelFormat() in _planar():
        if not frame.map(Frame.MapMode.ReadOnly):
            return None
        try:
            stride, height = frame.bytesPerLine(0), frame.height()
            data = bytes(frame.bits(0))[: stride * height]
        finally:
            frame.unmap()
        return Luma(data, frame.width(), height, stride)
    grey = frame.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    if grey.isNull():
        return None
    return Luma(bytes(grey.constBits()), grey.width(), grey.height(), grey.bytesPerLine())


def _planar() -> frozenset[object]:
    """Return the formats whose first plane is the brightness, a byte a pixel."""
    from PySide6.QtMultimedia import QVideoFrameFormat

    form = QVideoFrameFormat.PixelFormat
    return frozenset(
        (
            form.Format_NV12,
            form.Format_NV21,
            form.Format_YUV420P,
            form.Format_YUV422P,
            form.Format_YV12,
            form.Format_Y8,
        )
    )
