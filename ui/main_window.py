"""The window: first what stands before the open copy, then the shell with its pages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui import icons
from ui.pages.opening.page import OpeningPage

SMALLEST = (1024, 700)
FIRST_SIZE = (1280, 800)
_FRAME = 40
"""What a system adds above a window, at most: it is not known before the window shows."""


class MainWindow(QMainWindow):
    """Emits ``painted`` once, after its first painting, and ``closing`` when it is about to close."""

    painted = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Organiser Kit")
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self.setWindowIcon(QIcon(icons.icon("graduation-cap", "accent_text")))
        self._was_painted = False
        self._rooms = QStackedWidget()
        self.opening = OpeningPage()
        self._rooms.addWidget(self.opening)
        self.setCentralWidget(self._rooms)

    def show_within(self, room: QSize) -> None:
        """Show the window for the first time: maximised where its first size finds no ``room``."""
        if room.width() < self.width() or room.height() < self.height() + _FRAME:
            self.showMaximized()
        else:
            self.show()

    def show_shell(self, shell: QWidget) -> None:
        """Show the shell, in the place of the one before it."""
        old = self._rooms.currentWidget()
        self._rooms.addWidget(shell)
        self._rooms.setCurrentWidget(shell)
        if old is not None and old is not self.opening and old is not shell:
            self._rooms.removeWidget(old)
            old.deleteLater()

    def show_opening(self) -> None:
        """Show what stands before the open copy."""
        self._rooms.setCurrentWidget(self.opening)

    def showEvent(self, event: QShowEvent) -> None:
        """Watch for the moment at which the system shows the window."""
        super().showEvent(event)
        if not self._was_painted:
            self.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the first painting: no paint event tells, since children may cover the window whole."""
        handle = self.windowHandle()
        if event.type() == QEvent.Type.Expose and watched is handle and handle.isExposed():
            handle.removeEventFilter(self)
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the window closes."""
        self.closing.emit()
        super().closeEvent(event)
