"""Ask why, in one line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from organiser_kit.i18n import tr
from ui.dialogs.base import FormDialog
from ui.widgets.form import FormField


class ReasonDialog(FormDialog):
    """Emits ``given`` with a reason, which is not empty where one is required."""

    given = Signal(str)

    def __init__(
        self,
        title: str,
        sentence: str,
        act: str,
        keep: str,
        parent: QWidget | None = None,
        *,
        required: bool = True,
    ) -> None:
        """Ask; ``act`` and ``keep`` are the words of the two buttons, never alike."""
        super().__init__(title, sentence, act, parent, look="danger")
        self._required = required
        self.cancel_button.setText(keep)
        self.reason = QLineEdit()
        self.field = FormField(tr("Reason"), self.reason, required=required)
        self.body.addWidget(self.field)
        self.reason.setFocus()

    def submit(self) -> None:
        """Give the reason and close."""
        text = self.reason.text().strip()
        if not text and self._required:
            self.field.show_error(tr("Write a few words: the reason is kept."))
            self.reason.setFocus()
            return
        self.given.emit(text)
        self.accept()
