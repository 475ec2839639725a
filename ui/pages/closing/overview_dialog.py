"""The table of who gets a statement, to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QStandardItem, QStandardItemModel

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.pages.closing.overview import Overview

_ROWS = 9


class OverviewDialog(FormDialog):
    """Closes with its one button."""

    def __init__(self, overview: Overview, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who gets a statement"), overview.sentence, tr("Close"), parent)
        look = theme.current()
        self.setMinimumWidth(look.height(940))
        self.cancel_button.hide()
        self.model = QStandardItemModel(0, 4)
        self.model.setHorizontalHeaderLabels([tr("Name"), tr("Statement"), tr("This meeting"), tr("In all")])
        for row in overview.rows:
            self.model.appendRow([QStandardItem(text) for text in row])
        self.table = ListTable(tr("Who gets a statement"))
        self.table.setModel(self.model)
        self.table.set_empty_words(tr("Nobody was expected and nobody came."))
        self.table.setMinimumHeight(look.height(_ROWS * theme.ROW_HEIGHT))
        self.table.stretch(1)
        self.body.addWidget(self.table)

    def submit(self) -> None:
        """Close."""
        self.accept()
