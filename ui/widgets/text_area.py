"""A field for a few lines of text; Tab leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QShowEvent

_ROOM = 22
"""What the frame takes around the lines, in pixels."""


class TextArea(QPlainTextEdit):
    """``left`` tells that the keyboard went elsewhere."""

    left = Signal()

    def __init__(self, lines: int, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.retheme()
        theme.follow(self)

    def retheme(self) -> None:
        """Take the height of so many lines in the text size in force; more of them scroll."""
        self.setFixedHeight(self._lines * self.fontMetrics().lineSpacing() + _ROOM)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height again: the style sheet, which comes first, has another one for every field."""
        super().showEvent(event)
        self.retheme()

    def show_text(self, text: str) -> None:
        """Show a text that was kept, without telling that it changed."""
        if text != self.toPlainText():
            was_blocked = self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(was_blocked)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell it."""
        super().focusOutEvent(event)
        self.left.emit()
