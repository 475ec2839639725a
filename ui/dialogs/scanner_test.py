"""Try a badge scanner: what it types on this computer, and what to change, if anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from organiser_kit.codes.scanner_test import TEST_TEXT, tell_layout
from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.pages.notice import Notice
from ui.scanner_words import scanner_words
from ui.widgets.basics import label
from ui.widgets.form import FormField
from ui.widgets.qr_view import QrView

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.widgets.scheduler import Scheduler

PAUSE_MS = 400
"""After this long without a character, a scanner that presses no key at the end has finished."""
_PART, _MAY_BREAK = 16, "\u200b"


class _ScannedField(QLineEdit):
    """Takes Tab as the end of a code; on an empty field Tab goes on, as everywhere."""

    tabbed = Signal()

    def event(self, event: QEvent) -> bool:
        """Catch Tab before the focus moves."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and self.text()
        ):
            self.tabbed.emit()
            return True
        return super().event(event)


class ScannerTestDialog(FormDialog):
    """The code stands on the screen too: what the scanner types comes to the one field."""

    def __init__(self, scheduler: Scheduler, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Test the scanner"),
            tr("Scan this code, or the one on the printed test page. The answer comes at once."),
            tr("Check"),
            parent,
        )
        self.cancel_button.setText(tr("Close"))
        self._scheduler = scheduler
        self._cancel: Callable[[], None] | None = None
        self.arrived = _ScannedField()
        self.arrived.setMaxLength(400)
        self.arrived.setAccessibleDescription(tr("What the scanner types comes here."))
        self.arrived.tabbed.connect(lambda: self._tell(self.arrived.text() + "\t"))
        self.arrived.textEdited.connect(self._edited)
        self.field = FormField(tr("What arrives"), self.arrived)
        self.notice = Notice()
        self.advice = label("", wrap=True)
        self.received = label("", "muted", wrap=True)
        self._lay_out()
        self.arrived.setFocus()

    def _lay_out(self) -> None:
        self.code = QrView(tr("The code of the scanner test page"), 190)
        self.code.show_text(TEST_TEXT)
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE["m"])
        words.addWidget(self.field)
        words.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE["l"])
        line.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.body.addLayout(line)
        for widget in (self.notice, self.advice, self.received):
            self.body.addWidget(widget)
        self.advice.hide()
        self.received.hide()

    def _edited(self, text: str) -> None:
        self._forget_pause()
        if len(text) >= len(TEST_TEXT):
            self._cancel = self._scheduler.after(PAUSE_MS, self, lambda: self._tell(text))

    def _forget_pause(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    def submit(self) -> None:
        """Judge what stands in the field; Enter comes here too."""
        if self.arrived.text():
            self._tell(self.arrived.text() + "\n")
        self.arrived.setFocus()

    def _tell(self, text: str) -> None:
        self._forget_pause()
        reading = tell_layout(text)
        words = scanner_words(reading)
        self.arrived.clear()
        self.notice.say(words.tone, words.headline)
        self.advice.setText("\n".join(words.advice))
        self.advice.show()
        self.received.setText(tr("Received: {text}", text=_breakable(reading.received)))
        self.received.show()


def _breakable(received: str) -> str:
    """Let a text without spaces go on on the next line, so that a large one is read whole."""
    return _MAY_BREAK.join(received[at : at + _PART] for at in range(0, len(received), _PART))
