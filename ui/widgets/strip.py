"""A line across the top of the window: said on every page, as long as its reason lasts."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui import theme
from ui.widgets.basics import IconLabel, announce, label


class Strip(QFrame):
    """Shows one sentence that nobody can close; hidden while there is none."""

    def __init__(self, icon: str, sentence: str = "") -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setProperty("tone", "warning")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.SPACE["xl"], 6, theme.SPACE["xl"], 6)
        line.setSpacing(theme.SPACE["s"])
        line.addWidget(IconLabel(icon, "warning_on_soft", 18))
        self._words = label("", "strong", wrap=True)
        line.addWidget(self._words, 1)
        self._write(sentence)
        if not sentence:
            self.hide()

    @property
    def sentence(self) -> str:
        """Return the sentence shown, '' while hidden."""
        return self._words.text()

    def say(self, sentence: str) -> None:
        """Show ``sentence``, or nothing when it is empty; a new one is read out once."""
        if sentence == self.sentence:
            return
        self._write(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _write(self, sentence: str) -> None:
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
