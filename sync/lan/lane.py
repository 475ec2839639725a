"""For programs with one thread: it owns the local copy, and serves the share's threads from a queue."""

from __future__ import annotations

import queue
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from organiser_kit.errors import SyncError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.client.local import LocalCopy

T = TypeVar("T")
_LOOK_SECONDS = 0.2


class Lane:
    """Runs jobs on the thread that made it, whoever asks."""

    def __init__(self, local: LocalCopy) -> None:
        self._local = local
        self._owner = threading.get_ident()
        self._jobs: queue.SimpleQueue[tuple[Callable[[LocalCopy], Any], Future[Any]]] = queue.SimpleQueue()
        self._closed = threading.Event()

    def call_db(self, job: Callable[[LocalCopy], T], /) -> T:
        """Run ``job`` on the owner's thread and return its answer.

        Raises:
            SyncError: the lane is closed.
        """
        if threading.get_ident() == self._owner:
            return job(self._local)
        future: Future[T] = Future()
        self._jobs.put((job, future))
        if self._closed.is_set():
            self._refuse_all()
        return future.result()

    def serve(self, until: Callable[[], bool]) -> None:
        """Run what is asked, on the owner's thread, until ``until`` says so; it is asked now and then."""
        while not until():
            try:
                job, future = self._jobs.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                continue
            try:
                future.set_result(job(self._local))
            except Exception as error:  # noqa: BLE001 - it is raised again where the job was asked for
                future.set_exception(error)
            except BaseException:
                # Ctrl-C in the middle of a job, whose transaction is undone: nobody may wait for it for ever.
                future.set_exception(_stopped())
                raise

    def close(self) -> None:
        """Turn down whatever still waits, and whatever comes."""
        self._closed.set()
        self._refuse_all()

    def _refuse_all(self) -> None:
        while True:
            try:
                _, future = self._jobs.get_nowait()
            except queue.Empty:
                return
            future.set_exception(_stopped())


def _stopped() -> SyncError:
    return SyncError(tr("Sharing has stopped."))
