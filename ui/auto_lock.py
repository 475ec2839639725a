"""Notices that nobody has touched the keyboard or the mouse for some minutes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_TOUCHES = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class AutoLock(QObject):
    """Emits ``due`` once after so many minutes without a touch; watches nothing at 0."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.due)
        self.minutes = 0

    def watch(self, app: QObject, minutes: int) -> None:
        """Begin to wait, or stop at 0."""
        app.removeEventFilter(self)
        self.minutes = minutes
        self._timer.stop()
        if minutes:
            app.installEventFilter(self)
            self.wait()

    def wait(self) -> None:
        """Wait from now on."""
        if self.minutes:
            self._timer.start(self.minutes * 60_000)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Wait from the last touch on; every event goes on its way."""
        if event.type() in _TOUCHES:
            self.wait()
        return False
