"""What the steps of a meeting share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.pages.notice import Notice

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from ui.pages.page import Context


class StepPage(QWidget):
    """One step: shows the meeting it is given, and says on top what was refused."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.SPACE["m"])
        self.notice = Notice()
        self.column.addWidget(self.notice)

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""

    def leave(self) -> None:
        """Let go of what should not stay on, and keep what waits."""

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self.notice.say("danger", error.sentence)
