"""The people whom the typed letters find, and what else than letting them in can be done for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from organiser_kit.i18n import tr, trn
from ui import theme
from ui.pages.reception.models import PairModel, found_headings
from ui.widgets.basics import announce, button
from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from ui.pages.reception.state import Found


class FoundPanel(QWidget):
    """Emits ``chosen`` with a person's id, ``excuse_asked`` and ``unexcused`` with the id and the name."""

    chosen = Signal(str)
    excuse_asked = Signal(str, str)
    unexcused = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Found, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["xs"])
        self.model = PairModel(found_headings(), 1)
        self.table = ListTable(tr("People found"))
        self.table.choose_one()
        self.table.setModel(self.model)
        self.table.horizontalHeader().hide()
        self.table.stretch(0)
        self.table.opened.connect(lambda row: self.chosen.emit(self.model.person_id(row)))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        column.addWidget(self.table)
        self.excuse_button = button("", self._excuse, "plain", "mail")
        column.addWidget(self.excuse_button, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Show these people; nobody hides the panel."""
        self._found = found
        self.model.show_rows([(one.person_id, one.name, one.note) for one in found])
        rows = self.table.verticalHeader().defaultSectionSize() * len(found)
        self.table.setFixedHeight(rows + 6)
        self.setVisible(bool(found))
        self._enable()
        if found:
            announce(self.table, trn("{n} person found", "{n} people found", len(found)))

    def choose_first(self) -> None:
        """Put the keyboard on the list."""
        if self._found and not self.isHidden():
            self.table.selectRow(0)
            self.table.setFocus()

    def _one(self) -> Found | None:
        """Return whom the button is about: the row chosen, or the only one."""
        row = self.table.selected_row()
        if row is not None and row < len(self._found):
            return self._found[row]
        return self._found[0] if len(self._found) == 1 else None

    def _enable(self) -> None:
        one = self._one()
        self.excuse_button.setEnabled(one is not None and not one.present)
        undone = one is not None and one.excused
        self.excuse_button.setText(tr("No longer excused") if undone else tr("Excused…"))

    def _excuse(self) -> None:
        one = self._one()
        if one is not None:
            (self.unexcused if one.excused else self.excuse_asked).emit(one.person_id, one.name)
