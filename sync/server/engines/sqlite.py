"""SQLite: one file, one process, one writer."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from sync.server.engines.base import TroubleError, UnfitError, overtaken
from sync.server.engines.late import LateRows
from sync.server.engines.rows import portions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_WRITE_AHEAD = "PRAGMA journal_mode = WAL"
_TRIES = 200
_STATEMENTS = 1_000
"""As many are kept prepared: each kind of record has some, and those for many rows a few lengths."""
_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA secure_delete = ON",
    # 32 MB of log: a page that many push into goes into the file once for all of them.
    "PRAGMA wal_autocheckpoint = 8000",
)
_TYPES = {"FLAG": "INTEGER", "MOMENT": "TEXT", "DOCUMENT": "TEXT"}
_TYPE = re.compile(rf"\b({'|'.join(_TYPES)})\b")
_COLUMNS = """SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"""
_KEYS = """SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND c.pk > 0 ORDER BY t.name, c.pk"""
_INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index'"


class SqliteConnection(sqlite3.Connection):
    """A connection to the file; rows that are ``put`` are written many at a time."""

    _folds = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._late = LateRows()

    def execute(self, statement: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run a statement, after what was put before it."""
        if self._late:
            self.send()
        return super().execute(statement, parameters)

    def put(self, statement: str, parameters: Mapping[str, Any], /) -> None:
        """Note a row to write; a statement for many costs half as much as many for one."""
        if self._late.add(statement, parameters):
            self.send()

    def send(self) -> None:
        """Write the rows that were put and still wait."""
        for statement, rows in self._late.taken():
            for portion in portions(statement, rows):
                if super().execute(portion.statement, portion.values).rowcount != portion.rows:
                    raise overtaken()

    def define(self, statement: str, /) -> None:
        """Create or alter a table or an index."""
        self.execute(_TYPE.sub(lambda word: _TYPES[word[1]], statement))

    def begin(self) -> None:
        """Begin a transaction that writes; there is one at a time."""
        self._folds = False
        self._late.forget()
        self.execute("BEGIN IMMEDIATE")

    def leave_no_trace(self) -> None:
        """Fold the write-ahead log into the file after COMMIT: deleted pages are overwritten in there."""
        self._folds = True

    def commit(self) -> None:
        """Keep everything since ``begin``."""
        self.send()
        super().commit()
        if self._folds:
            self._folds = False
            # Whoever still reads an older view keeps this from being whole; the last one to close ends it.
            self.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def rollback(self) -> None:
        """Forget everything since ``begin``."""
        self._late.forget()
        super().rollback()

    def begin_reading(self) -> None:
        """Begin a transaction that reads."""
        self.execute("BEGIN")

    def hold_alone(self) -> None:
        """Do nothing: whoever writes is alone."""

    def tables(self) -> dict[str, set[str]]:
        """Return the names of the columns of every table."""
        found: dict[str, set[str]] = {}
        for table, column in self.execute(_COLUMNS):
            found.setdefault(table, set()).add(column)
        return found

    def indexes(self) -> set[str]:
        """Return the name of every index."""
        return {row[0] for row in self.execute(_INDEXES)}

    def keys(self) -> dict[str, list[str]]:
        """Return the columns of every table's primary key."""
        found: dict[str, list[str]] = {}
        for table, column in self.execute(_KEYS):
            found.setdefault(table, []).append(column)
        return found


class SqliteEngine:
    """A database file.

    Attributes:
        writers: one, because SQLite has one; a second would only wait.
    """

    writers = 1
    readers = 3

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def place(self) -> str:
        """Return the path of the file."""
        return str(self.path)

    @property
    def folder(self) -> Path:
        """Return the folder of the file."""
        return self.path.parent

    def connect(self) -> SqliteConnection:
        """Open a connection; the file is created if need be."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self.path,
            isolation_level=None,
            check_same_thread=False,
            timeout=10,
            factory=SqliteConnection,
            cached_statements=_STATEMENTS,
        )
        _write_ahead(connection)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    def is_served(self) -> bool:
        """Return whether anybody holds the file open; when nobody does, the log is folded into it."""
        if not self.path.exists():
            return False
        with closing(sqlite3.connect(self.path, timeout=0)) as connection:
            try:
                # SQLite does that only for whoever is alone.
                connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            except sqlite3.OperationalError:
                return True
        return False

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Tell a locked, full, damaged or read-only file from a bug."""
        try:
            yield
        except OverflowError as error:
            raise UnfitError from error
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise
        except sqlite3.DatabaseError as error:
            raise TroubleError(str(error)) from error


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Have the file keep a write-ahead log, also while other processes make the same file."""
    for _ in range(_TRIES):
        try:
            connection.execute(_WRITE_AHEAD).fetchone()
        except sqlite3.OperationalError:
            # This alone SQLite does not wait for; it does for whoever writes.
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        else:
            return
    connection.execute(_WRITE_AHEAD)
