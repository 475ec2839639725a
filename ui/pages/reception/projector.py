"""The window for the room: how many are there, and whether the last badge was read. It names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.reception import answers
from ui.pages.reception.state import kept_together
from ui.widgets.basics import label
from ui.widgets.big_verdict import BigVerdict
from ui.widgets.second_screen import fill_another_screen

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from ui.pages.reception.answers import Answer
    from ui.pages.reception.state import Door


class Projector(QWidget):
    """Emits ``closed``. On a laptop with a second screen it fills that one."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(tr("Reception"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["xxl"]] * 4)
        column.setSpacing(theme.SPACE["l"])
        self.title = label("", "title", wrap=True)
        self.count = label("", "count")
        self.figures = label("", "lead", wrap=True)
        self.verdict = BigVerdict()
        for words in (self.title, self.count, self.figures):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addWidget(self.verdict, 1)
        self.show_answer(answers.waiting())
        look = theme.current()
        self.resize(QSize(look.scaled(960), look.scaled(600)).boundedTo(self.screen().availableSize()))

    def open_on_another_screen(self, window: QWidget) -> None:
        """Show it: whole on a screen where ``window`` is not, or else as a window of its own."""
        if not fill_another_screen(self, window):
            self.show()

    def show_door(self, door: Door) -> None:
        """Show how many are there."""
        self.title.setText(door.title)
        self.count.setText(door.count)
        self.figures.setText(kept_together(door.figures))

    def show_answer(self, answer: Answer) -> None:
        """Show what came of the last badge; what is to be settled is settled at the desk, not on a wall."""
        match answer.face:
            case "ok" | "already":
                self.verdict.show_answer(answer.face, answer.words, quiet=True)
            case "attention" | "refused":
                self.verdict.show_answer("attention", tr("One moment, please"), quiet=True)
            case _:
                self.verdict.show_answer("waiting", tr("Hello!"), "", tr("Show your badge."), quiet=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the desk."""
        self.closed.emit()
        super().closeEvent(event)
