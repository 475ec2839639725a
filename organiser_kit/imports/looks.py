"""What a file is, judged by its first bytes and never by its name."""

from __future__ import annotations

import mmap
import re
import zipfile
from enum import Enum
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path


class Kind(Enum):
    """The two families of files that can be read."""

    TEXT = "text"
    WORKBOOK = "workbook"


class StrangeFileError(InputFileError):
    """The file is nothing like a table; ``look`` says what it looks like."""

    def __init__(self, path: Path, look: str) -> None:
        sentence = tr(
            "{file} looks like {look}: choose a CSV or XLSX file of people.", file=path.name, look=look
        )
        super().__init__(sentence)
        self.look = look


_HEAD_BYTES = 4096
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM\x00", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"PK\x05\x06")
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|svg)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(path: Path) -> Kind:
    """Return how to read the file.

    Raises:
        InputFileError: it is empty, or is something else than a table.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head:
        raise InputFileError(tr("{file} is empty: nothing was read.", file=path.name))
    if head.startswith(_ZIP):
        return _kind_of_zip(path)
    if head.startswith(_OLE):
        raise InputFileError(_ole_sentence(path))
    look = _look_of(head)
    if look:
        raise StrangeFileError(path, look)
    return Kind.TEXT


def _look_of(head: bytes) -> str:
    """Return what these first bytes look like when they are not text in columns, else an empty text."""
    if b"%PDF-" in head[:1024]:
        return tr("a PDF")
    if head.startswith(_PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return tr("a picture")
    if head.startswith(_ARCHIVES):
        return tr("a compressed archive")
    if head.startswith(b"{\\rtf"):
        return tr("a text document")
    if _PAGE.match(head):
        return tr("a web page")
    return "" if head.startswith(_UTF16_MARKS) else _look_of_bytes(head)


def _look_of_bytes(head: bytes) -> str:
    # A stray control character is dirt, reported with its line; many of them are a program or a database.
    strange = len(_CONTROL.findall(head)) + head.count(0)
    return tr("something other than text") if strange * 50 > len(head) else ""


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise InputFileError(damaged_sentence(path)) from error
    if "xl/workbook.xml" in names:
        return Kind.WORKBOOK
    if "xl/workbook.bin" in names or mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise InputFileError(
            tr(
                "{file} is a spreadsheet of another kind: save it as XLSX or CSV, then import that.",
                file=path.name,
            )
        )
    look = tr("a text document") if "word/document.xml" in names else tr("a compressed archive")
    raise StrangeFileError(path, look)


def _ole_sentence(path: Path) -> str:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        encrypted = content.find(_ENCRYPTED) >= 0
    if encrypted:
        return tr(
            "{file} is protected by a password: save a copy without it, then import that.", file=path.name
        )
    return tr(
        "{file} is in the old Excel format (.xls): save it as XLSX or CSV, then import that.", file=path.name
    )


def damaged_sentence(path: Path) -> str:
    """Return the sentence for a workbook that cannot be unpacked or understood."""
    return tr(
        "{file} is damaged: open it in a spreadsheet, save it again as XLSX, then import that.",
        file=path.name,
    )
