"""The parts of a kit in one list, each with how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from organiser_kit.i18n import tr
from organiser_kit.rules.running_clock import Running
from ui import icons, theme
from ui.pages.animation.parts import ABOUT, mark_of, parts_of
from ui.widgets.copying import CopyRows, ShownLines

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.pages.animation.contents import KitContents
    from ui.pages.animation.parts import Part

WIDTH = 272
_PART = Qt.ItemDataRole.UserRole
_AROUND = 18
"""Pixels above and below the words of a row, together."""


class TimelineList(QListWidget):
    """``chosen`` carries the number of a part."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._activities = 0
        self._running = Running()
        self.setObjectName("paperList")
        self.setAccessibleName(tr("Timeline and sheets"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._moved)
        theme.follow(self)
        CopyRows(self, ShownLines(self))
        self.retheme()

    def retheme(self) -> None:
        """Take the colours and the size of text in force."""
        look = theme.current()
        side = look.scaled(18)
        self.setIconSize(QSize(side, side))
        self.setFixedWidth(look.height(WIDTH))
        self._draw_marks()
        self._measure()

    def show_kit(self, contents: KitContents) -> None:
        """Show a kit; the part that was chosen stays chosen."""
        before = self.part()
        self.blockSignals(True)
        self.clear()
        self._activities = len(contents.activities)
        for part in parts_of(contents):
            if part.number == self._activities:
                heading = QListWidgetItem(tr("Sheets for participants"))
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(heading)
            self._add(part)
        self.blockSignals(False)
        self._draw_marks()
        self._measure()
        self.choose(ABOUT if before is None else before)

    def _add(self, part: Part) -> None:
        row = QListWidgetItem(f"{part.when}\n{part.title}" if part.when else part.title)
        row.setData(_PART, part.number)
        row.setData(Qt.ItemDataRole.AccessibleTextRole, part.said)
        self.addItem(row)

    def part(self) -> int | None:
        """Return the part that is chosen."""
        index = self.currentIndex()
        found: int | None = index.data(_PART) if index.isValid() else None
        return found

    def choose(self, part: int) -> None:
        """Choose a part, the first one if there is none such."""
        rows = [self.item(place) for place in range(self.count())]
        wanted = [row for row in rows if row.data(_PART) == part] or rows[:1]
        if wanted:
            self.setCurrentItem(wanted[0])

    def mark(self, running: Running) -> None:
        """Show which activity is under way, which are done and which were left out."""
        if running != self._running:
            self._running = running
            self._draw_marks()

    def _draw_marks(self) -> None:
        heading = theme.current().font("caption", bold=True)
        for place in range(self.count()):
            row = self.item(place)
            part = row.data(_PART)
            if part is None:
                row.setFont(heading)
                row.setForeground(theme.current().colour("muted"))
                continue
            name, token, words = mark_of(part, self._activities, self._running)
            row.setIcon(_icon(name, token, self.iconSize().width(), self.devicePixelRatioF()))
            row.setData(Qt.ItemDataRole.AccessibleDescriptionRole, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows again in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def _measure(self) -> None:
        """Make every row as high as its words, and the list as high as its rows: the page scrolls."""
        across = self.width() - self.iconSize().width() - 36
        height = 0
        metrics = QFontMetrics(theme.current().font("body"))
        for place in range(self.count()):
            row = self.item(place)
            room = QRect(0, 0, max(80, across), 10_000)
            high = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, row.text()).height() + _AROUND
            row.setSizeHint(QSize(0, high))
            height += high
        self.setFixedHeight(height + 8)

    def _moved(self, row: QListWidgetItem | None) -> None:
        part = row.data(_PART) if row is not None else None
        if part is not None:
            self.chosen.emit(part)


def _icon(name: str, token: str, side: int, ratio: float) -> QIcon:
    colours = theme.current().colour
    made = QIcon()
    made.addPixmap(icons.pixmap(name, colours(token), side, ratio), QIcon.Mode.Normal)
    made.addPixmap(icons.pixmap(name, colours("on_selection"), side, ratio), QIcon.Mode.Selected)
    return made
