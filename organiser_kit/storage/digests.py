"""What this copy holds of each scope's feed, in 16 digits to compare with the server's."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from organiser_kit.model.kinds import BY_NAME, KINDS
from organiser_kit.oplog.digest import EMPTY, mark, shifted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.storage.database import Database

_SOURCES = (
    *(f"SELECT '{kind.name}', id, seq FROM {kind.table}" for kind in KINDS),
    "SELECT record, record_id, seq FROM erased",
    "SELECT record, record_id, seq FROM parked",
)
_EVERYWHERE = " UNION ALL ".join(f"{source} WHERE scope = :scope AND seq > 0" for source in _SOURCES)


class Digests:
    """Kept up to date with every record that takes a place in a feed.

    A scope without a digest costs nothing, as during a first download; it is worked out when first asked for.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changes: dict[str, int] | None = None
        self._kept: dict[str, bool] = {}

    def of(self, scope: str) -> str:
        """Return the digest of ``scope``; outside of transactions, for it may have to be noted."""
        kept = self._read(scope)
        if kept is not None:
            return kept
        with self._database.transaction():
            change = sum(mark(*row) for row in self._database.tuples(_EVERYWHERE, {"scope": scope}))
            self._write(scope, shifted(EMPTY, change))
        return shifted(EMPTY, change)

    def place(self, scope: str, kind: str, record_id: str, seq: int) -> None:
        """Count a record that is about to take the place ``seq``, in the open transaction."""
        before, place = self._present(kind, record_id) or (scope, 0)
        self.moved(before, kind, record_id, place, 0)
        self.moved(scope, kind, record_id, 0, seq)

    def moved(self, scope: str, kind: str, record_id: str, before: int, after: int) -> None:
        """Count a record that goes from one place of ``scope`` to another; 0 is no place."""
        if before == after or not self._is_kept(scope):
            return
        change = mark(kind, record_id, after) - mark(kind, record_id, before)
        if self._changes is None:
            self._write(scope, shifted(self._read(scope) or EMPTY, change))
        else:
            self._changes[scope] = self._changes.get(scope, 0) + change

    def place_of(self, kind: str, record_id: str) -> int:
        """Return the place of a record in the feed, 0 if it has none."""
        present = self._present(kind, record_id)
        return 0 if present is None else present[1]

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Write the digests once at the end of what is done inside, which is part of one transaction."""
        self._changes = {}
        self._kept = {}
        try:
            yield
            for scope, change in self._changes.items():
                self._write(scope, shifted(self._read(scope) or EMPTY, change))
        finally:
            self._changes = None

    def _present(self, kind: str, record_id: str) -> tuple[str, int] | None:
        table = BY_NAME[kind].table if kind in BY_NAME else "parked"
        name = "id" if kind in BY_NAME else "record_id"
        found = self._database.tuples(f"SELECT scope, seq FROM {table} WHERE {name} = ?", (record_id,))
        if not found:
            sql = "SELECT scope, seq FROM erased WHERE record = ? AND record_id = ?"
            found = self._database.tuples(sql, (kind, record_id))
        return found[0] if found else None

    def _is_kept(self, scope: str) -> bool:
        if self._changes is None:
            return self._read(scope) is not None
        if scope not in self._kept:
            self._kept[scope] = self._read(scope) is not None
        return self._kept[scope]

    def _read(self, scope: str) -> str | None:
        found = self._database.value("SELECT digest FROM digests WHERE scope = ?", (scope,))
        return None if found is None else str(found)

    def _write(self, scope: str, digest: str) -> None:
        self._database.execute(
            "INSERT INTO digests (scope, digest) VALUES (?, ?) "
            "ON CONFLICT (scope) DO UPDATE SET digest = excluded.digest",
            (scope, digest),
        )
