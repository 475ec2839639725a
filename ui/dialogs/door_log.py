"""The log of the door: everything that was recorded, and what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QStandardItem, QStandardItemModel

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.pages.reception.log import headings
from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.pages.reception.log import LogRow

WIDTH, HEIGHT = 1_080, 420


class DoorLogDialog(FormDialog):
    """Shows the lines; there is nothing to change in them."""

    def __init__(self, rows: Sequence[LogRow], parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Log of the door"),
            tr("Lines are only ever added. Refusals name nobody and stay on this laptop."),
            tr("Close"),
            parent,
        )
        self._width = theme.current().height(WIDTH)
        self.setMinimumWidth(min(self._width, 720))
        self.resize(self._width, HEIGHT)
        self.cancel_button.hide()
        model = QStandardItemModel(0, len(headings()), self)
        model.setHorizontalHeaderLabels(list(headings()))
        for row in rows:
            model.appendRow([QStandardItem(words) for words in row])
        self.table = ListTable(tr("Log of the door"))
        self.table.setModel(model)
        self.table.stretch(len(headings()) - 1)
        self.table.set_empty_words(tr("Nothing was recorded yet."))
        self.table.setMinimumHeight(HEIGHT)
        self.body.addWidget(self.table)

    def submit(self) -> None:
        """Close."""
        self.accept()
