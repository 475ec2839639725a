"""The buttons that move the clock: the same on the page and in the clock's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from organiser_kit.i18n import tr
from ui import icons
from ui.actions import shown_keys
from ui.pages.animation.presenter import MORE
from ui.widgets.basics import GAP, button
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from ui.pages.animation.face import Face
    from ui.pages.animation.presenter import AnimationPresenter
    from ui.widgets.basics import Look


class ControlStrip(QWidget):
    """Back, pause, next, more minutes, skip; with ``keys``, their names tell which keys do the same."""

    def __init__(self, presenter: AnimationPresenter, *, keys: bool, look: Look = "plain") -> None:
        super().__init__()
        self._keys = keys
        self._look: Look = look
        self.setAccessibleName(tr("The clock’s buttons"))
        self.line = FlowLayout(right=False)
        self.setLayout(self.line)
        self.next_button = button(" ", presenter.next, look, "play")
        self.back_button = button(tr("Back"), presenter.back, "plain", "arrow-left")
        self.pause_button = button(" ", presenter.pause, "plain", "pause")
        self.more_button = button(tr("+{n} min", n=MORE), lambda: presenter.extend(MORE), "plain", "timer")
        self.less_button = button(tr("−{n} min", n=MORE), lambda: presenter.extend(-MORE), "plain", "undo-2")
        self.skip_button = button(tr("Skip"), presenter.skip, "plain", "skip-forward")
        for made in self.buttons:
            if keys:
                made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the clock
            self.line.add(made)
        self._name(self.back_button, tr("Back to the activity before"), "Left")
        self._name(self.more_button, tr("Give this activity {n} minutes more", n=MORE), "+")
        self._name(self.less_button, tr("Take {n} minutes back", n=MORE), "-")
        self._name(self.skip_button, tr("Leave this activity out"), "S")

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """Return the buttons in their order."""
        return (
            self.next_button,
            self.back_button,
            self.pause_button,
            self.more_button,
            self.less_button,
            self.skip_button,
        )

    def show_face(self, face: Face) -> None:
        """Show what can be done now."""
        under_way = face.activity is not None
        words, explained, icon = _next_words(face)
        self.next_button.setText(words)
        self._picture(self.next_button, icon)
        self._name(self.next_button, explained, "Space")
        self.next_button.setVisible(face.phase != "ended")
        paused = face.phase == "paused"
        self.pause_button.setText(tr("Go on") if paused else tr("Pause now"))
        self._picture(self.pause_button, "play" if paused else "pause")
        self._name(self.pause_button, tr("Let the clock run again") if paused else tr("Stop the clock"), "P")
        self.back_button.setVisible(face.phase != "waiting")
        for made in (self.pause_button, self.more_button, self.skip_button):
            made.setVisible(under_way)
        self.less_button.setVisible(under_way and face.extended > 0)

    def _picture(self, made: QPushButton, icon: str) -> None:
        primary = made is self.next_button and self._look in ("primary", "big")
        icons.bind(made, icon, "accent_on_solid" if primary else "text", GAP)

    def _name(self, made: QPushButton, words: str, key: str) -> None:
        """Say what a button does, and which key does the same where keys work; its name is what it shows."""
        explained = tr("{what} ({keys})", what=words, keys=shown_keys(key)) if self._keys else words
        made.setAccessibleName(made.text())
        made.setAccessibleDescription(explained)
        made.setToolTip(explained)


def _next_words(face: Face) -> tuple[str, str, str]:
    """Return what the button says, what it does, and its icon."""
    if face.phase == "waiting":
        return tr("Start the clock"), tr("Begin the first activity"), "play"
    if face.is_last:
        return tr("End the meeting"), tr("End the last activity"), "circle-check"
    return tr("Next one"), tr("Begin the next activity"), "chevron-right"
