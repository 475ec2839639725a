"""The form of a question to the help desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from organiser_kit.i18n import tr
from ui.dialogs.base import FormDialog
from ui.widgets.form import FormField
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Sequence


class QuestionDialog(FormDialog):
    """Emits ``filled`` with the subject, the question and the id of the meeting, '' for none."""

    filled = Signal(str, str, str)

    def __init__(self, meetings: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Ask the help desk"),
            tr("No network is needed now: the question leaves with the next exchange. Name no participant."),
            tr("Write it down"),
            parent,
        )
        self.subject = QLineEdit()
        self.subject.setMaxLength(120)
        self.question = TextArea(5)
        self.meeting = QComboBox()
        self.meeting.addItem(tr("No meeting in particular"), "")
        for words, key in meetings:
            self.meeting.addItem(words, key)
        self.body.addWidget(FormField(tr("What it is about"), self.subject, required=True))
        self.body.addWidget(FormField(tr("Your question"), self.question, required=True))
        self.body.addWidget(FormField(tr("Meeting"), self.meeting))
        self.subject.setFocus()

    def submit(self) -> None:
        """Hand the question over."""
        self.show_problem("")
        self.act_button.setEnabled(False)
        self.filled.emit(self.subject.text(), self.question.toPlainText(), self.meeting.currentData() or "")
