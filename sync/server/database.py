"""The database of a running server: a few connections, each with a thread, none on the event loop."""

from __future__ import annotations

import asyncio
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, TypeVar

from sync.server import digests
from sync.server.engines.base import Connection, Engine, TroubleError
from sync.server.erasure_log import ErasureLog
from sync.server.lane import Lane
from sync.server.migrations import upgrade
from sync.server.problems import busy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from organiser_kit.environment import Environment

T = TypeVar("T")

_LONGEST_QUEUE = 64
_CROWD = 16
_TOGETHER = 64
"""Jobs that share a transaction, at most: the first of them is answered with the last."""
_TRIES = 5
_LONGEST_PAUSE_SECONDS = 0.05


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """Do everything inside or nothing of it."""
    connection.begin()
    with _ended(connection):
        yield connection


@contextmanager
def snapshot(connection: Connection) -> Iterator[Connection]:
    """Read one unchanging view of the database."""
    connection.begin_reading()
    with _ended(connection):
        yield connection


@contextmanager
def _ended(connection: Connection) -> Iterator[None]:
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def opened(engine: Engine, environment: Environment) -> Iterator[Connection]:
    """Open the database for a command: created or brought up to date first, closed at the end.

    Raises:
        TroubleError: it cannot be reached or used.
    """
    with engine.explained(), closing(engine.connect()) as connection:
        with transaction(connection):
            upgrade(connection, environment)
        yield connection


class Database:
    """The database of a running server.

    Nothing is remembered between two jobs: other processes may work with the same database.
    """

    def __init__(self, engine: Engine, environment: Environment) -> None:
        self.erasures = ErasureLog(engine.folder)
        with opened(engine, environment) as connection:
            with transaction(connection):
                self.erasures.agree(connection, environment.now())
            for scope in digests.scopes(connection):
                with transaction(connection):
                    digests.audit(connection, scope)
        self._environment = environment
        # A lone writer gives all who wait one COMMIT; several would wait for one another's locks.
        together = _TOGETHER if engine.writers == 1 else 1
        self._writing = Lane(engine, transaction, engine.writers, "server-writer", together)
        self._reading = Lane(engine, snapshot, engine.readers, "server-reader")
        self._queued = 0
        # One stays open from the beginning, so that others see a server here that nobody has asked anything.
        self._reading.open_one()

    async def write(self, job: Callable[[Connection], T]) -> T:
        """Run ``job`` in a transaction; it is committed when this returns.

        A job that another process overtook, or that lost its connection before its COMMIT, is run again, as
        is one that shared its transaction with a job that failed.

        Raises:
            ProblemError: too many jobs wait already.
            TroubleError: the database cannot do it now.
        """
        if self._queued >= _LONGEST_QUEUE:
            raise busy()
        self._queued += 1
        try:
            return await self._repeated(self._writing, job)
        finally:
            self._queued -= 1

    async def read(self, job: Callable[[Connection], T]) -> T:
        """Run ``job`` on one unchanging view of the database."""
        return await self._repeated(self._reading, job)

    @property
    def is_crowded(self) -> bool:
        """Return whether so many jobs wait that it would help if some came later."""
        return self._queued >= _CROWD

    def close(self) -> None:
        """Finish what is under way and close every connection."""
        self._writing.close()
        self._reading.close()

    async def _repeated(self, lane: Lane, job: Callable[[Connection], T]) -> T:
        for _ in range(_TRIES - 1):
            try:
                return await lane.run(job)
            except TroubleError as trouble:
                if not trouble.again:
                    raise
            await asyncio.sleep(self._environment.chance.uniform(0, _LONGEST_PAUSE_SECONDS))
        return await lane.run(job)
