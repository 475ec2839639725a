"""Putting a backup in the place of a local copy: proved first, and the former copy is put aside, whole.

The restored copy has no note of its place, so that it takes a new incarnation when it is opened, reads its
groups again, and sends what the server lacks.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import StorageError, UserError, WrongKeyError
from organiser_kit.i18n import tr
from organiser_kit.storage import backup_file
from organiser_kit.storage.backup import HELD
from organiser_kit.storage.database import Database
from organiser_kit.storage.incarnation import FILE_NAME
from organiser_kit.storage.local_copy import DATABASE_NAME, KEY_NAME, exists, open_copy
from organiser_kit.storage.migrations import migrate
from organiser_kit.storage.vault import KeyFile, Protection, key_of

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.storage.vault import Keyring

_STAGING = "being-restored"
_ASIDE = "before-restore"
_SMALL = (KEY_NAME, FILE_NAME)
_LARGE = (f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-shm", DATABASE_NAME)
_OF_A_COPY = (*_SMALL, *_LARGE)


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the copy that stood there before.

    Attributes:
        aside: the folder that holds it now, a local copy like any other; ``None`` if there was none.
        unsent: how many changes only it holds and no server has; ``None`` if it could not be opened to look.
        erased: the people it knew to be erased; they must not come back with the backup.
    """

    aside: Path | None = None
    unsent: int | None = 0
    erased: tuple[str, ...] = ()


def restore(
    folder: Path, file: Path, environment: Environment, *, passphrase: str | None, keyring: Keyring
) -> Restored:
    """Make the backup ``file`` the local copy in ``folder``; no program may have that copy open.

    Whatever fails, the copy that stood there stands there still.

    Args:
        folder: made if need be.
        file: what :func:`~organiser_kit.storage.backup.write_backup` made.
        environment: tells the time, for the name of the folder put aside.
        passphrase: that of the backup.
        keyring: may open the former copy.

    Raises:
        InputFileError: it is no backup, or not a whole one.
        WrongKeyError: the passphrase is missing or not that of the backup.
        NewerSchemaError: a newer version of the kit made it.
        UserError: the folder cannot be written.
    """
    staging = folder / _STAGING
    try:
        staging.mkdir(parents=True, exist_ok=True)
        backup_file.unpack(file, HELD, staging)
        known = _prove(staging, passphrase, keyring)
        former = _look_at(folder, known, passphrase, keyring)
        aside = _exchange(folder, staging, environment)
    except OSError as error:
        raise UserError(
            tr(
                "The backup cannot be put into {folder}: check your rights and the space left, and close "
                "other programs that use it. The copy there stayed as it was.",
                folder=folder,
            )
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Restored(aside, *former)


def needs_passphrase(file: Path) -> bool:
    """Return whether a passphrase opens the backup ``file``.

    Raises:
        InputFileError: it is no backup, or not a whole one.
    """
    kept = json.loads(backup_file.read(file, HELD, KEY_NAME))
    return Protection(kept["protection"]) is not Protection.PLAIN


def _prove(staging: Path, passphrase: str | None, keyring: Keyring) -> frozenset[str]:
    """Open what was unpacked, read all of it, and return the ids of the changes it holds."""
    try:
        key = key_of(KeyFile.read(staging / KEY_NAME), passphrase, keyring)
    except WrongKeyError as error:
        raise _wrong_passphrase(given=bool(passphrase)) from error
    database = Database(staging / DATABASE_NAME, key)
    try:
        database.check_all()
        migrate(database)
        return frozenset(row[0] for row in database.tuples("SELECT op_id FROM outbox"))
    finally:
        database.close()


def _wrong_passphrase(*, given: bool) -> WrongKeyError:
    if given:
        return WrongKeyError(
            tr(
                "This passphrase does not open the backup: it wants the one that the copy had when the "
                "backup was made. Nothing was changed."
            )
        )
    return WrongKeyError(
        tr(
            "The backup is encrypted: type the passphrase that the copy had when it was made "
            "(for a script, set ORGANISER_KIT_PASSPHRASE)."
        )
    )


def _look_at(
    folder: Path, known: frozenset[str], passphrase: str | None, keyring: Keyring
) -> tuple[int | None, tuple[str, ...]]:
    """Return how many unsent changes only the copy in ``folder`` holds, and who is erased in it."""
    if not exists(folder):
        return 0, ()
    try:
        database = open_copy(folder, passphrase=passphrase, keyring=keyring)
    except StorageError:
        # Damaged, or under another passphrase: that may be why a backup is wanted. It is kept all the same.
        return None, ()
    try:
        unsent = database.tuples(
            "SELECT op_id FROM outbox WHERE state NOT IN ('confirmed', 'answered', 'retried')"
        )
        erased = database.tuples("SELECT record_id FROM erased WHERE record = 'person'")
    finally:
        database.close()
    return len({row[0] for row in unsent} - known), tuple(row[0] for row in erased)


def _exchange(folder: Path, staging: Path, environment: Environment) -> Path | None:
    """Move the former copy aside and the new one into its place; a failure on the way is undone.

    At every moment a database lies beside the file of its own key, whatever stops the program.
    """
    aside = _fresh(folder, environment) if any((folder / name).exists() for name in _OF_A_COPY) else None
    try:
        if aside is not None:
            aside.mkdir()
            for name in (*_SMALL, *_LARGE):
                if (folder / name).exists():
                    (shutil.copy2 if name in _SMALL else os.replace)(folder / name, aside / name)
        (folder / FILE_NAME).unlink(missing_ok=True)
        for name in (KEY_NAME, DATABASE_NAME):
            (staging / name).replace(folder / name)
    except OSError:
        if aside is not None:
            _put_back(aside, folder)
        raise
    return aside


def _put_back(aside: Path, folder: Path) -> None:
    for name in _OF_A_COPY:
        with suppress(FileNotFoundError):
            (aside / name).replace(folder / name)
    aside.rmdir()


def _fresh(folder: Path, environment: Environment) -> Path:
    """Return a folder that does not exist yet, named by the day and the hour."""
    name = f"{_ASIDE}-{environment.now():%Y%m%d-%H%M%S}"
    names = (name, *(f"{name}-{count}" for count in range(2, 1000)))
    return next(folder / one for one in names if not (folder / one).exists())
