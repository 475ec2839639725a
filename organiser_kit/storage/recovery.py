"""What a copy does when it can no longer trust what it knows of the server, or the server of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from organiser_kit.storage.rereading import read_again, send_again

if TYPE_CHECKING:
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState

BETWEEN_DOUBTS = timedelta(days=1)
"""Often enough to mend, rare enough not to burden a line should it not help."""


class Recovery:
    """The ways back to an exchange that can be trusted; each is one transaction, and none loses anything."""

    def __init__(self, database: Database, device: DeviceState) -> None:
        self._database = database
        self._device = device

    def doubt(self, scope: str, at: datetime) -> bool:
        """Read ``scope`` again and send again what this copy wrote in it; ``False`` if that was just done."""
        key = f"doubted {scope}"
        last = self._device.get(key)
        if last is not None and abs(at - datetime.fromisoformat(last)) < BETWEEN_DOUBTS:
            return False
        with self._database.transaction():
            self._device.put(key, at.isoformat())
            read_again(self._database, scope)
            send_again(self._database, scope)
        return True

    def read_again(self, scope: str) -> None:
        """Read ``scope`` from its beginning at the next exchange; what waits keeps waiting."""
        with self._database.transaction():
            read_again(self._database, scope)

    def send_again(self) -> None:
        """Let everything that this copy ever wrote wait again."""
        with self._database.transaction():
            send_again(self._database)
