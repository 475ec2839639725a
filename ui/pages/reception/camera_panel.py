"""The camera of the reception: off until asked for, with a choice when there are several."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.reading.frames import Advice
    from ui.camera import CameraFeed
    from ui.pages.page import Context
    from ui.widgets.camera_view import CameraView

BETWEEN_MS = 500
"""How long each of several badges in one picture has for itself."""


class CameraPanel(QWidget):
    """Emits ``read`` with each code that the camera sees."""

    read = Signal(str)

    def __init__(self, context: Context, make_feed: Callable[[Context], CameraFeed] | None = None) -> None:
        super().__init__()
        self._context = context
        self._make_feed = make_feed or _feed
        self._feed: CameraFeed | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE["s"])
        self.view: CameraView | None = None
        self._waiting: deque[str] = deque()
        self.picker = QComboBox()
        self.picker.setAccessibleName(tr("Camera"))
        self.picker.activated.connect(lambda _: self._picked())
        self.mirror = QCheckBox(tr("Mirror"))
        self.mirror.setToolTip(tr("Shows the picture as a looking-glass does. Codes are read either way."))
        self.mirror.setChecked(context.preferences.choices.mirror)
        self.mirror.toggled.connect(self._mirrored)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Return whether the camera runs."""
        return not self.isHidden()

    def switch(self, *, on: bool) -> None:
        """Start or stop."""
        self.setVisible(on)
        if on:
            feed = self._ready()
            feed.start(self._context.preferences.choices.camera)
            self._fill_picker()
        elif self._feed is not None:
            self._feed.stop()

    def _ready(self) -> CameraFeed:
        """Make the camera's parts at their first use: nobody else pays for loading them."""
        if self._feed is None:
            from organiser_kit.reading.frames import Looker
            from ui.frame_reader import FrameReader
            from ui.widgets.camera_view import CameraView

            self._feed = self._make_feed(self._context)
            self._feed.setParent(self)
            self.view = CameraView(self._feed, mirrored=self.mirror.isChecked())
            self.view.setMinimumHeight(190)
            self._column.addWidget(self.view, 1)
            line = QHBoxLayout()
            line.addWidget(self.picker, 1)
            line.addWidget(self.mirror)
            self._column.addLayout(line)
            session = self._context.session
            clock = session.environment.clock
            reader = FrameReader(session.runner, Looker(clock.monotonic).look, clock, parent=self)
            self._feed.framed.connect(reader.offer)
            self._feed.plugged.connect(self._fill_picker)
            reader.read.connect(self._seen)
            reader.advised.connect(self._advised)
        return self._feed

    def _seen(self, code: str) -> None:
        """Hand codes over one after the other: each answer is to be seen, also of badges held up together."""
        self._waiting.append(code)
        if len(self._waiting) == 1:
            self._hand_over()

    def _hand_over(self) -> None:
        """Hand over the first that waits, and stay with it for a moment."""
        self.read.emit(self._waiting[0])
        self._context.scheduler.after(BETWEEN_MS, self, self._next)

    def _next(self) -> None:
        self._waiting.popleft()
        if self._waiting:
            self._hand_over()

    def _fill_picker(self) -> None:
        """Offer the cameras that are plugged in now, the one that runs as chosen."""
        choices = list(self._feed.choices()) if self._feed is not None else []
        self.picker.clear()
        for choice in choices:
            self.picker.addItem(choice.name, choice.key)
        at = self.picker.findData(self._feed.key) if self._feed is not None else -1
        self.picker.setCurrentIndex(max(0, at))
        self.picker.setVisible(len(choices) > 1)
        self.mirror.setVisible(bool(choices))

    def _picked(self) -> None:
        key = self.picker.currentData()
        self._context.preferences.save(camera=key)
        if self._feed is not None:
            self._feed.start(key)

    def _mirrored(self, on: bool) -> None:
        self._context.preferences.save(mirror=on)
        if self.view is not None:
            self.view.mirror(on=on)

    def _advised(self, advice: Advice | None) -> None:
        if self.view is not None:
            self.view.advise(advice_words(advice))


def advice_words(advice: Advice | None) -> str:
    """Return what would help the camera, '' for nothing."""
    if advice is None:
        return ""
    return {
        "closer": tr("Closer: bring the code nearer to the camera."),
        "light": tr("It is dark: turn on a lamp, or the telephone’s screen brighter."),
    }[advice.value]


def _feed(context: Context) -> CameraFeed:
    from ui.camera import CameraFeed

    return CameraFeed(context.scheduler)
