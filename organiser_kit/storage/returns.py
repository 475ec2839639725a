"""Many records at once that come down as they already are here: only their places in the feed change.

Whatever a copy sends comes back to it once. What differs in anything goes through the merge; a test holds
both ways against each other.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from organiser_kit.storage.columns import COMMON, by_kind, encoded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from organiser_kit.model.kinds import Kind
    from organiser_kit.oplog.op import Row
    from organiser_kit.storage.columns import Came
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.digests import Digests

_SCOPE, _SEQ, _STAMPS, _EXTRA = map(COMMON.index, ("scope", "seq", "stamps", "extra"))


class Returns:
    """Moves records that are here word for word."""

    def __init__(self, database: Database, digests: Digests) -> None:
        self._database = database
        self._digests = digests

    def take(self, scope: str, rows: Sequence[Row]) -> list[Row]:
        """Move what is the same here, in the open transaction, and return the rows that are left to merge."""
        moved = {id(row) for kind, came in by_kind(scope, rows) for row in self._move(kind, scope, came)}
        return [row for row in rows if id(row) not in moved]

    def _move(self, kind: Kind, scope: str, came: Mapping[str, Came]) -> list[Row]:
        ids = encoded(list(came))
        same: list[Row] = []
        for mine in self._database.tuples(_select(kind), (ids,)):
            row, theirs = came[mine[0]]
            if _is_same(mine, theirs):
                self._digests.moved(scope, kind.name, row.record_id, mine[_SEQ], row.seq)
                same.append(row)
        places = [(row.seq, row.record_id) for row in same]
        self._database.execute_many(f"UPDATE {kind.table} SET seq = ? WHERE id = ?", places)
        return same


def _is_same(mine: Sequence[Any], theirs: Sequence[Any]) -> bool:
    """Return whether two records are the same, wherever they stand in their scope's feed."""
    return (
        mine[_SCOPE] == theirs[_SCOPE]
        and mine[_SEQ + 1 : _STAMPS] == theirs[_SEQ + 1 : _STAMPS]
        and mine[_EXTRA:] == theirs[_EXTRA:]
        and (
            mine[_STAMPS] == theirs[_STAMPS]
            # In another order, or written by an earlier version.
            or msgspec.json.decode(mine[_STAMPS]) == msgspec.json.decode(theirs[_STAMPS])
        )
    )


@cache
def _select(kind: Kind) -> str:
    columns = ", ".join((*COMMON, *kind.fields))
    return f"SELECT {columns} FROM {kind.table} WHERE id IN (SELECT value FROM json_each(?))"
