"""The local copy as the sync sees it. Every method is one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.merge import erased
from organiser_kit.storage.clock import CorrectedClock
from organiser_kit.storage.feed import Feed
from organiser_kit.storage.file_errands import FileErrands
from organiser_kit.storage.incarnation import note_numbers
from organiser_kit.storage.outbox import Outbox
from organiser_kit.storage.pairing import Pairing, Pairings
from organiser_kit.storage.parcels import ParcelStore
from organiser_kit.storage.putting_away import take_back
from organiser_kit.storage.recovery import Recovery
from organiser_kit.storage.rounds import KEPT, Rounds, Via
from organiser_kit.storage.upgrade import take_known_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, timedelta

    from organiser_kit.changes import Changes
    from organiser_kit.environment import Environment
    from organiser_kit.oplog.merge import RecordState
    from organiser_kit.oplog.op import Row
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState, Identity
    from organiser_kit.storage.feed import Cursor
    from organiser_kit.storage.kept_files import KeptFiles
    from organiser_kit.storage.outbox import Counts, OutboxEntry, Settled, Waiting, WaitingKind
    from organiser_kit.storage.records import Records
    from organiser_kit.storage.rounds import Round
    from organiser_kit.storage.writer import Writer


class Replica:
    """What an exchange may read from and write to the local copy."""

    def __init__(
        self,
        database: Database,
        records: Records,
        device: DeviceState,
        writer: Writer,
        environment: Environment,
        kept: KeptFiles,
    ) -> None:
        self._database = database
        self._records = records
        self._device = device
        self._writer = writer
        self._environment = environment
        self._pairings = Pairings(database, device)
        self._outbox = Outbox(database, records, device)
        self._feed = Feed(database, records, device, writer)
        self._rounds = Rounds(database)
        self.recovery = Recovery(database, device, writer, environment)
        self._clock = CorrectedClock(device, environment)
        self.parcels = ParcelStore(database, records, device, writer)
        self.files = FileErrands(database, device, writer, kept)
        self.after_round: Callable[[], None] = lambda: None

    def mark(self) -> str:
        """Return a word that changes whenever anything is written, by this program or by another one.

        It costs no reading, and means nothing once the copy was closed.
        """
        return (
            f"{self._database.value('PRAGMA data_version')}.{self._database.value('SELECT total_changes()')}"
        )

    def identity(self) -> Identity:
        """Return who this copy is."""
        return self._device.identity()

    def note_numbers(self) -> None:
        """Note beside the database which numbers are used; before operations leave this machine."""
        note_numbers(self._database, self._environment)

    def pairing(self) -> Pairing | None:
        """Return the server this copy is paired with, ``None`` before any enrolment."""
        return self._pairings.current()

    def save_pairing(self, pairing: Pairing, scopes: Sequence[str]) -> None:
        """Remember a server and what it lets this device see; see :meth:`Pairings.save`."""
        with self._database.transaction():
            self._pairings.save(pairing, scopes)

    def token_is_old(self, at: datetime) -> bool:
        """Return whether the server should be asked for another token."""
        if self._pairings.token_is_known():
            return self._pairings.token_is_old(at)
        with self._database.transaction():
            self._pairings.note_token(at)
        return False

    def save_token(self, token: str, at: datetime) -> None:
        """Remember the token that replaces the present one."""
        with self._database.transaction():
            self._pairings.save_token(token, at)

    def left(self) -> tuple[str, ...]:
        """Return the scopes that a server let this device out of, and that were removed."""
        return self._pairings.left()

    def save_left(self, scopes: Sequence[str]) -> None:
        """Remember the scopes that were removed."""
        with self._database.transaction():
            self._pairings.save_left(scopes)

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

    def waiting_kinds(self) -> list[WaitingKind]:
        """Return what waits, counted by kind of record, the kind that waits longest first."""
        return self._outbox.waiting_kinds()

    def outbox(self, *, refused_only: bool = False) -> list[OutboxEntry]:
        """Return what waits or was refused, oldest first."""
        return self._outbox.entries(refused_only=refused_only)

    def settle(self, results: Sequence[Settled]) -> Changes:
        """Note a server's answers; a refused edit gives way to what the server holds."""
        with self._database.recoverable(), self._database.transaction():
            changed = self._outbox.settle(results)
            # What is written after a refusal was written having seen the server's values.
            self._feed.note_clock([result.row for result in results if result.row is not None])
        self._writer.note(changed)
        return changed

    def batch_ops(self) -> int | None:
        """Return how many operations may go into a push on this line, ``None`` before any push failed."""
        kept = self._device.get("batch_ops")
        return None if kept is None else int(kept)

    def note_batch_ops(self, ops: int) -> None:
        """Remember how many operations may go into the next push."""
        with self._database.transaction():
            self._device.put("batch_ops", str(ops))

    def note_schema(self, oldest: int, newest: int) -> None:
        """Remember which schemas the server takes, and let what waited for one of them go."""
        if self._outbox.schema() == (oldest, newest) and not self._outbox.is_deferring():
            return
        with self._database.transaction():
            self._outbox.note_schema(oldest, newest)

    def server_schema(self) -> tuple[int, int] | None:
        """Return the oldest and newest schema that the server was seen to take, ``None`` before that."""
        return self._outbox.schema()

    def cursor(self, scope: str) -> Cursor:
        """Return how far ``scope`` was read."""
        return self._feed.cursor(scope)

    def apply_page(
        self,
        scope: str,
        epoch: str,
        rows: Sequence[Row],
        next_seq: int,
        *,
        accept_deletions: bool = False,
    ) -> Changes:
        """Merge a page of a scope's feed and move its cursor, both or neither."""
        return self._feed.apply_page(
            scope, epoch, rows, next_seq, accept_deletions=accept_deletions, seen=self._outbox.see
        )

    def send_unseen(self, scopes: Sequence[str]) -> int:
        """Let wait again what the server answered and its feed, read to the end, does not show."""
        if not self._outbox.is_unseen():
            return 0
        with self._database.transaction():
            return self._outbox.send_unseen(scopes)

    def take_parked(self) -> None:
        """Take in what came before this version knew its kind or its field."""
        self._feed.take_parked()
        take_known_fields(self._database, self._records, self._device)

    def start_again(self, scope: str) -> None:
        """Read ``scope`` from its beginning; see :meth:`Feed.start_again`."""
        self._feed.start_again(scope)

    def take_back(self, scope: str) -> bool:
        """Have ``scope`` read from its beginning if it was put away here, and return whether it was."""
        return take_back(self._database, self._device, scope)

    def make_durable(self) -> None:
        """Write something, so that all that was written before outlives a power cut."""
        with self._database.transaction():
            self._device.put("durable_at", self._environment.now().isoformat())

    def digest(self, scope: str) -> str:
        """Return the fingerprint of what this copy holds of a scope's feed."""
        return self._records.digests.of(scope)

    def learn_clock(self, theirs: datetime) -> None:
        """Believe the time that a server or another laptop just told."""
        if self._clock.differs(theirs):
            with self._database.transaction():
                self._clock.learn(theirs)

    def clock_offset(self) -> timedelta:
        """Return how much must be added to what this laptop's clock shows."""
        return self._clock.offset()

    def add_round(
        self,
        at: datetime,
        route: Via,
        *,
        pushed: int = 0,
        pulled: int = 0,
        refused: int = 0,
        problem: str | None = None,
    ) -> None:
        """Remember what an exchange did, or why it did nothing; see :meth:`Rounds.add`.

        ``at`` is what this laptop's clock shows. Whoever waits for what came is called afterwards.
        """
        with self._database.transaction():
            self._rounds.add(at, route, pushed=pushed, pulled=pulled, refused=refused, problem=problem)
            if route is Via.SERVER and problem is None:
                self._device.put("last_sync_at", (at + self._clock.offset()).isoformat())
                self._feed.end_round()
        self.after_round()

    def rounds(self, limit: int = KEPT) -> list[Round]:
        """Return the last exchanges, the newest first."""
        return self._rounds.last(limit)

    def last_sync_at(self) -> str | None:
        """Return when an exchange last went through (RFC 3339), ``None`` if never."""
        return self._device.get("last_sync_at")

    def snapshot(self, scope: str) -> list[RecordState]:
        """Return every record of ``scope``, the erased ones too, for comparing two copies row by row."""
        kept = [
            state
            for kind in BY_NAME.values()
            for row in self._database.rows(
                f"SELECT id FROM {kind.table} WHERE scope = ? ORDER BY id", (scope,)
            )
            if (state := self._records.state(kind.name, row["id"])) is not None
        ]
        gone = self._database.rows("SELECT record, record_id FROM erased WHERE scope = ?", (scope,))
        places = {name: place for place, name in enumerate(BY_NAME)}
        together = [*kept, *(erased(row["record"], row["record_id"]) for row in gone)]
        return sorted(together, key=lambda state: (places.get(state.kind, len(places)), state.id))
