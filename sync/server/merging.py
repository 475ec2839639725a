"""The records that a batch touches: read under their scope's lock, merged, written once at the end."""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.merge import Outcome, apply, state_of_op
from organiser_kit.oplog.op import OpKind
from sync.checks import refusal
from sync.protocol import OpProblem, ProblemKind
from sync.server import digests, records, sql
from sync.server.clashes import Clashes
from sync.server.erasure import Erased, bury, find_erased, spread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from organiser_kit.oplog.merge import RecordState
    from organiser_kit.oplog.op import Op, Row
    from sync.server.engines.base import Connection
    from sync.server.incoming import Incoming

    Placed = tuple[int, RecordState]
    """A place in a scope's feed, and what stands there."""

_Key = tuple[str, str]


class Merging:
    """The records of one scope that a batch touches: read under the scope's lock, written once at the end."""

    def __init__(self, connection: Connection, scope: str) -> None:
        self._connection = connection
        self._scope = scope
        self._stored: dict[_Key, records.Stored | None] = {}
        self._changed: dict[_Key, RecordState] = {}
        self._gone: set[str] = set()
        self.clashes = Clashes(connection)
        self.written: Sequence[Placed] = ()

    def read(self, batch: Sequence[Incoming]) -> None:
        """Read the records that ``batch`` is about as they stand, each once, and which were erased."""
        named: set[str] = set()
        wanted: dict[str, set[str]] = {}
        for item in batch:
            if item.record_id is None:
                continue
            named.add(item.record_id)
            if item.op is not None and item.op.record in BY_NAME:
                wanted.setdefault(item.op.record, set()).add(item.record_id)
        for name, ids in wanted.items():
            stored = records.load_all(self._connection, BY_NAME[name], sorted(ids))
            self._stored |= {(name, record_id): stored.get(record_id) for record_id in ids}
        gone = find_erased(self._connection, sorted(named))
        self._stored |= gone
        self._gone = {record_id for _, record_id in gone}

    def is_gone(self, record_id: str | None) -> bool:
        """Return whether the record was erased, before or by an operation of this batch."""
        return record_id in self._gone

    def try_together(self, ops: Sequence[Op]) -> list[Outcome] | OpProblem:
        """Merge ``ops``, all or none, and return what each did or why they cannot be merged."""
        tried: dict[_Key, RecordState] = {}
        outcomes = []
        for op in ops:
            key = (op.record, op.record_id)
            stored = self._stored[key]
            if stored is not None and stored.scope != self._scope:
                return denied()
            before = tried.get(key) or self._changed.get(key) or (stored.state if stored else None)
            after, outcome = apply(before, op)
            if before is None:
                # Nothing stood there that it could contradict.
                tried[key] = after
                outcomes.append(outcome)
                continue
            if op.kind is OpKind.FACT and state_of_op(op).registers != before.registers:
                return _rewritten()
            found, clashed = self.clashes.changed_by(op, before, ChainMap(tried, self._changed))
            if outcome is Outcome.APPLIED:
                tried[key] = after
            tried |= found
            outcomes.append(Outcome.CONFLICT if clashed else outcome)
        self._changed |= tried
        self._gone |= {record_id for (_, record_id), state in tried.items() if state.erased}
        return outcomes

    def write(self, now: datetime) -> list[Erased]:
        """Write every changed record at the next places of the scope's sequence, without holes.

        Return what was erased.
        """
        buried: list[Erased] = []
        if not self._changed:
            return buried
        changed = spread(self._connection, self._changed)
        taken = {"scope": self._scope, "count": len(changed)}
        ((end,),) = self._connection.execute(sql.TAKE_SEQS, taken).fetchall()
        numbered = list(enumerate(changed.values(), end - len(changed) + 1))
        with digests.moving(self._connection, self._scope, numbered, self._places()):
            for seq, state in numbered:
                if state.erased:
                    buried.append(bury(self._connection, self._scope, seq, state, now))
                else:
                    records.save(self._connection, self._scope, seq, state)
        self.written = () if buried else numbered
        return buried

    def _places(self) -> dict[_Key, int]:
        """Return where the records stood that were read so far."""
        return {key: stored.seq if stored else 0 for key, stored in self._stored.items()}

    def row(self, op: Op) -> Row | None:
        """Return the record as it now stands in this scope."""
        return records.row_of(self._connection, self._scope, op.record, op.record_id)


def denied() -> OpProblem:
    """Return the refusal of what is about another group's data."""
    return refusal(ProblemKind.SCOPE_DENIED, tr("This device may not change this group's data."))


def _rewritten() -> OpProblem:
    sentence = tr("What was seen at the door is never changed: a correction is added to it.")
    return refusal(ProblemKind.FACT_REWRITTEN, sentence)
