"""The name on a blank line, typed by whoever reads it; people known already are proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from organiser_kit.papers.sheet_review import WalkIn
from ui import theme
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.pages.reception.state import Found

MOST_PROPOSED = 3


class GuestForm(QWidget):
    """Emits ``filled`` with a :class:`WalkIn`, ``typed`` while letters come, ``left`` on Escape."""

    filled = Signal(object)
    typed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["s"])
        self.family_name, self.given_name, self.structure = QLineEdit(), QLineEdit(), QLineEdit()
        self._name_field = FormField(tr("Family name"), self.family_name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["m"])
        given, structure = (
            FormField(tr("Given name"), self.given_name),
            FormField(tr("Structure (if any)"), self.structure),
        )
        for place, field in enumerate((self._name_field, given, structure)):
            grid.addWidget(field, 0, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        self._proposal = label(tr("Known already? Choose instead of adding:"), "muted", wrap=True)
        column.addWidget(self._proposal)
        self._found: tuple[Found, ...] = ()
        self.proposed: list[QPushButton] = []
        choices = FlowLayout(right=False)
        for place in range(MOST_PROPOSED):
            made = button("", lambda place=place: self._choose(place), "plain", "user")  # type: ignore[misc]
            self.proposed.append(made)
            choices.add(made)
        column.addLayout(choices)
        for edit in (self.family_name, self.given_name, self.structure):
            edit.setMaxLength(200)
            edit.returnPressed.connect(self.send)
        for edit in (self.family_name, self.given_name):
            edit.textEdited.connect(lambda _: self.typed.emit(self._name()))
        self.show_found(())

    def begin(self, guest: WalkIn | None) -> None:
        """Show who was typed for this line before, or empty fields."""
        guest = guest or WalkIn()
        self.family_name.setText(guest.family_name)  # empty for somebody known: Enter adds nobody twice
        self.given_name.setText(guest.given_name)
        self.structure.setText(guest.structure)
        self._name_field.show_error("")
        self.show_found(())

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Propose people whom the typed name may mean."""
        self._found = found[:MOST_PROPOSED]
        self._proposal.setVisible(bool(found))
        for place, made in enumerate(self.proposed):
            made.setVisible(place < len(self._found))
            if place < len(self._found):
                one = self._found[place]
                made.setText(tr("{name} – {note}", name=one.name, note=one.note))

    def send(self) -> None:
        """Hand the names over, if there is one."""
        family, given, structure = (
            edit.text().strip() for edit in (self.family_name, self.given_name, self.structure)
        )
        if family or given:
            self.filled.emit(WalkIn(family_name=family, given_name=given, structure=structure))
        else:
            self._name_field.show_error(tr("Type at least one name."))
            self.family_name.setFocus()

    def _choose(self, place: int) -> None:
        one = self._found[place]
        self.filled.emit(WalkIn(person_id=one.person_id, known_as=one.name))

    def _name(self) -> str:
        return " ".join((self.family_name.text(), self.given_name.text())).strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
