"""One SQLite connection, encrypted or plain, that only the thread which opened it may use."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import sqlcipher3.dbapi2 as sqlcipher
import sqlite_utils

from organiser_kit.errors import DamagedError, DiskFullError, StorageError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

T = TypeVar("T")

DRIVER_ERRORS: tuple[type[Exception], ...] = (sqlcipher.Error, sqlite3.Error)
"""SQLCipher's errors are no relatives of sqlite3's, and sqlite-utils raises the latter itself."""

_BUSY_SECONDS = 5.0


class Database:
    """A connection with the pragmas the kit relies on.

    WAL lets reads go on during a write; ``synchronous=FULL`` makes a committed presence survive a
    power cut; foreign keys are on. Any use from another thread is an immediate error.
    """

    def __init__(self, path: Path, key: bytes | None) -> None:
        """Open ``path``; ``key`` is the 32-byte raw key, ``None`` for a plain file.

        Raises:
            DamagedError: the file is no database, or not one this key opens.
            StorageError: the file cannot be opened.
        """
        self.path = path
        self._key = key
        self._last_jobs: list[Callable[[], None]] = []
        self._leave_no_trace = False
        self._thread = threading.get_ident()
        with translated(path):
            self._connection = _connect(path, key)
            # Plug-ins that other software installed have no business inside the organiser's data.
            self._utils = sqlite_utils.Database(self._connection, execute_plugins=False)

    @property
    def utils(self) -> sqlite_utils.Database:
        """Return the sqlite-utils view of this connection."""
        self._check_thread()
        return self._utils

    def rows(self, sql: str, parameters: Any = ()) -> list[dict[str, Any]]:
        """Return every row of a query, read to the end so that no snapshot stays open."""
        self._check_thread()
        with translated(self.path):
            return list(self._utils.query(sql, parameters))

    def made_of(self, make: Callable[[dict[str, Any]], T], sql: str, parameters: Any = ()) -> list[T]:
        """Return what ``make`` makes of every row, read to the end without holding more than one of them."""
        self._check_thread()
        with translated(self.path):
            return [make(row) for row in self._utils.query(sql, parameters)]

    def row(self, sql: str, parameters: Any = ()) -> dict[str, Any] | None:
        """Return the first row of a query, ``None`` when there is none."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def tuples(self, sql: str, parameters: Any = ()) -> list[Any]:
        """Return every row of a query as a plain tuple: a third of the time of :meth:`rows`."""
        self._check_thread()
        with translated(self.path):
            return list(self._connection.execute(sql, parameters).fetchall())

    def value(self, sql: str, parameters: Any = ()) -> Any:
        """Return the first column of the first row, ``None`` when there is none."""
        self._check_thread()
        with translated(self.path):
            found = self._connection.execute(sql, parameters).fetchone()
        return found[0] if found else None

    def execute(self, sql: str, parameters: Any = ()) -> int:
        """Write, inside a transaction only, and return how many rows changed."""
        self._require_transaction()
        with translated(self.path):
            return int(self._connection.execute(sql, parameters).rowcount)

    def execute_many(self, sql: str, parameters: Sequence[Any]) -> None:
        """Write the same statement for every element, inside a transaction only."""
        self._require_transaction()
        with translated(self.path):
            self._connection.executemany(sql, parameters)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside one durable unit: all of it on return, nothing of it on an error."""
        self._check_thread()
        if self._connection.in_transaction:
            message = "transactions do not nest: a service call is one transaction"
            raise RuntimeError(message)
        with translated(self.path):
            # IMMEDIATE, for a deferred one that reads before it writes fails at once when another
            # connection has written meanwhile, whatever the busy timeout.
            self._connection.execute("BEGIN IMMEDIATE")
        self._last_jobs, self._leave_no_trace = [], False
        try:
            yield
            for job in self._last_jobs:
                job()
            with translated(self.path):
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        if self._leave_no_trace:
            self.fold()

    def before_commit(self, job: Callable[[], None]) -> None:
        """Do ``job`` at the end of the open transaction, once however often it is asked for."""
        self._require_transaction()
        if job not in self._last_jobs:
            self._last_jobs.append(job)

    def leave_no_trace(self) -> None:
        """See to it that what the open transaction deletes is in no file of this copy once it is kept."""
        self._require_transaction()
        self._leave_no_trace = True

    def fold(self) -> None:
        """Fold the write-ahead log into the file: the pages as they were before are in no file any more."""
        self._check_thread()
        with translated(self.path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def recoverable(self) -> Iterator[None]:
        """Do not wait for the disk at the end of the transaction inside; the next one outside does for both.

        A power cut may undo such transactions, the last first and never one in part: for what a server
        gives again, and what is sent to it again. The end of a program undoes nothing.
        """
        self._check_thread()
        with translated(self.path):
            self._connection.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            with translated(self.path):
                self._connection.execute("PRAGMA synchronous = FULL")

    @property
    def in_transaction(self) -> bool:
        """Return whether a transaction is open."""
        return bool(self._connection.in_transaction)

    def check(self) -> None:
        """Read the whole structure of the file once.

        Raises:
            DamagedError: something in it is broken.
        """
        with translated(self.path):
            answer = self.value("PRAGMA quick_check(1)")
        if answer != "ok":
            raise damaged(self.path)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See everything inside as of one moment, whatever another program writes meanwhile."""
        self._check_thread()
        with translated(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def copy_to(self, path: Path) -> None:
        """Write all of this database, as it stands, to a new file under the same key.

        Raises:
            StorageError: it cannot be written there.
        """
        self._check_thread()
        with translated(path):
            target = sqlcipher.connect(str(path), timeout=_BUSY_SECONDS, isolation_level=None)
            try:
                if self._key is not None:
                    _unlock(target, self._key)
                self._connection.backup(target)
            finally:
                target.close()

    def check_all(self) -> None:
        """Read every page of the file once, and every index: slower than :meth:`check`, and surer.

        Raises:
            DamagedError: something in it is broken.
        """
        answer = self.value("PRAGMA integrity_check(1)")
        pages = self.rows("PRAGMA cipher_integrity_check") if self._key is not None else []
        if answer != "ok" or pages:
            raise damaged(self.path)

    def opened_as(self, path: Path) -> Database:
        """Open another file under the key of this one."""
        return Database(path, self._key)

    def close(self) -> None:
        """Fold the write-ahead log into the file and close."""
        self._check_thread()
        self._connection.close()

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            message = "the database was used from another thread than the one that opened it"
            raise RuntimeError(message)

    def _require_transaction(self) -> None:
        self._check_thread()
        if not self._connection.in_transaction:
            message = "writes happen inside a transaction"
            raise RuntimeError(message)


def _connect(path: Path, key: bytes | None) -> Any:
    # The same driver serves plain files, so that both kinds run on the same version of SQLite.
    connection = sqlcipher.connect(str(path), timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        if key is not None:
            _unlock(connection, key)
        _prepare(connection)
    except BaseException:
        # Left open, it would keep Windows from putting a backup in the place of the file.
        connection.close()
        raise
    return connection


def _unlock(connection: Any, key: bytes) -> None:
    # A raw key needs no derivation: opening costs nothing and so does the first query.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    # It would print its own lines on stderr for a wrong key; the kit says it in a sentence instead.
    connection.execute("PRAGMA cipher_log_level = NONE")


def _prepare(connection: Any) -> None:
    # The first read: a wrong key and a file that is no database show here.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def damaged(path: Path) -> DamagedError:
    """Return the error for a file that is no sound database."""
    return DamagedError(
        tr(
            "The file {path} is damaged or is not a local copy of the kit. It was left untouched: "
            "restore a backup, or start a new copy in another folder and sync.",
            path=path,
        )
    )


class Translation:
    """Turns the drivers' errors about a file into the kit's own; a class, for it stands around everything."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Raise what the error means."""
        if isinstance(error, DRIVER_ERRORS):
            raise _meaning(self._path, error) from error


def translated(path: Path) -> Translation:
    """Turn the drivers' errors about ``path`` into the kit's own."""
    return Translation(path)


def _meaning(path: Path, error: Exception) -> Exception:
    words = str(error).lower()
    if "disk is full" in words or "disk i/o error" in words:
        return DiskFullError(
            tr(
                "The disk that holds {path} is full: the last action was not recorded. "
                "Free some space and try again.",
                path=path,
            )
        )
    if any(sign in words for sign in ("not a database", "malformed", "file is encrypted")):
        return damaged(path)
    if "locked" in words or "busy" in words:
        return StorageError(
            tr(
                "Another program is writing to {path}: nothing was recorded. Close it and try again.",
                path=path,
            )
        )
    if "readonly" in words or "read-only" in words:
        return StorageError(tr("The file {path} is read-only: nothing can be recorded.", path=path))
    if "unable to open" in words:
        return StorageError(
            tr("The file {path} cannot be opened: check the folder and your rights.", path=path)
        )
    # A malformed statement or a broken constraint is a mistake in the kit, not a matter for the organiser.
    return error
