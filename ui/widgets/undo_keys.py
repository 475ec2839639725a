"""Ctrl+Z in a field: its own while it has something to undo, the window's otherwise."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)


class UndoKeys(QObject):
    """Watches the field that has the focus: Qt's fields keep the keys even when these would do nothing."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._move)

    def _move(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave a key that would do nothing here to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not has_own(watched, redo=False)) or (redo and not has_own(watched, redo=True)):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def has_own(field: QObject, *, redo: bool) -> bool:
    """Return whether a field has typing of its own to undo, or to do again."""
    if isinstance(field, QPlainTextEdit | QTextEdit):
        document = field.document()
        return document.isRedoAvailable() if redo else document.isUndoAvailable()
    line: QObject | None = field
    if isinstance(field, QComboBox):
        line = field.lineEdit()
    elif isinstance(field, QAbstractSpinBox):
        line = field.findChild(QLineEdit)
    if not isinstance(line, QLineEdit):
        return False
    return line.isRedoAvailable() if redo else line.isUndoAvailable()
