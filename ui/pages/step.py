"""What the steps of a meeting share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.widgets.panels import Banner

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
        self._banner: Banner | None = None

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self.say("danger", error.sentence)

    def say(self, tone: str, sentence: str) -> None:
        """Show a sentence on top until the next one, '' for none."""
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if sentence:
            self._banner = Banner(tone, sentence)
            self.column.insertWidget(0, self._banner)
            self._banner.announce()

    @property
    def banner(self) -> str:
        """Return the sentence on top, '' for none."""
        return self._banner.sentence if self._banner is not None else ""
