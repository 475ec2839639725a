"""What two laptops in a room say to each other, the limits, and the closed list of what can go wrong."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sync.lan.clocks import Showing
from sync.peers.introduction import Card, Introduction

PORT = 47_315
"""Where a share listens unless it is taken or another is chosen: no registered service has it."""

CODE_DIGITS = 6
TRIES = 5
"""Wrong codes after which a share ends: five guesses among a million."""

PREFIX = "/lan/v1/"
BODY_TYPE = "application/json"
PARCEL_TYPE = "application/vnd.organiser-kit.parcel"
ROUND_HEADER = "x-parcel"
"""The number of a parcel within one visit; the next request says up to which one was taken."""

MAX_BODY_BYTES = 64 << 20
"""The largest message, before and after decompression: a whole group with a year behind it is a tenth."""

_LONGEST_NAME = 60
MAX_HELLO_BYTES = 16 << 10
"""The largest message that somebody who has not proved anything may send."""


class Trouble(StrEnum):
    """Why the sharing side did not do what was asked; the joining side has the sentence."""

    WRONG_CODE = "wrong-code"
    SHARE_ENDED = "share-ended"
    NOT_PAIRED = "not-paired"
    OTHER_GROUP = "other-group"
    CHOOSE_GROUP = "choose-group"
    MALFORMED = "malformed"
    TOO_LARGE = "too-large"
    NOT_FOUND = "not-found"
    BUSY = "busy"


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """The body of every answer that is not the one asked for.

    Attributes:
        left: with ``wrong-code``, how many wrong codes the share still bears.
    """

    trouble: str
    left: int = 0


class Hello(msgspec.Struct, frozen=True, kw_only=True):
    """The joining side opens: its half of the key exchange, as hexadecimal digits."""

    half: str


class HelloAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The sharing side's half, and the name of this attempt."""

    attempt: str
    half: str


class Confirm(msgspec.Struct, frozen=True, kw_only=True):
    """The joining side proves that it knows the code and shows its certificate (PEM)."""

    attempt: str
    proof: str
    certificate: str


class ConfirmAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The sharing side proves the same."""

    proof: str


class Enter(msgspec.Struct, frozen=True, kw_only=True):
    """The joining side, let in, says who it is and what it holds.

    Attributes:
        name: how its device is called, for the person at the other screen.
        clock: what its clock shows.
        scopes: the groups it may exchange.
        card: what an introduction needs; absent when a server let it in.
    """

    name: str
    clock: Showing
    scopes: list[str]
    card: Card | None = None


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """What both sides will exchange.

    Attributes:
        name: how the sharing device is called.
        clock: what its clock shows.
        introduction: what lets a newcomer work in the group.
    """

    name: str
    clock: Showing
    scopes: list[str]
    introduction: Introduction | None = None


class TakenAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the sharing side took of a parcel, durably.

    Attributes:
        new: operations that it did not have.
        refused: operations that it could not believe.
    """

    new: int
    refused: int


def shown_name(name: str) -> str:
    """Return what another laptop calls itself, fit for a line on a screen."""
    return "".join(mark for mark in name if mark.isprintable())[:_LONGEST_NAME].strip()
