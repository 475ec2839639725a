"""The people as Qt's tables read them: a row costs nothing until it is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.people.presenter import PersonLine

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
COLUMNS = 5


class PeopleModel(QAbstractTableModel):
    """Name, structure, e-mail, telephone, and who agreed to share them with the group."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[PersonLine] = ()

    def show_lines(self, lines: Sequence[PersonLine]) -> None:
        """Show these people; where they are the same ones, rows keep their place and the selection."""
        if [line.id for line in lines] == [line.id for line in self._lines]:
            self._lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, COLUMNS - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many people there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self._lines[index.row()]
        agrees = tr("Agreed") if line.agrees else ""
        return (line.name, line.structure, line.email, line.phone, agrees)[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Name"), tr("Structure"), tr("E-mail"), tr("Telephone"), tr("Contact sheet"))[section]
        return None
