"""The people to warn that a meeting moves, waits or does not take place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.pages.notices.panel import NoticesPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.pages.page import Context

_WIDTH = 780


class WarnDialog(FormDialog):
    """Holds the list; each tick is kept at once."""

    def __init__(self, context: Context, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("People to warn"),
            tr("Call or write, then tick who knows: with a double click, the mail program opens."),
            tr("Close"),
            parent,
        )
        self.setMinimumWidth(theme.current().height(_WIDTH))
        self.panel = NoticesPanel(context)
        self.body.addWidget(self.panel)
        self.cancel_button.hide()
        self.panel.presenter.open(meeting_id)
        self.panel.table.setFocus()

    def submit(self) -> None:
        """Close: nothing is left to be saved."""
        self.accept()
