"""When a backup was last made, and what only this laptop holds since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from organiser_kit.rules.alerts import BACKUP_AFTER

if TYPE_CHECKING:
    from organiser_kit.services.store import Store

PUT_OFF = timedelta(days=7)
"""How long nothing is said of backups once somebody said “later”."""

_MADE, _PUT_OFF = "backup made", "backup put off"
_UNSAVED = """SELECT count(*) AS changes, min(recorded_at) AS since FROM outbox
    WHERE state IN ('pending', 'needs_upgrade', 'refused') AND recorded_at > ?"""


class Backups:
    """Notes backups, and counts what would be lost with this laptop."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, begun: datetime) -> None:
        """Note that a backup holds everything written before ``begun``."""
        with self._store.database.transaction():
            self._store.device.put(_MADE, begun.isoformat())

    def put_off(self) -> None:
        """Say nothing about backups for :data:`PUT_OFF`."""
        with self._store.database.transaction():
            self._store.device.put(_PUT_OFF, (self._store.clock.now() + PUT_OFF).isoformat())

    def unsaved(self) -> int:
        """Return how many changes are on no server and in no backup, 0 until one of them is old enough.

        What a server has can be fetched again; what is in a backup can be put back.
        """
        now = self._store.clock.now()
        quiet_until = self._store.device.get(_PUT_OFF)
        if quiet_until and datetime.fromisoformat(quiet_until) > now:
            return 0
        row = self._store.database.row(_UNSAVED, (self._store.device.get(_MADE) or "",))
        if row is None or row["since"] is None:
            return 0
        return int(row["changes"]) if now - datetime.fromisoformat(row["since"]) >= BACKUP_AFTER else 0
