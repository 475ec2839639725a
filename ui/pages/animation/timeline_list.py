"""The parts of a kit in one list: what it is for, its activities on the clock, sheets for participants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QSizePolicy

from organiser_kit.i18n import current, tr
from organiser_kit.rules.running_clock import Running
from organiser_kit.rules.wording import clock_time, duration
from ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.pages.animation.contents import KitContents

WIDTH = 272
ABOUT = -1
"""The part that says what the kit is for."""
_PART = Qt.ItemDataRole.UserRole
_AROUND = 18
"""Pixels above and below the words of a row, together."""


class TimelineList(QListWidget):
    """``chosen`` carries a part: :data:`ABOUT`, an activity's place, or for a sheet their number more."""

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
        self.retheme()

    def retheme(self) -> None:
        """Take the colours and the size of text in force."""
        look = theme.current()
        side = look.scaled(18)
        self.setIconSize(QSize(side, side))
        if look.is_large:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            self.setFixedWidth(look.height(WIDTH))
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draw_marks()
        self._measure()

    def show_kit(self, contents: KitContents) -> None:
        """Show a kit; the part that was chosen stays chosen."""
        before = self.part()
        self.blockSignals(True)
        self.clear()
        self._activities = len(contents.activities)
        self._add(ABOUT, "", tr("What this kit is for"))
        for place, activity in enumerate(contents.activities):
            hours = clock_time(activity.starts_at, current())
            length = duration(activity.minutes, current())
            self._add(place, tr("{what} · {length}", what=hours, length=length), activity.title)
        if contents.sheets:
            heading = QListWidgetItem(tr("Sheets for participants"))
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(heading)
        for place, sheet in enumerate(contents.sheets):
            self._add(self._activities + place, "", sheet.title)
        self.blockSignals(False)
        self._draw_marks()
        self._measure()
        self.choose(ABOUT if before is None else before)

    def _add(self, part: int, above: str, words: str) -> None:
        row = QListWidgetItem(f"{above}\n{words}" if above else words)
        row.setData(_PART, part)
        row.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(one for one in (above, words) if one))
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
            name, token, words = self._mark_of(part)
            row.setIcon(_icon(name, token, self.iconSize().width(), self.devicePixelRatioF()))
            row.setData(Qt.ItemDataRole.AccessibleDescriptionRole, words)

    def _mark_of(self, part: int) -> tuple[str, str, str]:
        if part == ABOUT:
            return "info", "muted", ""
        if part >= self._activities:
            return "file-text", "muted", ""
        if part == self._running.activity:
            return "play", "accent_text", tr("under way")
        if part in self._running.done:
            return "circle-check", "success_text", tr("done")
        if part in self._running.left_out(self._activities):
            return "skip-forward", "muted", tr("left out")
        return "circle", "muted", ""

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
