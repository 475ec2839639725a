"""SPAKE2 over the six digits, and the proofs that tie it to both certificates.

Whoever does not know the code learns nothing from watching, and can try one code for each conversation:
the key exchange leaves nothing to try codes on afterwards. Both sides then prove that they hold the same
key *and* saw the same two certificates. Somebody in the middle shows another certificate to each side, so
no proof of one is any good to the other.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from spake2 import SPAKE2_A, SPAKE2_B, SPAKEError
from spake2.ed25519_basic import NotOnCurve

if TYPE_CHECKING:
    from organiser_kit.environment import Environment

_PURPOSE = b"organiser-kit lan 1"
_JOINING = b"organiser-kit lan joining"
_SHARING = b"organiser-kit lan sharing"
_MESSAGE_BYTES = 33


class BadHalfError(Exception):
    """What the other side sent is no half of this key exchange."""


class Half:
    """One side of one attempt; good for one conversation."""

    def __init__(self, code: str, environment: Environment, *, sharing: bool) -> None:
        side = SPAKE2_B if sharing else SPAKE2_A
        self._sharing = sharing
        self._spake = side(
            code.encode(), idA=_JOINING, idB=_SHARING, entropy_f=environment.chance.token_bytes
        )
        self.message: bytes = self._spake.start()

    def finish(self, other: bytes, *, sharer: str, joiner: str) -> Proofs:
        """Return what both sides have to prove.

        Args:
            other: the other side's message.
            sharer: the fingerprint of the sharing side's certificate, as this side sees it.
            joiner: the same of the joining side's.

        Raises:
            BadHalfError: the message is none of this exchange.
        """
        if len(other) != _MESSAGE_BYTES:
            raise BadHalfError
        try:
            key = self._spake.finish(other)
        except (SPAKEError, NotOnCurve, ValueError, AssertionError) as error:
            raise BadHalfError from error
        halves = (other, self.message) if self._sharing else (self.message, other)
        return Proofs(key, _transcript(sharer.encode(), joiner.encode(), *halves))


class Proofs:
    """What each side sends to show that it holds the key and saw the same conversation."""

    def __init__(self, key: bytes, transcript: bytes) -> None:
        self.joining = hmac.digest(key, _JOINING + transcript, "sha256").hex()
        self.sharing = hmac.digest(key, _SHARING + transcript, "sha256").hex()


def same(one: str, other: str) -> bool:
    """Compare two proofs in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def _transcript(*parts: bytes) -> bytes:
    seen = hashlib.sha256(_PURPOSE)
    for part in parts:
        seen.update(len(part).to_bytes(4) + part)
    return seen.digest()
