"""The top of the reception: which door, the one field, and what else can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.actions import keys, shown_keys
from ui.pages.reception import answers
from ui.widgets.basics import button, icon_button
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.widgets.scheduler import Scheduler

PAUSE_MS = 120
"""A scanner types faster than this between two characters; a person does not mind it."""
_BESIDE_WORDS = 36


class DeskBar(QWidget):
    """The field takes codes and names alike."""

    down_pressed = Signal()
    mode_chosen = Signal(str)
    session_chosen = Signal(str)

    def __init__(self, scheduler: Scheduler) -> None:
        super().__init__()
        self._scheduler = scheduler
        self._cancel: Callable[[], None] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["s"])
        self.field = QLineEdit()
        self.field.setObjectName("deskField")
        self.field.setPlaceholderText(tr("Badge, or first letters of a name"))
        self.field.setAccessibleName(tr("Badge or name"))
        self.field.setAccessibleDescription(
            tr("What a scanner types comes here. Enter answers; Down goes to the people found.")
        )
        self.field.setMaxLength(400)
        self.field.installEventFilter(self)
        self.walk_in_button = button(tr("Walk-in"), lambda: None, "plain", "user-plus")
        self.walk_in_button.setToolTip(
            tr("Somebody who is on no list ({keys})", keys=shown_keys(keys("walk_in")))
        )
        self.camera_button = icon_button(tr("Camera"), "camera", lambda: None)
        self.camera_button.setCheckable(True)
        self.full_button = icon_button(
            tr("Full screen ({keys})", keys=shown_keys("F11")), "maximize", lambda: None
        )
        self.projector_button = icon_button(tr("Second window, without names"), "eye", lambda: None)
        self.projector_button.setCheckable(True)
        self.list_button = icon_button(tr("Front desk list, to print"), "clipboard-check", lambda: None)
        for big in (
            self.walk_in_button,
            self.list_button,
            self.camera_button,
            self.projector_button,
            self.full_button,
        ):
            big.setObjectName("deskButton")
        self.mode = _mode_box()
        self.mode.activated.connect(lambda _: self.mode_chosen.emit(self.mode.currentData()))
        self.session = _session_box()
        self.session.activated.connect(lambda _: self.session_chosen.emit(self.session.currentData()))
        column.addWidget(self.session)
        self.field.ensurePolished()
        words = self.field.fontMetrics().horizontalAdvance(self.field.placeholderText())
        self.field.setMinimumWidth(words + theme.current().height(_BESIDE_WORDS))
        line = FlowLayout()
        line.add(self.field, grow=True)
        for widget in (
            self.mode,
            self.walk_in_button,
            self.list_button,
            self.camera_button,
            self.projector_button,
            self.full_button,
        ):
            line.add(widget)
        column.addLayout(line)

    def show_mode(self, mode: str) -> None:
        """Show which mode is in force."""
        self.mode.setCurrentIndex(max(0, self.mode.findData(mode)))

    def show_sessions(self, those: Sequence[tuple[str, str]], meeting_id: str) -> None:
        """Show the words and the meetings of the day's sessions; none hides the choice."""
        self.session.clear()
        for words, one in those:
            self.session.addItem(tr("Session open: {session}", session=words), one)
        self.session.setCurrentIndex(max(0, self.session.findData(meeting_id)))
        self.session.setVisible(bool(those))

    def wait_then(self, act: Callable[[], None], *, at_once: bool) -> None:
        """Call ``act`` when typing pauses: a scanner has pressed Enter before."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        if at_once:
            act()
        else:
            self._cancel = self._scheduler.after(PAUSE_MS, self, act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the field to the list under it; Escape empties the field first.

        Some scanners press Tab after a code instead of Enter: on a code it means the same.
        The undo key takes back an arrival even here: left alone, the field would undo its own letters.
        """
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo):
            event.ignore()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
            return True
        if self._ends_a_code(event):
            self.field.returnPressed.emit()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            return True
        return super().eventFilter(watched, event)

    def _ends_a_code(self, event: QKeyEvent) -> bool:
        return (
            event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and answers.looks_like_code(self.field.text())
        )


def _session_box() -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(tr("Session"))
    made.setToolTip(
        tr("Which session of the day people are received for ({keys})", keys=shown_keys(keys("session")))
    )
    made.hide()
    return made


def _mode_box() -> QComboBox:
    made = QComboBox()
    made.setObjectName("deskButton")
    made.setAccessibleName(tr("What a badge does"))
    made.setToolTip(tr("What a badge does: lets in at once, asks first, or says goodbye"))
    for mode, words in (
        ("rapid", tr("Arrivals")),
        ("confirm", tr("Confirm each")),
        ("leaving", tr("Departures")),
    ):
        made.addItem(words, mode)
    return made
