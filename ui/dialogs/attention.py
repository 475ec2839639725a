"""What the organiser should think of when somebody comes: a short note that only they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from organiser_kit.i18n import tr
from ui.dialogs.kept import KeptDialog
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from ui.widgets.scheduler import Scheduler

LONGEST = 200


class AttentionDialog(KeptDialog):
    """Emits ``given`` with the note, '' for none, as it is written."""

    given = Signal(str)

    def __init__(self, name: str, note: str, scheduler: Scheduler, parent: QWidget | None = None) -> None:
        sentence = tr(
            "For the organisers’ eyes, when {name} comes: never on a paper or the second window.",
            name=name,
        )
        super().__init__(tr("Good to know"), sentence, scheduler, parent)
        self.note = QLineEdit(note)
        self.note.setMaxLength(LONGEST)
        field = FormField(tr("Note"), self.note, tr("For instance: keep a seat near the door."))
        self.body.addWidget(field)
        self.watch("attention", field)
        self.add_foot()
        self.note.setFocus()

    def keep(self, name: str) -> None:
        """Give the note."""
        del name
        self.given.emit(self.note.text().strip())
