"""The parts of a kit on one line, where the text is large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox

from organiser_kit.i18n import tr
from organiser_kit.rules.running_clock import Running
from ui import icons, theme
from ui.pages.animation.parts import ABOUT, mark_of, parts_of

if TYPE_CHECKING:
    from ui.pages.animation.contents import KitContents


class TimelineCombo(QComboBox):
    """The same choice as :class:`ui.pages.animation.timeline_list.TimelineList`."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._activities = 0
        self._running = Running()
        self.setAccessibleName(tr("Timeline and sheets"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        side = theme.current().scaled(18)
        self.setIconSize(QSize(side, side))
        self.currentIndexChanged.connect(
            lambda row: self.chosen.emit(self.itemData(row)) if row >= 0 else None
        )

    def show_kit(self, contents: KitContents) -> None:
        """Show a kit; the part that was chosen stays chosen."""
        before = self.part()
        self.blockSignals(True)
        self.clear()
        self._activities = len(contents.activities)
        for part in parts_of(contents):
            self.addItem(part.said, part.number)
        self.blockSignals(False)
        self._draw_marks()
        self.choose(ABOUT if before is None else before)

    def part(self) -> int | None:
        """Return the part that is chosen."""
        found: int | None = self.currentData()
        return found

    def choose(self, part: int) -> None:
        """Choose a part, the first one if there is none such."""
        self.setCurrentIndex(max(0, self.findData(part)))

    def mark(self, running: Running) -> None:
        """Show which activity is under way, which are done and which were left out."""
        if running != self._running:
            self._running = running
            self._draw_marks()

    def _moved(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self.itemData(row))

    def _draw_marks(self) -> None:
        for row in range(self.count()):
            name, token, _ = mark_of(self.itemData(row), self._activities, self._running)
            self.setItemIcon(row, icons.icon(name, token))
