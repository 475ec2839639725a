"""The list of people as Qt's tables read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from organiser_kit.i18n import tr
from ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.registrations.presenter import RosterLine

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RosterModel(QAbstractTableModel):
    """Name, structure, where the registration stands, roles."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[RosterLine] = ()

    def show_lines(self, lines: Sequence[RosterLine]) -> None:
        """Show these people."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> RosterLine:
        """Return the person of a row."""
        return self._lines[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many people there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (line.name, line.structure, line.state, line.roles)[index.column()]
        if line.attention and index.column() == 0:
            noted = _noted(line, role)
            if noted is not None:
                return noted
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 2:
            return theme.current().colour("muted" if line.tone == "neutral" else f"{line.tone}_text")
        if role == Qt.ItemDataRole.ForegroundRole and (line.withdrawn or index.column() != 0):
            return theme.current().colour("muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Name"), tr("Structure"), tr("Registration"), tr("Roles"))[section]
        return None


def _noted(line: RosterLine, role: int) -> Any:
    """Return how a row tells that there is a note; its words wait for the pointer or a screen reader."""
    if role == Qt.ItemDataRole.DecorationRole:
        return icons.icon("eye", "warning_text")
    if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        return tr("Good to know: {note}", note=line.attention)
    return None
