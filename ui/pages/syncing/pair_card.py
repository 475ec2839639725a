"""Pairing with a server: an address and a code that serves once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import button
from ui.widgets.form import FormField
from ui.widgets.panels import Card


class PairCard(Card):
    """Emits ``asked`` with the address and the code."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Pair this laptop"),
            tr("Your coordinator gives you an address and a code that serves once."),
            parent,
        )
        self.url = QLineEdit()
        self.url.setPlaceholderText("https://")
        self.code = QLineEdit()
        self.code.returnPressed.connect(self._ask)
        self.pair_button = button(tr("Pair"), self._ask, "primary")
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE["m"])
        line.addWidget(FormField(tr("Address"), self.url), 3)
        line.addWidget(FormField(tr("Code"), self.code), 2)
        self.add(line)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.pair_button)
        self.add(last)

    def clear(self) -> None:
        """Empty the form."""
        self.url.clear()
        self.code.clear()

    def _ask(self) -> None:
        self.asked.emit(self.url.text().strip(), self.code.text().strip())
