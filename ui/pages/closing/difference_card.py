"""The short list of differences between the signed paper and the screen; one key settles each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from organiser_kit.i18n import tr, trn
from ui.widgets.answer_list import AnswerList
from ui.widgets.basics import button
from ui.widgets.flow import FlowLayout
from ui.widgets.letters import letter_of
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from ui.pages.closing.differences import DifferenceLine


MOST_SHOWN = 5
"""More differences than these scroll."""


class DifferenceCard(Card):
    """Emits ``settled`` with a :class:`DifferenceLine` and whether that person was there."""

    settled = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__(" ", " ")
        self._lines: tuple[DifferenceLine, ...] = ()
        row = FlowLayout(right=False)
        self.present_button = button(
            tr("Was there (P)"), lambda: self._answer("present"), "plain", "user-check"
        )
        self.absent_button = button(tr("Was absent (A)"), lambda: self._answer("absent"), "plain", "user-x")
        for made in (self.present_button, self.absent_button):
            row.add(made)
        letters = {
            letter_of(self.present_button.text()): "present",
            letter_of(self.absent_button.text()): "absent",
        }
        self.list = AnswerList(tr("Differences between paper and screen"), letters)
        self._model = QStandardItemModel(0, 2, self.list)
        self._model.setHorizontalHeaderLabels([tr("Name"), tr("How they differ")])
        self.list.setModel(self._model)
        self.list.stretch(1)
        self.list.answered.connect(self._answer)
        self.add(self.list, 1)
        self.add(row)

    def show_lines(self, lines: tuple[DifferenceLine, ...]) -> None:
        """Show what is left to settle; the next one is chosen."""
        n = len(lines)
        self.setVisible(bool(lines))
        self.header.set_title(
            trn("Paper and screen differ about {n} person", "Paper and screen differ about {n} people", n),
            tr("Settle each before you validate: were they there?"),
        )
        if lines == self._lines:
            return
        shown = min(n, MOST_SHOWN) * self.list.verticalHeader().defaultSectionSize()
        self.list.setMinimumHeight(self.list.horizontalHeader().sizeHint().height() + shown + 8)
        had_keyboard = self.list.hasFocus()
        before = self.list.currentIndex().row()
        self._lines = lines
        self._model.setRowCount(0)
        for line in lines:
            self._model.appendRow([QStandardItem(line.name), QStandardItem(line.words)])
        self.list.stretch(1)  # measured again: the list was empty, or hidden, when it was last
        if lines:
            self.list.selectRow(min(max(before, 0), n - 1))
            if had_keyboard:
                self.list.setFocus()

    def _answer(self, answer: str) -> None:
        row = self.list.selected_row()
        if row is not None:
            self.settled.emit(self._lines[row], answer == "present")
