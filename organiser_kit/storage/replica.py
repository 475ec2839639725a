"""The local copy as the sync sees it. Every method is one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.changes import Changes
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.merge import merge, state_of_row
from organiser_kit.oplog.op import Row, encode
from organiser_kit.storage.outbox import Outbox
from organiser_kit.storage.pairing import Pairing, Pairings
from organiser_kit.storage.writer import later_instant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from organiser_kit.oplog.merge import RecordState
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState, Identity
    from organiser_kit.storage.outbox import Counts, OutboxEntry, Settled, Waiting
    from organiser_kit.storage.records import Records
    from organiser_kit.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a scope's feed was read, in one life of the server's database."""

    epoch: str = ""
    seq: int = 0


class Replica:
    """What an exchange may read from and write to the local copy."""

    def __init__(self, database: Database, records: Records, device: DeviceState, writer: Writer) -> None:
        self._database = database
        self._records = records
        self._device = device
        self._writer = writer
        self._pairings = Pairings(database, device)
        self._outbox = Outbox(database, records)

    def identity(self) -> Identity:
        """Return who this copy is."""
        return self._device.identity()

    def pairing(self) -> Pairing | None:
        """Return the server this copy is paired with, ``None`` before any enrolment."""
        return self._pairings.current()

    def save_pairing(self, pairing: Pairing, scopes: Sequence[str]) -> None:
        """Remember a server and what it lets this device see; see :meth:`Pairings.save`."""
        with self._database.transaction():
            self._pairings.save(pairing, scopes)

    def scopes(self) -> tuple[str, ...]:
        """Return the scopes that the server granted."""
        return self._pairings.scopes()

    def save_scopes(self, scopes: Sequence[str]) -> None:
        """Remember what the server now lets this device see."""
        with self._database.transaction():
            self._pairings.save_scopes(scopes)

    def waiting(self, limit: int, max_bytes: int) -> list[Waiting]:
        """Return the oldest unanswered operations, at least one if there is any, within both bounds."""
        return self._outbox.waiting(limit, max_bytes)

    def counts(self) -> Counts:
        """Return how much waits, was refused, or needs a person."""
        return self._outbox.counts()

    def outbox(self, *, refused_only: bool = False) -> list[OutboxEntry]:
        """Return what waits or was refused, oldest first."""
        return self._outbox.entries(refused_only=refused_only)

    def settle(self, results: Sequence[Settled]) -> Changes:
        """Note a server's answers; a refused edit gives way to what the server holds."""
        with self._database.transaction():
            changed = self._outbox.settle(results)
            # What is written after a refusal was written having seen the server's values.
            self._note_clock([result.row for result in results if result.row is not None])
        self._writer.note(changed)
        return changed

    def cursor(self, scope: str) -> Cursor:
        """Return how far ``scope`` was read."""
        row = self._database.row("SELECT epoch, seq FROM cursors WHERE scope = ?", (scope,))
        return Cursor(**row) if row else Cursor()

    def apply_page(
        self, scope: str, epoch: str, rows: Sequence[Row], next_seq: int, server_now: datetime | None = None
    ) -> Changes:
        """Merge a page of a scope's feed and move its cursor, both or neither.

        ``server_now`` is the server's clock at the time of the answer, kept for telling a wrong clock.
        """
        kinds: set[str] = set()
        ids: set[str] = set()
        with self._database.transaction():
            for row in rows:
                if row.record not in BY_NAME:
                    self._park(scope, row)
                elif self._absorb(scope, row):
                    kinds.add(row.record)
                    ids.add(row.record_id)
            self._note_clock(rows)
            self._move_cursor(scope, epoch, next_seq)
            if server_now is not None:
                self._device.put("server_time", server_now.isoformat())
        changed = Changes(frozenset(kinds), frozenset(ids))
        self._writer.note(changed)
        return changed

    def _absorb(self, scope: str, row: Row) -> bool:
        theirs = state_of_row(row)
        mine = self._records.state(row.record, row.record_id)
        merged = theirs if mine is None else merge(mine, theirs)
        self._records.save(merged, scope, row.seq)
        return merged != mine

    def _park(self, scope: str, row: Row) -> None:
        """Keep a record of a kind that only a newer version knows, for that version to read."""
        self._database.execute(
            "INSERT INTO parked (scope, record, record_id, seq, body) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (record, record_id) DO UPDATE SET seq = excluded.seq, body = excluded.body",
            (scope, row.record, row.record_id, row.seq, encode(row).decode()),
        )

    def take_parked(self) -> None:
        """Take in what came before this version knew its kind; an upgrade may have just taught it."""
        parked = self._database.rows("SELECT scope, record, body FROM parked ORDER BY seq")
        known = [row for row in parked if row["record"] in BY_NAME]
        if not known:
            return
        with self._database.transaction():
            for kept in known:
                row = msgspec.json.decode(kept["body"], type=Row)
                self._absorb(kept["scope"], row)
                self._database.execute(
                    "DELETE FROM parked WHERE record = ? AND record_id = ?", (row.record, row.record_id)
                )

    def _note_clock(self, rows: Sequence[Row]) -> None:
        stamps = [stamp for row in rows for _, stamp in row.fields.values()]
        stamps += [row.alive[1] for row in rows if row.alive is not None]
        if not stamps:
            return
        self._device.put("clock", later_instant(self._device.get("clock"), stamps))

    def _move_cursor(self, scope: str, epoch: str, seq: int) -> None:
        self._database.execute(
            "INSERT INTO cursors (scope, epoch, seq) VALUES (?, ?, ?) "
            "ON CONFLICT (scope) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq",
            (scope, epoch, seq),
        )

    def forget_cursors(self) -> None:
        """Read every scope from its beginning at the next exchange; what waits keeps waiting."""
        with self._database.transaction():
            self._database.execute("DELETE FROM cursors")

    def note_round(self, at: datetime) -> None:
        """Remember when an exchange last went through."""
        with self._database.transaction():
            self._device.put("last_sync_at", at.isoformat())

    def last_sync_at(self) -> str | None:
        """Return when an exchange last went through (RFC 3339), ``None`` if never."""
        return self._device.get("last_sync_at")

    def snapshot(self, scope: str) -> list[RecordState]:
        """Return every record of ``scope``, for comparing two copies row by row."""
        return [
            state
            for kind in BY_NAME.values()
            for row in self._database.rows(
                f"SELECT id FROM {kind.table} WHERE scope = ? ORDER BY id", (scope,)
            )
            if (state := self._records.state(kind.name, row["id"])) is not None
        ]
