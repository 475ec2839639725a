"""A fingerprint of which records stand at which places of a scope's feed; pure, and the same everywhere.

It is a sum, so that moving one record costs two hashes however large the scope is, and so that the order in
which records came does not matter.
"""

from __future__ import annotations

import hashlib

EMPTY = "0" * 16
_LIMIT = 1 << 64


def mark(kind: str, record_id: str, seq: int) -> int:
    """Return what one record at place ``seq`` adds; nothing at place 0, where no feed has it."""
    if seq == 0:
        return 0
    text = f"{kind}\0{record_id}\0{seq}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest())


def shifted(digest: str, change: int) -> str:
    """Return ``digest`` (16 hexadecimal digits) after ``change``, a sum and difference of marks."""
    return f"{(int(digest, 16) + change) % _LIMIT:016x}"
