"""Puts a backup in the place of a server's database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from organiser_kit.errors import DamagedError, UserError
from organiser_kit.i18n import tr
from sync.server import sql
from sync.server.database import opened, transaction
from sync.server.engines.sqlite import SqliteEngine
from sync.server.erasure_log import ErasureLog
from sync.server.migrations import renew_epoch

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment
    from sync.server.engines.base import Engine


def restore(backup: Path | None, engine: Engine, environment: Environment) -> Path | None:
    """Begin a new life of the database, from ``backup`` if there is one; return where the former was put.

    What was erased since the backup is erased again. The epoch is new, so that laptops read everything
    again and send again what the backup lacks.

    Raises:
        DamagedError: ``backup`` is no database of a server; nothing was touched.
        UserError: the database is no file, so that no file can take its place; or a server still runs on it.
    """
    if backup is None:
        _renew(engine, environment, engine.folder)
        return None
    if not isinstance(engine, SqliteEngine):
        sentence = tr("Restore this database with its own tools, then run this command without a file.")
        raise UserError(sentence)
    database = engine.path
    fresh = database.with_name(database.name + ".restoring")
    fresh.unlink(missing_ok=True)
    database.parent.mkdir(parents=True, exist_ok=True)
    _copy(backup, fresh)
    _renew(SqliteEngine(fresh), environment, engine.folder)
    try:
        aside = _put_aside(engine, environment)
    except UserError:
        fresh.unlink()
        raise
    fresh.replace(database)
    return aside


def _renew(engine: Engine, environment: Environment, folder: Path) -> None:
    with opened(engine, environment) as connection, transaction(connection):
        ErasureLog(folder).agree(connection, environment.now())
        renew_epoch(connection, environment)


def _copy(backup: Path, fresh: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(fresh)) as new,
        ):
            old.backup(new)
            sound = new.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            if not sound or new.execute(sql.GET_META, {"name": "server_epoch"}).fetchone() is None:
                raise _no_backup(backup)
    except sqlite3.Error as error:
        raise _no_backup(backup) from error


def _put_aside(engine: SqliteEngine, environment: Environment) -> Path | None:
    database = engine.path
    if not database.exists():
        return None
    # The log is in the file by then, which moves alone. A running server would go on acknowledging into the
    # file that was put aside.
    if engine.is_served():
        raise UserError(tr("A server still runs on this database: stop it first. Nothing was changed."))
    aside = database.with_name(f"{database.name}.before-{environment.now():%Y%m%dT%H%M%S}")
    database.replace(aside)
    return aside


def _no_backup(backup: Path) -> DamagedError:
    return DamagedError(
        tr("The file {file} is no sound database of a server: nothing was changed.", file=backup)
    )
