"""What the organiser alone should know of whoever just came: small, beside the answer, on no other screen."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import IconLabel, announce, label


class Aside(QFrame):
    """A note and whether it is somebody's first time, each with a picture; hidden while there is neither."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE["l"], theme.SPACE["s"], theme.SPACE["l"], theme.SPACE["s"])
        column.setSpacing(theme.SPACE["xs"])
        self._first, self.first_words = _line("users", "info_text")
        self._note, self.note_words = _line("eye", "warning_text")
        column.addWidget(self._note)
        column.addWidget(self._first)
        self.show_known("", first_time=False)

    def show_known(self, attention: str, *, first_time: bool) -> None:
        """Show what is known; nothing hides the panel."""
        self.first_words.setText(tr("First time here") if first_time else "")
        self.note_words.setText(tr("Good to know: {note}", note=attention) if attention else "")
        self._first.setVisible(first_time)
        self._note.setVisible(bool(attention))
        spoken = "\n".join(words for words in (self.note_words.text(), self.first_words.text()) if words)
        self.setAccessibleName(spoken)
        self.setVisible(bool(spoken))
        if spoken:
            announce(self, spoken)


def _line(icon: str, token: str) -> tuple[QWidget, QLabel]:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE["s"])
    row.addWidget(IconLabel(icon, token, 18))
    words = label("", wrap=True)
    row.addWidget(words, 1)
    return made, words
