"""Two records that may be of one person, side by side: one press merges them, nothing is merged alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import announce, button, label
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from ui.pages.people.suspects import SuspectPair


class SamePersonCard(Card):
    """Emits ``same`` or ``different`` with the :class:`SuspectPair` shown; hidden while there is none."""

    same = Signal(object)
    different = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            tr("Seem to be the same person"),
            tr("Nothing is merged by itself. Presences, badges and roles of the second go to the first."),
        )
        self._pair: SuspectPair | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE["xl"])
        self._grid.setVerticalSpacing(theme.SPACE["xs"])
        self.add(self._grid)
        self.place = label("", "muted")
        self.different_button = button(tr("These are two people"), self._different)
        self.same_button = button(tr("Merge into the first"), self._same, "plain", "users")
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE["s"])
        line.addWidget(self.place, 1)
        line.addWidget(self.different_button)
        line.addWidget(self.same_button)
        self.add(line)
        self.hide()

    def show_pairs(self, pairs: tuple[SuspectPair, ...]) -> None:
        """Show the first of the pairs, and how many there are."""
        first = pairs[0] if pairs else None
        if first is not None and first != self._pair:
            announce(self, tr("Two records may be of the same person: {name}.", name=first.kept.name))
        self._pair = first
        self.setVisible(first is not None)
        if first is None:
            return
        self.place.setText(tr("1 of {n}", n=len(pairs)) if len(pairs) > 1 else "")
        self._clear()
        for column, side in enumerate((first.kept, first.duplicate)):
            self._grid.setColumnStretch(column, 1)
            self._grid.addWidget(label(side.heading, "muted"), 0, column)
            self._grid.addWidget(label(side.name, "strong", wrap=True), 1, column)
            for row, words in enumerate(side.lines, 2):
                self._grid.addWidget(label(words, wrap=True), row, column)

    def _clear(self) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _same(self) -> None:
        if self._pair is not None:
            self.same.emit(self._pair)

    def _different(self) -> None:
        if self._pair is not None:
            self.different.emit(self._pair)
