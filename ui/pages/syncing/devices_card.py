"""This laptop and the others of its groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.syncing.waiting_card import empty
from ui.widgets.basics import IconLabel, label
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from ui.pages.syncing.devices import DeviceLine


class DevicesCard(Card):
    """Hidden until the server told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Laptops of the group"), tr("As the server last saw them."), parent)
        self.lines: tuple[DeviceLine, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE["s"])
        self.add(self._list)
        self.hide()

    def show_lines(self, lines: tuple[DeviceLine, ...]) -> None:
        """Show the laptops."""
        self.setVisible(bool(lines))
        if lines != self.lines:
            self.lines = lines
            empty(self._list)
            for line in lines:
                self._list.addWidget(_row(line))


def _row(line: DeviceLine) -> QFrame:
    made = QFrame()
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.SPACE["m"])
    icon, token = ("circle-check", "success_text") if line.up_to_date else ("clock", "warning_text")
    box.addWidget(IconLabel(icon, token, 18))
    flow = FlowLayout(theme.SPACE["m"], right=False)
    name = label(line.name, "strong", wrap=True)
    if line.state:
        name.setAccessibleName(
            tr("{name}: {state}, {seen}", name=line.name, state=line.state, seen=line.seen)
        )
    flow.add(name, grow=True)
    if line.state:
        flow.add(label(line.state))
    flow.add(label(line.seen, "muted"))
    box.addLayout(flow, 1)
    return made
