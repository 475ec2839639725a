"""Keeps what is typed a little after the last key, and at once when one leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from ui.widgets.scheduler import Scheduler

PAUSE_MS = 600


class DelayedSave:
    """Calls ``save`` once for many changes."""

    def __init__(self, scheduler: Scheduler, owner: QObject, save: Callable[[], None]) -> None:
        self._scheduler = scheduler
        self._owner = owner
        self._save = save
        self._cancel: Callable[[], None] | None = None

    @property
    def is_due(self) -> bool:
        """Return whether something typed is not kept yet."""
        return self._cancel is not None

    def touch(self) -> None:
        """Note a change."""
        self.drop()
        self._cancel = self._scheduler.after(PAUSE_MS, self._owner, self.flush)

    def flush(self) -> None:
        """Keep now what is not kept yet."""
        if self._cancel is not None:
            self.drop()
            self._save()

    def drop(self) -> None:
        """Forget the change noted last."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
