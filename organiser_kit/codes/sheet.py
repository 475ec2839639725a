"""The code in the corner of a sign-in sheet: which sheet, which of its pages, and where its rows lie.

"OKS2", then in base32 the 16 bytes of the sheet's identifier, the page number (2 bytes), where the rows of
this page lie (:mod:`~organiser_kit.codes.sheet_rows`) and a checksum of 2 bytes. Sheets printed before that
say "OKS1" and have no rows in their code. It is an address, not a proof: whoever holds a sheet can copy it,
and nothing relies on it.
A paper that two meetings share carries the identifier that :func:`together` makes of their two sheets.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from organiser_kit.codes import sheet_rows

if TYPE_CHECKING:
    from organiser_kit.codes.sheet_rows import PageRows

PREFIX = "OKS2"
FORMER_PREFIX = "OKS1"
LAST_PAGE = 0xFFFF

_SHAPE = re.compile(r"(OKS[12])([A-Z2-7]+)")
_FILLING = re.compile(r"[\s\-]+")
_ADDRESS = 18
_CHECKSUM = 2
_LENGTHS = {PREFIX: _ADDRESS + sheet_rows.BYTES + _CHECKSUM, FORMER_PREFIX: _ADDRESS + _CHECKSUM}


@dataclass(frozen=True)
class SheetPage:
    """One page of one sign-in sheet; pages count from 1. ``rows`` is None on sheets of the first kind."""

    sheet_id: str
    page: int
    rows: PageRows | None = None


def build(page: SheetPage) -> str:
    """Return the characters to print on ``page``.

    Raises:
        ValueError: the sheet's identifier is no UUID, the page is not within 1 to 65535, or it cannot have
            such rows.
    """
    if not 1 <= page.page <= LAST_PAGE:
        raise ValueError(f"a sheet has no page {page.page}")
    said = UUID(page.sheet_id).bytes + page.page.to_bytes(2)
    prefix = FORMER_PREFIX
    if page.rows:
        prefix, said = PREFIX, said + sheet_rows.pack(page.rows)
    return prefix + base64.b32encode(said + _checksum(said)).decode().rstrip("=")


def together(first_id: str, second_id: str) -> str:
    """Return the identifier of the paper that has a column for each of two sheets, in their order.

    Whoever prints it gets the same one, and whoever holds both sheets can tell that a paper is theirs.
    """
    return str(uuid5(UUID(first_id), second_id))


def parse(text: str) -> SheetPage | None:
    """Return the page that ``text`` names, or None if it is not the code of a sheet.

    Case, spaces and hyphens do not matter.
    """
    shape = _SHAPE.fullmatch(_FILLING.sub("", text).upper())
    if shape is None:
        return None
    raw = _decoded(shape[2], _LENGTHS[shape[1]])
    if raw is None:
        return None
    said, checksum = raw[:-_CHECKSUM], raw[-_CHECKSUM:]
    page = int.from_bytes(said[16:_ADDRESS])
    rows = sheet_rows.unpack(said[_ADDRESS:]) if shape[1] == PREFIX else None
    if checksum != _checksum(said) or not page or (shape[1] == PREFIX and rows is None):
        return None
    return SheetPage(str(UUID(bytes=said[:16])), page, rows)


def _decoded(letters: str, length: int) -> bytes | None:
    """Return the ``length`` bytes that ``letters`` stand for, or None if that is not how they are written."""
    if len(letters) != -(-length * 8 // 5):
        return None
    raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    # Spare bits of the last letter are 0: one page has one code.
    return raw if base64.b32encode(raw).decode().rstrip("=") == letters else None


def _checksum(said: bytes) -> bytes:
    """Return a CRC-CCITT: it tells a slip of the finger, not a forgery."""
    return binascii.crc_hqx(said, 0xFFFF).to_bytes(2)
