"""What the organiser should think of when somebody comes: a short note that only they read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from organiser_kit.i18n import tr
from ui.dialogs.base import FormDialog
from ui.widgets.form import FormField

LONGEST = 200


class AttentionDialog(FormDialog):
    """Emits ``given`` with the note, '' for none."""

    given = Signal(str)

    def __init__(self, name: str, note: str, parent: QWidget | None = None) -> None:
        sentence = tr(
            "For the organisers’ eyes, when {name} comes: never on a paper or the second window.",
            name=name,
        )
        super().__init__(tr("Good to know"), sentence, tr("Save"), parent)
        self.note = QLineEdit(note)
        self.note.setMaxLength(LONGEST)
        self.field = FormField(tr("Note"), self.note, tr("For instance: keep a seat near the door."))
        self.body.addWidget(self.field)
        self.note.setFocus()

    def submit(self) -> None:
        """Give the note and close."""
        self.given.emit(self.note.text().strip())
        self.accept()
