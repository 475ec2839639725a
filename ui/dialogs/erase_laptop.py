"""Erasing the copy of this laptop: a word is typed, so that no slip of the hand can do it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from organiser_kit.i18n import tr, trn
from ui.dialogs.base import FormDialog
from ui.widgets.form import FormField


def asked_word() -> str:
    """Return the word to type."""
    return tr("ERASE")


class EraseLaptopDialog(FormDialog):
    """Emits ``agreed`` once the word was typed; ``unsent`` changes are told first."""

    agreed = Signal()

    def __init__(self, unsent: int, parent: QWidget | None = None) -> None:
        sentence = tr(
            "The copy and its key leave this laptop for good. Backups and what a server holds stay."
        )
        if unsent:
            lost = trn(
                "{n} change was never sent and is lost with the copy: synchronise or make a backup first.",
                "{n} changes were never sent and are lost with the copy: synchronise or make a backup first.",
                unsent,
            )
            sentence = tr("{lost} {sentence}", lost=lost, sentence=sentence)
        super().__init__(
            tr("Erase this laptop’s copy"), sentence, tr("Erase for good"), parent, look="danger"
        )
        self.word = QLineEdit()
        self.field = FormField(tr("Type {word} to go on", word=asked_word()), self.word)
        self.body.addWidget(self.field)
        self.word.setFocus()

    def submit(self) -> None:
        """Agree if the word is there."""
        if self.word.text().strip().casefold() != asked_word().casefold():
            self.field.show_error(tr("Nothing was erased: type the word {word}.", word=asked_word()))
            self.word.setFocus()
            return
        self.agreed.emit()
        self.accept()
