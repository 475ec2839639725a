"""Letting go of what was deleted long ago, once every laptop knows.

A deleted record leaves when its deletion reached this server at least 180 days ago, every laptop that is
still let in has read past it, and nothing that stands names it. What was erased never leaves: its id is all
there is, and must outlive every laptop and every backup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from organiser_kit.model.kinds import KINDS
from sync.server import digests, records, sql

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.model.kinds import Kind
    from sync.server.engines.base import Connection

KEPT = timedelta(days=180)
_NAMED_BY = {
    "person_id": "person",
    "twin_of": "person",
    "meeting_id": "meeting",
    "pair_id": "meeting_pair",
    "group_id": "group",
    "region_id": "region",
    "venue_id": "venue",
    "structure_id": "structure",
    "host_structure_id": "structure",
}
"""Which field names a record of which kind."""


@dataclass(frozen=True, slots=True)
class Compacted:
    """What left, or would leave.

    Attributes:
        removed: how many deleted records.
        waiting: how many more are old enough, and some laptop has not read their deletion yet.
    """

    removed: int = 0
    waiting: int = 0

    def __add__(self, other: Compacted) -> Compacted:
        """Return both together."""
        return Compacted(self.removed + other.removed, self.waiting + other.waiting)


def compact(connection: Connection, scope: str, now: datetime, *, dry_run: bool = False) -> Compacted:
    """Let go of what may leave ``scope``, in the caller's transaction.

    A cursor from before the last record that left is told to begin anew; see ``cursor-too-old``.
    """
    connection.execute(sql.LOCK_SCOPE, {"scope": scope}).fetchall()
    ((acked,),) = connection.execute(sql.LEAST_ACKED, {"scope": scope}).fetchall()
    wanted = {"scope": scope, "before": (now - KEPT).isoformat()}
    old = [(kind, *row) for kind in KINDS for row in connection.execute(_OLD[kind.name], wanted).fetchall()]
    leaving = [(kind, record_id, seq) for kind, record_id, seq in old if acked is None or seq <= acked]
    if leaving and not dry_run:
        for kind, record_id, _ in leaving:
            records.delete(connection, kind, record_id)
            connection.execute(sql.BLANK_OPS, {"record_id": record_id})
            connection.execute(sql.DELETE_HISTORY, {"record_id": record_id})
        digests.drop(connection, scope, [(kind.name, *place) for kind, *place in leaving])
        connection.execute(sql.RAISE_MIN_SEQ, {"scope": scope, "seq": max(seq for *_, seq in leaving)})
        connection.leave_no_trace()
    return Compacted(len(leaving), len(old) - len(leaving))


def _old_of(kind: Kind) -> str:
    named = " ".join(
        f'AND NOT EXISTS (SELECT 1 FROM "{other.table}" r WHERE r."{field}" = t.id AND r.alive)'
        for other in KINDS
        for field in other.fields
        if _NAMED_BY.get(field) == kind.name
    )
    # The clock of the laptop that deleted may be wrong; when the operation came is this server's own time.
    return (
        f'SELECT t.id, t.seq FROM "{kind.table}" t WHERE t.scope = :scope AND NOT t.alive AND NOT EXISTS '
        f"(SELECT 1 FROM op WHERE op.record_id = t.id AND op.received_at >= :before) {named}"
    )


_OLD = {kind.name: _old_of(kind) for kind in KINDS}
