"""The form for somebody who is on no list: four fields, of which one name is enough, and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.reception.newcomers import Newcomer
from ui.widgets.basics import announce, button, label
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ui.pages.reception.state import Found


class WalkInForm(QFrame):
    """Emits ``filled`` with a :class:`Newcomer`; Enter anywhere sends.

    ``typed`` tells that a name changed, ``known`` that it is somebody who was found.
    """

    filled = Signal(object)
    typed = Signal(object)
    known = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr("Add a walk-in"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(theme.SPACE["m"])
        column.addWidget(label(tr("Somebody new"), "heading"))
        self.family_name = QLineEdit()
        self.given_name = QLineEdit()
        self.structure = QLineEdit()
        self.contact = QLineEdit()
        self._name_field = FormField(tr("Family name"), self.family_name)
        column.addLayout(self._grid())
        self._alike = QVBoxLayout()
        self._alike.setSpacing(theme.SPACE["xs"])
        self._alike_words = label(tr("Already known? Choose:"), "muted", wrap=True)
        self._alike_words.hide()
        column.addWidget(self._alike_words)
        column.addLayout(self._alike)
        self.alike_buttons: list[QPushButton] = []
        column.addLayout(self._buttons())
        for edit in (self.family_name, self.given_name, self.structure, self.contact):
            edit.setMaxLength(200)
            edit.returnPressed.connect(self.send)
        for name in (self.family_name, self.given_name):
            name.textEdited.connect(lambda _: self.typed.emit(self.newcomer))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["m"])
        grid.setVerticalSpacing(theme.SPACE["s"])
        columns = 1 if theme.current().is_large else 2
        for place, field in enumerate(
            (
                self._name_field,
                FormField(tr("Given name"), self.given_name),
                FormField(tr("Structure (if any)"), self.structure),
                FormField(tr("E-mail or phone (if given)"), self.contact),
            )
        ):
            grid.addWidget(field, *divmod(place, columns), Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % columns, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE["s"])
        self.hint = label(tr("Enter registers and admits. Escape closes."), "muted", wrap=True)
        line.addWidget(self.hint, 1)
        self.close_button = button(tr("Close"), self.closed.emit)
        self.send_button = button(tr("Register and admit"), self.send, "primary", "user-check")
        line.addWidget(self.close_button)
        line.addWidget(self.send_button)
        return line

    @property
    def newcomer(self) -> Newcomer:
        """Return what the fields say."""
        return Newcomer(
            *(
                field.text().strip()
                for field in (self.family_name, self.given_name, self.structure, self.contact)
            )
        )

    def begin(self, text: str) -> None:
        """Open, with what was typed in the search field."""
        family, _, given = text.strip().partition(" ")
        self.family_name.setText(family)
        self.given_name.setText(given)
        self.structure.clear()
        self.contact.clear()
        self._name_field.show_error("")
        self.show_alike(())
        self.show()
        (self.given_name if family and not given else self.family_name).setFocus()
        self.typed.emit(self.newcomer)

    def show_alike(self, found: Sequence[Found]) -> None:
        """Offer people who may be the one at the desk; nobody is taken for another by the name alone."""
        for old in self.alike_buttons:
            old.hide()
            old.deleteLater()
        self.alike_buttons = [self._alike_button(one) for one in found]
        for made in self.alike_buttons:
            self._alike.addWidget(made)
        if found and self._alike_words.isHidden():
            announce(self, tr("Somebody by a like name is known already."))
        self._alike_words.setVisible(bool(found))

    def _alike_button(self, one: Found) -> QPushButton:
        words = tr("{name} · {note}", name=one.name, note=one.note)
        if theme.current().is_large:  # on one line it would be wider than the page
            words = "\n".join((one.name, *one.note.rsplit(" · ", 1)))
        return button(words, lambda: self.known.emit(one.person_id), "plain", "user-check")

    def warn_twin(self) -> None:
        """Say that the very name is known, before a second person is made of it."""
        self._name_field.show_error(tr("This name is known: choose below, or press Enter again."))

    def send(self) -> None:
        """Hand the names over, if there is one."""
        newcomer = self.newcomer
        if not newcomer.is_named:
            self._name_field.show_error(tr("Type at least one name."))
            self.family_name.setFocus()
            return
        self.filled.emit(newcomer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
