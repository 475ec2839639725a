"""Many records at once that this copy never saw: one statement a kind instead of several a row.

A first download is tens of thousands of them. What is here already goes the other way, through the merge;
both ways leave the same rows, and a test holds them against each other.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from organiser_kit.oplog.erasure import spoken_of_by
from organiser_kit.oplog.hlc import ZERO
from organiser_kit.rules.text import search_text
from organiser_kit.storage.columns import COMMON, by_kind, encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from organiser_kit.model.kinds import Kind
    from organiser_kit.oplog.op import Row
    from organiser_kit.storage.columns import Came
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.search import PeopleIndex

_NOTHING = (None, ZERO)


class Arrivals:
    """Writes records that are new here."""

    def __init__(self, database: Database, people_index: PeopleIndex) -> None:
        self._database = database
        self._people_index = people_index

    def take(self, scope: str, rows: Sequence[Row]) -> list[Row]:
        """Write what is new here, in the open transaction, and return the rows that are left to merge.

        Whatever has to do with an erasure is left to the merge.
        """
        touched = self._touched_by_erasures(rows)
        taken: set[int] = set()
        for kind, came in by_kind(scope, (row for row in rows if id(row) not in touched)):
            for record_id in self._known(kind, came):
                del came[record_id]
            if came:
                self._write(kind, came.values())
                taken |= {id(row) for row, _ in came.values()}
        return [row for row in rows if id(row) not in taken]

    def _touched_by_erasures(self, rows: Sequence[Row]) -> set[int]:
        """Return, by their ``id()``, the rows that were erased, or that speak of what was."""
        if self._database.value("SELECT 1 FROM erased LIMIT 1") is None:
            return set()
        keys = {id(row): [(row.record, row.record_id), *spoken_of_by(row)] for row in rows}
        gone = self._erased([key for each in keys.values() for key in each])
        return {found for found, each in keys.items() if not gone.isdisjoint(each)}

    def _known(self, kind: Kind, ids: Iterable[str]) -> list[str]:
        sql = f"SELECT id FROM {kind.table} WHERE id IN (SELECT value FROM json_each(?))"
        return [row[0] for row in self._database.tuples(sql, (encoded(list(ids)),))]

    def _erased(self, keys: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return which of these kinds and ids were erased."""
        sql = "SELECT record, record_id FROM erased WHERE record_id IN (SELECT value FROM json_each(?))"
        found = self._database.rows(sql, (encoded([record_id for _, record_id in keys]),))
        return {(row["record"], row["record_id"]) for row in found} & set(keys)

    def _write(self, kind: Kind, came: Iterable[Came]) -> None:
        self._database.execute_many(_insert(kind), [columns for _, columns in came])
        if kind.name == "person":
            self._people_index.put_new(
                [(row.record_id, _folded(row)) for row, _ in came if row.alive is None or row.alive[0]]
            )


@cache
def _insert(kind: Kind) -> str:
    columns = (*COMMON, *kind.fields)
    return f"INSERT INTO {kind.table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _folded(row: Row) -> str:
    given, family = (row.fields.get(name, _NOTHING)[0] or "" for name in ("given_name", "family_name"))
    return search_text(str(given), str(family))
