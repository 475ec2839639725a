"""Timers that tests move by hand: no widget starts a QTimer of its own for a delay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable


class Scheduler(Protocol):
    """Calls back later."""

    def after(self, milliseconds: int, owner: QObject, call: Callable[[], None]) -> Callable[[], None]:
        """Call ``call`` once, later, unless ``owner`` is destroyed first; return what cancels it."""
        ...


class Pause:
    """One call that each :meth:`begin` puts off anew."""

    def __init__(self, scheduler: Scheduler, owner: QObject) -> None:
        self._scheduler = scheduler
        self._owner = owner
        self._cancel: Callable[[], None] | None = None

    @property
    def is_running(self) -> bool:
        """Return whether a call is still to come."""
        return self._cancel is not None

    def begin(self, milliseconds: int, call: Callable[[], None]) -> None:
        """Call ``call`` after this pause, and nothing that was to be called before."""
        self.end()

        def ring() -> None:
            self._cancel = None
            call()

        self._cancel = self._scheduler.after(milliseconds, self._owner, ring)

    def end(self) -> None:
        """Call nothing."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None


class QtScheduler:
    """The real one, on the GUI thread's event loop."""

    def after(self, milliseconds: int, owner: QObject, call: Callable[[], None]) -> Callable[[], None]:
        """Start a single-shot timer that belongs to ``owner``."""
        timer = QTimer(owner)
        timer.setSingleShot(True)
        timer.timeout.connect(call)
        timer.timeout.connect(timer.deleteLater)
        timer.start(milliseconds)

        def cancel() -> None:
            if isValid(timer):  # it is gone once it has rung, or once its owner is
                timer.stop()
                timer.deleteLater()

        return cancel


class ManualScheduler:
    """The one of tests: nothing happens until :meth:`advance`."""

    def __init__(self) -> None:
        self._now = 0
        self._due: list[tuple[int, Callable[[], None]]] = []

    def after(self, milliseconds: int, owner: QObject, call: Callable[[], None]) -> Callable[[], None]:
        """Keep ``call`` for the moment that :meth:`advance` reaches."""
        entry = (self._now + milliseconds, call)
        self._due.append(entry)

        def cancel() -> None:
            if entry in self._due:
                self._due.remove(entry)

        return cancel

    def advance(self, milliseconds: int) -> None:
        """Let time pass and make the calls that fall due, in order."""
        self._now += milliseconds
        ready = sorted((entry for entry in self._due if entry[0] <= self._now), key=lambda entry: entry[0])
        for entry in ready:
            if entry in self._due:
                self._due.remove(entry)
                entry[1]()
