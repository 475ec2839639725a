"""Notices that a copy is a clone, or was put back from a backup.

A small file beside the database says which database it belongs to, and which numbers were already used.
Whoever copies, moves or restores only a part of the folder, or all of it, makes the two disagree; the
copy then writes under a new name from 1 again and reads its groups again. What waits keeps waiting.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.errors import StorageError
from organiser_kit.i18n import tr
from organiser_kit.storage.device import DeviceState
from organiser_kit.storage.rereading import read_again
from organiser_kit.storage.sweeping import sweep_all_later

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.storage.database import Database

FILE_NAME = "incarnation.json"


class _Note(msgspec.Struct, frozen=True):
    """What the file says.

    Attributes:
        place: a hash of the machine, the path and the file itself: where the incarnation lives.
        next_n: numbers below it were used, perhaps more.
    """

    incarnation: str
    place: str
    next_n: int


def settle_in(database: Database, environment: Environment) -> bool:
    """Make sure that no other copy writes under this copy's name; return whether it had to change it.

    Raises:
        StorageError: the folder cannot be written.
    """
    device = DeviceState(database)
    if _agrees(database, device, environment):
        # An older note of the same place is brought up to date.
        note_numbers(database, environment)
        return False
    with database.transaction():
        # Asked again inside: a second process that opened the same copy may have been quicker.
        moved = not _agrees(database, device, environment)
        if moved:
            device.begin_incarnation(environment)
            sweep_all_later(database, device)
            read_again(database)
        note_numbers(database, environment)
    return moved


def note_numbers(database: Database, environment: Environment) -> None:
    """Note outside of the database which numbers were used, so that an older one in its place shows.

    Raises:
        StorageError: the folder cannot be written.
    """
    device = DeviceState(database)
    vouch(database.path, device.incarnations()[0], environment, int(device.get("next_n") or "1"))


def vouch(database: Path, incarnation: str, environment: Environment, next_n: int = 1) -> None:
    """Note that ``database`` is where ``incarnation`` lives, and that it used the numbers below ``next_n``.

    Raises:
        StorageError: the folder cannot be written.
    """
    note = _Note(incarnation, _place(database, incarnation, environment), next_n)
    file = database.with_name(FILE_NAME)
    known = _bytes(file)
    fresh = msgspec.json.encode(note)
    if known != fresh:
        _write(file, fresh, in_place=known is not None and len(known) == len(fresh))


def _agrees(database: Database, device: DeviceState, environment: Environment) -> bool:
    note = _read(database.path.with_name(FILE_NAME))
    incarnation = device.incarnations()[0]
    place = _place(database.path, incarnation, environment)
    used = int(device.get("next_n") or "1")
    return note is not None and (note.incarnation, note.place) == (incarnation, place) and note.next_n <= used


def _place(database: Path, incarnation: str, environment: Environment) -> str:
    # Hashed, for the identifier of a machine is nobody else's business.
    known = (incarnation, environment.machine(), str(database.resolve()), str(database.stat().st_ino))
    return hashlib.sha256("\n".join(known).encode()).hexdigest()[:32]


def _read(file: Path) -> _Note | None:
    try:
        return msgspec.json.decode(_bytes(file) or b"", type=_Note)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # Missing or spoilt, it vouches for nothing: that costs a second reading, and no data.
        return None


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _write(file: Path, note: bytes, *, in_place: bool) -> None:
    """Write what the file says from now on.

    A note of the same length takes the place of the one before it in one write, within one sector of a disk:
    no reader and no power cut can find a part of each. Any other is written under another name first.
    """
    try:
        if in_place:
            with file.open("r+b", buffering=0) as present:
                present.write(note)
            return
        # A second process may write the same file now.
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        fresh.write_bytes(note)
        fresh.replace(file)
    except OSError as error:
        raise StorageError(
            tr(
                "The folder {folder} cannot be written: choose another one, or check your rights.",
                folder=file.parent,
            )
        ) from error
