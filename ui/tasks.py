"""Work off the GUI thread: one lane that owns the database connection, one for files and network.

A job is a plain callable that knows neither Qt nor widgets. Its answer comes back on the GUI thread through
one queued signal; if its owner is gone by then, the answer is dropped. The owner and the callbacks never
leave the GUI thread, so that no widget can be destroyed by a worker letting go of the last reference.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from organiser_kit.errors import KitError
from ui.constants_guard import keep_constants_alive
from ui.jobs import (
    CancelToken,
    InlineRunner,
    JobBrokenError,
    JobCancelledError,
    Lane,
    Progress,
    Runner,
    Step,
    broken,
    cancelled_early,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.environment import Clock

__all__ = [
    "CancelToken",
    "InlineRunner",
    "JobBrokenError",
    "JobCancelledError",
    "Lane",
    "Progress",
    "Runner",
    "Step",
    "TaskRunner",
]

T = TypeVar("T")
IO_WORKERS = 4


@dataclass(frozen=True)
class _Waiting:
    """Kept on the GUI thread while the job runs."""

    owner: object
    done: Callable[[Any], None]
    failed: Callable[[KitError], None] | None
    progressed: Callable[[Step], None] | None
    lane: Lane
    token: CancelToken = field(default_factory=CancelToken)


@dataclass(frozen=True)
class _Answer:
    """What a worker sends back: values only, never a widget."""

    number: int
    kind: Literal["done", "failed", "bug", "step"]
    value: Any


class TaskRunner(QObject):
    """The two lanes and their way back to the GUI thread."""

    _arrived = Signal()

    def __init__(
        self, clock: Clock, on_bug: Callable[[Exception], None], on_failure: Callable[[KitError], None]
    ) -> None:
        """Start no thread yet.

        Args:
            clock: paces the progress reports.
            on_bug: told on the GUI thread of an exception nobody expected: shows where the log is.
            on_failure: told of a KitError when the caller gave no ``failed``.
        """
        super().__init__()
        keep_constants_alive()
        self._clock = clock
        self._on_bug = on_bug
        self._on_failure = on_failure
        self._lanes: dict[Lane, ThreadPoolExecutor] = {
            "db": ThreadPoolExecutor(1, "kit-db", self._note_db_thread),
            "io": ThreadPoolExecutor(IO_WORKERS, "kit-io"),
        }
        self._db_thread: int | None = None
        self._gui_thread = threading.get_ident()
        self._numbers = count(1)
        self._waiting: dict[int, _Waiting] = {}
        self._answers: SimpleQueue[_Answer] = SimpleQueue()
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        owner: object,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[KitError], None] | None = None,
        *,
        lane: Lane = "db",
    ) -> CancelToken:
        """Run ``job`` on ``lane``; a job not started when the token is cancelled never runs."""
        return self._start(_Waiting(owner, done, failed, None, lane), job)

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
        """Run ``job(progress)`` on ``lane``; ``progressed`` is called on the GUI thread."""
        waiting = _Waiting(owner, done, failed, progressed, lane)
        number = next(self._numbers)
        progress = Progress(
            waiting.token, lambda step: self._send(_Answer(number, "step", step)), self._clock
        )
        return self._start(waiting, lambda: job(progress), number)

    def call_db(self, job: Callable[[], T]) -> T:
        """Run ``job`` on the db lane and return its result; its exceptions come through."""
        here = threading.get_ident()
        if here == self._gui_thread:
            raise RuntimeError("the GUI thread must not wait for the database: use submit()")
        if here == self._db_thread:
            return job()
        return self._lanes["db"].submit(job).result()

    def shutdown(self, close: Callable[[], None] | None = None) -> None:
        """Stop: refuse new jobs, stop io, finish what db was given, then ``close`` on the db thread.

        Failures that come in late are still shown. Blocks until the workers have ended.
        """
        self._closed = True
        for waiting in self._waiting.values():
            if waiting.lane == "io":
                waiting.token.cancel()
        self._lanes["io"].shutdown(wait=True, cancel_futures=True)
        if close is not None:
            self._enqueue(_Waiting(self, _ignore, None, None, "db"), close, next(self._numbers))
        self._lanes["db"].shutdown(wait=True)
        self._deliver()
        self._waiting.clear()

    def _start(self, waiting: _Waiting, job: Callable[[], Any], number: int | None = None) -> CancelToken:
        if threading.get_ident() != self._gui_thread:
            raise RuntimeError("jobs are submitted from the GUI thread: use call_db() inside a job")
        if self._closed:
            waiting.token.cancel()
        else:
            self._enqueue(waiting, job, next(self._numbers) if number is None else number)
        return waiting.token

    def _enqueue(self, waiting: _Waiting, job: Callable[[], Any], number: int) -> None:
        self._waiting[number] = waiting
        self._lanes[waiting.lane].submit(self._work, number, waiting.token, job)

    def _work(self, number: int, token: CancelToken, job: Callable[[], Any]) -> None:
        """Run on a worker: turn whatever happens into one answer."""
        try:
            if token.cancelled:
                raise cancelled_early()
            answer = _Answer(number, "done", job())
        except KitError as error:
            answer = _Answer(number, "failed", error)
        except Exception as error:  # noqa: BLE001 - the one place where a bug in a job can be caught and shown
            answer = _Answer(number, "bug", error)
        self._send(answer)

    def _send(self, answer: _Answer) -> None:
        self._answers.put(answer)
        self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        """Hand out, on the GUI thread, every answer that came in."""
        while True:
            try:
                answer = self._answers.get_nowait()
            except Empty:
                return
            self._hand_out(answer)

    def _hand_out(self, answer: _Answer) -> None:
        if answer.kind == "step":
            waiting = self._waiting.get(answer.number)
            if waiting is not None and waiting.progressed is not None and isValid(waiting.owner):
                waiting.progressed(answer.value)
            return
        waiting = self._waiting.pop(answer.number)
        if answer.kind == "bug":
            self._on_bug(answer.value)
            self._fail(waiting, broken())
        elif answer.kind == "failed":
            self._fail(waiting, answer.value)
        elif isValid(waiting.owner):
            waiting.done(answer.value)

    def _fail(self, waiting: _Waiting, error: KitError) -> None:
        """Tell the page, or the application if the page is gone or does not listen: never nobody."""
        if waiting.failed is not None and isValid(waiting.owner):
            waiting.failed(error)
        elif not isinstance(error, JobCancelledError | JobBrokenError):
            self._on_failure(error)

    def _note_db_thread(self) -> None:
        self._db_thread = threading.get_ident()


def _ignore(_result: object) -> None:
    """Do nothing with the result of the closing job."""
