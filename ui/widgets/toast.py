"""A short message at the top of the window, with Undo; it never hides what cannot be seen elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.widgets.basics import IconLabel, announce, button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.widgets.scheduler import Scheduler

SHOWN_MS = 8_000
_WIDEST = (1 << 24) - 1  # what Qt takes for no limit
_NARROWEST = 120
_WIDE = 560
"""Wider than this it would lie on the way back and on the state of the exchange: words take more lines."""


class Toast(QFrame):
    """Floats over ``host``, below ``under``, one message at a time; stays under the mouse or the focus."""

    gone = Signal()

    def __init__(self, scheduler: Scheduler, host: QWidget, *, under: QWidget | None = None) -> None:
        super().__init__(host)
        self._under = under
        self.setObjectName("toast")
        self._host = host
        self._scheduler = scheduler
        self._cancel: Callable[[], None] | None = None
        self._undo: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(theme.SPACE["m"])
        self._icon = IconLabel("check", "surface", 18)
        self._words = label("")
        self.undo_button = button(tr("Undo"), self._undone)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addSpacing(theme.SPACE["s"])
        row.addWidget(self.undo_button)
        self.hide()
        host.installEventFilter(self)

    @property
    def words(self) -> str:
        """Return the message shown last."""
        return self._words.text()

    def show_message(
        self, sentence: str, undo: Callable[[], None] | None = None, icon: str = "check"
    ) -> None:
        """Show ``sentence`` for a while; ``undo`` takes back what it tells."""
        self._words.setText(sentence)
        self._icon.show_icon(icon, "surface")
        self._undo = undo
        self.undo_button.setVisible(undo is not None)
        self.setAccessibleName(sentence)
        self._fit()
        self._place()
        self.show()
        self.raise_()
        announce(self, sentence)
        self._wait()

    def _fit(self) -> None:
        """Take one line, or several where the window is too narrow for it."""
        self._words.setWordWrap(False)
        self._words.setMinimumWidth(0)
        self._words.setMaximumWidth(_WIDEST)
        self.adjustSize()
        room = min(theme.current().scaled(_WIDE), self._host.width() - 2 * theme.SPACE["xl"])
        beyond = self.sizeHint().width() - room
        if beyond > 0:
            width = self._words.sizeHint().width() - beyond
            self._words.setWordWrap(True)
            self._words.setFixedWidth(max(_NARROWEST, width))
            self.adjustSize()

    def _wait(self) -> None:
        if self._cancel is not None:
            self._cancel()
        self._cancel = self._scheduler.after(SHOWN_MS, self, self._expire)

    def _expire(self) -> None:
        if self.underMouse() or self.undo_button.hasFocus():
            self._wait()
        else:
            self._leave()

    def _undone(self) -> None:
        undo, self._undo = self._undo, None
        self._leave()
        if undo is not None:
            undo()

    def _leave(self) -> None:
        self.hide()
        self.gone.emit()

    def _place(self) -> None:
        """Stand where pages have nothing to press."""
        top = self._under.height() if self._under is not None else 0
        self.move((self._host.width() - self.width()) // 2, top + theme.SPACE["s"])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the window changes size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
