"""One window a folder: a second one is told so, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from organiser_kit.errors import InUseError, StorageError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

LOCK_NAME = "organiser-kit.lock"


def take(folder: Path) -> QLockFile:
    """Return the lock of ``folder``, held until it is unlocked or the process ends.

    Raises:
        InUseError: another window holds it.
        StorageError: nothing can be written into the folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _closed(folder) from error
    lock = QLockFile(str(folder / LOCK_NAME))
    # A process that died leaves its lock: Qt looks whether its number still runs, whatever its age.
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        if lock.error() is QLockFile.LockError.PermissionError:
            raise _closed(folder)
        raise InUseError(
            tr("Organiser Kit is already open on this folder: use that window, or close it first.")
        )
    return lock


def _closed(folder: Path) -> StorageError:
    return StorageError(
        tr(
            "Nothing can be written into {folder}: check your rights, or choose another folder.",
            folder=folder,
        )
    )
