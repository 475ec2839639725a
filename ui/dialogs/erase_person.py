"""Erasing somebody for good: what goes, what stays, why, and a word that no slip of the hand types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.dialogs.erase_laptop import asked_word
from ui.pages.people.erasing import usual_reason
from ui.widgets.basics import IconLabel, label
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from ui.pages.people.erasing import Erasing


class ErasePersonDialog(FormDialog):
    """Emits ``agreed`` with the reason once the word was typed; whoever opened it closes it afterwards."""

    agreed = Signal(str)

    def __init__(self, erasing: Erasing, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Erase {name}", name=erasing.name),
            tr("For good and everywhere: this cannot be undone."),
            tr("Erase for good"),
            parent,
            look="danger",
        )
        self.setMinimumWidth(theme.current().height(680))  # there is much to read before the word is typed
        self._add_lines(tr("What is erased"), "trash-2", "danger_text", erasing.goes)
        self._add_lines(tr("What stays"), "info", "muted", erasing.stays)
        self.reason = QLineEdit(usual_reason())
        self.reason.setMaxLength(200)
        self.reason_field = FormField(
            tr("Reason"), self.reason, tr("It stays on this laptop: without the name."), required=True
        )
        self.word = QLineEdit()
        self.field = FormField(tr("Type {word} to go on", word=asked_word()), self.word)
        self.body.addWidget(self.reason_field)
        self.foot.addWidget(self.field)
        self.cancel_button.setText(tr("Keep this person"))
        self.word.setFocus()

    def _add_lines(self, heading: str, icon: str, token: str, sentences: tuple[str, ...]) -> None:
        self.body.addWidget(label(heading, "strong"))
        for sentence in sentences:
            line = QHBoxLayout()
            line.setSpacing(theme.SPACE["s"])
            line.addWidget(IconLabel(icon, token, 18), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(sentence, wrap=True), 1)
            self.body.addLayout(line)

    def submit(self) -> None:
        """Agree if there is a reason, and the word."""
        self.reason_field.show_error("")
        self.field.show_error("")
        if not self.reason.text().strip():
            self.reason_field.show_error(tr("Say why: the reason is kept, without the name."))
            self.reason.setFocus()
            return
        if self.word.text().strip().casefold() != asked_word().casefold():
            self.field.show_error(tr("Nothing was erased: type the word {word}.", word=asked_word()))
            self.word.setFocus()
            return
        self.show_problem("")
        self.act_button.setEnabled(False)  # once: whoever opened the dialog closes it or says what is wrong
        self.agreed.emit(self.reason.text().strip())
