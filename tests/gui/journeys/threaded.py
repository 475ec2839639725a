"""The desktop as it is started, with its real threads, and waiting that lets them work."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer

from organiser_kit.environment import SystemClock
from ui.app import Desktop
from ui.practice import empty_copy
from ui.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from ui.workspace import Workspace

T = TypeVar("T")
PATIENCE_SECONDS = 120.0


def until(done: Callable[[], bool]) -> None:
    """Wait in short event loops: Qt's longer waiting keeps the interpreter, and workers would starve."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not done():
        if time.monotonic() > end:
            pytest.fail("it did not happen in time")
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()


class ThreadedDesk:
    """The desktop over an empty copy."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop

    @property
    def workspace(self) -> Workspace:
        """Return the pages."""
        assert self.desktop.workspace is not None
        return self.desktop.workspace

    def ask(self, question: Callable[[Kit], T]) -> T:
        """Ask the copy something and wait for the answer."""
        assert self.desktop.session is not None
        answers: list[T] = []
        self.desktop.session.ask(self.desktop, question, answers.append)
        until(lambda: bool(answers))
        return answers[0]


@contextmanager
def threaded_desk(environment: Environment, folder: Path) -> Iterator[ThreadedDesk]:
    """Give the desktop over a new and empty copy; the clock goes, as progress needs it to."""
    going = replace(environment, clock=SystemClock())
    empty_copy(folder, going).close()
    desktop = Desktop(going, folder, Preferences(folder), practice=False)
    desktop.window.show()
    try:
        until(lambda: desktop.workspace is not None)
        yield ThreadedDesk(desktop)
    finally:
        desktop.close()
        desktop.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
