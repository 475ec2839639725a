"""What the calendar says about a day, in words under a field: it never holds anything back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from organiser_kit.calendars.hints import day_hints
from ui import theme
from ui.widgets.basics import IconLabel, label

if TYPE_CHECKING:
    from datetime import date


class DayHint(QWidget):
    """Empty where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["s"])
        self._words = label("", "caption", wrap=True)
        row.addWidget(IconLabel("info", "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    @property
    def words(self) -> str:
        """Return what is said."""
        return self._words.text()

    def show_day(self, day: date) -> None:
        """Say what is known about ``day``."""
        words = " ".join(day_hints(day))
        self._words.setText(words)
        self.setVisible(bool(words))
