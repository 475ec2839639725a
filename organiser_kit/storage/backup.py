"""Backing a local copy up: one file, encrypted as the copy is, and proved before it takes its name."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.storage import backup_file
from organiser_kit.storage.database import damaged
from organiser_kit.storage.local_copy import DATABASE_NAME, KEY_NAME
from organiser_kit.storage.vault import KeyFile, Protection, key_of, wrap

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.vault import Keyring

HELD = frozenset({DATABASE_NAME, KEY_NAME})
"""The files of a backup."""


def write_backup(
    database: Database, file: Path, environment: Environment, *, passphrase: str | None, keyring: Keyring
) -> bool:
    """Write everything in ``database`` to ``file`` and return whether it is encrypted: as the copy itself is.

    The backup of a copy whose key lies in this computer's keyring is sealed under ``passphrase``: it is made
    for the day on which this computer is gone.

    Raises:
        UserError: there is no passphrase to seal it under, or the file cannot be written.
        DamagedError: what was written is not what was read; ``file`` is left as it was.
    """
    part, copy, key_file = (file.with_name(file.name + ending) for ending in (".part", ".copy", ".key"))
    kept = _key_file_for(database, environment, passphrase, keyring)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _remove(part, copy, key_file)
        kept.write(key_file)
        _copy(database, copy)
        backup_file.pack(part, {DATABASE_NAME: copy, KEY_NAME: key_file}, environment.now())
        backup_file.check(part, HELD)
        part.replace(file)
    except OSError as error:
        raise UserError(
            tr("{file} cannot be written: check the folder, your rights and the space left.", file=file)
        ) from error
    finally:
        with suppress(OSError):
            _remove(part, copy, key_file)
    return kept.protection is not Protection.PLAIN


def _copy(database: Database, copy: Path) -> None:
    """Write the database to ``copy`` and prove, by opening it anew, that all of it is there."""
    with database.reading():
        expected = _counts(database)
        database.copy_to(copy)
    written = database.opened_as(copy)
    try:
        written.check_all()
        if _counts(written) != expected:
            raise damaged(copy)
    finally:
        written.close()


def _counts(database: Database) -> dict[str, int]:
    """Return how many rows each table holds."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    sql = 'SELECT count(*) FROM "{}"'
    return {name: int(database.value(sql.format(name))) for (name,) in database.tuples(tables)}


def _key_file_for(
    database: Database, environment: Environment, passphrase: str | None, keyring: Keyring
) -> KeyFile:
    """Return how the backup keeps its key."""
    kept = KeyFile.read(database.path.with_name(KEY_NAME))
    if kept.protection is not Protection.KEYRING:
        return kept
    key = key_of(kept, passphrase, keyring)
    if not passphrase or key is None:
        raise UserError(
            tr(
                "The key of this copy lies in the keyring of this computer, which may be gone when the "
                "backup is needed: give the backup a passphrase (for a script, set "
                "ORGANISER_KIT_PASSPHRASE)."
            )
        )
    return KeyFile(Protection.PASSPHRASE, wrapped=wrap(key, passphrase, environment.chance))


def _remove(part: Path, copy: Path, key_file: Path) -> None:
    unfinished = key_file.with_name(f"{key_file.name}.new")
    logs = [copy.with_name(copy.name + ending) for ending in ("-wal", "-shm", "-journal")]
    for path in (part, copy, key_file, unfinished, *logs):
        path.unlink(missing_ok=True)
