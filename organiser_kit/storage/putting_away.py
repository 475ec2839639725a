"""Letting a whole group go from this laptop, whose server keeps it: its time here is over.

What was read of the group's feed stays noted, with its digest: the server has nothing to send and nothing to
doubt, and learns of nothing. When something changes there the group is read again from its beginning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.kinds import KINDS
from organiser_kit.storage.leaving import remove_records
from organiser_kit.storage.rereading import read_again

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState
    from organiser_kit.storage.digests import Digests

_KEY = "put away "
_UNSENT = """SELECT
    (SELECT count(*) FROM outbox WHERE scope = :scope
        AND state IN ('pending', 'needs_upgrade', 'refused', 'answered'))
    + (SELECT count(*) FROM carried WHERE scope = :scope AND state IN ('waiting', 'deferred'))"""


def unsent(database: Database, scope: str) -> int:
    """Return how many operations in ``scope`` no server has for certain, one's own and others'."""
    return int(database.value(_UNSENT, {"scope": scope}))


def records_in(database: Database, scope: str) -> int:
    """Return how many records this copy holds of ``scope``."""
    counts = (f"SELECT count(*) FROM {kind.table} WHERE scope = ?" for kind in KINDS)
    return sum(int(database.value(sql, (scope,))) for sql in counts)


def put_away(database: Database, device: DeviceState, digests: Digests, scope: str, at: datetime) -> None:
    """Remove every record of ``scope``, as one transaction; nothing in it may wait to be sent."""
    # Worked out while the records are still there, unless it is kept already.
    digests.of(scope)
    with database.transaction():
        if unsent(database, scope):
            message = "what was never sent is not put away"
            raise RuntimeError(message)
        remove_records(database, scope)
        device.put(_KEY + scope, at.isoformat())


def take_back(database: Database, device: DeviceState, scope: str) -> bool:
    """Have ``scope`` read from its beginning if it was put away, and return whether it was."""
    if device.get(_KEY + scope) is None:
        return False
    with database.transaction():
        database.execute("DELETE FROM device_state WHERE key = ?", (_KEY + scope,))
        read_again(database, scope)
    return True
