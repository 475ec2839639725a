"""A small rounded label: icon, words and tone; a button when something can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets.basics import IconLabel, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent


class StatusPill(QFrame):
    """Shows one state, e.g. of the synchronisation."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None, *, clickable: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("pill", "true")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(32)  # Qt draws no round ends on what is lower than twice their radius
        self._clickable = clickable
        self._icon = IconLabel("circle", "neutral_on_soft", 16)
        self._words = label("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 14, 4)
        row.setSpacing(theme.SPACE["s"])
        row.addWidget(self._icon)
        row.addWidget(self._words)
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_status(self, tone: str, icon: str, words: str, explanation: str = "") -> None:
        """Show ``words``; ``explanation`` is the longer sentence of the tooltip and of screen readers."""
        self.setProperty("tone", tone)
        self._icon.show_icon(icon, f"{tone}_on_soft")
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(explanation)
        self.setToolTip(explanation)
        theme.restyle(self)
        theme.restyle(self._words)

    @property
    def words(self) -> str:
        """Return the words shown."""
        return self._words.text()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act as a button."""
        if self._clickable and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act as a button: Space or Enter."""
        if self._clickable and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
