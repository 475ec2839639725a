"""The server's database: one thread that writes, a few connections that read, none on the event loop."""

from __future__ import annotations

import asyncio
import contextvars
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote, urlsplit

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from sync.server.migrations import upgrade
from sync.server.problems import busy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment

T = TypeVar("T")

_READERS = 3
_LONGEST_QUEUE = 64
_FILE = "server.sqlite3"
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA secure_delete = ON",
)


def database_path(data: Path, url: str | None) -> Path:
    """Return the file of the database: in the data folder unless ``url`` says otherwise.

    Raises:
        UserError: ``url`` names a database that this version cannot use.
    """
    if url is None:
        return data / _FILE
    parts = urlsplit(url)
    if parts.scheme != "sqlite" or parts.netloc or len(parts.path) < 2:
        sentence = tr("This version of the server stores its data in SQLite only: use sqlite:///FILE.")
        raise UserError(sentence)
    return data.__class__(unquote(parts.path[1:]))


def connect(path: Path) -> sqlite3.Connection:
    """Open a connection to the database at ``path``."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


@contextmanager
def transaction(
    connection: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE"
) -> Iterator[sqlite3.Connection]:
    """Do everything inside or nothing of it."""
    connection.execute(begin)
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def opened(path: Path, environment: Environment) -> Iterator[sqlite3.Connection]:
    """Open the database for a command: created or brought up to date first, closed at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(connect(path)) as connection:
        with transaction(connection):
            upgrade(connection, environment)
        yield connection


class Database:
    """The database of a running server."""

    def __init__(self, path: Path, environment: Environment) -> None:
        self.path = path
        with opened(path, environment):
            pass
        self._writer = ThreadPoolExecutor(1, "server-writer")
        self._readers = ThreadPoolExecutor(_READERS, "server-reader")
        self._writing = connect(path)
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        for _ in range(_READERS):
            self._idle.put(connect(path))
        self._queued = 0

    async def write(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``job`` in a transaction on the writer's thread; it is committed when this returns.

        Raises:
            ProblemError: too many jobs wait already.
        """
        if self._queued >= _LONGEST_QUEUE:
            raise busy()
        self._queued += 1
        try:
            return await self._run(self._writer, self._write, job)
        finally:
            self._queued -= 1

    async def read(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``job`` on one unchanging view of the database."""
        return await self._run(self._readers, self._read, job)

    def close(self) -> None:
        """Finish what is under way and close every connection."""
        self._writer.shutdown()
        self._readers.shutdown()
        for _ in range(_READERS):
            self._idle.get().close()
        self._writing.close()

    @staticmethod
    async def _run(
        pool: ThreadPoolExecutor,
        run: Callable[[Callable[[sqlite3.Connection], T]], T],
        job: Callable[[sqlite3.Connection], T],
    ) -> T:
        # The context carries the language of the request to the thread.
        context = contextvars.copy_context()
        return await asyncio.wrap_future(pool.submit(context.run, run, job))

    def _write(self, job: Callable[[sqlite3.Connection], T]) -> T:
        with transaction(self._writing) as connection:
            return job(connection)

    def _read(self, job: Callable[[sqlite3.Connection], T]) -> T:
        connection = self._idle.get()
        try:
            with transaction(connection, "BEGIN"):
                return job(connection)
        finally:
            self._idle.put(connection)
