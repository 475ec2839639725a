"""The forms of one person: one to add somebody, one to correct what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.dialogs.kept import KeptDialog
from ui.pages.people.presenter import PersonFields
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.widgets.scheduler import Scheduler


class _Inputs:
    """The fields that both forms have, in two columns."""

    def __init__(self, known: PersonFields, body: QVBoxLayout) -> None:
        self.lines = {
            name: QLineEdit(getattr(known, name))
            for name in ("family_name", "given_name", "structure", "commune", "email", "phone")
        }
        words = (
            tr("Family name"), tr("Given name"), tr("Structure"), tr("Town"), tr("E-mail"), tr("Telephone")
        )  # fmt: skip
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.setVerticalSpacing(theme.SPACE["m"])
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.fields: dict[str, FormField] = {}
        for place, (name, line) in enumerate(self.lines.items()):
            line.setMaxLength(200)
            self.fields[name] = FormField(words[place], line)
            grid.addWidget(self.fields[name], place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        body.addLayout(grid)
        self.lines["family_name"].setFocus()

    def read(self, group_id: str = "") -> PersonFields:
        """Return what the fields hold."""
        texts = {name: line.text().strip() for name, line in self.lines.items()}
        return PersonFields(**texts, group_id=group_id)


class PersonDialog(FormDialog):
    """Emits ``filled`` with the fields; whoever opened it closes it once they are saved."""

    filled = Signal(object)

    def __init__(
        self, title: str, act: str, parent: QWidget | None = None, groups: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Ask for a person's fields; with several ``groups``, names and ids, also for the group."""
        super().__init__(title, "", act, parent)
        self.inputs = _Inputs(PersonFields("", ""), self.body)
        self.family_name = self.inputs.lines["family_name"]
        self.group = QComboBox()
        for name, key in groups:
            self.group.addItem(name, key)
        if len(groups) > 1:
            self.body.addWidget(FormField(tr("Group"), self.group))

    def submit(self) -> None:
        """Hand the fields over."""
        fields = self.inputs.read(self.group.currentData() or "")
        if not (fields.family_name or fields.given_name):
            self.show_problem(tr("Type at least a family name or a given name."))
            self.family_name.setFocus()
            return
        self.show_problem("")
        self.act_button.setEnabled(False)  # once: whoever opened the dialog closes it or says what is wrong
        self.filled.emit(fields)


class KeptPersonDialog(KeptDialog):
    """Emits ``changed`` with the field to keep and what all fields hold."""

    changed = Signal(str, object)

    def __init__(self, known: PersonFields, scheduler: Scheduler, parent: QWidget | None = None) -> None:
        super().__init__(tr("Correct a person"), "", scheduler, parent)
        self.inputs = _Inputs(known, self.body)
        for name, field in self.inputs.fields.items():
            self.watch(name, field)
        self.add_foot()

    def keep(self, name: str) -> None:
        """Hand the fields over."""
        self.changed.emit(name, self.inputs.read())
