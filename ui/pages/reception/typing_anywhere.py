"""Brings what a scanner types to its field, wherever the keyboard happens to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class TypingAnywhere(QObject):
    """Watches a page: a letter or a digit typed outside any field goes to the one field."""

    def __init__(self, field: QLineEdit, page: QWidget) -> None:
        super().__init__(page)
        self._field = field
        page.installEventFilter(self)
        self.watch(page.findChildren(QWidget))

    def watch(self, widgets: Iterable[QWidget]) -> None:
        """Watch these widgets as well; fields keep their own letters."""
        for widget in widgets:
            if not isinstance(widget, QLineEdit | QComboBox):
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the letter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_typed(event):
            self._field.setFocus()
            self._field.insert(event.text())
            return True
        return super().eventFilter(watched, event)


def _is_typed(event: QKeyEvent) -> bool:
    text = event.text()
    return bool(text) and text.isprintable() and not text.isspace() and not event.modifiers() & _COMMANDS
