"""In which encoding a text file was saved."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

UNREADABLE = "\ufffd"
"""What a byte that means nothing in the chosen encoding becomes: its line is then rejected."""

_CHUNK = 1024 * 1024


def encoding_of(path: Path) -> str:
    """Return the Python name of the encoding: a byte order mark decides, else UTF-8 if it holds, else cp1252.

    The whole file is looked at, a piece at a time: the first accent may come after thousands of plain lines.
    A few broken bytes among sound UTF-8 do not turn every accent of the file into nonsense.
    """
    with path.open("rb") as file:
        head = file.read(3)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sound, broken = _utf8_count(path)
    return "utf-8" if sound > broken or broken == 0 else "cp1252"


def _utf8_count(path: Path) -> tuple[int, int]:
    """Return how many non-ASCII characters the file has when read as UTF-8, and how many broken ones."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    sound = broken = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            text = decoder.decode(chunk)
            if not text.isascii():
                lost = text.count(UNREADABLE)
                broken += lost
                sound += sum(not character.isascii() for character in text) - lost
    broken += decoder.decode(b"", final=True).count(UNREADABLE)
    return sound, broken
