"""Brings what a scanner types to the door, wherever the keyboard happens to be and whatever it ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.pages.reception.burst import Burst
from ui.pages.reception.desk_bar import PAUSE_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from organiser_kit.environment import Clock
    from ui.widgets.scheduler import Scheduler

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class TypingAnywhere(QObject):
    """Watches a page: a letter typed outside any field goes to the one field; a scanner's burst is a code.

    Emits ``scanned`` with a code, once the field it was typed into shows again what stood there before.
    """

    scanned = Signal(str)

    def __init__(self, field: QLineEdit, page: QWidget, clock: Clock, scheduler: Scheduler) -> None:
        super().__init__(page)
        self._field = field
        self._clock = clock
        self._scheduler = scheduler
        self._burst = Burst()
        self._place: QLineEdit | None = None
        self._cancel: Callable[[], None] | None = None
        page.installEventFilter(self)
        self.watch(page.findChildren(QWidget))

    def watch(self, widgets: Iterable[QWidget]) -> None:
        """Watch these widgets as well."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the letter, or take the code."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in _ENDS:
            return self._take() or super().eventFilter(watched, event)
        if not _is_typed(event):
            return super().eventFilter(watched, event)
        if isinstance(watched, QLineEdit):
            self._note(event, watched)
            return super().eventFilter(watched, event)
        self._field.setFocus()
        self._note(event, self._field)
        self._field.insert(event.text())
        return True

    def _note(self, event: QKeyEvent, place: QLineEdit) -> None:
        if event.isAutoRepeat():  # a key held down is quick as well
            self._burst.end()
            return
        self._place = place
        self._burst.feed(event.text(), self._clock.monotonic(), place, place.text())
        self._forget_pause()
        if self._burst.is_code:
            # Some scanners press nothing after a code.
            self._cancel = self._scheduler.after(PAUSE_MS, self, self._pause_over)

    def _pause_over(self) -> None:
        self._take()

    def _take(self) -> bool:
        """Hand the code over, if it is one."""
        self._forget_pause()
        code = self._burst.text if self._burst.is_code else ""
        before, place = self._burst.before, self._place
        self._burst.end()
        if not code or place is None:
            return False
        place.setText(before)
        self.scanned.emit(code)
        return True

    def _forget_pause(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None


def _is_typed(event: QKeyEvent) -> bool:
    text = event.text()
    return bool(text) and text.isprintable() and not text.isspace() and not event.modifiers() & _COMMANDS
