"""Who the sharing side trusts: attempts under way, wrong codes so far, and the certificates let in."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sync.lan import pake
from sync.lan.identity import fingerprint_of_pem
from sync.lan.words import CODE_DIGITS, TRIES, ConfirmAnswer, HelloAnswer, Trouble

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from sync.lan.words import Confirm, Hello

_ATTEMPTS = 64
"""Attempts kept open at once; beyond, the oldest is forgotten."""


class TroubleError(Exception):
    """What was asked is not done; ``left`` is how many wrong codes the share still bears."""

    def __init__(self, trouble: Trouble, left: int = 0) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.left = left


@dataclass(frozen=True, slots=True)
class _Attempt:
    half: pake.Half
    other: bytes


def make_code(environment: Environment) -> str:
    """Return six digits, each as likely as any other."""
    # 64 bits over a million: the bias is beyond any counting.
    drawn = int.from_bytes(environment.chance.token_bytes(8)) % 10**CODE_DIGITS
    return f"{drawn:0{CODE_DIGITS}}"


class Pairing:
    """The sharing side of pairing; used from the thread that answers requests only."""

    def __init__(self, environment: Environment, code: str, own_fingerprint: str) -> None:
        self._environment = environment
        self._code = code
        self._own = own_fingerprint
        self._attempts: OrderedDict[str, _Attempt] = OrderedDict()
        self._trusted: set[str] = set()
        self._wrong = 0

    @property
    def ended(self) -> bool:
        """Return whether too many codes were wrong: nobody is let in any more, nobody is heard."""
        return self._wrong >= TRIES

    def hello(self, message: Hello) -> HelloAnswer:
        """Open an attempt.

        Raises:
            TroubleError: the share has ended, or the message is no half of a key exchange.
        """
        self._still_open()
        half = pake.Half(self._code, self._environment, sharing=True)
        name = self._environment.chance.token_bytes(16).hex()
        self._attempts[name] = _Attempt(half, _from_hex(message.half))
        if len(self._attempts) > _ATTEMPTS:
            self._attempts.popitem(last=False)
        return HelloAnswer(attempt=name, half=half.message.hex())

    def confirm(self, message: Confirm) -> ConfirmAnswer:
        """Trust the certificate of whoever knows the code.

        Raises:
            TroubleError: the proof is wrong, which counts; or there is no such attempt.
        """
        self._still_open()
        attempt = self._attempts.pop(message.attempt, None)
        if attempt is None:
            raise TroubleError(Trouble.NOT_PAIRED)
        try:
            theirs = fingerprint_of_pem(message.certificate)
            proofs = attempt.half.finish(attempt.other, sharer=self._own, joiner=theirs)
        except (pake.BadHalfError, ValueError) as error:
            raise TroubleError(Trouble.MALFORMED) from error
        if not pake.same(message.proof, proofs.joining):
            self._wrong += 1
            left = TRIES - self._wrong
            raise TroubleError(Trouble.WRONG_CODE if left else Trouble.SHARE_ENDED, left)
        self._trusted.add(theirs)
        return ConfirmAnswer(proof=proofs.sharing)

    def recognise(self, fingerprint: str | None) -> str:
        """Return the fingerprint of a laptop that was let in.

        Raises:
            TroubleError: it was not, or nobody is any more.
        """
        self._still_open()
        if fingerprint is None or fingerprint not in self._trusted:
            raise TroubleError(Trouble.NOT_PAIRED)
        return fingerprint

    def _still_open(self) -> None:
        if self.ended:
            raise TroubleError(Trouble.SHARE_ENDED)


def _from_hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise TroubleError(Trouble.MALFORMED) from error
