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
from ui.widgets.scheduler import Pause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtMultimedia import QCamera, QCameraDevice, QMediaCaptureSession, QVideoFrame, QVideoSink

    from ui.widgets.scheduler import Scheduler

NO_PICTURE_MS = 4_000
"""How long a camera may send nothing: its first picture takes a while, another program may take it away."""


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
        self._sink = sink
        self._camera: QCamera | None = None
        self._session: QMediaCaptureSession | None = None
        self._wanted = self._key = ""
        self._running = self._seen = False
        self._told: str | None = None
        self._watching = Pause(scheduler, self)
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
        return [CameraChoice(_key_of(device), device.description()) for device in inputs]

    def start(self, key: str = "") -> None:
        """Start the camera ``key``, or the preferred one if it is not there; emit what goes wrong."""
        self.stop()
        self._wanted, self._running, self._seen, self._told = key, True, False, None
        keys = [choice.key for choice in self.choices()]
        # Nothing runs where nothing is plugged in: the same camera plugged in again is one to start.
        self._key = key if key in keys else "".join(keys[:1])
        if self._sink is None or not keys:
            self._tell(no_camera())
            return
        self._switch_on(self._key, self._sink)
        self._watch()

    def _switch_on(self, key: str, sink: QVideoSink) -> None:
        from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices

        inputs = [device for device in QMediaDevices.videoInputs() if _key_of(device) == key]
        self._camera = QCamera((inputs or [QMediaDevices.defaultVideoInput()])[0], self)
        self._session = QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(sink)
        self._camera.start()

    def stop(self) -> None:
        """Let the camera go, so that its light goes out."""
        self._running = False
        self._watching.end()
        if self._camera is not None and self._session is not None:
            self._camera.stop()
            self._session.deleteLater()
            self._camera.deleteLater()
        self._camera = self._session = None

    @property
    def key(self) -> str:
        """Return which camera was last started, '' when none was there."""
        return self._key

    @Slot(object)
    def _take(self, frame: QVideoFrame) -> None:
        self.framed.emit(frame)
        image = frame.toImage()
        if image.isNull():
            return
        self._seen = True
        self._tell("")
        self.pictured.emit(image)

    def _plugged(self) -> None:
        """Go on with the camera that runs while it is there; else with the one wanted, or any other."""
        there = {choice.key for choice in self.choices()}
        wanted_is_back = self._wanted in there and self._key != self._wanted
        if self._running and (self._key not in there or wanted_is_back):
            self.start(self._wanted)
        self.plugged.emit()

    def _watch(self) -> None:
        self._watching.begin(NO_PICTURE_MS, self._expect_picture)

    def _expect_picture(self) -> None:
        """Say so when no picture came for a while: a frozen one at a door looks like badges that fail."""
        if not self._seen:
            self._tell(
                tr("The camera gives no picture: close other programs that use it, or type the name instead.")
            )
        self._seen = False
        self._watch()

    def _tell(self, problem: str) -> None:
        if problem != self._told:
            self._told = problem
            self.problem.emit(problem)


def _key_of(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode(errors="replace")


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
