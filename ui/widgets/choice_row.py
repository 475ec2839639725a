"""One of a few answers in words: radio buttons in a row, for the mouse and the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from ui import theme
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Mapping


class ChoiceRow(QFrame):
    """``chosen`` tells that a person chose; nothing may be chosen at first."""

    chosen = Signal()

    def __init__(self, name: str, answers: Mapping[int, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = FlowLayout(theme.SPACE["l"], right=False)
        self.setLayout(row)
        self._group = QButtonGroup(self)
        self.buttons: dict[int, QRadioButton] = {}
        for value, words in answers.items():
            made = self.buttons[value] = QRadioButton(words)
            made.setAccessibleDescription(name)
            made.clicked.connect(lambda _checked=False: self.chosen.emit())
            self._group.addButton(made, value)
            row.add(made)

    @property
    def value(self) -> int | None:
        """Return the answer chosen, ``None`` for none."""
        found = self._group.checkedId()
        return found if found in self.buttons else None

    def show_value(self, value: int | None) -> None:
        """Show an answer that was kept."""
        self._group.setExclusive(False)
        for known, made in self.buttons.items():
            made.setChecked(known == value)
        self._group.setExclusive(True)
