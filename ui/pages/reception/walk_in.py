"""The form for somebody who is on no list: three fields and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import button, label
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class WalkInForm(QFrame):
    """Emits ``filled`` with family name, given name and structure; Enter anywhere sends."""

    filled = Signal(str, str, str)
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
        self._name_field = FormField(tr("Family name"), self.family_name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["m"])
        for place, field in enumerate(
            (
                self._name_field,
                FormField(tr("Given name"), self.given_name),
                FormField(tr("Structure (if any)"), self.structure),
            )
        ):
            grid.addWidget(field, 0, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE["s"])
        self.hint = label(tr("Enter registers and admits. Escape closes."), "muted", wrap=True)
        line.addWidget(self.hint, 1)
        self.close_button = button(tr("Close"), self.closed.emit)
        self.send_button = button(tr("Register and admit"), self.send, "primary", "user-check")
        line.addWidget(self.close_button)
        line.addWidget(self.send_button)
        column.addLayout(line)
        for edit in (self.family_name, self.given_name, self.structure):
            edit.setMaxLength(200)
            edit.returnPressed.connect(self.send)

    def begin(self, text: str) -> None:
        """Open, with what was typed in the search field."""
        family, _, given = text.strip().partition(" ")
        self.family_name.setText(family)
        self.given_name.setText(given)
        self.structure.clear()
        self._name_field.show_error("")
        self.show()
        (self.given_name if family and not given else self.family_name).setFocus()

    def send(self) -> None:
        """Hand the names over, if there is one."""
        family, given, structure = (
            field.text().strip() for field in (self.family_name, self.given_name, self.structure)
        )
        if not (family or given):
            self._name_field.show_error(tr("Type at least one name."))
            self.family_name.setFocus()
            return
        self.filled.emit(family, given, structure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
