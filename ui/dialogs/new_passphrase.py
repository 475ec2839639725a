"""Ask for a new passphrase, twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from organiser_kit.i18n import tr
from ui.dialogs.base import FormDialog
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SHORTEST = 8


class NewPassphraseDialog(FormDialog):
    """Emits ``given`` with a passphrase that was typed twice alike."""

    given = Signal(str)

    def __init__(self, title: str, sentence: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(title, sentence, act, parent)
        self.passphrase, self.repeated = QLineEdit(), QLineEdit()
        for edit in (self.passphrase, self.repeated):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        advice = tr("Four words that you will remember: nobody can recover them for you.")
        self.body.addWidget(FormField(tr("Passphrase"), self.passphrase, advice))
        self.body.addWidget(FormField(tr("The same passphrase again"), self.repeated))
        self.passphrase.setFocus()

    def submit(self) -> None:
        """Hand the passphrase over and close."""
        if len(self.passphrase.text()) < SHORTEST:
            self.show_problem(
                tr("Choose a passphrase of at least {n} characters, for instance four words.", n=SHORTEST)
            )
            self.passphrase.setFocus()
        elif self.passphrase.text() != self.repeated.text():
            self.show_problem(tr("The two passphrases differ: type them again."))
            self.repeated.setFocus()
        else:
            self.given.emit(self.passphrase.text())
            self.accept()
