"""Jobs as pages and presenters see them: no Qt here, so presenters are tested without a window.

:class:`ui.tasks.TaskRunner` runs them on threads; :class:`InlineRunner` runs them at once, in tests.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from organiser_kit.errors import KitError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.environment import Clock

T = TypeVar("T")
Lane = Literal["db", "io"]
STEP_SECONDS = 0.1  # at most ten progress reports a second reach the screen


class JobCancelledError(KitError):
    """The person stopped the job: what it had recorded stays recorded."""


@dataclass(frozen=True)
class Step:
    """How far a job is: ``total`` 0 means that nobody can tell."""

    done: int
    total: int
    text: str = ""


class JobBrokenError(KitError):
    """A job met a bug: already reported to the runner's ``on_bug``; told to ``failed`` to free the page."""


class CancelToken:
    """Asked by a job between two items; set from any thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Return whether the job was asked to stop."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next item."""
        self._event.set()


class Progress:
    """Handed to a job that can say how far it is: call it after each item."""

    def __init__(self, token: CancelToken, report: Callable[[Step], None], clock: Clock) -> None:
        self._token = token
        self._report = report
        self._clock = clock
        self._next = float("-inf")

    @property
    def cancelled(self) -> bool:
        """Return whether the person asked to stop."""
        return self._token.cancelled

    def stop_if_cancelled(self) -> None:
        """Raise :class:`JobCancelledError` if the person asked to stop."""
        if self._token.cancelled:
            raise JobCancelledError(tr("Stopped at your request; what was already recorded is kept."))

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """Report a step; only the last one and ten a second are shown."""
        now = self._clock.monotonic()
        if now >= self._next or done == total:
            self._next = now + STEP_SECONDS
            self._report(Step(done, total, text))


class Runner(Protocol):
    """What pages need: given to them by ``ui.app``, an :class:`InlineRunner` in tests."""

    def submit(
        self,
        owner: object,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[KitError], None] | None = None,
        *,
        lane: Lane = "db",
    ) -> CancelToken:
        """Run ``job`` off the GUI thread, then ``done(result)`` or ``failed(error)`` on it."""
        ...

    def submit_with_progress(
        self,
        owner: object,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[KitError], None] | None = None,
        *,
        progressed: Callable[[Step], None],
        lane: Lane = "io",
    ) -> CancelToken:
        """Same, for a job that reports its steps and can be stopped with the token returned."""
        ...

    def call_db(self, job: Callable[[], T]) -> T:
        """Run ``job`` on the db lane and wait for it: for jobs of the io lane only."""
        ...


def cancelled_early() -> JobCancelledError:
    """Return the error of a job that was stopped while it waited for its turn."""
    return JobCancelledError(tr("Stopped before it began; nothing was changed."))


def broken() -> JobBrokenError:
    """Return what a page is told when a job met a bug."""
    return JobBrokenError(
        tr("Something unexpected went wrong; what was recorded before is safe. Please try once more.")
    )


class InlineRunner:
    """Runs each job before ``submit`` returns: a click has its effect before ``click()`` returns."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.failures: list[KitError] = []

    def submit(
        self,
        owner: object,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[KitError], None] | None = None,
        *,
        lane: Lane = "db",
    ) -> CancelToken:
        """Run ``job`` now; a bug comes straight through to the test."""
        try:
            result = job()
        except KitError as error:
            (failed or self.failures.append)(error)
        else:
            done(result)
        return CancelToken()

    def submit_with_progress(
        self,
        owner: object,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[KitError], None] | None = None,
        *,
        progressed: Callable[[Step], None],
        lane: Lane = "io",
    ) -> CancelToken:
        """Run ``job(progress)`` now."""
        progress = Progress(CancelToken(), progressed, self._clock)
        return self.submit(owner, lambda: job(progress), done, failed, lane=lane)

    def call_db(self, job: Callable[[], T]) -> T:
        """Run ``job`` now."""
        return job()
