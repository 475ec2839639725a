"""The camera: which ones there are, their pictures, and codes read from them off the GUI thread.

QtMultimedia is imported when a camera is first asked for. A machine without a camera gives an empty list and
a sentence; ``QCamera.errorOccurred`` stays silent in that case (measured), so the state is looked at instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage
    from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoFrame, QVideoSink

    from organiser_kit.environment import Clock
    from organiser_kit.errors import KitError
    from ui.jobs import Runner
    from ui.widgets.scheduler import Scheduler

FIRST_PICTURE_MS = 4_000


@dataclass(frozen=True)
class CameraChoice:
    """One camera as shown in a list; ``key`` is what the settings remember."""

    key: str
    name: str


class CameraFeed(QObject):
    """Pictures of the chosen camera, on the GUI thread."""

    pictured = Signal(object)  # QImage
    problem = Signal(str)  # a sentence, '' when pictures come again

    def __init__(
        self, scheduler: Scheduler, sink: QVideoSink | None = None, parent: QObject | None = None
    ) -> None:
        """Take pictures from ``sink`` (a test's own) or from one of our making."""
        super().__init__(parent)
        self._scheduler = scheduler
        self._sink = sink
        self._camera: QCamera | None = None
        self._session: QMediaCaptureSession | None = None
        self._wanted = ""
        self._running = self._seen = False
        if can_see():
            from PySide6.QtMultimedia import QMediaDevices
            from PySide6.QtMultimedia import QVideoSink as Sink

            self._sink = sink if sink is not None else Sink(self)
            self._devices = QMediaDevices(self)
            # Connected here and nowhere else: a slot connected in a worker would run in that worker.
            self._sink.videoFrameChanged.connect(self._take)
            self._devices.videoInputsChanged.connect(self._plugged)

    @staticmethod
    def choices() -> Sequence[CameraChoice]:
        """Return the cameras plugged in, the system's preferred one first."""
        if not can_see():
            return []
        from PySide6.QtMultimedia import QMediaDevices

        preferred = QMediaDevices.defaultVideoInput().id()
        inputs = sorted(QMediaDevices.videoInputs(), key=lambda device: device.id() != preferred)
        return [
            CameraChoice(bytes(device.id().data()).decode(errors="replace"), device.description())
            for device in inputs
        ]

    def start(self, key: str = "") -> None:
        """Start the camera ``key``, or the preferred one if it is not there; emit what goes wrong."""
        self.stop()
        self._wanted, self._running, self._seen = key, True, False
        if self._sink is None or not self.choices():
            self.problem.emit(no_camera())
            return
        from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices

        inputs = QMediaDevices.videoInputs()
        chosen = [device for device in inputs if bytes(device.id().data()).decode(errors="replace") == key]
        self._camera = QCamera((chosen or [QMediaDevices.defaultVideoInput()])[0], self)
        self._session = QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        self._camera.start()
        self._scheduler.after(FIRST_PICTURE_MS, self, self._expect_picture)

    def stop(self) -> None:
        """Let the camera go, so that its light goes out."""
        self._running = False
        if self._camera is not None and self._session is not None:
            self._camera.stop()
            self._session.deleteLater()
            self._camera.deleteLater()
        self._camera = self._session = None

    @Slot(object)
    def _take(self, frame: QVideoFrame) -> None:
        image = frame.toImage()
        if image.isNull():
            return
        if not self._seen:
            self._seen = True
            self.problem.emit("")
        self.pictured.emit(image)

    def _plugged(self) -> None:
        if self._running:
            self.start(self._wanted)

    def _expect_picture(self) -> None:
        if self._running and not self._seen:
            self.problem.emit(
                tr("The camera gives no picture: close other programs that use it, or type the name instead.")
            )


@cache
def can_see() -> bool:
    """Tell whether QtMultimedia loads: it does not on a system without its sound and video libraries."""
    try:
        import PySide6.QtMultimedia  # noqa: F401 - only whether it loads
    except ImportError:
        return False
    return True


def no_camera() -> str:
    """Return what to say when there is none."""
    return tr("No camera was found: plug one in, or type the name or the code instead.")


class FrameReader(QObject):
    """Reads codes from pictures: one at a time, at a steady pace, each code once while it stays in view."""

    read = Signal(object)

    def __init__(
        self,
        runner: Runner,
        decode: Callable[[QImage], Any],
        clock: Clock,
        *,
        every: float = 0.1,
        forget_after: float = 2.5,
        parent: QObject | None = None,
    ) -> None:
        """Prepare to read.

        Args:
            runner: ``decode`` runs on its io lane.
            decode: returns what the picture holds, None for nothing.
            clock: paces the reading.
            every: seconds between two pictures looked at.
            forget_after: seconds without a code after which it counts as shown anew.
            parent: owner in Qt's sense.
        """
        super().__init__(parent)
        self._runner = runner
        self._decode = decode
        self._clock = clock
        self._every = every
        self._forget_after = forget_after
        self._busy = False
        self._next = self._last_seen = float("-inf")
        self._last: Any = None

    def offer(self, image: QImage) -> None:
        """Look at ``image`` unless the last one is still being looked at, or was a moment ago."""
        now = self._clock.monotonic()
        if self._busy or now < self._next:
            return
        self._busy = True
        self._next = now + self._every
        picture = image.copy()  # the worker's own pixels: the camera may reuse its buffer
        self._runner.submit(self, lambda: self._decode(picture), self._found, self._stumbled, lane="io")

    def _found(self, value: Any) -> None:
        self._busy = False
        if value is None:
            return
        now = self._clock.monotonic()
        fresh = value != self._last or now - self._last_seen > self._forget_after
        self._last, self._last_seen = value, now
        if fresh:
            self.read.emit(value)

    def _stumbled(self, _error: KitError) -> None:
        """Go on with the next picture: an unreadable one is an everyday thing, a bug was reported already."""
        self._busy = False
