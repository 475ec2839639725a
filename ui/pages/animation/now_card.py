"""The clock in small on the page: where the meeting stands, and the buttons that move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.animation.controls import ControlStrip
from ui.widgets.basics import button, label
from ui.widgets.panels import Card
from ui.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from ui.pages.animation.face import Face
    from ui.pages.animation.presenter import AnimationPresenter


class NowCard(Card):
    """Emits ``window_asked``: the clock is to be shown to the room."""

    window_asked = Signal()

    def __init__(self, presenter: AnimationPresenter) -> None:
        super().__init__()
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, theme.SPACE["s"], 0)
        lines.setSpacing(2)
        self.title = label("", "heading", wrap=True)
        self.later = label("", "muted", wrap=True)
        self.status = StatusPill()
        lines.addWidget(self.title)
        lines.addWidget(self.later)
        lines.addSpacing(theme.SPACE["xs"])
        lines.addWidget(self.status)
        self.window_button = button(
            tr("Show the clock to the room"), self.window_asked.emit, "primary", "maximize"
        )
        self.window_button.setToolTip(tr("Fills the projector’s screen, or this one; Esc leaves it."))
        across = QBoxLayout.Direction.LeftToRight
        top = QBoxLayout(QBoxLayout.Direction.TopToBottom if theme.current().is_large else across)
        top.setSpacing(theme.SPACE["m"])
        top.addWidget(words, 1)
        top.addWidget(self.window_button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.add(top)
        self.strip = ControlStrip(presenter, keys=False)
        self.add(self.strip)

    def show_face(self, face: Face) -> None:
        """Show the clock."""
        self.title.setText(_headline(face))
        self.later.setText(" ".join(face.later))
        if self.status.words != face.status:
            self.status.show_status(face.tone, face.icon, face.status)
        self.strip.show_face(face)


def _headline(face: Face) -> str:
    if face.activity is None:
        return tr("{what} {time}", what=face.title, time=face.number)
    return tr("{activity} — {left}", activity=face.title, left=face.left)
