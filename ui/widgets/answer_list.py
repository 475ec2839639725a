"""A list whose rows are answered by one letter each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent


class AnswerList(ListTable):
    """Arrows choose a row, letters answer it, Enter goes on."""

    answered = Signal(str)
    went_on = Signal()

    def __init__(self, name: str, letters: Mapping[str, str]) -> None:
        """Answer with the value of ``letters`` when the key of the same letter is pressed."""
        super().__init__(name)
        self.choose_one()
        self._letters = letters

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, or go on; a key held down is one press."""
        answer = self._letters.get(event.text().upper(), "")
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (answer or enter):
            super().keyPressEvent(event)
        elif event.isAutoRepeat():
            event.accept()
        elif answer:
            self.answered.emit(answer)
        else:
            self.went_on.emit()
