"""Letting go, after a scope was read anew, of what its server let go of meanwhile.

Only deletions of long ago leave a server without a word. A copy that was away for so long, or was put back
from an old file, still shows such records: once the whole scope was read again, what a server had confirmed
and holds no more was deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.changes import NOTHING, Changes
from organiser_kit.model.kinds import KINDS
from organiser_kit.storage.losses import too_many

if TYPE_CHECKING:
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState
    from organiser_kit.storage.records import Records

_KEY = "sweep:"
# A record without a place in the feed that no operation here stands for.
_ABSENT = """scope = ? AND seq = 0
    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = t.id AND o.state <> 'confirmed')
    AND NOT EXISTS (SELECT 1 FROM carried c WHERE c.record_id = t.id AND c.state <> 'confirmed')"""


def sweep_later(device: DeviceState, scope: str) -> None:
    """Note that ``scope`` is read anew in the same life of the server's database; in the open transaction."""
    device.put(_KEY + scope, "1")


def sweep_all_later(database: Database, device: DeviceState) -> None:
    """Note that every scope that was read is read anew; in the open transaction, before cursors go."""
    for row in database.rows("SELECT scope FROM cursors"):
        sweep_later(device, row["scope"])


def forget_sweeps(database: Database) -> None:
    """A server in a new life may lack anything: what it lacks stays; in the open transaction."""
    database.execute("DELETE FROM device_state WHERE key LIKE ?", (_KEY + "%",))


def sweep(database: Database, records: Records) -> Changes:
    """Let go of what the scopes that were read anew no longer hold; in the open transaction."""
    changed = NOTHING
    noted = database.tuples("SELECT key FROM device_state WHERE key LIKE ?", (_KEY + "%",))
    for (key,) in noted:
        changed |= _sweep(database, records, key.removeprefix(_KEY))
    if noted:
        forget_sweeps(database)
    return changed


def _sweep(database: Database, records: Records, scope: str) -> Changes:
    people = database.value(f"SELECT count(*) FROM people t WHERE alive = 1 AND {_ABSENT}", (scope,))
    living = database.value("SELECT count(*) FROM people WHERE alive = 1 AND scope = ?", (scope,))
    if too_many(int(people), int(living)):
        # Absence of very many is no word of a server; they stay, and whoever knows deletes them.
        return NOTHING
    kinds, ids = set(), set()
    for kind in KINDS:
        if kind.fact:
            continue
        for row in database.rows(f"SELECT id FROM {kind.table} t WHERE {_ABSENT}", (scope,)):
            records.forget(kind.name, row["id"])
            kinds.add(kind.name)
            ids.add(row["id"])
    return Changes(frozenset(kinds), frozenset(ids))
