"""Every operation that this copy ever wrote, with what a server answered to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.changes import NOTHING, Changes
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.merge import apply, shows, state_of_row
from organiser_kit.oplog.op import Row, decode_op
from organiser_kit.storage.leaving import is_emptied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState
    from organiser_kit.storage.records import Records

GONE = "gone"
_STATES = {
    "applied": "answered",
    "conflict": "answered",
    "refused": "refused",
    "needs_upgrade": "needs_upgrade",
}
"""What a verdict leaves an operation in; every other verdict confirms it.

What changed a record is ``answered`` until the feed brings that record back: a server's file that was put
back by hand in between forgot the operation, and nothing else would tell.
"""

_OPEN = "('pending', 'needs_upgrade', 'refused')"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An operation that no server has answered yet; ``body`` is its wire form."""

    n: int
    scope: str
    op_id: str
    body: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A server's answer to one operation.

    Attributes:
        problem: why it was refused, in the server's own sentence; ``problem_type`` for programs.
        row: the record as the server holds it, sent along with a refusal.
    """

    op_id: str
    verdict: str
    problem: str | None = None
    row: Row | None = None
    problem_type: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits, was refused, or needs a person.

    Attributes:
        pending: everything that waits, with what waits for a newer server.
        deferred: what waits for a newer server.
    """

    pending: int = 0
    refused: int = 0
    conflicts: int = 0
    deferred: int = 0


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One operation of this copy with what became of it.

    Attributes:
        state: ``pending``, ``needs_upgrade`` (it waits for a newer server) or ``refused``.
    """

    op_id: str
    record: str
    record_id: str
    state: str
    problem: str | None
    problem_type: str | None
    recorded_at: str


@dataclass(frozen=True, slots=True)
class WaitingKind:
    """How many operations on one kind of record wait, and when the oldest was written (RFC 3339)."""

    record: str
    count: int
    since: str


_SETTLE = """UPDATE outbox SET
    state = CASE WHEN ? = 'refused' AND retried_by IS NOT NULL THEN 'retried' ELSE ? END,
    verdict = ?, problem = ?, problem_type = ?, undone = ? WHERE op_id = ?"""
"""What was said again stays closed when a server in a new life refuses it once more."""


def _answer(result: Settled) -> tuple[str, str | None, str | None]:
    return result.verdict, result.problem, result.problem_type


class Outbox:
    """Reads and answers the operations of this copy. Whatever writes needs an open transaction."""

    def __init__(self, database: Database, records: Records, device: DeviceState) -> None:
        self._database = database
        self._records = records
        self._device = device

    def waiting(self, limit: int, max_bytes: int) -> list[Waiting]:
        """Return the oldest unanswered operations, at least one if there is any, within both bounds."""
        rows = self._database.tuples(
            "SELECT n, scope, op_id, body FROM outbox WHERE state = 'pending' "
            "ORDER BY incarnation, n LIMIT ?",
            (limit,),
        )
        batch: list[Waiting] = []
        size = 0
        for waiting in (Waiting(*row) for row in rows):
            size += len(waiting.body.encode())
            if batch and size > max_bytes:
                break
            batch.append(waiting)
        return batch

    def counts(self) -> Counts:
        """Return how much waits, was refused, or needs a person."""
        by_state = dict(
            self._database.tuples(f"SELECT state, count(*) FROM outbox WHERE state IN {_OPEN} GROUP BY state")
        )
        open_conflicts = self._database.value(
            "SELECT count(*) FROM conflicts WHERE state = 'open' AND alive = 1"
        )
        deferred = by_state.get("needs_upgrade", 0)
        pending = by_state.get("pending", 0) + deferred
        return Counts(pending, by_state.get("refused", 0), int(open_conflicts), deferred)

    def waiting_kinds(self) -> list[WaitingKind]:
        """Return what waits, counted by kind of record, the kind that waits longest first."""
        rows = self._database.rows(
            "SELECT record, count(*) AS count, min(recorded_at) AS since FROM outbox "
            "WHERE state IN ('pending', 'needs_upgrade') GROUP BY record ORDER BY since, record"
        )
        return [WaitingKind(**row) for row in rows]

    def entries(self, *, refused_only: bool = False) -> list[OutboxEntry]:
        """Return what waits or was refused, oldest first."""
        states = "('refused')" if refused_only else _OPEN
        rows = self._database.rows(
            "SELECT op_id, record, record_id, state, problem, problem_type, recorded_at FROM outbox "
            f"WHERE state IN {states} ORDER BY incarnation, n"
        )
        return [OutboxEntry(**row) for row in rows]

    def settle(self, results: Sequence[Settled]) -> Changes:
        """Note a server's answers; a refused edit gives way to what the server holds."""
        changed = NOTHING
        states = [self._state_after(result) for result in results]
        rows = [
            result.row if state == "refused" else None for state, result in zip(states, results, strict=True)
        ]
        self._database.execute_many(
            _SETTLE,
            [
                (state, state, *_answer(result), row is not None, result.op_id)
                for state, result, row in zip(states, results, rows, strict=True)
            ],
        )
        for result, row in zip(results, rows, strict=True):
            if result.verdict == GONE:
                changed |= self._let_go(result.op_id)
            if row is not None:
                changed |= self._fall_back(row)
        return changed

    def _state_after(self, result: Settled) -> str:
        """Return the state in which an operation is after its answer."""
        state = _STATES.get(result.verdict, "confirmed")
        if state == "refused" and self._is_emptied(result.op_id):
            # It was confirmed once, and only its number went again: there is nothing to say again.
            return "confirmed"
        return state

    def _is_emptied(self, op_id: str) -> bool:
        body = self._database.value("SELECT body FROM outbox WHERE op_id = ?", (op_id,))
        return body is not None and is_emptied(str(body))

    def see(self, scope: str, rows: Sequence[Row]) -> None:
        """Confirm what the server answered and ``rows`` of its feed show."""
        answered = self._database.tuples(
            "SELECT op_id, record, record_id, body FROM outbox WHERE state = 'answered' AND scope = ?",
            (scope,),
        )
        if not answered:
            return
        came = {(row.record, row.record_id): row for row in rows}
        shown = [
            (op_id,)
            for op_id, *key, body in answered
            if (row := came.get(tuple(key))) is not None and shows(row, decode_op(body))
        ]
        self._database.execute_many("UPDATE outbox SET state = 'confirmed' WHERE op_id = ?", shown)

    def send_unseen(self, scopes: Sequence[str]) -> int:
        """Let wait again what the server answered and its feed, read to the end, does not show.

        Returns:
            How many operations that was.
        """
        return self._database.execute(
            "UPDATE outbox SET state = 'pending' WHERE state = 'answered' "
            "AND scope IN (SELECT value FROM json_each(?))",
            (json.dumps(list(scopes)),),
        )

    def note_schema(self, oldest: int, newest: int) -> None:
        """Remember which schemas the server takes, and let what waited for one of them go."""
        self._device.put("server_schema", f"{oldest}:{newest}")
        self._database.execute(
            "UPDATE outbox SET state = 'pending' WHERE state = 'needs_upgrade' "
            "AND json_extract(body, '$.sv') <= ?",
            (newest,),
        )

    def is_deferring(self) -> bool:
        """Return whether anything waits for a newer server."""
        sql = "SELECT 1 FROM outbox WHERE state = 'needs_upgrade' LIMIT 1"
        return self._database.value(sql) is not None

    def is_unseen(self) -> bool:
        """Return whether a server answered anything that no feed has shown yet."""
        return self._database.value("SELECT 1 FROM outbox WHERE state = 'answered' LIMIT 1") is not None

    def schema(self) -> tuple[int, int] | None:
        """Return the oldest and newest schema that the server was seen to take, ``None`` before that."""
        kept = self._device.get("server_schema")
        if kept is None:
            return None
        oldest, newest = kept.split(":")
        return int(oldest), int(newest)

    def _let_go(self, op_id: str) -> Changes:
        """Erase here, too, what the server says was erased."""
        row = self._database.row("SELECT record, record_id, scope FROM outbox WHERE op_id = ?", (op_id,))
        if row is None:
            return NOTHING
        self._records.erasures.erase(**row)
        return Changes(frozenset({row["record"]}), frozenset({row["record_id"]}))

    def _fall_back(self, row: Row) -> Changes:
        """Show the server's record with the edits that still wait on top of it."""
        if row.record not in BY_NAME:
            return NOTHING
        state = state_of_row(row)
        for waiting in self._database.rows(
            "SELECT body FROM outbox WHERE record_id = :id AND state IN ('pending', 'needs_upgrade') "
            "UNION ALL SELECT body FROM carried WHERE record_id = :id AND state IN ('waiting', 'deferred')",
            {"id": row.record_id},
        ):
            state, _ = apply(state, decode_op(waiting["body"]))
        scope = self._scope_of(row)
        if scope is None:
            return NOTHING
        self._records.save(state, scope, row.seq)
        return Changes(frozenset({row.record}), frozenset({row.record_id}))

    def _scope_of(self, row: Row) -> str | None:
        table = BY_NAME[row.record].table
        scope = self._database.value(f"SELECT scope FROM {table} WHERE id = ?", (row.record_id,))
        return None if scope is None else str(scope)
