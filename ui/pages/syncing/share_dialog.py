"""Share in this room: where this laptop is, the code, who joined, and a way to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.pages.syncing.waiting_card import empty
from ui.widgets.basics import IconLabel, announce, label
from ui.widgets.qr_view import QrView

if TYPE_CHECKING:
    from ui.pages.syncing.room import ShareState


WIDEST = 900
"""Pixels: what the smallest window has room for."""


class ShareDialog(FormDialog):
    """Shows how to get in; hiding it goes on sharing, ``stopped`` does not."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Share in this room"),
            tr("Two laptops on the same network exchange directly, without internet."),
            tr("Stop sharing"),
            parent,
        )
        self.setMinimumWidth(min(theme.current().height(700), WIDEST))
        self.cancel_button.setText(tr("Hide and go on sharing"))
        self.is_over = False
        self._told: tuple[str, ...] | None = None
        self.body.addWidget(self._middle())
        self.cancel_button.setFocus()

    def submit(self) -> None:
        """Share no longer."""
        self.stopped.emit()
        self.accept()

    def _middle(self) -> QWidget:
        inside = QWidget()
        direction = QBoxLayout.Direction
        wide = not theme.current().is_large
        row = QBoxLayout(direction.LeftToRight if wide else direction.TopToBottom, inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["xl"])
        self.picture = QrView(tr("QR code that leads to this laptop"), theme.current().height(230))
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE["s"])
        words.addWidget(label(tr("On the other laptop: Synchronisation, “Join a laptop…”"), wrap=True))
        words.addSpacing(theme.SPACE["xs"])
        words.addWidget(label(tr("Address"), "strong"))
        self.addresses = QVBoxLayout()
        self.addresses.setSpacing(2)
        words.addLayout(self.addresses)
        words.addSpacing(theme.SPACE["xs"])
        words.addWidget(label(tr("Code"), "strong"))
        self.code = label("", "count")
        words.addWidget(self.code)
        words.addSpacing(theme.SPACE["s"])
        self._news = QVBoxLayout()
        self._news.setSpacing(theme.SPACE["s"])
        words.addLayout(self._news)
        words.addStretch(1)
        row.addLayout(words, 1)
        # Large letters: what is read out and typed comes first, the picture where there is room.
        row.insertWidget(0 if wide else 1, self.picture, 0, Qt.AlignmentFlag.AlignTop)
        return inside

    def show_state(self, state: ShareState) -> None:
        """Show where this laptop is, the code, and who joined."""
        self.is_over = state.over
        self.picture.setVisible(not state.over)
        self.picture.show_text(state.link)
        empty(self.addresses)
        for address in state.addresses or (tr("No network: connect both laptops to the same one."),):
            shown = label(address, "heading", wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.addresses.addWidget(shown)
        self.code.setText(tr("Ended") if state.over else spaced(state.code))
        self.code.setAccessibleName(" ".join(state.code))
        self.act_button.setText(tr("Close") if state.over else tr("Stop sharing"))
        self.cancel_button.setVisible(not state.over)
        if state.news != self._told:
            self._tell(state.news)

    def _tell(self, news: tuple[str, ...]) -> None:
        empty(self._news)
        for sentence in news or (tr("Waiting for another laptop…"),):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.SPACE["s"])
            line.addWidget(IconLabel("users" if news else "loader-circle", "muted", 18))
            line.addWidget(label(sentence, "body" if news else "muted", wrap=True), 1)
            self._news.addWidget(row)
        if news:
            announce(self, news[-1])
        self._told = news


def spaced(code: str) -> str:
    """Return six digits in two groups, as they are read out."""
    return f"{code[:3]}\u2009{code[3:]}"
