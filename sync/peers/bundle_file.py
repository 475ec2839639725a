"""A file for sticks, seen from outside: whether it is one, and the sentences for when it cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from sync.peers.safe_file import read_bounded
from sync.peers.sealing import MAX_FILE_BYTES, Container, NewerSealError, SealError, read_container

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What a file held, as a laptop that reads it counts.

    Attributes:
        ops: operations in the file: those new to the reader, those known, and those that cannot be believed.
    """

    ops: int
    new: int
    known: int
    refused: int


def read_file(path: Path) -> Container:
    """Return the container in ``path``.

    Raises:
        UserError: it is none of this version, or too large.
        StorageError: it cannot be read.
    """
    written = read_bounded(path, MAX_FILE_BYTES)
    if written is None:
        raise InputFileError(
            tr(
                "The file {file} is larger than anything the kit writes: nothing was taken from it.",
                file=path,
            )
        )
    try:
        return read_container(written)
    except NewerSealError as error:
        raise InputFileError(
            tr(
                "The file {file} was written by a newer version of the kit: update first, then try again.",
                file=path,
            )
        ) from error
    except SealError as error:
        raise damaged(path) from error


def damaged(path: Path) -> InputFileError:
    """Return the error for a file that is not as it was written."""
    return InputFileError(
        tr(
            "The file {file} is damaged, or is no file of the kit for sticks: nothing was taken from it. "
            "Export it again.",
            file=path,
        )
    )


def stranger(path: Path) -> InputFileError:
    """Return the error for a file whose author cannot be believed."""
    return InputFileError(
        tr("The file {file} is not signed by a laptop of its group: nothing was taken from it.", file=path)
    )
