"""The comparison as Qt's tables read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from organiser_kit.i18n import tr
from ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.closing.state import CloseLine

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CloseModel(QAbstractTableModel):
    """Name, structure, presence."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[CloseLine] = ()

    def show_lines(self, lines: Sequence[CloseLine]) -> None:
        """Show these people; those who stay keep their place."""
        if [line.person_id for line in lines] == [line.person_id for line in self._lines]:
            self._lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, 2))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> CloseLine:
        """Return the person of a row."""
        return self._lines[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many people there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (line.name, line.structure, line.words)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 2:
            return theme.current().colour("muted" if line.tone == "neutral" else f"{line.tone}_text")
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            return theme.current().colour("muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Name"), tr("Structure"), tr("Presence"))[section]
        return None
