"""The code in the corner of a sign-in sheet: which sheet, and which of its pages.

"OKS1", then in base32 the 16 bytes of the sheet's identifier, the page number and a checksum of 2 bytes each:
36 characters. It is an address, not a proof: whoever holds a sheet can copy it, and nothing relies on it.
A paper that two meetings share carries the identifier that :func:`together` makes of their two sheets.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from uuid import UUID, uuid5

PREFIX = "OKS1"
LAST_PAGE = 0xFFFF

_SHAPE = re.compile(rf"{PREFIX}([A-Z2-7]{{32}})")
_FILLING = re.compile(r"[\s\-]+")


@dataclass(frozen=True)
class SheetPage:
    """One page of one sign-in sheet; pages count from 1."""

    sheet_id: str
    page: int


def build(page: SheetPage) -> str:
    """Return the 36 characters to print on ``page``.

    Raises:
        ValueError: the sheet's identifier is no UUID, or the page is not within 1 to 65535.
    """
    if not 1 <= page.page <= LAST_PAGE:
        raise ValueError(f"a sheet has no page {page.page}")
    address = UUID(page.sheet_id).bytes + page.page.to_bytes(2)
    return PREFIX + base64.b32encode(address + _checksum(address)).decode()


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
    raw = base64.b32decode(shape[1])
    address, checksum = raw[:18], raw[18:]
    page = int.from_bytes(address[16:])
    if checksum != _checksum(address) or not page:
        return None
    return SheetPage(str(UUID(bytes=address[:16])), page)


def _checksum(address: bytes) -> bytes:
    """Return a CRC-CCITT: it tells a slip of the finger, not a forgery."""
    return binascii.crc_hqx(address, 0xFFFF).to_bytes(2)
