"""People found and people arrived, as Qt's tables read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from organiser_kit.i18n import tr
from ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PairModel(QAbstractTableModel):
    """Two words a row, the second one muted; each row stands for a person."""

    def __init__(self, headings: Sequence[str], muted: int) -> None:
        super().__init__()
        self._headings = headings
        self._muted = muted
        self._rows: list[tuple[str, str, str]] = []

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show rows of person id, first and second words."""
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def person_id(self, row: int) -> str:
        """Return whom a row is about."""
        return self._rows[row][0]

    def words(self, row: int) -> tuple[str, str]:
        """Return the words of a row."""
        return self._rows[row][1], self._rows[row][2]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[index.row()][index.column() + 1]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == self._muted:
            return theme.current().colour("muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None


def found_headings() -> tuple[str, str]:
    """Return the headings of the people found."""
    return tr("Name"), tr("Who")


def arrival_headings() -> tuple[str, str]:
    """Return the headings of the last arrivals."""
    return tr("At"), tr("Name")
