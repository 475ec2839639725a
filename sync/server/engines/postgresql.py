"""PostgreSQL 15 or newer: many processes, many writers."""

from __future__ import annotations

import re
from contextlib import closing, contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import conninfo, errors
from psycopg.adapt import Loader
from psycopg.types.string import TextLoader

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from sync.server.engines.base import TroubleError, UnfitError, overtaken
from sync.server.engines.late import LateRows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from psycopg.abc import Buffer

OLDEST = 150000
"""The oldest server that is taken, as PostgreSQL numbers itself."""

_SETTINGS = {
    "TimeZone": "UTC",
    "DateStyle": "ISO",
    "lock_timeout": "10s",
    # A worker that froze must not keep a group's lock for ever.
    "idle_in_transaction_session_timeout": "60s",
}
_SET = "SELECT " + ", ".join(f"set_config('{name}', %({name})s, false)" for name in _SETTINGS)
_DEFAULTS = {
    "application_name": "organiser-kit-server",
    "connect_timeout": "10",
    # After a failover, the replica that was promoted is found among several hosts.
    "target_session_attrs": "read-write",
}
_TYPES = {
    # The order of bytes is that of SQLite and of Python, and outlives an upgrade of the C library.
    "TEXT": 'TEXT COLLATE "C"',
    "INTEGER": "BIGINT",
    "FLAG": "BOOLEAN",
    "MOMENT": "TIMESTAMPTZ",
    "DOCUMENT": "JSONB",
}
_TYPE = re.compile(rf"\b({'|'.join(_TYPES)})\b")
_NAMED = re.compile(r"(?<![:\w]):([a-z_]\w*)")
_COLUMNS = """SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema()"""
_INDEXES = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
_KEYS = """SELECT k.table_name, k.column_name FROM information_schema.table_constraints c
    JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name)
    WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = current_schema()
    ORDER BY k.table_name, k.ordinal_position"""
_SERVED = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
    AND pid <> pg_backend_pid() AND application_name = current_setting('application_name')"""
_LOOKS, _PAUSE = 20, "SELECT pg_sleep(0.05)"
_UPGRADING = "SELECT pg_advisory_xact_lock(7461209375)"
"""The number says nothing: it only has to be this program's own."""

_LOST_STATES = ("57P01", "57P02", "57P03", "25006")
"""Shut down, crashed, starting, and turned into a replica."""


class _MomentLoader(Loader):
    """Reads a point in time as the text that the kit writes."""

    def load(self, data: Buffer) -> str:
        """Return ``2026-11-24T17:25:00+00:00`` for ``2026-11-24 17:25:00+00``."""
        moment, _, fraction = bytes(data[:-3]).decode().partition(".")
        return moment.replace(" ", "T") + (f".{fraction:0<6}" if fraction else "") + "+00:00"


