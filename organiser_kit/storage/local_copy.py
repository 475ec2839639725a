"""The folder of a local copy: create it, open it, and never overwrite what is there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from organiser_kit.errors import NotFoundError, StorageError
from organiser_kit.i18n import tr
from organiser_kit.storage.database import Database
from organiser_kit.storage.device import DeviceState
from organiser_kit.storage.incarnation import vouch
from organiser_kit.storage.kept_files import FOLDER as KEPT
from organiser_kit.storage.migrations import migrate
from organiser_kit.storage.vault import KEY_BYTES, KeyFile, Protection, key_of, new_key_file

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.storage.vault import Keyring

DATABASE_NAME = "organiser-kit.sqlite"
KEY_NAME = "key.json"


def exists(folder: Path) -> bool:
    """Return whether ``folder`` holds a local copy."""
    return (folder / DATABASE_NAME).exists()


def protection(folder: Path) -> Protection:
    """Return how the key of the copy in ``folder`` is kept."""
    return KeyFile.read(folder / KEY_NAME).protection


def create(
    folder: Path,
    environment: Environment,
    *,
    passphrase: str | None,
    keyring: Keyring,
    plain: bool = False,
) -> None:
    """Make a new, empty local copy in ``folder``, encrypted unless ``plain`` (practice data only).

    Raises:
        StorageError: there is one already, the folder cannot be written, or nothing can keep the key.
    """
    if exists(folder):
        raise StorageError(
            tr("The folder {folder} already holds a local copy: nothing was changed.", folder=folder)
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        key_file = _new_key(folder, environment, passphrase, keyring, plain=plain)
    except OSError as error:
        raise StorageError(
            tr(
                "The folder {folder} cannot be written: choose another one, or check your rights.",
                folder=folder,
            )
        ) from error
    # Under another name until it is whole: a copy without schema or identity must never be opened.
    unfinished = folder / f"{DATABASE_NAME}.new"
    _remove(unfinished)
    database = Database(unfinished, key_of(key_file, passphrase, keyring))
    try:
        migrate(database)
        with database.transaction():
            device = DeviceState(database)
            device.found(environment)
            incarnation = device.identity().incarnation
    finally:
        database.close()
    database_path = folder / DATABASE_NAME
    unfinished.replace(database_path)
    vouch(database_path, incarnation, environment)


def erase(folder: Path, keyring: Keyring) -> None:
    """Remove the local copy in ``folder`` for good, its key first: without it what is left is noise.

    No program may have the copy open. Backups elsewhere, and what a server holds, stay.

    Raises:
        StorageError: a file cannot be removed.
    """
    key_path = folder / KEY_NAME
    try:
        if key_path.exists():
            name = KeyFile.read(key_path).keyring_name
            if name:
                keyring.write(name, "")
        key_path.unlink(missing_ok=True)
        _remove(folder / DATABASE_NAME)
        if (folder / KEPT).exists():
            shutil.rmtree(folder / KEPT)
    except OSError as error:
        raise StorageError(
            tr("The copy in {folder} cannot be removed: close other programs and try again.", folder=folder)
        ) from error


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _new_key(
    folder: Path, environment: Environment, passphrase: str | None, keyring: Keyring, *, plain: bool
) -> KeyFile:
    if plain:
        key_file = KeyFile(Protection.PLAIN)
    else:
        key = environment.chance.token_bytes(KEY_BYTES)
        name = environment.new_id()
        key_file = new_key_file(key, name, passphrase, keyring, environment.chance)
    # Before the database: a database whose key was never kept could not be opened again.
    key_file.write(folder / KEY_NAME)
    return key_file


def open_copy(folder: Path, *, passphrase: str | None, keyring: Keyring) -> Database:
    """Open the local copy in ``folder``, sound and at today's schema.

    Raises:
        NotFoundError: there is none.
        WrongKeyError: the passphrase is missing or wrong.
        DamagedError: the file is broken; it was left untouched.
        NewerSchemaError: a newer version of the kit wrote it.
    """
    if not exists(folder):
        raise NotFoundError(
            tr(
                "The folder {folder} holds no local copy yet: make one with “organiser-kit init”.",
                folder=folder,
            )
        )
    key = key_of(KeyFile.read(folder / KEY_NAME), passphrase, keyring)
    database = Database(folder / DATABASE_NAME, key)
    try:
        database.check()
        migrate(database)
        # A power cut may have come between an erasure and its end.
        database.fold()
    except BaseException:
        database.close()
        raise
    return database
