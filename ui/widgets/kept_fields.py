"""Fields without a button to save them: each says what it holds as soon as one leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from ui.pages.page import roomy
from ui.widgets.basics import keep_narrow
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LINES = 3


class KeptFields(QObject):
    """Makes the widgets of a record's fields; ``kept`` carries a field's name and its new value.

    Values are those of the record: ``None`` where nothing is known.
    """

    kept = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._widgets: dict[str, QWidget] = {}
        self._shown: dict[str, Any] = {}

    def text(self, field: str, longest: int = 200) -> QLineEdit:
        """Return a field of one line."""
        made = QLineEdit()
        made.setMaxLength(longest)
        made.editingFinished.connect(lambda: self._say(field))
        self._widgets[field] = made
        return made

    def lines(self, field: str) -> TextArea:
        """Return a field of several lines."""
        made = TextArea(_LINES)
        made.left.connect(lambda: self._say(field))
        self._widgets[field] = made
        return made

    def number(self, field: str, least: int, most: int, unknown: str) -> QSpinBox:
        """Return a field for a whole number; ``unknown`` are the words for ``None``."""
        made = QSpinBox()
        made.setRange(least - 1, most)
        made.setSpecialValueText(unknown)
        roomy(made)
        made.setKeyboardTracking(False)
        made.valueChanged.connect(lambda _: self._say(field))
        self._widgets[field] = made
        return made

    def choice(self, field: str, choices: Sequence[tuple[str, Any]]) -> QComboBox:
        """Return a list of words, each with the value it stands for."""
        made = keep_narrow(QComboBox())
        for words, value in choices:
            made.addItem(words, value)
        made.activated.connect(lambda _: self._say(field))
        self._widgets[field] = made
        return made

    def tick(self, field: str, words: str) -> QCheckBox:
        """Return a box to tick."""
        made = QCheckBox(words)
        made.clicked.connect(lambda _checked=False: self._say(field))
        self._widgets[field] = made
        return made

    def fill(self, values: Mapping[str, Any], *, anew: bool) -> None:
        """Show ``values``; unless another record is shown ``anew``, what is being typed stays."""
        for field, widget in self._widgets.items():
            typing = not anew and widget.hasFocus() and self._value(field) != self._shown.get(field)
            self._shown[field] = values[field]
            if not typing and (self._value(field) != values[field] or _has_undo(widget)):
                blocked = widget.blockSignals(True)
                _put(widget, values[field])
                widget.blockSignals(blocked)

    def enable(self, *, enabled: bool) -> None:
        """Let the fields be changed, or not."""
        for widget in self._widgets.values():
            widget.setEnabled(enabled)

    def finish(self) -> None:
        """Keep what is being typed: the page is about to show something else."""
        for field, widget in self._widgets.items():
            if widget.hasFocus():
                self._say(field)

    def _say(self, field: str) -> None:
        value = self._value(field)
        if value != self._shown.get(field):
            self._shown[field] = value
            self.kept.emit(field, value)

    def _value(self, field: str) -> Any:
        widget = self._widgets[field]
        if isinstance(widget, QLineEdit):
            return widget.text().strip() or None
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText().strip() or None
        if isinstance(widget, QSpinBox):
            return None if widget.value() == widget.minimum() else widget.value()
        if isinstance(widget, QComboBox):
            return widget.currentData()
        assert isinstance(widget, QCheckBox)
        return widget.isChecked()


def _has_undo(widget: QWidget) -> bool:
    """Return whether typing could be taken back in a field that is kept: the window does that from now on."""
    if isinstance(widget, QPlainTextEdit):
        return widget.document().isUndoAvailable() and not widget.hasFocus()
    return isinstance(widget, QLineEdit) and widget.isUndoAvailable()


def _put(widget: QWidget, value: Any) -> None:
    if isinstance(widget, QLineEdit):
        cursor = widget.cursorPosition() if widget.hasFocus() else 0
        widget.setText(value or "")
        widget.setCursorPosition(cursor)
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(value or "")
    elif isinstance(widget, QSpinBox):
        widget.setValue(widget.minimum() if value is None else value)
    elif isinstance(widget, QComboBox):
        widget.setCurrentIndex(widget.findData(value))
        widget.setToolTip(widget.currentText())  # signals are blocked meanwhile
    elif isinstance(widget, QCheckBox):
        widget.setChecked(bool(value))
