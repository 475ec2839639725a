"""The frame around every page: side bar, top bar with the way back and the pill, strips on top of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.actions import action, keys, shown_keys, trigger
from ui.navigation import SideBar
from ui.widgets.basics import announce, icon_button, label
from ui.widgets.panels import EmptyState
from ui.widgets.status_pill import StatusPill
from ui.widgets.strip import Strip
from ui.widgets.toast import Toast
from ui.widgets.undo_keys import UndoKeys

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from organiser_kit.changes import Changes
    from ui.pages.page import Page
    from ui.pages.syncing.pill import Pill, Standing
    from ui.widgets.scheduler import Scheduler


NARROW_BELOW = 1180
"""Width of the window, at the usual size of text, under which the side bar keeps only its icons."""


class Shell(QWidget):
    """Holds the pages; says what was asked by signals."""

    chosen = Signal(str)
    back_asked = Signal()
    again_asked = Signal()
    sync_asked = Signal()
    sync_page_asked = Signal()
    settings_asked = Signal()
    shortcuts_asked = Signal()
    palette_asked = Signal()
    open_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    help_asked = Signal()
    quit_asked = Signal()
    erase_asked = Signal()
    news = Signal(object)
    pill_shown = Signal()
    stepped = Signal(object)

    def __init__(self, scheduler: Scheduler, practice: str = "") -> None:
        super().__init__()
        self.setObjectName("page")
        self.side = SideBar()
        self.side.chosen.connect(self.chosen)
        self.stack = QStackedWidget()
        self.pill = StatusPill(clickable=True)
        self.pill.clicked.connect(self.sync_page_asked)
        self.pill.hide()  # until something is known
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self.practice_strip, self.clock_strip = Strip("graduation-cap", practice), Strip("clock")
        strips = _column(self.practice_strip, self.clock_strip)
        right.addWidget(strips)
        right.addWidget(self._top())
        right.addWidget(self.stack, 1)
        self.unread = QVBoxLayout()
        right.addLayout(self.unread)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.side)
        line.addLayout(right, 1)
        self.toast = Toast(scheduler, self, under=strips)
        for name, signal in (
            ("sync", self.sync_asked),
            ("settings", self.settings_asked),
            ("shortcuts", self.shortcuts_asked),
            ("palette", self.palette_asked),
            ("open", self.open_asked),
            ("help", self.help_asked),
            ("quit", self.quit_asked),
        ):
            action(name, self, signal.emit)
        self._turns = [action("undo", self, self.undo_asked.emit), action("redo", self, self.redo_asked.emit)]
        UndoKeys(self)
        # Escape belongs to whatever has the focus first; see keyPressEvent.
        action("back", self, self.back_asked.emit).setShortcut("Alt+Left")

    def _top(self) -> QFrame:
        made = QFrame()
        made.setObjectName("topBar")
        line = QHBoxLayout(made)
        line.setContentsMargins(theme.SPACE["xl"], theme.SPACE["m"], theme.SPACE["xl"], 0)
        line.setSpacing(theme.SPACE["s"])
        self.back_button = icon_button(
            tr("Back ({keys})", keys=shown_keys(keys("back"))), "arrow-left", self.back_asked.emit
        )
        self.crumb = label("", "muted", wrap=True)
        line.addWidget(self.back_button)
        line.addWidget(self.crumb, 1)
        line.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        made.setMinimumHeight(theme.TARGET + theme.SPACE["m"])
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the page in a small window."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW * theme.current().text_scale
        if narrow != self.side.narrow:
            self.side.make_narrow(narrow=narrow)

    def arrive(self, page: Page, place: str, *, can_go_back: bool) -> None:
        """Dress the frame for the page that is open."""
        self.side.setVisible(not page.full)
        self.side.mark(place)
        for turn in self._turns:
            turn.setEnabled(not page.own_undo)
        self.back_button.setVisible(can_go_back)
        self.crumb.setText(page.crumb() if can_go_back else "")

    def cover(self, sentence: str) -> None:
        """Say in the place of the page why it cannot be shown, with a way to try again."""
        self.uncover()
        said = EmptyState("circle-alert", tr("This page cannot be shown"), sentence, tr("Try again"))
        said.acted.connect(self.again_asked)
        self.stack.hide()
        self.unread.addWidget(said, 1)
        said.show()
        said.button.setFocus()
        announce(said, sentence, urgent=True)

    def uncover(self) -> None:
        """Show the page again."""
        while (item := self.unread.takeAt(0)) is not None:
            if (said := item.widget()) is not None:
                said.hide()
                said.deleteLater()
        self.stack.show()

    def show_pill(self, pill: Pill) -> None:
        """Show the state of the exchange."""
        self.pill.show_status(pill.tone, pill.icon, pill.words, pill.explanation)
        self.pill.show()
        self.pill_shown.emit()

    def show_clock(self, warning: str) -> None:
        """Say on every page that the clock is wrong; '' when it is right."""
        self.clock_strip.say(warning)

    def show_step(self, standing: Standing, pill: Pill) -> None:
        """Show how far a long exchange is."""
        self.pill.show_status(pill.tone, pill.icon, pill.words, pill.explanation)
        self.stepped.emit(standing)

    def show_news(self, changes: Changes) -> None:
        """Tell the pages what came from the server."""
        self.news.emit(changes)

    def run(self, name: str) -> bool:
        """Do a command that the frame itself has; return whether it did."""
        return trigger(self, name)

    def notify(self, sentence: str, undo: Callable[[], None] | None = None, icon: str = "check") -> None:
        """Show a short message."""
        self.toast.show_message(sentence, undo, icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape when nothing else wanted it."""
        if event.key() == Qt.Key.Key_Escape and self.back_button.isVisible():
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)


def _column(*widgets: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return made
