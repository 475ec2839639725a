"""One line of a checklist: a box to tick, its words, when and by whom, and a way to take it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import IconLabel, icon_button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from ui.pages.checklist.presenter import TaskLine


class TickBox(QCheckBox):
    """A box that Space ticks; ``moved`` carries 1 for Down and -1 for Up."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows go from line to line."""
        step = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class TaskRow(QFrame):
    """``ticked`` says whether the box is ticked now; ``removed`` that the cross was pressed."""

    ticked = Signal(bool)
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, theme.SPACE["xs"], 0, theme.SPACE["xs"])
        line.setSpacing(theme.SPACE["m"])
        self.box = TickBox()
        self.box.clicked.connect(lambda: self.ticked.emit(self.box.isChecked()))
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.box, 0, top)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._text = label("", wrap=True)
        self._remark = label("", "caption", wrap=True)
        self._late = IconLabel("triangle-alert", "warning_text", 14)
        below = QHBoxLayout()
        below.setSpacing(theme.SPACE["xs"])
        below.addWidget(self._late, 0, top)
        below.addWidget(self._remark, 1)
        words.addWidget(self._text)
        words.addLayout(below)
        line.addLayout(words, 1)
        self.remove_button = icon_button(tr("Take off the list"), "x", self.removed.emit)
        line.addWidget(self.remove_button, 0, top)

    def show_line(self, line: TaskLine) -> None:
        """Show a line; the box keeps the focus it has."""
        self.box.setChecked(line.done)
        self.box.setAccessibleName(line.text)
        self.box.setAccessibleDescription(line.remark)
        self.setAccessibleName(line.said)
        self._text.setText(line.text)
        self._text.setProperty("kind", "muted" if line.done else "body")
        theme.restyle(self._text)
        self._remark.setText(line.remark)
        self._remark.setVisible(bool(line.remark))
        self._late.setVisible(line.late)
        self.remove_button.setAccessibleName(tr("Take off the list: {text}", text=line.text))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick on a click on the words, as on the box."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()
        super().mouseReleaseEvent(event)
