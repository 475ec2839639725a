"""What waits on this laptop, a line for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import IconLabel, label
from ui.widgets.copying import CopyRows, WrittenLines
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from ui.pages.syncing.waiting import WaitingLine


class WaitingCard(Card):
    """Shown only while something waits: the headline says it when nothing does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("To be sent"), tr("Safe on this laptop, even when it is switched off."), parent)
        self.lines: tuple[WaitingLine, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE["m"])
        self._grid.setVerticalSpacing(theme.SPACE["s"])
        self._grid.setColumnStretch(3, 1)
        self.add(self._grid)
        self._copied = WrittenLines((tr("What"), tr("How many"), tr("Since")))
        self.copying = CopyRows(self, self._copied)

    def show_lines(self, lines: tuple[WaitingLine, ...]) -> None:
        """Show what waits."""
        self.setVisible(bool(lines))
        if lines == self.lines:
            return
        self.lines = lines
        self._copied.rows = [(line.kind, line.count, line.since) for line in lines]
        empty(self._grid)
        for row, line in enumerate(lines):
            self._grid.addWidget(IconLabel(line.icon, "muted", 18), row, 0)
            count = label(line.count, "strong")
            count.setAccessibleName(
                tr("{kind}: {n} to send, {since}", kind=line.kind, n=line.count, since=line.since)
            )
            self._grid.addWidget(label(line.kind), row, 1)
            self._grid.addWidget(count, row, 2)
            self._grid.addWidget(label(line.since, "muted"), row, 3)


def empty(layout: QLayout) -> None:
    """Take every widget off a layout and out of the world."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
