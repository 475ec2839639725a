"""The camera: which ones there are, and their pictures.

QtMultimedia is imported when a camera is first asked for. A machine without a camera gives an empty list and
a sentence; ``QCamera.errorOccurred`` stays silent in that case (measured), so the state is looked at instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoFrame, QVideoSink

    from ui.widgets.scheduler import Scheduler

FIRST_PICTURE_MS = 4_000


@dataclass(frozen=True)
class CameraChoice:
    """One camera as shown in a list; ``key`` is what the settings remember."""

    key: str
    name: str


class CameraFeed(QObject):
    """Pictures of the chosen camera, on the GUI thread."""

    framed = Signal(object)  # QVideoFrame, for whoever reads codes
    pictured = Signal(object)  # QImage, for whoever shows it
    plugged = Signal()  # a camera came or went
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
        self._wanted = self._key = ""
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
        device = (chosen or [QMediaDevices.defaultVideoInput()])[0]
        self._key = bytes(device.id().data()).decode(errors="replace")
        self._camera = QCamera(device, self)
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

    @property
    def key(self) -> str:
        """Return which camera was last started."""
        return self._key

    @Slot(object)
    def _take(self, frame: QVideoFrame) -> None:
        self.framed.emit(frame)
        image = frame.toImage()
        if image.isNull():
            return
        if not self._seen:
            self._seen = True
            self.problem.emit("")
        self.pictured.emit(image)

    def _plugged(self) -> None:
        """Go on with the camera that runs while it is there; else with the one wanted, or any other."""
        self.plugged.emit()
        there = {choice.key for choice in self.choices()}
        wanted_is_back = self._wanted in there and self._key != self._wanted
        if self._running and (self._key not in there or wanted_is_back):
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
