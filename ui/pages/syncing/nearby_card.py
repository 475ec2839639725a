"""Without internet: the other laptops in the room, and the stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import IconLabel, button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card
from ui.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.syncing.room import RoomState


class NearbyCard(Card):
    """Emits what was pressed."""

    share_asked = Signal()
    stop_asked = Signal()
    join_asked = Signal()
    leave_asked = Signal()
    write_asked = Signal()
    read_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Without internet"), tr("The same changes, carried from laptop to laptop."), parent
        )
        direction = QBoxLayout.Direction
        self._ways = QBoxLayout(direction.TopToBottom if theme.current().is_large else direction.LeftToRight)
        self._ways.setSpacing(theme.SPACE["xl"])
        self.add(self._ways)
        self._ways.addWidget(self._room(), 3)
        self._ways.addWidget(self._stick(), 2)
        self.show_room_state("", "")

    def _room(self) -> QFrame:
        self.share_button = button(tr("Share in this room…"), self.share_asked.emit)
        self.stop_button = button(tr("Stop sharing"), self.stop_asked.emit)
        self.join_button = button(tr("Join a laptop…"), self.join_asked.emit)
        self.leave_button = button(tr("Leave"), self.leave_asked.emit)
        self.shared, self.linked = StatusPill(), StatusPill()
        sentence = tr("Two laptops on one network, or on a phone's hotspot.")
        acts = (
            self.shared,
            self.linked,
            self.share_button,
            self.stop_button,
            self.join_button,
            self.leave_button,
        )
        return way("users", tr("In the room"), sentence, acts)

    def _stick(self) -> QFrame:
        self.write_button = button(tr("Write to a stick…"), self.write_asked.emit)
        self.read_button = button(tr("Read a stick…"), self.read_asked.emit)
        sentence = tr("Sealed: only the group's laptops and the server can read it.")
        return way("usb", tr("USB stick"), sentence, (self.write_button, self.read_button))

    def show_stick_busy(self, *, busy: bool) -> None:
        """Let the stick do one thing at a time."""
        for made in (self.write_button, self.read_button):
            made.setEnabled(not busy)

    def show_room(self, state: RoomState) -> None:
        """Show what goes on in the room."""
        self.show_room_state(state.shared, state.linked)

    def show_room_state(self, shared: str, linked: str) -> None:
        """Show what goes on in the room, '' for what does not."""
        for pill, words in ((self.shared, shared), (self.linked, linked)):
            pill.setVisible(bool(words))
            pill.show_status("accent", "users", words)
        self.share_button.setText(tr("Show the code…") if shared else tr("Share in this room…"))
        self.stop_button.setVisible(bool(shared))
        self.join_button.setVisible(not linked)
        self.leave_button.setVisible(bool(linked))


def way(icon: str, title: str, sentence: str, acts: Sequence[QWidget]) -> QFrame:
    """Return one way to exchange: what it is, and what to press."""
    made = QFrame()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SPACE["xs"])
    head = QHBoxLayout()
    head.setSpacing(theme.SPACE["s"])
    head.addWidget(IconLabel(icon, "accent_text", 20))
    head.addWidget(label(title, "strong"))
    head.addStretch(1)
    column.addLayout(head)
    column.addWidget(label(sentence, "muted", wrap=True))
    column.addStretch(1)
    column.addSpacing(theme.SPACE["xs"])
    flow = FlowLayout(right=False)
    for one in acts:
        flow.add(one)
    column.addLayout(flow)
    return made
