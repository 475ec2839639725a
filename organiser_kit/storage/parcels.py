"""What a local copy gives to other laptops and takes from them, without any server in between.

Operations of others are kept as their authors wrote and signed them until a server has answered; meanwhile
their values are shown, on top of what the server confirmed. Every method is one transaction.
"""

from __future__ import annotations

import json
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
    merge,
    row_of_state,
    state_of_op,
    state_of_row,
)
from organiser_kit.oplog.op import Op, OpKind, Row, decode_op
from organiser_kit.storage.keys import public_key, signing_seed
from organiser_kit.storage.writer import later_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState, Identity
    from organiser_kit.storage.records import Records
    from organiser_kit.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class KeptCertificate:
    """A certificate in its issuer's words; ``place`` is the one group of an introduction, or empty."""

    device: str
    issuer: str
    place: str
    body: str
    signature: str


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

    def identity(self) -> Identity:
        """Return who this copy is."""
        return self._device.identity()

    def signing_seed(self) -> bytes:
        """Return the private key this copy signs with; it must not leave this machine."""
        return signing_seed(self._device)

    def public_key(self) -> str:
        """Return the key by which others know what this copy signed."""
        return public_key(self.signing_seed())

    # trust ---------------------------------------------------------------------------------------
    def roots(self) -> tuple[str, ...]:
        """Return the public keys believed without proof: the server's, or whose introduction was accepted."""
        return tuple(json.loads(self._device.get("trust_roots") or "[]"))

    def sealing_key(self) -> str | None:
        """Return the server's X25519 key, ``None`` before any enrolment."""
        return self._device.get("sealing_key")

    def certified_for(self) -> str | None:
        """Return what :meth:`keep_server_trust` was last told the server vouched for."""
        return self._device.get("certified_for")

    def certificates(self) -> list[KeptCertificate]:
        """Return the certificates of this copy and of others, the longest known first."""
        rows = self._database.rows(
            "SELECT device, issuer, place, body, signature FROM certificates ORDER BY rowid"
        )
        return [KeptCertificate(**row) for row in rows]

    def keep_server_trust(self, server_key: str, sealing_key: str, mine: KeptCertificate, what: str) -> None:
        """Believe a server's key, and keep what it says of this copy; ``what`` it was asked for."""
        with self._database.transaction():
            self._device.put("trust_roots", json.dumps([server_key]))
            self._device.put("sealing_key", sealing_key)
            self._device.put("certified_for", what)
            self._keep([mine])

    def keep_introduction(self, roots: Iterable[str], certificates: Iterable[KeptCertificate]) -> None:
        """Believe what an introducer believes, unless a server of this copy's own is believed already."""
        with self._database.transaction():
            if self.sealing_key() is None:
                believed = dict.fromkeys([*self.roots(), *roots])
                self._device.put("trust_roots", json.dumps(list(believed)))
            self._keep(certificates)

    def keep_certificates(self, certificates: Iterable[KeptCertificate]) -> None:
        """Keep certificates that were found good."""
        with self._database.transaction():
            self._keep(certificates)

    def _keep(self, certificates: Iterable[KeptCertificate]) -> None:
        self._database.execute_many(
            "INSERT INTO certificates (device, issuer, place, body, signature) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (device, issuer, place) "
            "DO UPDATE SET body = excluded.body, signature = excluded.signature",
            [(c.device, c.issuer, c.place, c.body, c.signature) for c in certificates],
        )

    # giving --------------------------------------------------------------------------------------
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
        """Return this copy's own operations that wait for a server, oldest first."""
        within = "" if scope is None else "AND scope = :scope"
        rows = self._database.rows(
            f"SELECT op_id, scope, body FROM outbox WHERE state = 'pending' {within} ORDER BY incarnation, n",
            {"scope": scope},
        )
        mine = self._device.identity().device_id
        return [Written(row["op_id"], mine, row["scope"], row["body"]) for row in rows]

    def carried(self, scope: str) -> list[Written]:
        """Return the operations of others that wait for a server, in the order they came."""
        rows = self._database.rows(
            "SELECT op_id, device, scope, body, signature FROM carried "
            "WHERE state = 'waiting' AND scope = ? ORDER BY rowid",
            (scope,),
        )
        return [Written(**row) for row in rows]

    def rows(self, scope: str) -> list[Row]:
        """Return every record of ``scope`` without what no server has confirmed: that travels signed."""
        unproved = self._unproved(scope)
        found = []
        for kind in KINDS:
            for state, seq in self._records.everything(kind, scope):
                proved = unproved.without(state)
                if proved is not None:
                    found.append(row_of_state(proved, seq))
        return found

    def _unproved(self, scope: str) -> _Unproved:
        bodies = self._database.rows(
            "SELECT body FROM outbox WHERE scope = :scope AND state <> 'confirmed' "
            "UNION ALL SELECT body FROM carried WHERE scope = :scope AND state <> 'confirmed'",
            {"scope": scope},
        )
        ops = [decode_op(row["body"]) for row in bodies]
        return _Unproved(
            frozenset(stamp for op in ops for stamp in op.stamps),
            frozenset(op.record_id for op in ops if op.kind is OpKind.FACT),
        )

    # taking --------------------------------------------------------------------------------------
    def take(self, scope: str, rows: Sequence[Row], ops: Sequence[Received]) -> Intake:
        """Merge what another laptop gave: rows, then the operations that no server has answered.

        The places of the server's feed and the cursors stay as they are. Operations of one action are taken
        together or not at all.
        """
        with self._database.transaction():
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
        if row.record not in BY_NAME or self._is_erased(row.record, row.record_id):
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
        """Return whether ``op`` says nothing new: it was here before, or its record is erased."""
        found = self._database.value(
            "SELECT 1 FROM outbox WHERE op_id = :id UNION ALL SELECT 1 FROM carried WHERE op_id = :id",
            {"id": op.id},
        )
        return found is not None or self._is_erased(op.record, op.record_id)

    def _is_erased(self, record: str, record_id: str) -> bool:
        sql = "SELECT 1 FROM erased WHERE record = ? AND record_id = ?"
        return self._database.value(sql, (record, record_id)) is not None

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


def _changes_of(touched: Sequence[Row | Op]) -> Changes:
    if not touched:
        return NOTHING
    return Changes(frozenset(item.record for item in touched), frozenset(item.record_id for item in touched))
