"""The code on a badge: "OK1", then 12 bytes that name it and 8 bytes that prove it, in base32.

35 capitals and digits: a QR code of 25 modules a side (version 2, level M, alphanumeric). Nothing in it says
anything about a person. What it proves, and what it does not, is in ``docs/adr/0004-badge-codes.md``.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "OK1"
KEY_ID_BYTES = 4
TOKEN_BYTES = 12
TAG_BYTES = 8
CODE_CHARS = len(PREFIX) + (TOKEN_BYTES + TAG_BYTES) * 8 // 5
SHORTEST_KEY = 16

# What scanners, copy-and-paste and readable spacing put around and between the characters.
_FILLING = re.compile(r"[\s\-]+")
# Base32 has no 0, 1 or 8: whoever reads them on paper saw O, I or B.
_LOOKALIKES = str.maketrans("018", "OIB")


class BadgeOutcome(Enum):
    """What a text turned out to be."""

    GENUINE = "genuine"
    FORGED = "forged"
    FOREIGN = "foreign"
    GARBLED = "garbled"
    NOT_A_BADGE = "not_a_badge"


@dataclass(frozen=True)
class BadgeReading:
    """What was read; ``token`` is there only when the badge is genuine."""

    outcome: BadgeOutcome
    token: str | None = None


def key_id(key: bytes) -> bytes:
    """Return the 4 bytes by which a badge says which key it was made with.

    Raises:
        ValueError: the key is shorter than 16 bytes.
    """
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"a badge key has at least {SHORTEST_KEY} bytes, not {len(key)}")
    return hashlib.sha256(key).digest()[:KEY_ID_BYTES]


def token_of(key: bytes, person_id: str, serial: int = 0) -> str:
    """Return the token of somebody's badge: 20 base32 characters.

    It is drawn from the key: every laptop that holds it draws the same for the same person, and without it
    the token leads to nobody. ``serial`` counts the badges that this one replaces.
    """
    drawn = hmac.digest(key, f"{PREFIX} badge {serial} of {person_id}".encode(), "sha256")
    return _text(key_id(key) + drawn[: TOKEN_BYTES - KEY_ID_BYTES])


def key_id_of(token: str) -> bytes | None:
    """Return which key ``token`` was made with, ``None`` if it is no token."""
    raw = _bytes(token)
    return raw[:KEY_ID_BYTES] if raw is not None and len(raw) == TOKEN_BYTES else None


def code_of(token: str, key: bytes) -> str:
    """Return the 35 characters to print for ``token``.

    Raises:
        ValueError: ``token`` is no token, or was made with another key.
    """
    raw = _bytes(token)
    if raw is None or len(raw) != TOKEN_BYTES or raw[:KEY_ID_BYTES] != key_id(key):
        raise ValueError("this token was not made with this key")
    return PREFIX + _text(raw + _tag(raw, key))


def parse(text: str, keys: Mapping[bytes, bytes]) -> BadgeReading:
    """Say what ``text`` is, given the known keys by :func:`key_id`.

    Case, spaces and hyphens do not matter. ``GARBLED`` starts like a badge but has the wrong length or
    characters; ``FOREIGN`` is whole but made with a key unknown here; ``FORGED`` claims a known key and its
    proof is wrong.
    """
    compact = _FILLING.sub("", text).upper()
    if not compact.startswith(PREFIX):
        return BadgeReading(BadgeOutcome.NOT_A_BADGE)
    raw = _bytes(compact[len(PREFIX) :].translate(_LOOKALIKES)) if len(compact) == CODE_CHARS else None
    if raw is None:
        return BadgeReading(BadgeOutcome.GARBLED)
    return _judge(raw[:TOKEN_BYTES], raw[TOKEN_BYTES:], keys)


def _judge(token: bytes, tag: bytes, keys: Mapping[bytes, bytes]) -> BadgeReading:
    key = keys.get(token[:KEY_ID_BYTES])
    if key is None:
        return BadgeReading(BadgeOutcome.FOREIGN)
    if not hmac.compare_digest(tag, _tag(token, key)):
        return BadgeReading(BadgeOutcome.FORGED)
    return BadgeReading(BadgeOutcome.GENUINE, _text(token))


def _tag(token: bytes, key: bytes) -> bytes:
    return hmac.digest(key, PREFIX.encode() + token, "sha256")[:TAG_BYTES]


def _text(raw: bytes) -> str:
    """Return RFC 4648 base32 without its padding."""
    return base64.b32encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes | None:
    """Return what :func:`_text` was given, or None if it never gave ``text``."""
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError):  # ValueError: a character outside ASCII
        return None
    # Spare bits at the end would let two texts mean one token.
    return raw if _text(raw) == text else None
