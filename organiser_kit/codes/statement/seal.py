"""The code as text: "OKA1", then in base32 the name of a key, the facts, and the key's Ed25519 signature.

211 characters for one meeting: a QR code of 49 modules a side (version 8, level M, alphanumeric). Each
further meeting adds 12 bytes. What it proves, and what it does not, is in ``docs/adr/0020-statements.md``.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from organiser_kit.codes.base32 import bytes_of, text_of
from organiser_kit.codes.statement.facts import decode, encode, size

if TYPE_CHECKING:
    from organiser_kit.codes.statement.facts import StatementFacts

PREFIX = "OKA1"
KEY_ID_BYTES = 6
SIGNATURE_BYTES = 64
GROUP_OF_CHARS = 8

_PURPOSE = b"organiser-kit statement 1\n"
_BEGINNING = 88
"""Characters in which a code says how many meetings it tells of: 55 bytes."""
_LONGEST = 600
_START = re.compile(r"O\s*K\s*A\s*1(?=(\s*[A-Z2-7])+)")
_RUN = re.compile(r"(?:\s*[A-Z2-7])*")


@dataclass(frozen=True, slots=True)
class Seal:
    """A code that was read, believed or not.

    Attributes:
        key_id: by which key it pretends to be signed.
    """

    key_id: bytes
    facts: StatementFacts
    signed: bytes
    signature: bytes

    def is_signed_by(self, key: bytes) -> bool:
        """Return whether the owner of the public ``key`` signed it."""
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(self.signature, _PURPOSE + self.signed)
        except (ValueError, InvalidSignature):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Found:
    """Where a code stands in a text; ``seal`` is ``None`` when it is not whole."""

    start: int
    end: int
    seal: Seal | None


def key_id(key: bytes) -> bytes:
    """Return the 6 bytes by which a code names the public ``key``."""
    return hashlib.sha256(key).digest()[:KEY_ID_BYTES]


def public_key(seed: bytes) -> bytes:
    """Return the public key that goes with the private key ``seed``."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sealed(facts: StatementFacts, seed: bytes) -> str:
    """Return the code of ``facts``, signed with the private key ``seed``.

    Raises:
        ValueError: something lies outside what a code can say.
    """
    private = Ed25519PrivateKey.from_private_bytes(seed)
    signed = key_id(private.public_key().public_bytes_raw()) + encode(facts)
    return PREFIX + text_of(signed + private.sign(_PURPOSE + signed))


def parse(text: str) -> Seal | None:
    """Return what a code says, ``None`` unless ``text`` is exactly one; white space does not matter."""
    compact = "".join(text.split())
    raw = bytes_of(compact[len(PREFIX) :]) if compact.startswith(PREFIX) else None
    if raw is None or len(raw) <= KEY_ID_BYTES + SIGNATURE_BYTES:
        return None
    signed, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
    said = decode(signed[KEY_ID_BYTES:])
    return None if said is None else Seal(signed[:KEY_ID_BYTES], said, signed, signature)


def find(text: str) -> list[Found]:
    """Return the codes in ``text``, whole or not, in order; words may stand before and after each."""
    found: list[Found] = []
    for start in _START.finditer(text):
        if found and start.start() < found[-1].end:
            continue
        end = _end(text, start.end())
        found.append(Found(start.start(), end, parse(text[start.start() : end])))
    return found


def _end(text: str, begin: int) -> int:
    """Return where the code whose prefix ends at ``begin`` ends; its length stands in its own first bytes."""
    seen = (place for place in range(begin, len(text)) if not text[place].isspace())
    places = list(islice(seen, _LONGEST))
    whole = _length("".join(text[place] for place in places[:_BEGINNING]))
    if whole is None or whole > len(places):
        run = _RUN.match(text, begin)
        return run.end() if run else begin
    return places[whole - 1] + 1


def _length(beginning: str) -> int | None:
    """Return how many characters a code has after its prefix, from the first of them."""
    raw = bytes_of(beginning)
    known = size(raw[KEY_ID_BYTES:]) if raw is not None else None
    return None if known is None else -(-(KEY_ID_BYTES + known + SIGNATURE_BYTES) * 8 // 5)


def spaced(code: str) -> str:
    """Return ``code`` in groups of eight characters, as it is printed under its picture."""
    return " ".join(code[start : start + GROUP_OF_CHARS] for start in range(0, len(code), GROUP_OF_CHARS))
