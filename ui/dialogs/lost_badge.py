"""Ask before a badge is made worthless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from organiser_kit.i18n import tr
from ui.dialogs.base import FormDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class LostBadgeDialog(FormDialog):
    """Emits ``agreed`` when somebody is to get a new badge."""

    agreed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Give {name} a new badge?", name=name),
            tr(
                "The lost badge no longer opens the door, on this laptop at once and on the others after "
                "their next exchange. The new one is shown, ready to be printed."
            ),
            tr("Give a new badge"),
            parent,
            look="danger",
        )
        self.cancel_button.setText(tr("Keep the badge"))
        self.act_button.setFocus()

    def submit(self) -> None:
        """Agree and close."""
        self.agreed.emit()
        self.accept()
