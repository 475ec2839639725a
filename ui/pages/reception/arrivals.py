"""How many are there, and who came last, each with a way to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from organiser_kit.i18n import tr
from ui import theme
from ui.actions import keys, shown_keys
from ui.pages.reception.models import PairModel, arrival_headings
from ui.pages.reception.state import kept_together
from ui.widgets.basics import button, icon_button, label, spin_box
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from ui.pages.reception.state import Door


WIDTH = 350
"""Room for a time and a long name at the usual size of text; larger text takes some of the answer's room."""


class ArrivalsPanel(Card):
    """Emits ``undo_asked`` with the person's id and name, ``counted`` with a headcount."""

    undo_asked = Signal(str, str)
    log_asked = Signal()
    counted = Signal(object)  # a number, None for nobody counted

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(round(WIDTH * (1 + (theme.current().text_scale - 1) * 0.3)))
        self.count = label("", "count")
        self._words = label(tr("people are here"), "lead")
        self.figures = label("", "muted", wrap=True)
        line = QVBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.count)
        line.addWidget(self._words)
        self.add(line)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setObjectName("countBar")
        self._bar.setAccessibleName(tr("People who are here, of those expected"))
        self.add(self._bar)
        self.add(self.figures)
        self.add(self._eye_line())
        self.add(label(tr("Last arrivals"), "strong"))
        self.model = PairModel(arrival_headings(), 0)
        self.table = ListTable(tr("Last arrivals"))
        self.table.setModel(self.model)
        self.table.horizontalHeader().hide()
        self.table.stretch(1)
        self.table.set_empty_words(tr("Nobody yet."))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.add(self.table, 1)
        self.undo_button = button(tr("Take back…"), self._undo, "plain", "undo-2")
        self.undo_button.setToolTip(
            tr("Takes back the person chosen; {keys} takes back the last one.", keys=shown_keys(keys("undo")))
        )
        self.log_button = icon_button(tr("Log of the door"), "clipboard-list", self.log_asked.emit)
        below = QHBoxLayout()
        below.addWidget(self.undo_button, 1)
        below.addWidget(self.log_button)
        self.add(below)
        self._enable()

    def _eye_line(self) -> QHBoxLayout:
        """Return the field for a headcount: its zero stands for nobody having counted."""
        self.eye = spin_box(0, 999)
        self.eye.setSpecialValueText(tr("not counted"))
        self.eye.setAccessibleName(tr("People counted by eye"))
        self.eye.setToolTip(
            tr("For people whose names nobody takes. The larger number counts; only names attest.")
        )
        self.eye.setKeyboardTracking(False)
        self.eye.valueChanged.connect(lambda number: self.counted.emit(number or None))
        words = label(tr("Counted by eye"), wrap=True)
        words.setBuddy(self.eye)
        line = QHBoxLayout()
        line.addWidget(words, 1)
        line.addWidget(self.eye)
        return line

    def show_door(self, door: Door) -> None:
        """Show the count, the other figures and the arrivals."""
        self.count.setText(door.count)
        self.figures.setText(kept_together(door.figures))
        with QSignalBlocker(self.eye):
            self.eye.setValue(door.headcount or 0)
        self.eye.setEnabled(not door.locked)
        self._bar.setRange(0, max(1, len(door.everybody), door.here))
        self._bar.setValue(door.here)
        self.model.show_rows([(one.person_id, one.time, one.name) for one in door.arrivals])
        self._enable()

    def _enable(self) -> None:
        self.undo_button.setEnabled(self.table.selected_row() is not None)

    def _undo(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self.undo_asked.emit(self.model.person_id(row), self.model.words(row)[1])
