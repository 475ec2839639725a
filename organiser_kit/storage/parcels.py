"""What a local copy gives to other laptops and takes from them, without any server in between.

Operations of others are kept as their authors wrote and signed them until a server has answered; meanwhile
their values are shown, on top of what the server confirmed. Every method is one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from organiser_kit.changes import NOTHING, Changes
from organiser_kit.model.kinds import BY_NAME, KINDS
from organiser_kit.oplog.hlc import ZERO
from organiser_kit.oplog.merge import (
    ALIVE,
    RecordState,
    apply,
    erased,
    merge,
    row_of_state,
    state_of_op,
    state_of_row,
)
from organiser_kit.oplog.op import Op, OpKind, Row, decode_op
from organiser_kit.storage.losses import Losses
from organiser_kit.storage.trust import TrustStore
from organiser_kit.storage.writer import later_instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState, Identity
    from organiser_kit.storage.outbox import Settled
    from organiser_kit.storage.records import Records
    from organiser_kit.storage.trust import KeptCertificate
    from organiser_kit.storage.writer import Writer

_STATES = {"refused": "refused", "needs_upgrade": "deferred"}
"""What becomes of a carried operation; every other verdict means that the server has it."""


@dataclass(frozen=True, slots=True)
class Written:
    """An operation as it waits for a server; ``signature`` is empty for this copy's own."""

    op_id: str
    device: str
    scope: str
    body: str
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """An operation whose signature was found good, on its way into this copy."""

    op: Op
    body: str
    signature: str


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be brought to a server of one group.

    Attributes:
        carried: operations of others.
        context: this copy's own waiting operations on the same records, so that the server knows both sides
            of what was written one upon the other.
        certificates: what proves the authors' keys.
        seed: the private key that signs ``context``.
    """

    carried: list[Written]
    context: list[Written]
    certificates: list[KeptCertificate]
    seed: bytes


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of a parcel: operations by outcome, and how many rows changed something here."""

    new: int
    known: int
    refused: int
    rows: int


