"""The secrets by which devices are recognised; only their hashes are kept.

A device has one token, or several when its disk was cloned: then each clone that enrols has its own.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from organiser_kit.i18n import tr
from sync.protocol import ProblemKind, TokenAnswer
from sync.server import sql
from sync.server.problems import ProblemError

if TYPE_CHECKING:
    from organiser_kit.environment import Chance, Environment
    from sync.protocol import EnrolRequest
    from sync.server.engines.base import Connection

_GLIMPSE = timedelta(hours=6)
"""How stale "last seen" may get for a device that only ever asks whether there is something new."""


class Known(NamedTuple):
    """Who a token belongs to.

    Attributes:
        token_hash: of the token that was shown.
        replaces: the hash of the token that this one makes void when it first writes.
        last_seen_at: as the device's row has it.
    """

    device: str
    token_hash: str
    replaces: str | None
    last_seen_at: str | None

    def is_fading(self, now: datetime) -> bool:
        """Return whether it is time to note that the device was seen."""
        return self.last_seen_at is None or now - datetime.fromisoformat(self.last_seen_at) > _GLIMPSE


def recognise(connection: Connection, token: str) -> Known:
    """Return the device that ``token`` belongs to.

    Raises:
        ProblemError: no device has this token, or the device was put out.
    """
    token_hash = hashed(token)
    row = connection.execute(sql.DEVICE_OF_TOKEN, {"token_hash": token_hash}).fetchone()
    if row is None:
        raise unknown_device()
    device, revoked_at, replaces, seen = row
    if revoked_at is not None:
        sentence = tr("This device was put out by the person who runs the server; ask for a new code.")
        raise ProblemError(ProblemKind.DEVICE_REVOKED, sentence)
    return Known(str(device), token_hash, replaces, seen)


def settle(connection: Connection, known: Known) -> None:
    """Make the former token void, now that the new one is used: it has arrived, and is kept."""
    if known.replaces is None:
        return
    connection.execute(sql.DROP_TOKEN, {"token_hash": known.replaces})
    connection.execute(sql.DROP_FIRST_TOKEN, {"token_hash": known.replaces})
    connection.execute(sql.SETTLE_TOKEN, {"token_hash": known.token_hash})


def roll(connection: Connection, known: Known, environment: Environment) -> TokenAnswer:
    """Return a new token; the present one is good until the new one is first used to write."""
    token = make(environment.chance)
    # An answer that was lost on its way left one that nobody has.
    connection.execute(sql.DROP_SUCCESSORS, {"token_hash": known.token_hash})
    values = {"token_hash": hashed(token), "device": known.device, "replaces": known.token_hash}
    connection.execute(sql.ADD_TOKEN, values)
    return TokenAnswer(token=token)


def keep_of_clone(connection: Connection, request: EnrolRequest) -> None:
    """Let the other clone of a device keep its token when this one enrols anew."""
    row = connection.execute(sql.DEVICE_BEFORE, {"device": request.device_id}).fetchone()
    if row is None:
        return
    token_hash, incarnation, revoked_at = row
    is_clone = request.incarnation and incarnation not in (None, request.incarnation)
    # A mark with a colon stands for no token at all: of a device that never enrolled.
    if is_clone and revoked_at is None and ":" not in token_hash:
        values = {"token_hash": token_hash, "device": request.device_id, "replaces": None}
        connection.execute(sql.ADD_TOKEN, values)


def unknown_device() -> ProblemError:
    """Return the problem of a request without a good token."""
    sentence = tr("The server does not recognise this device: enrol it again with a new code.")
    return ProblemError(ProblemKind.TOKEN_EXPIRED, sentence)


def make(chance: Chance) -> str:
    """Return a fresh token of 256 bits."""
    return base64.urlsafe_b64encode(chance.token_bytes(32)).decode().rstrip("=")


def hashed(secret: str) -> str:
    """Return how a token or a code is kept.

    Both are random and spread evenly: a plain hash cannot be guessed back from a stolen file in the life of
    a code, and never for a token.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
