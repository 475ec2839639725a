"""Keeps what is typed a little after the last key, and at once when one leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.widgets.scheduler import Pause

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from ui.widgets.scheduler import Scheduler

PAUSE_MS = 600


class DelayedSave:
    """Calls ``save`` once for many changes."""

    def __init__(self, scheduler: Scheduler, owner: QObject, save: Callable[[], None]) -> None:
        self._pause = Pause(scheduler, owner)
        self._save = save

    @property
    def is_due(self) -> bool:
        """Return whether something typed is not kept yet."""
        return self._pause.is_running

    def touch(self) -> None:
        """Note a change."""
        self._pause.begin(PAUSE_MS, self._save)

    def flush(self) -> None:
        """Keep now what is not kept yet."""
        if self.is_due:
            self.drop()
            self._save()

    def drop(self) -> None:
        """Forget the change noted last."""
        self._pause.end()
