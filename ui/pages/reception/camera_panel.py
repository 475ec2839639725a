"""The camera of the reception: off until asked for, with a choice when there are several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from ui.camera import CameraFeed
    from ui.pages.page import Context


class CameraPanel(QWidget):
    """Emits ``read`` with the code that the camera sees."""

    read = Signal(str)

    def __init__(self, context: Context, make_feed: Callable[[Context], CameraFeed] | None = None) -> None:
        super().__init__()
        self._context = context
        self._make_feed = make_feed or _feed
        self._feed: CameraFeed | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE["s"])
        self.picker = QComboBox()
        self.picker.setAccessibleName(tr("Camera"))
        self.picker.activated.connect(lambda _: self._picked())
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
            self._fill_picker(feed)
            feed.start(self._context.preferences.choices.camera)
        elif self._feed is not None:
            self._feed.stop()

    def _ready(self) -> CameraFeed:
        """Make the camera's parts at their first use: nobody else pays for loading them."""
        if self._feed is None:
            from ui.camera import FrameReader
            from ui.widgets.camera_view import CameraView

            self._feed = self._make_feed(self._context)
            self._feed.setParent(self)
            view = CameraView(self._feed)
            view.setMinimumHeight(190)
            self._column.addWidget(view, 1)
            self._column.addWidget(self.picker)
            session = self._context.session
            reader = FrameReader(session.runner, decode, session.environment.clock, parent=self)
            self._feed.pictured.connect(reader.offer)
            reader.read.connect(self.read.emit)
        return self._feed

    def _fill_picker(self, feed: CameraFeed) -> None:
        choices = list(feed.choices())
        self.picker.clear()
        for choice in choices:
            self.picker.addItem(choice.name, choice.key)
        at = self.picker.findData(self._context.preferences.choices.camera)
        self.picker.setCurrentIndex(max(0, at))
        self.picker.setVisible(len(choices) > 1)

    def _picked(self) -> None:
        key = self.picker.currentData()
        self._context.preferences.save(camera=key)
        if self._feed is not None:
            self._feed.start(key)


def decode(image: QImage) -> Any:
    """Return the first code in a picture, None when there is none."""
    from organiser_kit.reading.codes import codes_in_frame

    codes = codes_in_frame(image)
    return codes[0] if codes else None


def _feed(context: Context) -> CameraFeed:
    from ui.camera import CameraFeed

    return CameraFeed(context.scheduler)
