"""The papers to choose from, in the order of their use; a row of choice where the text is large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon
from PySide6.QtWidgets import QComboBox, QFrame, QListWidget, QListWidgetItem, QSizePolicy

from organiser_kit.i18n import current, tr
from organiser_kit.papers.kinds import Use, use_words
from ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.pages.papers.descriptions import PaperDescription
    from ui.widgets.scheduler import Scheduler

PAUSE_MS = 140
"""Somebody who goes down the list with the arrow keys waits for no paper on the way."""

LEAST, MOST = 200, 288
"""Pixels across: as wide as the longest title, within these."""

_NAME = Qt.ItemDataRole.UserRole


class PaperList(QListWidget):
    """One row for each paper under the heading of its use; ``chosen`` carries its name."""

    chosen = Signal(str)

    def __init__(self, scheduler: Scheduler, papers: Sequence[PaperDescription]) -> None:
        super().__init__()
        self._scheduler = scheduler
        self._papers = {paper.name: paper for paper in papers}
        self._rows: dict[str, QListWidgetItem] = {}
        self._cancel: Callable[[], None] | None = None
        self._marked = ""
        self.setObjectName("paperList")
        self.setAccessibleName(tr("Papers"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._fill()
        self.retheme()
        self.currentItemChanged.connect(self._moved)
        theme.follow(self)

    def _fill(self) -> None:
        last: Use | None = None
        for paper in self._papers.values():
            if paper.use is not last and paper.use is not Use.WHOLE:
                self._add_heading(use_words(paper.use, current()))
            last = paper.use
            row = QListWidgetItem(paper.title)
            row.setData(_NAME, paper.name)
            row.setToolTip(paper.sentence)
            said = tr("{paper}, {use}", paper=paper.title, use=use_words(paper.use, current()))
            row.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            row.setData(Qt.ItemDataRole.AccessibleDescriptionRole, paper.sentence)
            self._rows[paper.name] = row
            self.addItem(row)

    def _add_heading(self, words: str) -> None:
        row = QListWidgetItem(words)
        row.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(row)

    def retheme(self) -> None:
        """Take the colours and the size of text in force."""
        look = theme.current()
        side = look.scaled(18)
        self.setIconSize(QSize(side, side))
        for place in range(self.count()):
            row = self.item(place)
            name = row.data(_NAME)
            if name is None:
                row.setFont(look.font("caption", bold=True))
                row.setForeground(look.colour("muted"))
                row.setSizeHint(QSize(0, look.height(34)))
                row.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
            else:
                row.setIcon(_icon(self._papers[name].icon, side, self.devicePixelRatioF()))
                row.setSizeHint(QSize(0, look.height(34)))
        self.setFixedWidth(self._wanted_width(side))

    def _wanted_width(self, icon_side: int) -> int:
        look = theme.current()
        metrics = QFontMetrics(look.font("body"))
        widest = max((metrics.horizontalAdvance(paper.title) for paper in self._papers.values()), default=0)
        around = icon_side + 2 * theme.SPACE["xl"] + self.verticalScrollBar().sizeHint().width()
        return min(max(widest + around, look.height(LEAST)), look.height(MOST))

    def moveCursor(self, action: QListWidget.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go to the first paper at the key Home: the first row is a heading."""
        if action is QListWidget.CursorAction.MoveHome:
            return self.indexFromItem(next(iter(self._rows.values())))
        return super().moveCursor(action, modifiers)

    def mark(self, name: str) -> None:
        """Show which paper is in preview; nothing is chosen by that."""
        self._marked = name
        self.setCurrentItem(self._rows[name])

    def _moved(self, row: QListWidgetItem | None) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        name = row.data(_NAME) if row is not None else None
        if name is not None and name != self._marked:
            self._cancel = self._scheduler.after(PAUSE_MS, self, lambda: self.chosen.emit(name))


class PaperCombo(QComboBox):
    """The same choice on one line."""

    chosen = Signal(str)

    def __init__(self, papers: Sequence[PaperDescription]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Papers"))
        for paper in papers:
            self.addItem(
                tr("{use}: {paper}", use=use_words(paper.use, current()), paper=paper.title), paper.name
            )
        self.activated.connect(lambda _: self.chosen.emit(self.currentData()))

    def mark(self, name: str) -> None:
        """Show which paper is in preview."""
        self.setCurrentIndex(self.findData(name))


def _icon(name: str, side: int, ratio: float) -> QIcon:
    colours = theme.current().colour
    made = QIcon()
    made.addPixmap(icons.pixmap(name, colours("muted"), side, ratio), QIcon.Mode.Normal)
    made.addPixmap(icons.pixmap(name, colours("on_selection"), side, ratio), QIcon.Mode.Selected)
    return made
