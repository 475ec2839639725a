"""The last exchanges, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from organiser_kit.i18n import tr
from ui import icons, theme
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.pages.syncing.exchanges import ExchangeLine

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLES = Qt.ItemDataRole
_SENTENCE = 2


class ExchangesModel(QAbstractTableModel):
    """When, which way, what happened; the sentence carries an icon, and its words say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[ExchangeLine, ...] = ()

    def show_lines(self, lines: tuple[ExchangeLine, ...]) -> None:
        """Show exchanges."""
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many exchanges there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        """Return a cell."""
        line = self._lines[index.row()]
        if role in (_ROLES.DisplayRole, _ROLES.AccessibleTextRole):
            return (line.when, line.way, line.sentence)[index.column()]
        if role == _ROLES.ToolTipRole and index.column() == _SENTENCE:
            return line.sentence
        if role == _ROLES.ForegroundRole and index.column() != _SENTENCE:
            return theme.current().colour("muted")
        if role == _ROLES.DecorationRole and index.column() == _SENTENCE:
            name, token = (
                ("circle-check", "success_text") if line.went_well else ("circle-alert", "warning_text")
            )
            return icons.icon(name, token)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLES.DisplayRole) -> Any:
        """Return a heading."""
        if orientation == Qt.Orientation.Horizontal and role == _ROLES.DisplayRole:
            return (tr("When"), tr("Way"), tr("What happened"))[section]
        return None


class ExchangesCard(Card):
    """The list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Last exchanges"), parent=parent)
        self.model = ExchangesModel()
        self.table = ListTable(tr("Last exchanges"))
        self.table.setModel(self.model)
        self.table.set_empty_words(tr("No exchange yet."))
        self.table.setMinimumHeight(theme.current().height(6 * theme.ROW_HEIGHT))
        self.add(self.table, 1)

    def show_lines(self, lines: tuple[ExchangeLine, ...]) -> None:
        """Show exchanges."""
        self.model.show_lines(lines)
        self.table.stretch(_SENTENCE)
