"""The form of a new venue: its name, and whose directory it joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from organiser_kit.i18n import tr
from ui.dialogs.base import FormDialog
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from collections.abc import Sequence


class NewVenueDialog(FormDialog):
    """Emits ``filled`` with a group's id and a name; whoever opened it closes it."""

    filled = Signal(str, str)

    def __init__(self, groups: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Ask for a name; with several ``groups``, names and ids, also for the group."""
        super().__init__(
            tr("Add a venue"), tr("The rest is filled in on the page, as you learn it."), tr("Add"), parent
        )
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.field = FormField(tr("Name"), self.name, required=True)
        self.body.addWidget(self.field)
        self.group = QComboBox()
        for name, key in groups:
            self.group.addItem(name, key)
        if len(groups) > 1:
            self.body.addWidget(FormField(tr("Group"), self.group))
        self.name.setFocus()

    def submit(self) -> None:
        """Hand the name over."""
        name = self.name.text().strip()
        if not name:
            self.field.show_error(tr("Give the venue a name."))
            return
        if self.group.currentData() is None:
            self.show_problem(tr("Plan a pair of meetings first: a venue belongs to a group’s directory."))
            return
        self.act_button.setEnabled(False)  # once: whoever opened the dialog closes it or says what is wrong
        self.filled.emit(self.group.currentData(), name)
