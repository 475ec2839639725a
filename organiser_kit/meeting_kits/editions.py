"""How an edition of a kit travels: its TOML in pieces that fit a record, with the digest of the whole."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PIECE = 16_000
"""Characters of one piece, below what one text of a record may hold on its way."""
LONGEST = 200_000
"""Characters of one edition: ten times the longest shipped kit, and few enough for a bad line."""


def pieces(text: str) -> tuple[str, ...]:
    """Return ``text`` cut up; joined again it is the same."""
    return tuple(text[start : start + PIECE] for start in range(0, len(text), PIECE))


def digest_of(body: Sequence[str]) -> str:
    """Return the SHA-256, hexadecimal, of the text that these pieces make."""
    return sha256("".join(body).encode()).hexdigest()