class PostgresqlConnection:
    """A connection to the server; rows that are ``put`` travel together."""

    def __init__(self, raw: psycopg.Connection) -> None:
        self._raw = raw
        self._late = LateRows()

    def execute(self, statement: str, parameters: Mapping[str, Any] | None = None, /) -> psycopg.Cursor:
        """Run a statement, after what was put before it."""
        if self._late:
            self.send()
        return self._raw.execute(_translated(statement), parameters or {})

    def put(self, statement: str, parameters: Mapping[str, Any], /) -> None:
        """Note a row to write; a batch of them costs one journey to the server and back."""
        if self._late.add(statement, parameters):
            self.send()

    def send(self) -> None:
        """Write the rows that were put and still wait."""
        for statement, rows in self._late.taken():
            with self._raw.cursor() as cursor:
                cursor.executemany(_translated(statement), rows)
                if cursor.rowcount != len(rows):
                    raise overtaken()

    def define(self, statement: str, /) -> None:
        """Create or alter a table or an index."""
        self.execute(_TYPE.sub(lambda word: _TYPES[word[1]], statement))

    def begin(self) -> None:
        """Begin a transaction that writes."""
        self._late.forget()
        self._raw.execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")

    def leave_no_trace(self) -> None:
        """Do nothing: the server's own VACUUM frees what was deleted, and its archives are backups."""

    def begin_reading(self) -> None:
        """Begin a transaction that reads one unchanging view."""
        self._raw.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def commit(self) -> None:
        """Keep everything, and know it.

        Raises:
            TroubleError: the connection broke meanwhile: it may have been kept, and must not be done again.
        """
        self.send()
        try:
            done = self._raw.execute("COMMIT")
        except psycopg.OperationalError as error:
            raise TroubleError(_reason(error), lost=True) from error
        # A transaction that had failed ends with COMMIT as well, and PostgreSQL undoes it without an error.
        if done.statusmessage != "COMMIT":
            raise TroubleError(f"COMMIT was answered by {done.statusmessage}")

    def rollback(self) -> None:
        """Forget everything; a connection that cannot is closed, and the server forgets by itself."""
        self._late.forget()
        try:
            self._raw.execute("ROLLBACK")
        except psycopg.OperationalError:
            self._raw.close()

    def close(self) -> None:
        """Leave."""
        self._raw.close()

    def hold_alone(self) -> None:
        """Wait until no other process upgrades this database."""
        self.execute(_UPGRADING)

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


class PostgresqlEngine:
    """A database on a server; any number of processes may work with it."""

    writers = 4
    readers = 4

    def __init__(self, url: str, folder: Path) -> None:
        self.folder = folder
        try:
            self._parts = conninfo.conninfo_to_dict(url)
        except psycopg.ProgrammingError as error:
            sentence = tr("This is not the address of a database: use postgresql://USER@HOST/DATABASE.")
            raise UserError(sentence) from error

    @property
    def place(self) -> str:
        """Return host and database, without user and password."""
        return f"postgresql://{self._parts.get('host') or ''}/{self._parts.get('dbname') or ''}"

    def connect(self) -> PostgresqlConnection:
        """Open a connection.

        Raises:
            UserError: the server is too old, or the database cannot hold every letter.
        """
        raw = psycopg.connect(**{**_DEFAULTS, **self._parts}, autocommit=True)  # type: ignore[arg-type]
        _check(raw)
        raw.execute(_SET.encode(), _SETTINGS)
        raw.adapters.register_loader("timestamptz", _MomentLoader)
        raw.adapters.register_loader("jsonb", TextLoader)
        return PostgresqlConnection(raw)

    def is_served(self) -> bool:
        """Return whether another connection of this program is open, and stays so."""
        with closing(self.connect()) as connection:
            for _ in range(_LOOKS):
                ((others,),) = connection.execute(_SERVED).fetchall()
                if not others:
                    return False
                # A command that ended a moment ago may still be listed.
                connection.execute(_PAUSE)
        return True

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Tell a lock, a full disk, a lost connection or an unfit value from a bug."""
        try:
            yield
        except (errors.SerializationFailure, errors.DeadlockDetected) as error:
            raise overtaken() from error
        except psycopg.DataError as error:
            raise UnfitError from error
        except (psycopg.OperationalError, errors.ReadOnlySqlTransaction) as error:
            state = error.sqlstate
            lost = state is None or state.startswith("08") or state in _LOST_STATES
            raise TroubleError(_reason(error), again=lost, lost=lost) from error


def _check(raw: psycopg.Connection) -> None:
    if raw.info.server_version < OLDEST:
        raw.close()
        raise UserError(tr("The server needs PostgreSQL 15 or newer."))
    if raw.info.parameter_status("server_encoding") != "UTF8":
        raw.close()
        raise UserError(tr("The database must be created with the encoding UTF8."))


@lru_cache(1_000)
def _translated(statement: str) -> bytes:
    """Return the statement with its parameters named in psycopg's way."""
    return _NAMED.sub(r"%(\1)s", statement.replace("%", "%%")).encode()


def _reason(error: psycopg.Error) -> str:
    # Only the first message: the details of others may quote what somebody wrote.
    return error.diag.message_primary or " ".join(str(error).split())
