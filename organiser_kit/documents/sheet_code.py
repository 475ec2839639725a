"""What the QR code of a sign-in sheet says: which sheet, which page, and nothing about anybody."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from uuid import UUID

PREFIX = "OKS1"
_ID_CHARACTERS = 26  # 16 bytes in base32, without padding


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page of one sheet."""

    sheet_id: str
    page: int


def encode(sheet: SheetPage) -> str:
    """Return the text of the code: the prefix, the id in base32, the page in decimal digits.

    Capitals and digits only, so that the code stays in the compact alphanumeric mode.

    Raises:
        ValueError: the sheet's id is not a UUID.
    """
    packed = base64.b32encode(UUID(sheet.sheet_id).bytes).decode("ascii").rstrip("=")
    return f"{PREFIX}{packed}{sheet.page:02d}"


def decode(text: str) -> SheetPage | None:
    """Return the page that ``text`` names, or None when it is not the code of a sheet."""
    packed, page = text[len(PREFIX) :][:_ID_CHARACTERS], text[len(PREFIX) + _ID_CHARACTERS :]
    if not text.startswith(PREFIX) or not (page.isascii() and page.isdigit()):
        return None
    try:
        identifier = UUID(bytes=base64.b32decode(packed + "======"))
    except (binascii.Error, ValueError):
        return None
    return SheetPage(str(identifier), int(page))
