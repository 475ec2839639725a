"""What every page works with: the open local copy on its own thread, and the news of what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakSet

from organiser_kit.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.changes import Changes
    from organiser_kit.environment import Environment
    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from ui.change_bus import ChangeBus
    from ui.jobs import CancelToken, Progress, Runner, Step

T = TypeVar("T")


@dataclass(frozen=True)
class _Outcome:
    value: Any
    changes: Changes


class Session:
    """One open local copy, as pages reach it: never directly, always through the database lane."""

    def __init__(self, runner: Runner, bus: ChangeBus, environment: Environment, folder: Path) -> None:
        self.runner = runner
        self.bus = bus
        self.environment = environment
        self.folder = folder
        self._kit: Kit | None = None
        self.unread: Callable[[object, KitError], None] | None = None
        """Told whose first question failed because the copy cannot be read: they have nothing to show."""
        self._answered: WeakSet[object] = WeakSet()

    def attach(self, kit: Kit) -> None:
        """Take the copy that was opened on the database lane; what was done to open it is not undone."""
        self._kit = kit
        kit.undoing.forget()

    def ask(
        self,
        owner: object,
        question: Callable[[Kit], T],
        done: Callable[[T], None],
        failed: Callable[[KitError], None] | None = None,
    ) -> None:
        """Run ``question`` where the copy lives; the answer comes to ``done`` on the GUI thread.

        Whatever it changed is announced on the bus right after ``done``.
        """

        def job() -> _Outcome:
            kit = self._begin()
            return _Outcome(question(kit), kit.take_changes())

        def deliver(outcome: _Outcome) -> None:
            self._answered.add(owner)
            done(outcome.value)
            if outcome.changes:
                self.bus.publish(outcome.changes)

        self.runner.submit(owner, job, deliver, self._telling(owner, failed), lane="db")

    def _telling(
        self, owner: object, failed: Callable[[KitError], None] | None
    ) -> Callable[[KitError], None] | None:
        """Return ``failed``, which also tells of a page that has nothing to show."""

        def tell(error: KitError) -> None:
            if failed is not None:
                failed(error)
            if self.unread is not None and isinstance(error, StorageError) and owner not in self._answered:
                self.unread(owner, error)

        return tell if failed is not None else None

    def ask_long(
        self,
        owner: object,
        question: Callable[[Kit, Progress], T],
        done: Callable[[T], None],
        failed: Callable[[KitError], None] | None = None,
        *,
        progressed: Callable[[Step], None],
    ) -> CancelToken:
        """Run a ``question`` that tells how far it is and can be stopped; otherwise as :meth:`ask`."""

        def job(progress: Progress) -> _Outcome:
            kit = self._begin()
            return _Outcome(question(kit, progress), kit.take_changes())

        def deliver(outcome: _Outcome) -> None:
            done(outcome.value)
            if outcome.changes:
                self.bus.publish(outcome.changes)

        return self.runner.submit_with_progress(owner, job, deliver, failed, progressed=progressed, lane="db")

    def call(self, question: Callable[[Kit], T]) -> T:
        """Run ``question`` where the copy lives and wait: never from the GUI thread."""
        return self.runner.call_db(lambda: question(self.kit))

    def _begin(self) -> Kit:
        """Return the open copy for a new act: what an interrupted one left behind is undone by itself."""
        kit = self.kit
        kit.undoing.gather()
        return kit

    @property
    def kit(self) -> Kit:
        """Return the open copy; to be used on the database lane only."""
        if self._kit is None:
            message = "the local copy is not open yet"
            raise RuntimeError(message)
        return self._kit
