"""The server that a local copy exchanges with, and what it lets the copy see."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from organiser_kit.storage.recovery import REVOKED
from organiser_kit.storage.rereading import read_again, send_again
from organiser_kit.storage.sweeping import forget_sweeps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState

TOKEN_LIFE = timedelta(days=30)
_TOKEN_AT = "server_token_at"


@dataclass(frozen=True, slots=True)
class Pairing:
    """The server this copy exchanges with. ``token`` is a secret and stays inside the copy."""

    url: str
    token: str
    epoch: str


class Pairings:
    """Reads and writes the one pairing of a copy. Whatever writes needs an open transaction."""

    def __init__(self, database: Database, device: DeviceState) -> None:
        self._database = database
        self._device = device

    def current(self) -> Pairing | None:
        """Return the server this copy is paired with, ``None`` before any enrolment."""
        url = self._device.get("server_url")
        if url is None:
            return None
        return Pairing(url, self._device.get("server_token") or "", self._device.get("server_epoch") or "")

    def save(self, pairing: Pairing, scopes: Sequence[str]) -> None:
        """Remember a server and what it lets this device see.

        A server in a new life may lack anything that it once confirmed, so all of it waits again, and
        everything is read again.
        """
        if self._device.get("server_epoch") not in (None, "", pairing.epoch):
            send_again(self._database)
            read_again(self._database)
            forget_sweeps(self._database)
        if self._device.get("server_token") != pairing.token:
            # Let in, perhaps again.
            self._device.put(_TOKEN_AT, "")
            self._device.put(REVOKED, "")
        self._device.put("server_url", pairing.url)
        self._device.put("server_token", pairing.token)
        self._device.put("server_epoch", pairing.epoch)
        self.save_scopes(scopes)

    def save_token(self, token: str, at: datetime) -> None:
        """Remember the token that replaces the present one."""
        self._device.put("server_token", token)
        self._device.put(_TOKEN_AT, at.isoformat())

    def token_is_old(self, at: datetime) -> bool:
        """Return whether the token was used for so long that another should replace it."""
        since = self._device.get(_TOKEN_AT)
        return bool(since) and abs(at - datetime.fromisoformat(str(since))) > TOKEN_LIFE

    def token_is_known(self) -> bool:
        """Return whether it was noted since when the token is used."""
        return bool(self._device.get(_TOKEN_AT))

    def note_token(self, at: datetime) -> None:
        """Note that the token is used since ``at``."""
        self._device.put(_TOKEN_AT, at.isoformat())

    def left(self) -> tuple[str, ...]:
        """Return the scopes that a server let this device out of, and that were removed."""
        return tuple(json.loads(self._device.get("left") or "[]"))

    def save_left(self, scopes: Sequence[str]) -> None:
        """Remember the scopes that were removed."""
        self._device.put("left", json.dumps(sorted(scopes)))

    def scopes(self) -> tuple[str, ...]:
        """Return the scopes that the server granted."""
        return tuple(json.loads(self._device.get("scopes") or "[]"))

    def save_scopes(self, scopes: Sequence[str]) -> None:
        """Remember what the server now lets this device see."""
        self._device.put("scopes", json.dumps(sorted(scopes)))
