"""A form field: its name above, the field, and under it help or the error in words."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import IconLabel, announce, label


class FormField(QWidget):
    """Wraps any input widget with its label, its help and its error."""

    def __init__(
        self,
        name: str,
        field: QWidget,
        help_text: str = "",
        parent: QWidget | None = None,
        *,
        required: bool = False,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._name = name
        self._sentence = ""
        self._is_told_below = False
        self._help_text = help_text
        shown = tr("{field} (required)", field=name) if required else name
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["xs"])
        self._title = label(shown, "strong")
        self._title.setBuddy(field)
        column.addWidget(self._title)
        column.addWidget(field)
        field.setAccessibleName(shown)
        field.setAccessibleDescription(help_text)
        self._help = label(help_text, "caption", wrap=True)
        self._help.setVisible(bool(help_text))
        column.addWidget(self._help)
        self._error_row, self._error = _error_row()
        column.addWidget(self._error_row)

    @property
    def error(self) -> str:
        """Return the error shown, '' for none."""
        return self._sentence

    def show_name(self, name: str) -> None:
        """Give the field another name, for what it now asks."""
        self._name = name
        self._title.setText(name)
        self.field.setAccessibleName(name)

    def tell_below(self, lines: QVBoxLayout) -> None:
        """Say errors in ``lines``, with the field's name: a narrow field would break them into words."""
        lines.addWidget(self._error_row)
        self._is_told_below = True

    def show_error(self, sentence: str) -> None:
        """Show what is wrong and what to do; '' when all is well."""
        changed = sentence != self.error
        self._sentence = sentence
        named = tr("{field}: {error}", field=self._name, error=sentence)
        self._error.setText(named if sentence and self._is_told_below else sentence)
        self._error_row.setVisible(bool(sentence))
        self._help.setVisible(bool(self._help_text) and not sentence)
        self.field.setProperty("wrong", "true" if sentence else "false")
        self.field.setAccessibleDescription(sentence or self._help_text)
        theme.restyle(self.field)
        if sentence and changed:
            announce(self.field, named, urgent=True)


def _error_row() -> tuple[QWidget, QLabel]:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 2, 0, 0)
    line.setSpacing(6)
    words = label("", "error", wrap=True)
    line.addWidget(IconLabel("circle-alert", "danger_text", 16))
    line.addWidget(words, 1)
    row.hide()
    return row, words
