"""Threads that do one kind of transaction, for one job each or for several that wait together."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sync.server.engines.base import Connection, TroubleError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from sync.server.engines.base import Engine

    Around = Callable[[Connection], AbstractContextManager[Connection]]

T = TypeVar("T")


class _Waiting(NamedTuple):
    """A job and whoever waits for it."""

    job: Callable[[Connection], Any]
    answer: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


_Outcome = tuple[_Waiting, Any, BaseException | None]


class Lane:
    """Threads, their connections, and the jobs that wait for them.

    Args:
        engine: whose connections they are.
        around: the transaction.
        width: how many threads.
        name: of the threads.
        together: how many jobs may share one transaction; they must bear to be run twice.
    """

    def __init__(self, engine: Engine, around: Around, width: int, name: str, together: int = 1) -> None:
        self._engine = engine
        self._around = around
        self._together = together
        self._width = width
        self._threads = ThreadPoolExecutor(width, name)
        self._counting = threading.Lock()
        self._turning = 0
        self._waiting: deque[_Waiting] = deque()
        self._idle: list[Connection] = []

    async def run(self, job: Callable[[Connection], T]) -> T:
        """Run ``job`` in a transaction that is committed when this returns."""
        # The context carries the language of the request to the thread.
        context = contextvars.copy_context()
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._waiting.append(_Waiting(lambda db: context.run(job, db), answer, loop))
        try:
            self._wake()
        except RuntimeError:
            # Whoever is told that nothing was done must be right.
            answer.cancel()
            raise
        return await answer

    def open_one(self) -> None:
        """Open a connection before it is needed."""
        with self._engine.explained():
            self._idle.append(self._engine.connect())

    def close(self) -> None:
        """Finish what waits and close every connection."""
        self._threads.shutdown()
        self._close_idle()

    def _wake(self) -> None:
        """Have a thread take turns, unless as many as there are do."""
        with self._counting:
            if self._turning == self._width:
                return
            self._turning += 1
        try:
            self._threads.submit(self._take_turns)
        except RuntimeError:
            # No thread could be had: the next job asks again. What is left of this turn finds nothing to do.
            with self._counting:
                self._turning -= 1
            raise

    def _take_turns(self) -> None:
        while (first := self._next_or_rest()) is not None:
            self._take_turn(first)

    def _next_or_rest(self) -> _Waiting | None:
        # Under the lock, so that whoever comes now either is found here or wakes a thread.
        with self._counting:
            first = self._next()
            if first is None:
                self._turning -= 1
            return first

    def _take_turn(self, first: _Waiting) -> None:
        """Do what waits in one transaction; when one of several fails, each in its own."""
        taken, done = [first], list[Any]()
        try:
            self._do(lambda connection: self._gather(connection, taken, done))
        except BaseException as error:  # noqa: BLE001 - whoever waits is told
            # What failed is missing from what was done; a COMMIT that failed, failed for all.
            if len(done) < len(taken) > 1:
                self._do_alone(taken)
            else:
                _tell([(each, None, error) for each in taken])
        else:
            _tell([(each, result, None) for each, result in zip(taken, done, strict=True)])

    def _gather(self, connection: Connection, taken: list[_Waiting], done: list[Any]) -> None:
        """Run what was taken, and what waits behind it or comes meanwhile, until it is enough."""
        turn: _Waiting | None = taken[0]
        while turn is not None:
            result = turn.job(connection)
            # Here, so that a row that cannot be written is the fault of nobody else's job.
            connection.send()
            done.append(result)
            turn = self._next() if len(taken) < self._together else None
            if turn is not None:
                taken.append(turn)

    def _next(self) -> _Waiting | None:
        while True:
            try:
                waiting = self._waiting.popleft()
            except IndexError:
                return None
            if not waiting.answer.cancelled():
                return waiting

    def _do_alone(self, jobs: Sequence[_Waiting]) -> None:
        for each in jobs:
            try:
                result = self._do(each.job)
            except BaseException as error:  # noqa: BLE001 - whoever waits is told
                _tell([(each, None, error)])
            else:
                _tell([(each, result, None)])

    def _do(self, job: Callable[[Connection], T]) -> T:
        with self._engine.explained():
            connection = self._take()
        try:
            with self._engine.explained(), self._around(connection):
                done = job(connection)
        except TroubleError as trouble:
            if trouble.lost:
                # The server went away: the connections that wait went with it.
                connection.close()
                self._close_idle()
            else:
                self._idle.append(connection)
            raise
        except BaseException:
            self._idle.append(connection)
            raise
        self._idle.append(connection)
        return done

    def _take(self) -> Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return self._engine.connect()

    def _close_idle(self) -> None:
        with suppress(IndexError):  # another thread may take the last one meanwhile
            while True:
                self._idle.pop().close()


def _tell(outcomes: Sequence[_Outcome]) -> None:
    """Wake those who wait, all of one loop at once."""
    for loop, those in groupby(outcomes, key=lambda outcome: outcome[0].loop):
        # A loop that was closed meanwhile has nobody left who waits.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, list(those))


def _settle(outcomes: Sequence[_Outcome]) -> None:
    for waiting, result, error in outcomes:
        if waiting.answer.done():
            # Whoever asked has left; what was done stays done.
            continue
        if error is None:
            waiting.answer.set_result(result)
        else:
            waiting.answer.set_exception(error)
