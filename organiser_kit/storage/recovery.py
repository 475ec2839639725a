"""What a copy does when it can no longer trust what it knows of the server, or the server of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from organiser_kit.changes import Changes
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.storage.incarnation import note_numbers
from organiser_kit.storage.leaving import leave, scopes_held
from organiser_kit.storage.rereading import read_again, send_again

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState
    from organiser_kit.storage.writer import Writer

REVOKED = "revoked_at"
"""The key of the moment since which a server no longer lets this device in; empty when one does."""

BETWEEN_DOUBTS = timedelta(days=1)
"""Often enough to mend, rare enough not to burden a line should it not help."""


class Recovery:
    """The ways back to an exchange that can be trusted; each is one transaction, and none loses anything."""

    def __init__(
        self, database: Database, device: DeviceState, writer: Writer, environment: Environment
    ) -> None:
        self._database = database
        self._environment = environment
        self._device = device
        self._writer = writer

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

    def begin_incarnation(self) -> None:
        """Write under a new name, for another copy of this device writes under the present one."""
        with self._database.transaction():
            self._device.begin_incarnation(self._environment)
            read_again(self._database)
            note_numbers(self._database, self._environment)

    def send_again(self) -> None:
        """Let everything that this copy ever wrote wait again."""
        with self._database.transaction():
            send_again(self._database)

    def leave(self, scope: str) -> str | None:
        """Remove what this copy holds of a scope that a server let it out of; return the group's name.

        What was never sent stays in the outbox.
        """
        with self._database.transaction():
            name = leave(self._database, scope)
        self._note_all()
        return name

    def wipe(self, at: datetime) -> None:
        """Remove every record, for a server put this device out; what was never sent stays."""
        with self._database.transaction():
            for scope in scopes_held(self._database):
                leave(self._database, scope)
            if not self.is_revoked:
                self._device.put(REVOKED, at.isoformat())
        self._note_all()

    @property
    def is_revoked(self) -> bool:
        """Return whether a server put this device out, and none let it in again since."""
        return bool(self._device.get(REVOKED))

    def _note_all(self) -> None:
        self._writer.note(Changes(frozenset(BY_NAME), frozenset()))
