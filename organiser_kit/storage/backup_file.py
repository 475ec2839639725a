"""The file of a backup: a ZIP with the database, the file of its key, and a list of both with their digests.

Nothing in it is packed, for what is encrypted does not shrink. Unpacked by hand into an empty folder, it is a
local copy: nobody needs this program of the day to get at a backup of years ago.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
from typing import IO, TYPE_CHECKING

import msgspec

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

LIST_NAME = "organiser-kit-backup.json"
FORMAT = "organiser-kit/backup"
VERSION = 1

_PIECE = 1 << 20
_LONGEST_LIST = 64 << 10
_START = b"PK\x03\x04"
# What zipfile raises at one damaged byte or another.
_BROKEN = (zipfile.BadZipFile, ValueError, KeyError, RuntimeError, EOFError, struct.error)


class Held(msgspec.Struct, frozen=True):
    """One file of a backup."""

    size: int
    sha256: str


class BackupList(msgspec.Struct, frozen=True):
    """What a backup says of itself."""

    format: str
    version: int
    made_at: str
    files: dict[str, Held]


def pack(target: Path, files: Mapping[str, Path], made_at: datetime) -> None:
    """Write the backup ``target`` with ``files`` by their names inside; it is on the disk on return.

    Raises:
        OSError: it cannot be written.
    """
    known = {name: Held(path.stat().st_size, _digest(path)) for name, path in files.items()}
    about = BackupList(FORMAT, VERSION, made_at.isoformat(timespec="seconds"), known)
    with target.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            # First, so that what was cut short is still known for what it was.
            archive.writestr(_entry(LIST_NAME, made_at), msgspec.json.encode(about))
            for name, path in files.items():
                with (
                    path.open("rb") as source,
                    archive.open(_entry(name, made_at, known[name].size), "w") as to,
                ):
                    for piece in _pieces(source):
                        to.write(piece)
        stream.flush()
        os.fsync(stream.fileno())


def _entry(name: str, made_at: datetime, size: int = 0) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, made_at.timetuple()[:6])
    entry.file_size = size
    return entry


def check(file: Path, wanted: frozenset[str]) -> None:
    """Read the whole backup once.

    Raises:
        InputFileError: it cannot be read, is no backup, or is not whole.
    """
    start = _first_bytes(file)
    try:
        _walk(file, wanted, None)
    except (*_BROKEN, OSError) as error:
        # A place beyond the end of the file, or a stick that gives nothing back.
        raise (_cut_short(file) if LIST_NAME.encode() in start else _no_backup(file)) from error


def unpack(file: Path, wanted: frozenset[str], folder: Path) -> None:
    """Write the files of a backup into ``folder``, which exists, each checked and on the disk.

    Raises:
        InputFileError: it cannot be read, is no backup, or is not whole.
        OSError: nothing can be written into the folder.
    """
    check(file, wanted)
    _walk(file, wanted, folder)


def read(file: Path, wanted: frozenset[str], name: str) -> bytes:
    """Return one of the small files of a backup, after reading all of it once.

    Raises:
        InputFileError: it cannot be read, is no backup, or is not whole.
    """
    check(file, wanted)
    with zipfile.ZipFile(file) as archive:
        return archive.read(name)


def _walk(file: Path, wanted: frozenset[str], folder: Path | None) -> None:
    with zipfile.ZipFile(file) as archive:
        about = _list_of(archive)
        if about.version > VERSION:
            raise _newer(file)
        if about.files.keys() != wanted or set(archive.namelist()) != {*wanted, LIST_NAME}:
            raise ValueError
        for name, held in about.files.items():
            _take(archive, name, held, folder)


def _first_bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(len(_START) + 26 + len(LIST_NAME))
    except OSError as error:
        raise InputFileError(
            tr("The file {file} cannot be read: check its name and your rights.", file=file)
        ) from error


def _list_of(archive: zipfile.ZipFile) -> BackupList:
    entry = archive.getinfo(LIST_NAME)
    if entry.file_size > _LONGEST_LIST:
        raise ValueError
    about = msgspec.json.decode(archive.read(entry), type=BackupList)
    if about.format != FORMAT:
        raise ValueError
    return about


def _take(archive: zipfile.ZipFile, name: str, held: Held, folder: Path | None) -> None:
    entry = archive.getinfo(name)
    if (entry.file_size, entry.compress_size) != (held.size, held.size):
        raise ValueError
    digest = hashlib.sha256()
    with archive.open(entry) as source:
        if folder is None:
            for piece in _pieces(source):
                digest.update(piece)
        else:
            with (folder / name).open("wb") as target:
                for piece in _pieces(source):
                    digest.update(piece)
                    target.write(piece)
                target.flush()
                os.fsync(target.fileno())
    if digest.hexdigest() != held.sha256:
        raise ValueError


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(_PIECE):
        yield piece


def _no_backup(file: Path) -> InputFileError:
    return InputFileError(tr("{file} is not a backup of Organiser Kit: choose another file.", file=file))


def _cut_short(file: Path) -> InputFileError:
    return InputFileError(
        tr(
            "The backup {file} is not whole: it was cut short or damaged. Nothing was changed; "
            "choose another backup.",
            file=file,
        )
    )


def _newer(file: Path) -> InputFileError:
    return InputFileError(
        tr(
            "The backup {file} was made by a newer version of the kit: install it. Nothing was changed.",
            file=file,
        )
    )
