"""The search field: looks as you type, a little after the last key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from organiser_kit.i18n import tr
from ui import icons, theme
from ui.actions import keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from ui.widgets.scheduler import Scheduler

PAUSE_MS = 180
_BESIDE = 64


class SearchField(QLineEdit):
    """Emits ``asked`` with the trimmed text; Enter at once, Escape clears, the search key focuses."""

    asked = Signal(str)

    def __init__(self, scheduler: Scheduler, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self._scheduler = scheduler
        self._cancel: Callable[[], None] = _nothing
        self._last = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(200)
        lens = QAction(name, self)
        icons.bind(lens, "search", "muted")
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(tr("Clear the search"), self)
        icons.bind(self._clear, "x", "muted")
        self._clear.triggered.connect(lambda _checked=False: self.clear())
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        for child in self.findChildren(QWidget):
            child.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._ask)
        QShortcut(QKeySequence(keys("search")), self, self.take_focus, context=_WINDOW)

    def sizeHint(self) -> QSize:
        """Ask for the room of the hint, beside the lens and the cross."""
        usual = super().sizeHint()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(max(usual.width(), words + theme.current().height(_BESIDE)), usual.height())

    def minimumSizeHint(self) -> QSize:
        """Keep the hint whole."""
        return self.sizeHint()

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._cancel()
        if text:
            self._cancel = self._scheduler.after(PAUSE_MS, self, self._ask)
        else:
            self._ask()

    def _ask(self) -> None:
        self._cancel()
        self._cancel = _nothing
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.asked.emit(text)

    def look_for(self, text: str) -> None:
        """Look for ``text`` at once."""
        self.setText(text)
        self._ask()

    def take_focus(self) -> None:
        """Take the keyboard, with what was typed selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear on Escape; an empty field leaves Escape to the page."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


_WINDOW = Qt.ShortcutContext.WindowShortcut


def _nothing() -> None:
    """Cancel nothing."""
