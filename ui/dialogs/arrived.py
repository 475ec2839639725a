"""What was handed in: what becomes of it, what was left out and why, and where the rest goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.pages.dropping.kinds import What
from ui.pages.dropping.words import ICONS
from ui.widgets.basics import IconLabel, label
from ui.widgets.form import FormField
from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.dropping.places import Place
    from ui.pages.dropping.presenter import Arrived

_WIDTH, _ICON = 640, 22
_MOST_ROWS = 6
"""How many places are to be seen at once; the others are scrolled to."""


class ArrivedDialog(FormDialog):
    """Emits ``settled`` with the place chosen, ``None`` where there is none to choose."""

    settled = Signal(object)

    def __init__(self, arrived: Arrived, parent: QWidget | None = None) -> None:
        usable = arrived.what is not What.NOTHING
        super().__init__(
            tr("What you opened") if usable else tr("Nothing here can use this"),
            "",
            tr("Continue") if usable else tr("Close"),
            parent,
        )
        self._arrived = arrived
        self.setMinimumWidth(theme.current().height(_WIDTH))
        self.cancel_button.setVisible(usable)
        if usable:
            self._add_line(ICONS[arrived.what], arrived.sentence)
        for problem in arrived.problems:
            self._add_line(ICONS[What.NOTHING], problem)
        of_sheet = arrived.what is What.SHEET
        words = tr("The meeting it was signed at") if of_sheet else tr("Where these people go")
        self.table = ListTable(words)
        if len(arrived.places) > 1:
            self._fill(arrived.places)
            self.body.addWidget(FormField(words, self.table))
            self.table.setFocus()
        else:
            self.act_button.setFocus()

    def _fill(self, places: Sequence[Place]) -> None:
        model = QStandardItemModel(0, 2, self.table)
        for place in places:
            model.appendRow([QStandardItem(text) for text in (place.when, place.words)])
        self.table.setModel(model)
        self.table.horizontalHeader().hide()
        self.table.choose_one()
        self.table.stretch(1)
        self.table.selectRow(0)
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(min(len(places), _MOST_ROWS) * row + 2 * self.table.frameWidth())
        self.table.opened.connect(lambda _: self.submit())

    def _add_line(self, icon: str, sentence: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE["m"])
        line.addWidget(IconLabel(icon, "accent_text", _ICON))
        line.addWidget(label(sentence, wrap=True), 1)
        self.body.addLayout(line)

    def submit(self) -> None:
        """Go on with what can be used."""
        places = self._arrived.places
        at = self.table.selected_row() if len(places) > 1 else 0
        self.accept()
        if self._arrived.what is not What.NOTHING and at is not None:
            self.settled.emit(places[at] if places else None)
