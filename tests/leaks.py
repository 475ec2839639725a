"""Finds what a test left running: threads, Qt threads and Qt timers, and where each was started."""

from __future__ import annotations

import threading
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, ref

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

# How long something that was told to stop may take to do so.
PATIENCE_SECONDS = 2.0


def _here() -> str:
    """Return the lines that led to the call, without this module's own."""
    frames = [frame for frame in traceback.extract_stack() if frame.filename != __file__]
    return "".join(traceback.format_list(frames[-6:]))


@dataclass
class LeakDetector:
    """Notes what is started from now on; tells what is still running."""

    threads_before: set[threading.Thread] = field(default_factory=lambda: set(threading.enumerate()))
    started: WeakKeyDictionary[threading.Thread, str] = field(default_factory=WeakKeyDictionary)
    qt_started: list[tuple[ref[Any], str]] = field(default_factory=list)

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        """Note where every thread and timer is started, until ``patch`` is undone."""
        start_thread = threading.Thread.start

        def start(thread: threading.Thread) -> None:
            self.started[thread] = _here()
            start_thread(thread)

        patch.setattr(threading.Thread, "start", start)
        for kind in (QThread, QTimer):
            patch.setattr(kind, "start", self._noting(kind.start))

    def _noting(self, real: Callable[..., None]) -> Callable[..., None]:
        def start(owner: Any, *arguments: Any) -> None:
            self.qt_started.append((ref(owner), _here()))
            real(owner, *arguments)

        return start

    def leaks(self) -> list[str]:
        """Return one text for each thing that is still running."""
        if QCoreApplication.instance() is not None:
            QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        return [*self._threads(), *self._qt_objects(), *self._pool()]

    def _threads(self) -> list[str]:
        found = []
        for thread in threading.enumerate():
            # Python makes a placeholder for a thread that it did not start, and keeps it for good.
            if thread in self.threads_before or isinstance(thread, threading._DummyThread):  # noqa: SLF001
                continue
            thread.join(PATIENCE_SECONDS)
            if thread.is_alive():
                found.append(f"thread {thread.name!r}, started here:\n{self.started.get(thread, '?')}")
        return found

    def _qt_objects(self) -> list[str]:
        found = []
        for weak, where in self.qt_started:
            owner = weak()
            if owner is not None and shiboken6.isValid(owner) and _still_on(owner):
                name = owner.objectName() or type(owner).__name__
                found.append(f"{type(owner).__name__} {name!r}, started here:\n{where}")
        return found

    def _pool(self) -> list[str]:
        pool = QThreadPool.globalInstance()
        if pool.activeThreadCount() and not pool.waitForDone(int(PATIENCE_SECONDS * 1000)):
            return [f"{pool.activeThreadCount()} jobs in Qt's own thread pool"]
        return []


def _still_on(owner: Any) -> bool:
    if isinstance(owner, QTimer):
        return owner.isActive()
    return bool(owner.isRunning()) and not owner.wait(int(PATIENCE_SECONDS * 1000))
