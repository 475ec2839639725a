"""The rows of a signed sheet as Qt's tables read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from organiser_kit.i18n import tr
from ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.signed_paper.lines import Line

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLES = Qt.ItemDataRole
_LOOKS = {
    "signed": ("circle-check", "success_text"),
    "empty": ("circle", "muted"),
    "open": ("circle-question-mark", "warning_text"),
}


class ReviewModel(QAbstractTableModel):
    """Row, name, what holds: with an icon and in words."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows; those that stay keep their place."""
        if [line.place for line in lines] == [line.place for line in self._lines]:
            self._lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, 2))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Line:
        """Return what a row shows."""
        return self._lines[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        line = self._lines[index.row()]
        icon, token = _LOOKS[line.answer]
        if role in (_ROLES.DisplayRole, _ROLES.AccessibleTextRole):
            return (str(line.place.row), line.person, line.words)[index.column()]
        if role == _ROLES.DecorationRole and index.column() == 2:
            return _drawn(icon, token)
        if role == _ROLES.ForegroundRole:
            return theme.current().colour(("muted", "text", token)[index.column()])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Row"), tr("Name"), tr("Signature"))[section]
        return None


def _drawn(name: str, token: str) -> QIcon:
    """Return an icon in the colour of its words, on a row that is chosen too."""
    side, colour = theme.current().scaled(18), theme.current().colour
    made = QIcon(icons.pixmap(name, colour(token), side))
    made.addPixmap(icons.pixmap(name, colour("on_selection"), side), QIcon.Mode.Selected)
    return made
