"""The form of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.pages.people.presenter import PersonFields
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from collections.abc import Sequence


class PersonDialog(FormDialog):
    """Emits ``filled`` with the fields; whoever opened it closes it once they are saved."""

    filled = Signal(object)

    def __init__(
        self,
        title: str,
        act: str,
        parent: QWidget | None = None,
        known: PersonFields | None = None,
        groups: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Ask for a person's fields; with several ``groups``, names and ids, also for the group."""
        super().__init__(title, "", act, parent)
        known = known or PersonFields("", "")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.setVerticalSpacing(theme.SPACE["m"])
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.family_name = QLineEdit(known.family_name)
        self.given_name = QLineEdit(known.given_name)
        self.structure = QLineEdit(known.structure)
        self.commune = QLineEdit(known.commune)
        self.email = QLineEdit(known.email)
        self.phone = QLineEdit(known.phone)
        for place, (words, field) in enumerate(
            (
                (tr("Family name"), self.family_name),
                (tr("Given name"), self.given_name),
                (tr("Structure"), self.structure),
                (tr("Town"), self.commune),
                (tr("E-mail"), self.email),
                (tr("Telephone"), self.phone),
            )
        ):
            field.setMaxLength(200)
            grid.addWidget(FormField(words, field), place // 2, place % 2)
        self.body.addLayout(grid)
        self.group = QComboBox()
        for name, key in groups:
            self.group.addItem(name, key)
        if len(groups) > 1:
            self.body.addWidget(FormField(tr("Group"), self.group))
        self.family_name.setFocus()

    def submit(self) -> None:
        """Hand the fields over."""
        read = _text
        if not (read(self.family_name) or read(self.given_name)):
            self.show_problem(tr("Type at least a family name or a given name."))
            self.family_name.setFocus()
            return
        self.show_problem("")
        self.act_button.setEnabled(False)  # once: whoever opened the dialog closes it or says what is wrong
        self.filled.emit(
            PersonFields(
                read(self.family_name),
                read(self.given_name),
                read(self.structure),
                read(self.email),
                read(self.phone),
                read(self.commune),
                self.group.currentData() or "",
            )
        )


def _text(field: QLineEdit) -> str:
    return field.text().strip()
