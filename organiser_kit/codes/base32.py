"""Base32 without padding, one spelling for each content: capitals and digits, QR's alphanumeric mode."""

from __future__ import annotations

import base64
import binascii


def text_of(raw: bytes) -> str:
    """Return RFC 4648 base32 without its padding."""
    return base64.b32encode(raw).decode("ascii").rstrip("=")


def bytes_of(text: str) -> bytes | None:
    """Return what :func:`text_of` was given, or ``None`` if it never gave ``text``."""
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError):  # ValueError: a character outside ASCII
        return None
    # Spare bits at the end would let two texts mean one code.
    return raw if text_of(raw) == text else None
