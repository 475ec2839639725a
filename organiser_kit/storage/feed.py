"""What came down a scope's feed: rows merged into the records, and how far each scope was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.changes import Changes
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.merge import merge, state_of_row
from organiser_kit.oplog.op import Row, encode
from organiser_kit.storage.losses import Losses
from organiser_kit.storage.rereading import read_again
from organiser_kit.storage.sweeping import sweep, sweep_later
from organiser_kit.storage.writer import later_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState
    from organiser_kit.storage.records import Records
    from organiser_kit.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a scope's feed was read, in one life of the server's database."""

    epoch: str = ""
    seq: int = 0


class Feed:
    """Takes in what servers, laptops and sticks bring."""

    def __init__(self, database: Database, records: Records, device: DeviceState, writer: Writer) -> None:
        self._database = database
        self._records = records
        self._device = device
        self._writer = writer
        self._losses = Losses(database, device)

    def cursor(self, scope: str) -> Cursor:
        """Return how far ``scope`` was read."""
        found = self._database.tuples("SELECT epoch, seq FROM cursors WHERE scope = ?", (scope,))
        return Cursor(*found[0]) if found else Cursor()

    def apply_page(
        self,
        scope: str,
        epoch: str,
        rows: Sequence[Row],
        next_seq: int,
        *,
        accept_deletions: bool = False,
        seen: Callable[[str, Sequence[Row]], None] = lambda _scope, _rows: None,
    ) -> Changes:
        """Merge a page of a scope's feed and move its cursor, both or neither.

        Args:
            scope: what the page is about.
            epoch: the life of the server's database that it comes from.
            rows: the page.
            next_seq: where the cursor goes.
            accept_deletions: a person said that many people may go.
            seen: told in the same transaction what came.

        Raises:
            HeldBackError: so many people would go that a person must say so first.
        """
        with (
            self._database.recoverable(),
            self._database.transaction(),
            self._records.digests.gathering(),
        ):
            if not accept_deletions:
                self._losses.check(scope, rows)
            here = self._records.arrivals.take(scope, rows)
            was_here = {id(row) for row in here}
            new = [row for row in rows if id(row) not in was_here]
            for row in new:
                self._records.digests.moved(scope, row.record, row.record_id, 0, row.seq)
            kinds, ids = {row.record for row in new}, {row.record_id for row in new}
            for row in self._records.returns.take(scope, here):
                if row.record not in BY_NAME:
                    self._take_unknown(scope, row)
                elif self.absorb(scope, row):
                    kinds.add(row.record)
                    ids.add(row.record_id)
            seen(scope, rows)
            self.note_clock(rows)
            self._move_cursor(scope, epoch, next_seq)
        changed = Changes(frozenset(kinds), frozenset(ids))
        self._writer.note(changed)
        return changed

    def absorb(self, scope: str, row: Row) -> bool:
        """Merge ``row`` in the open transaction and return whether anything changed."""
        theirs = state_of_row(row)
        mine = self._records.state(row.record, row.record_id)
        merged = theirs if mine is None else merge(mine, theirs)
        self._records.save(merged, scope, row.seq)
        return merged != mine

    def _take_unknown(self, scope: str, row: Row) -> None:
        erasures = self._records.erasures
        if row.erased or erasures.is_erased(row.record, row.record_id):
            erasures.erase(row.record, row.record_id, scope, row.seq)
        else:
            self.park(scope, row)

    def park(self, scope: str, row: Row) -> None:
        """Keep a record of a kind that only a newer version knows, for that version to read.

        In the open transaction.
        """
        self._records.digests.place(scope, row.record, row.record_id, row.seq)
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
                # The same record at the same place: only the table changes.
                self._records.digests.moved(kept["scope"], row.record, row.record_id, row.seq, 0)
                self.absorb(kept["scope"], row)
                self._database.execute(
                    "DELETE FROM parked WHERE record = ? AND record_id = ?", (row.record, row.record_id)
                )

    def note_clock(self, rows: Sequence[Row]) -> None:
        """Let the clock of this copy be no earlier than any stamp it has seen, in the open transaction."""
        stamps = {stamp for row in rows for _, stamp in row.fields.values()}
        stamps |= {row.alive[1] for row in rows if row.alive is not None}
        if not stamps:
            return
        # As texts, stamps sort in their order.
        self._device.put("clock", later_instant(self._device.get("clock"), [max(stamps)]))

    def end_round(self) -> None:
        """Note that everything came in, in the open transaction."""
        self._losses.forget()
        self._writer.note(sweep(self._database, self._records))

    def start_again(self, scope: str) -> None:
        """Read ``scope`` from its beginning: the server has let go of deletions this copy never read of."""
        with self._database.transaction():
            sweep_later(self._device, scope)
            read_again(self._database, scope)

    def _move_cursor(self, scope: str, epoch: str, seq: int) -> None:
        self._database.execute(
            "INSERT INTO cursors (scope, epoch, seq) VALUES (?, ?, ?) "
            "ON CONFLICT (scope) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq",
            (scope, epoch, seq),
        )
