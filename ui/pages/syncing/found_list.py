"""The laptops found in the room, one button each, and the button that looks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.syncing.waiting_card import empty
from ui.widgets.basics import announce, button, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from ui.pages.syncing.finding import FoundState


class FoundList(QWidget):
    """Emits ``asked`` to look, and ``chosen`` with an address."""

    asked = Signal()
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["s"])
        self.look_button = button(tr("Look for laptops in the room"), self.asked.emit, icon="search")
        column.addWidget(self.look_button)
        self.sentence = label("", "muted", wrap=True)
        self.sentence.hide()
        column.addWidget(self.sentence)
        self.choices: list[QPushButton] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.SPACE["xs"])
        column.addLayout(self._column)

    def show_state(self, state: FoundState) -> None:
        """Show how the search goes, or what it found."""
        self.look_button.setEnabled(not state.busy)
        self.sentence.setText(state.sentence)
        self.sentence.setVisible(bool(state.sentence))
        empty(self._column)
        self.choices = [self._choice(address) for address in state.addresses]
        for choice in self.choices:
            self._column.addWidget(choice)
        if state.sentence:
            announce(self, state.sentence)
        if self.choices:
            self.choices[0].setFocus()

    def _choice(self, address: str) -> QPushButton:
        made = button(address, lambda: self.chosen.emit(address), icon="chevron-right")
        made.setAccessibleName(tr("The laptop at {address}", address=address))
        return made
