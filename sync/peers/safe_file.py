"""A file that is whole or not there at all, also on a stick that is pulled out too early."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from organiser_kit.errors import StorageError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def write_verified(path: Path, data: bytes, is_good: Callable[[bytes], bool]) -> None:
    """Write ``data`` under another name, read it back, and only then give it its name.

    When this returns, the disk has everything: the stick may be removed.

    Args:
        path: a file that is there already is replaced, at the very end.
        data: what is written.
        is_good: whether what was read back can be used.

    Raises:
        StorageError: it could not be written, or came back otherwise; what was there before still is.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        with part.open("rb") as written:
            _forget_cached(written.fileno())
            found = written.read(len(data) + 1)
        if found != data or not is_good(found):
            raise _bad(path)
        part.replace(path)
        _keep_name(path.parent)
    except OSError as error:
        raise _cannot(path) from error
    finally:
        part.unlink(missing_ok=True)


def read_bounded(path: Path, most: int) -> bytes | None:
    """Return what ``path`` holds, ``None`` when that is more than ``most`` bytes.

    Raises:
        StorageError: it cannot be read.
    """
    try:
        with path.open("rb") as source:
            found = source.read(most + 1)
    except OSError as error:
        raise StorageError(
            tr(
                "The file {file} cannot be read: check its name and folder, and that the stick is there.",
                file=path,
            )
        ) from error
    return None if len(found) > most else found


def _forget_cached(descriptor: int) -> None:
    # What is compared should come from the stick, where the system can be told so, not from memory.
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _keep_name(folder: Path) -> None:
    if os.name == "nt":
        # Windows keeps names by itself, and opens no folder as a file.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _bad(path: Path) -> StorageError:
    return StorageError(
        tr(
            "The file {file} did not come back as it was written: use another stick. Nothing was kept.",
            file=path,
        )
    )


def _cannot(path: Path) -> StorageError:
    return StorageError(
        tr(
            "The file {file} cannot be written: check the folder, your rights and the space left. "
            "Nothing was kept.",
            file=path,
        )
    )
