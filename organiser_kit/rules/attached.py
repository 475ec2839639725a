"""Which files may go with a practice sheet or a resource, and how they are called and spoken of."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_FILE_BYTES = 10_000_000
"""The largest file that goes with a record, here and on the server."""
AUTOMATIC_BYTES = 1_000_000
"""The largest file that travels with an exchange unasked: a quarter of a minute at 512 kbit/s."""
MOST_FILES = 12
"""As many go with one record."""

TRAVELLING = ("practice_sheet", "resource")
"""The kinds of records whose files travel. The pictures of signed sheets stay on their laptop."""

LONGEST_NAME = 80
OTHER_TYPE = "application/octet-stream"
_MEGABYTE, _KILOBYTE = 1_000_000, 1_000
_FORBIDDEN = set('<>:"/\\|?*')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Names that Windows keeps for itself, whatever their ending."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_TYPES = {
    ".pdf": "application/pdf",
    ".odt": f"{_OPEN}.text",
    ".ods": f"{_OPEN}.spreadsheet",
    ".odp": f"{_OPEN}.presentation",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".sb2": "application/x.scratch.sb2",
    ".sb3": "application/x.scratch.sb3",
    ".zip": "application/zip",
}
"""What is taken, by the ending of the name: nothing that runs when it is opened."""

_WORDS: dict[str, Callable[[], str]] = {
    "application/pdf": lambda: tr("PDF document"),
    "image": lambda: tr("picture"),
    "audio": lambda: tr("sound"),
    "video": lambda: tr("film"),
    "application/x.scratch": lambda: tr("Scratch project"),
    "application/zip": lambda: tr("ZIP archive"),
    "text": lambda: tr("text"),
    f"{_OPEN}.spreadsheet": lambda: tr("spreadsheet"),
    f"{_OFFICE}.spreadsheetml": lambda: tr("spreadsheet"),
    f"{_OPEN}.presentation": lambda: tr("slides"),
    f"{_OFFICE}.presentationml": lambda: tr("slides"),
    f"{_OPEN}.text": lambda: tr("text document"),
    f"{_OFFICE}.wordprocessingml": lambda: tr("text document"),
}

ENDINGS = tuple(_TYPES)


def media_type_of(name: str) -> str:
    """Return what a file of this name holds.

    Raises:
        UserError: files of this ending are not taken.
    """
    found = _TYPES.get(PurePath(name).suffix.lower())
    if found is None:
        raise UserError(
            tr(
                "“{name}” cannot be attached: documents (PDF, LibreOffice, Word, text), pictures, sounds, "
                "films, Scratch projects and ZIP archives can.",
                name=name,
            )
        )
    return found


def check_size(name: str, size: int) -> None:
    """Refuse what is empty or too large.

    Raises:
        UserError: it is.
    """
    if size > MAX_FILE_BYTES:
        raise UserError(
            tr(
                "“{name}” weighs {size} and a file may weigh {most} at most: make it smaller, or give its "
                "web address in the text.",
                name=name,
                size=size_words(size),
                most=size_words(MAX_FILE_BYTES),
            )
        )
    if size == 0:
        raise UserError(tr("“{name}” is empty: choose another file.", name=name))


def clean_name(name: str) -> str:
    """Return a name that every system takes as the name of one file, as near to ``name`` as can be."""
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(" " if one in _FORBIDDEN or not one.isprintable() else one for one in bare)
    kept = " ".join(kept.split()).lstrip(". ").rstrip(". ")
    stem, suffix = PurePath(kept or "_").stem, PurePath(kept or "_").suffix
    if stem.lower() in _RESERVED:
        stem = f"_{stem}"
    return stem[: LONGEST_NAME - len(suffix)].rstrip(". ") + suffix[:LONGEST_NAME]


def distinct(name: str, taken: set[str]) -> str:
    """Return ``name``, with a number where another file has it already, whatever its capitals."""
    path, number, known = PurePath(name), 2, {one.casefold() for one in taken}
    while name.casefold() in known:
        name = f"{path.stem} ({number}){path.suffix}"
        number += 1
    return name


def size_words(size: int) -> str:
    """Return a size for a person: in kilobytes below a megabyte."""
    if size < _MEGABYTE:
        return tr("{n} kB", n=max(1, round(size / _KILOBYTE)))
    whole, tenth = divmod(round(size / (_MEGABYTE / 10)), 10)
    return tr("{n} MB", n=whole) if not tenth else tr("{whole}.{tenth} MB", whole=whole, tenth=tenth)


def type_words(media_type: str) -> str:
    """Return what a file is, in a word."""
    longest_first = sorted(_WORDS, key=len, reverse=True)
    found = next((start for start in longest_first if media_type.startswith(start)), None)
    return _WORDS[found]() if found else tr("file")