class ParcelStore:
    """The part of the local copy that other laptops see."""

    def __init__(self, database: Database, records: Records, device: DeviceState, writer: Writer) -> None:
        self._database = database
        self._records = records
        self._device = device
        self._writer = writer
        self._losses = Losses(database, device)
        self.trust = TrustStore(database, device)

    def identity(self) -> Identity:
        """Return who this copy is."""
        return self._device.identity()

    def epoch(self) -> str:
        """Return the life of the server's database that the rows come from, empty before any enrolment."""
        return self._device.get("server_epoch") or ""

    def founded(self) -> tuple[str, ...]:
        """Return the groups' scopes that this copy holds records of."""
        rows = self._database.rows("SELECT DISTINCT scope FROM meeting_groups ORDER BY scope")
        return tuple(row["scope"] for row in rows if row["scope"].startswith("g:"))

    def group_keys(self) -> dict[str, bytes]:
        """Return the secret of each group that has one, by scope."""
        rows = self._database.rows("SELECT scope, badge_key FROM meeting_groups WHERE badge_key <> ''")
        return {row["scope"]: bytes.fromhex(row["badge_key"]) for row in rows}

    def unanswered(self, scope: str | None = None) -> list[Written]:
        """Return this copy's own operations that no server is known to hold, oldest first."""
        within = "" if scope is None else "AND scope = :scope"
        rows = self._database.rows(
            "SELECT op_id, scope, body FROM outbox "
            f"WHERE state IN ('pending', 'answered') {within} ORDER BY incarnation, n",
            {"scope": scope},
        )
        mine = self._device.identity().device_id
        return [Written(row["op_id"], mine, row["scope"], row["body"]) for row in rows]

    def carried(self, scope: str) -> list[Written]:
        """Return the operations of others that wait for a server, in the order they came."""
        rows = self._database.tuples(
            "SELECT op_id, device, scope, body, signature FROM carried "
            "WHERE state = 'waiting' AND scope = ? ORDER BY rowid",
            (scope,),
        )
        return [Written(*row) for row in rows]

    def errand(self, scope: str) -> Errand:
        """Return what others wrote in ``scope`` and no server has answered, with all that belongs to it."""
        carried = self.carried(scope)
        if not carried:
            return Errand([], [], [], b"")
        touching = self._database.rows(
            "SELECT op_id, scope, body FROM outbox WHERE state = 'pending' AND scope = :scope "
            "AND record_id IN (SELECT record_id FROM carried WHERE state = 'waiting' AND scope = :scope) "
            "ORDER BY incarnation, n",
            {"scope": scope},
        )
        mine = self.identity().device_id
        context = [Written(row["op_id"], mine, row["scope"], row["body"]) for row in touching]
        return Errand(carried, context, self.trust.certificates(), self.trust.signing_seed())

    def settle(self, results: Sequence[Settled]) -> int:
        """Note a server's answers to carried operations; return how many they were.

        An operation that is in leaves its bare id: it is known when it comes again. What was refused is shown
        no more. What waits for a newer server waits there, and is shown meanwhile.
        """
        answered = 0
        touched: list[Row | Op] = []
        with self._database.transaction():
            for result in results:
                found = self._database.row(
                    "SELECT body FROM carried WHERE op_id = ? AND state = 'waiting'", (result.op_id,)
                )
                if found is None:
                    continue
                answered += 1
                self._database.execute(
                    "UPDATE carried SET state = :state, verdict = :verdict, problem = :problem, "
                    "body = CASE :state WHEN 'deferred' THEN body ELSE '' END, "
                    "signature = CASE :state WHEN 'deferred' THEN signature ELSE '' END WHERE op_id = :id",
                    {
                        "state": _STATES.get(result.verdict, "confirmed"),
                        "verdict": result.verdict,
                        "problem": result.problem,
                        "id": result.op_id,
                    },
                )
                op = decode_op(found["body"])
                if result.verdict == "refused" and op.record in BY_NAME:
                    self._take_back(op, result.row)
                    touched.append(op)
            self._note_clock([result.row for result in results if result.row is not None], [])
        self._writer.note(_changes_of(touched))
        return answered

    def _take_back(self, refused: Op, row: Row | None) -> None:
        """Show what is left of a record without ``refused``: the server's row, and all that stands on it."""
        state = None if row is None else state_of_row(row)
        # A record of this copy's own that was refused at its creation stays until a person decides.
        standing = "state <> 'confirmed'" if row is None else "state = 'pending'"
        for waiting in self._database.rows(
            f"SELECT body FROM outbox WHERE record_id = :id AND {standing} "
            "UNION ALL SELECT body FROM carried WHERE record_id = :id AND state IN ('waiting', 'deferred')",
            {"id": refused.record_id},
        ):
            state, _ = apply(state, decode_op(waiting["body"]))
        if state is not None:
            self._records.save(state, refused.scope, None if row is None else row.seq)
        else:
            self._records.forget(refused.record, refused.record_id)

    def rows(self, scope: str) -> list[Row]:
        """Return every record of ``scope`` without what no server has confirmed: that travels signed.

        What was erased is among it, for it must be forgotten wherever this goes.
        """
        unproved = self._unproved(scope)
        found = []
        for kind in KINDS:
            for state, seq in self._records.everything(kind, scope):
                proved = unproved.without(state)
                if proved is not None:
                    found.append(row_of_state(proved, seq))
        gone = self._records.erasures.placed(scope)
        return [*found, *(row_of_state(erased(kind, record_id), seq) for kind, record_id, seq in gone)]

    def _unproved(self, scope: str) -> _Unproved:
        bodies = self._database.rows(
            "SELECT body FROM outbox WHERE scope = :scope AND state <> 'confirmed' "
            "UNION ALL SELECT body FROM carried WHERE scope = :scope AND state IN ('waiting', 'deferred')",
            {"scope": scope},
        )
        ops = [decode_op(row["body"]) for row in bodies]
        return _Unproved(
            frozenset(stamp for op in ops for stamp in op.stamps),
            frozenset(op.record_id for op in ops if op.kind is OpKind.FACT),
        )

    def take(self, scope: str, rows: Sequence[Row], ops: Sequence[Received]) -> Intake:
        """Merge what another laptop gave: rows, then the operations that no server has answered.

        The places of the server's feed and the cursors stay as they are. Operations of one action are taken
        together or not at all.

        Raises:
            HeldBackError: so many people would go that it cannot be right.
        """
        with self._database.transaction():
            self._losses.check(scope, [*rows, *(_outcome(item.op) for item in ops)])
            changed = [row for row in rows if self._absorb(scope, row)]
            new = known = refused = 0
            touched: list[Op] = []
            for _, unit in groupby(ops, key=lambda item: item.op.tx or item.op.id):
                members = list(unit)
                fresh = [item for item in members if not self._is_known(item.op)]
                known += len(members) - len(fresh)
                if not all(self._fits(scope, item.op) for item in fresh):
                    refused += len(fresh)
                    continue
                for item in fresh:
                    self._carry(item)
                new += len(fresh)
                touched += [item.op for item in fresh]
            self._note_clock(changed, touched)
        self._writer.note(_changes_of([*changed, *touched]))
        return Intake(new, known, refused, len(changed))

    def _absorb(self, scope: str, row: Row) -> bool:
        if row.record not in BY_NAME or self._records.erasures.is_erased(row.record, row.record_id):
            return False
        if self._records.scope_of(row.record, row.record_id) not in (None, scope):
            return False
        theirs, mine = state_of_row(row), self._records.state(row.record, row.record_id)
        merged = theirs if mine is None else merge(mine, theirs)
        if merged == mine:
            return False
        self._records.save(merged, scope)
        return True

    def _is_known(self, op: Op) -> bool:
        """Return whether ``op`` says nothing new: it was here before, or its record is erased.

        An erasure goes on to the server even so: whoever decided it may never come there.
        """
        found = self._database.value(
            "SELECT 1 FROM outbox WHERE op_id = :id UNION ALL SELECT 1 FROM carried WHERE op_id = :id",
            {"id": op.id},
        )
        if found is not None or op.kind is OpKind.ERASE:
            return found is not None
        return self._records.erasures.is_erased(op.record, op.record_id)

    def _fits(self, scope: str, op: Op) -> bool:
        if op.record not in BY_NAME:
            return True
        if self._records.scope_of(op.record, op.record_id) not in (None, scope):
            return False
        if op.kind is not OpKind.FACT:
            return True
        mine = self._records.state(op.record, op.record_id)
        return mine is None or mine.registers == state_of_op(op).registers

    def _carry(self, item: Received) -> None:
        op = item.op
        self._database.execute(
            "INSERT INTO carried (op_id, device, incarnation, n, scope, record, record_id, body, signature, "
            "state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')",
            (
                op.id,
                op.device,
                op.incarnation,
                op.n,
                op.scope,
                op.record,
                op.record_id,
                item.body,
                item.signature,
            ),
        )
        if op.record in BY_NAME:
            merged, _ = apply(self._records.state(op.record, op.record_id), op)
            self._records.save(merged, op.scope)

    def _note_clock(self, rows: Sequence[Row], ops: Sequence[Op]) -> None:
        stamps = [stamp for op in ops for stamp in op.stamps]
        stamps += [stamp for row in rows for _, stamp in row.fields.values()]
        stamps += [row.alive[1] for row in rows if row.alive is not None]
        if stamps:
            self._device.put("clock", later_instant(self._device.get("clock"), stamps))


@dataclass(frozen=True, slots=True)
class _Unproved:
    """What is shown here and no server has confirmed."""

    stamps: frozenset[str]
    facts: frozenset[str]

    def without(self, state: RecordState) -> RecordState | None:
        """Return ``state`` without it, ``None`` when nothing is left."""
        if state.id in self.facts:
            return None
        registers = {
            name: register for name, register in state.registers.items() if register.stamp not in self.stamps
        }
        alive = ALIVE if state.alive.stamp != ZERO and state.alive.stamp in self.stamps else state.alive
        if not registers and alive == ALIVE:
            return None
        return RecordState(state.kind, state.id, registers, alive)


def _outcome(op: Op) -> Row:
    """Return what ``op`` means for whether its record is there."""
    return Row(
        record=op.record,
        record_id=op.record_id,
        seq=0,
        fields={},
        alive=None if op.alive is None else op.alive[:2],
        erased=op.kind is OpKind.ERASE,
    )


def _changes_of(touched: Sequence[Row | Op]) -> Changes:
    if not touched:
        return NOTHING
    return Changes(frozenset(item.record for item in touched), frozenset(item.record_id for item in touched))
