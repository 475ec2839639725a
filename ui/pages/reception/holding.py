"""Keeps each answer on the screen long enough to be seen, however soon the next badge follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from organiser_kit.environment import Clock
    from ui.pages.reception.answers import Answer
    from ui.widgets.scheduler import Scheduler

LEAST_MS = 200
"""An answer that shows for less is not seen by whoever looks up."""


class Holding:
    """Shows an answer at once, or when the one before it was seen; of several that wait, the last.

    What was recorded was recorded before: only pictures and sounds wait here.
    """

    def __init__(
        self, scheduler: Scheduler, clock: Clock, owner: QObject, show: Callable[[Answer], None]
    ) -> None:
        self._scheduler = scheduler
        self._clock = clock
        self._owner = owner
        self._show = show
        self._held_until = float("-inf")
        self._waiting: Answer | None = None
        self._cancel: Callable[[], None] | None = None

    def offer(self, answer: Answer) -> None:
        """Show an answer; what follows from a person's own typing never waits."""
        if answer.face != "waiting" and self._clock.monotonic() < self._held_until:
            self._waiting = answer
            return
        self._begin(answer)

    def _begin(self, answer: Answer) -> None:
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        self._waiting = None
        self._held_until = float("-inf")
        if answer.face != "waiting":
            self._held_until = self._clock.monotonic() + LEAST_MS / 1000
            self._cancel = self._scheduler.after(LEAST_MS, self._owner, self.seen)
        self._show(answer)

    def seen(self) -> None:
        """Let the answer go: its time is over, or a person just acted on it."""
        self._held_until = float("-inf")
        if self._waiting is not None:
            self._begin(self._waiting)
