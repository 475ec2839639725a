"""The name on a blank line, typed by whoever reads it; people known already are proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from organiser_kit.papers.sheet_review import WalkIn
from ui import theme
from ui.pages.reception.models import PairModel
from ui.widgets.basics import label
from ui.widgets.form import FormField
from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.pages.reception.state import Found

MOST_PROPOSED = 3
_FRAME = 6


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
            row, across = (place, 0) if theme.current().is_large else (0, place)
            grid.addWidget(field, row, across, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(across, 1)
        column.addLayout(grid)
        self._proposal = label(
            tr("Known already? Choose instead of adding (↓, then Enter):"), "muted", wrap=True
        )
        column.addWidget(self._proposal)
        self._found: tuple[Found, ...] = ()
        self.model = PairModel((tr("Name"), tr("Structure")), muted=1)
        self.known = ListTable(tr("People known already"))
        self.known.choose_one()
        self.known.horizontalHeader().hide()
        self.known.setModel(self.model)
        self.known.stretch(0)
        self.known.opened.connect(self._choose)
        self.known.clicked.connect(lambda index: self._choose(index.row()))
        column.addWidget(self.known)
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
        self.model.show_rows([(one.person_id, one.name, one.note) for one in self._found])
        for shown in (self._proposal, self.known):
            shown.setVisible(bool(found))
        rows = len(self._found) * self.known.verticalHeader().defaultSectionSize()
        self.known.setFixedHeight(rows + _FRAME)

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
        """Take somebody known; a second click on the same row finds none any more."""
        if place < len(self._found):
            one = self._found[place]
            self.show_found(())
            self.filled.emit(WalkIn(person_id=one.person_id, known_as=one.name))

    def _name(self) -> str:
        return " ".join((self.family_name.text(), self.given_name.text())).strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list on Escape, to the people proposed on the arrow that leads down."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self._found and not self.known.hasFocus():
            self.known.setFocus()
            self.known.selectRow(0)
        else:
            super().keyPressEvent(event)
