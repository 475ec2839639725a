"""The clock for the room: a window of its own, whole on a projector, that is moved by a few keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import icons, theme
from ui.actions import shown_keys
from ui.pages.animation.clock_face import ClockFace
from ui.pages.animation.controls import ControlStrip
from ui.pages.animation.presenter import MORE
from ui.widgets.basics import icon_button
from ui.widgets.second_screen import fill_another_screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from ui.pages.animation.face import Face
    from ui.pages.animation.presenter import AnimationPresenter


class ClockWindow(QWidget):
    """Emits ``closed``, and ``sound_chosen`` with whether an alarm is to be heard."""

    closed = Signal()
    sound_chosen = Signal(bool)

    def __init__(self, presenter: AnimationPresenter, parent: QWidget, *, sound: bool) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Clock of the meeting"))
        self._presenter = presenter
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.SPACE["m"])
        column.setSpacing(theme.SPACE["s"])
        self.face = ClockFace()
        column.addWidget(self.face, 1)
        column.addWidget(self._strip(presenter, sound=sound))
        self._letters: dict[str, Callable[[], None]] = {
            "+": presenter.extend,
            "=": presenter.extend,  # the same key where + needs Shift
            "-": lambda: presenter.extend(-MORE),
            "s": presenter.skip,
            "p": presenter.pause,
            " ": presenter.next,
        }
        for sequence, act in (
            ("Right", presenter.next),
            ("PgDown", presenter.next),  # what a presenter's remote control sends
            ("Left", presenter.back),
            ("PgUp", presenter.back),
            ("F11", self._full_screen),
            ("Esc", self._leave),
        ):
            made = QShortcut(QKeySequence(sequence), self)
            made.setAutoRepeat(False)  # a key held down is one press
            made.activated.connect(act)
        self.resize(960, 600)
        self.face.setFocus()

    def _strip(self, presenter: AnimationPresenter, *, sound: bool) -> QWidget:
        self.strip = ControlStrip(presenter, keys=True, look="primary")
        margin = theme.SPACE["xl"]
        self.strip.setContentsMargins(margin, 0, margin, 0)
        self.sound_button = icon_button("", "volume-x", lambda: None)
        self.sound_button.setCheckable(True)
        self.sound_button.toggled.connect(self._sound)
        self.full_button = icon_button(
            tr("Full screen ({keys})", keys=shown_keys("F11")), "maximize", self._full_screen
        )
        self.close_button = icon_button(
            tr("Close the clock’s window; it goes on counting ({keys})", keys=shown_keys("Esc")),
            "x",
            self._leave,
        )
        for made in (self.sound_button, self.full_button, self.close_button):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.strip.line.add(made)
        self.sound_button.setChecked(sound)
        self._name_sound(on=sound)
        return self.strip

    def open_on_another_screen(self, window: QWidget) -> None:
        """Show it whole: on a screen where ``window`` is not, or else over it."""
        if not fill_another_screen(self, window):
            self.showFullScreen()
        self.activateWindow()

    def show_face(self, face: Face) -> None:
        """Show the clock as it stands."""
        self.face.show_face(face)
        self.strip.show_face(face)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the clock; a button that has the focus keeps the space bar for itself."""
        act = self._letters.get(event.text().lower())
        if act is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            act()

    def _leave(self) -> None:
        self.close()

    def _full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _sound(self, on: bool) -> None:
        self._name_sound(on=on)
        self.sound_chosen.emit(on)

    def _name_sound(self, *, on: bool) -> None:
        words = (
            tr("A sound two minutes before the end and at the end: on")
            if on
            else tr("A sound two minutes before the end and at the end: off")
        )
        self.sound_button.setAccessibleName(words)
        self.sound_button.setToolTip(words)
        icons.bind(self.sound_button, "volume-2" if on else "volume-x")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the page."""
        self.closed.emit()
        super().closeEvent(event)
