"""Files held over the window: caught before any widget sees them, or a field would take their paths."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

_OVER = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class DropWatch(QObject):
    """Watches the window that ``host`` is in, while ``host`` shows.

    Only files of this computer are caught; text and pictures dragged out of a page go where they are
    dropped. ``left_alone`` says whether the page that is open takes files itself.
    """

    held = Signal(object)
    let_go = Signal()
    dropped = Signal(object)

    def __init__(self, host: QWidget, left_alone: Callable[[], bool]) -> None:
        super().__init__(host)
        self._host = host
        self._left_alone = left_alone
        self._is_over = False
        host.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Find the window when the host shows; then see what is dragged over it."""
        if watched is self._host:
            if event.type() == QEvent.Type.Show:
                handle = self._host.window().windowHandle()
                if handle is not None:
                    handle.installEventFilter(self)
            return False
        if event.type() == QEvent.Type.DragLeave:
            return self._leave()
        if isinstance(event, QDropEvent):  # entering and moving are drops that may still come
            return self._over(event)
        return False

    def _over(self, event: QDropEvent) -> bool:
        files = local_files(event.mimeData())
        if not files or not self._host.isVisible() or self._left_alone():
            return False
        if QApplication.activeModalWidget() is not None:
            event.ignore()  # a question is open: it comes first
            return True
        event.setDropAction(Qt.DropAction.CopyAction)  # whatever was meant, the file stays where it is
        event.accept()
        if event.type() in _OVER:
            if not self._is_over:
                self._is_over = True
                self.held.emit(files)
        else:
            self._leave()
            self.dropped.emit(files)
        return True

    def _leave(self) -> bool:
        """Return whether files were held."""
        was_over, self._is_over = self._is_over, False
        if was_over:
            self.let_go.emit()
        return was_over


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the files of this computer that are dragged, each once."""
    found = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(dict.fromkeys(found))
