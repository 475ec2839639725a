"""One action of a person: the rows it changes and the operations that tell others, in one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec.structs

from organiser_kit.changes import NOTHING, Changes
from organiser_kit.model.conflicts import Conflict, ConflictState
from organiser_kit.model.kinds import BY_NAME, BY_TYPE, Kind, Wire, to_wire
from organiser_kit.model.record import Record
from organiser_kit.oplog.hlc import Instant, read
from organiser_kit.oplog.merge import apply
from organiser_kit.oplog.op import SCHEMA, Edit, Op, OpKind, encode
from organiser_kit.storage.clock import CorrectedClock
from organiser_kit.storage.reading import shown_value
from organiser_kit.storage.refused import RefusedOps
from organiser_kit.storage.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from organiser_kit.environment import Environment
    from organiser_kit.oplog.merge import RecordState
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState
    from organiser_kit.storage.records import Records
    from organiser_kit.storage.refused import Refused


class Action:
    """What a service may write while its transaction is open.

    Every change goes through here, so that no row can change without the operation that tells others.
    """

    def __init__(
        self, database: Database, records: Records, device: DeviceState, environment: Environment
    ) -> None:
        self._database = database
        self._records = records
        self._device = device
        self._environment = environment
        self._identity = device.identity()
        self._refused = RefusedOps(database)
        self._clock = CorrectedClock(device, environment)
        self._offset = self._clock.offset()
        self._instant = read_instant(device.get("clock"))
        self._next_n = int(device.get("next_n") or "1")
        self._ops: list[Op] = []
        self._kinds: set[str] = set()
        self._ids: set[str] = set()
        self.trail = Trail()

    @property
    def changes(self) -> Changes:
        """Return what was touched so far."""
        return Changes(frozenset(self._kinds), frozenset(self._ids))

    def add(self, record: Record) -> None:
        """Write a new record; its id must be fresh."""
        kind = BY_TYPE[type(record)]
        values = {name: to_wire(getattr(record, name)) for name in kind.fields}
        filled = {name: value for name, value in values.items() if value is not None}
        if kind.fact:
            self._record(kind, record, None, kind_of_op=OpKind.FACT, values=filled)
            return
        stamp = self._stamp()
        fields: dict[str, Edit] = {name: (value, stamp, None) for name, value in filled.items()}
        self._record(kind, record, None, kind_of_op=OpKind.SET, fields=fields)

    def change(self, record: Record, **values: Any) -> None:
        """Change some fields of ``record``; those that already have the value are left alone."""
        kind = BY_TYPE[type(record)]
        state = self._records.state(kind.name, record.id)
        wanted = {name: to_wire(value) for name, value in values.items()}
        changed = [name for name, value in wanted.items() if not _is_shown(kind, state, name, value)]
        if not changed:
            return
        self._set(kind, record, state, {name: wanted[name] for name in changed})
        self._close_conflicts(record, [name for name in changed if kind.fields[name].column.surfaced])

    def _set(self, kind: Kind, record: Record, state: RecordState | None, values: Mapping[str, Any]) -> None:
        """Write ``values``, and all that the server turned down and this copy still shows."""
        unknown = [op for op in self._refused.still_shown(record.id) if _holds(state, op)]
        seen = state.registers if state else {}
        names = {name for op in unknown for name in op.fields or {} if name in seen}
        stamp = self._stamp()
        fields: dict[str, Edit] = {
            name: (value, stamp, seen[name].stamp if name in seen else None)
            for name, value in ({name: seen[name].value for name in sorted(names)} | dict(values)).items()
        }
        if fields:
            op = self._record(kind, record, state, kind_of_op=OpKind.SET, fields=fields)
            self._refused.close([op.id for op in unknown], by=op.id)

    def _close_conflicts(self, record: Record, names: list[str]) -> None:
        """Close what is open on fields that were just written by somebody who could see both versions."""
        if not names:
            return
        where = "record_id = ? AND state = 'open'"
        for conflict in self._records.find(Conflict, where, (record.id,)):
            if conflict.field in names:
                self.change(conflict, state=ConflictState.CLOSED)

    def delete(self, record: Record) -> None:
        """Hide a record everywhere; it can be restored."""
        self._set_alive(record, alive=False)

    def restore(self, record: Record) -> None:
        """Bring a deleted record back."""
        self._set_alive(record, alive=True)

    def write_again(self, record: Record) -> None:
        """Send every value of ``record`` as it stands, for whoever has let go of it."""
        kind = BY_TYPE[type(record)]
        state = self._records.state(kind.name, record.id)
        if state is None:
            return
        stamp = self._stamp()
        fields: dict[str, Edit] = {
            name: (register.value, stamp, register.stamp) for name, register in state.registers.items()
        }
        self._record(kind, record, state, kind_of_op=OpKind.SET, fields=fields)

    def erase(self, record: Record) -> None:
        """Leave nothing of a record but its id, everywhere and for good."""
        kind = BY_TYPE[type(record)]
        self._record(kind, record, self._records.state(kind.name, record.id), kind_of_op=OpKind.ERASE)

    def _set_alive(self, record: Record, *, alive: bool) -> None:
        kind = BY_TYPE[type(record)]
        self._set(kind, record, self._records.state(kind.name, record.id), {})
        state = self._records.state(kind.name, record.id)
        seen = state.alive.stamp if state else None
        self._record(kind, record, state, kind_of_op=OpKind.LIFE, alive=(alive, self._stamp(), seen))

    def say_again(self, refused: Refused) -> None:
        """Write what a refused operation said as a new one, upon what stands now; the old one is closed.

        What this copy wrote since stands; of what was undone here, the refused values are written again.
        A refusal about a record that this copy no longer holds stays as it is: alone it would be a part.
        """
        op = refused.op
        kind, record = BY_NAME[op.record], Record(id=op.record_id, scope=op.scope)
        state = self._records.state(kind.name, op.record_id)
        if state is None and op.kind in (OpKind.SET, OpKind.LIFE):
            return
        before = len(self._ops)
        match op.kind:
            case OpKind.SET:
                rewritten = self._refused.rewritten(refused)
                values = {name: edit[0] for name, edit in (op.fields or {}).items() if name not in rewritten}
                undone = refused.undone or not _holds(state, op)
                if undone and values:
                    self._set(kind, record, state, values)
                elif not undone:
                    self._set(kind, record, state, {})
            case OpKind.LIFE:
                seen = state.alive.stamp if state else None
                alive = (op.alive is not None and op.alive[0], self._stamp(), seen)
                self._record(kind, record, state, kind_of_op=OpKind.LIFE, alive=alive)
            case OpKind.FACT | OpKind.ERASE:
                self._record(kind, record, state, kind_of_op=op.kind, values=op.values)
        self._refused.close([op.id], by=self._ops[-1].id if len(self._ops) > before else "")

    def _stamp(self) -> str:
        wall_ms = int((self._environment.now() + self._offset).timestamp() * 1000)
        self._instant = self._instant.next(wall_ms)
        return self._instant.stamp(self._identity.incarnation)

    def _record(
        self, kind: Kind, record: Record, state: RecordState | None, *, kind_of_op: OpKind, **content: Any
    ) -> Op:
        op = Op(
            id=self._environment.new_id(),
            device=self._identity.device_id,
            incarnation=self._identity.incarnation,
            n=self._next_n,
            schema=SCHEMA,
            scope=record.scope,
            kind=kind_of_op,
            record=kind.name,
            record_id=record.id,
            at=self._environment.now().isoformat(),
            **content,
        )
        self._next_n += 1
        merged, _ = apply(state, op)
        self._records.save(merged, record.scope)
        self._ops.append(op)
        self._kinds.add(kind.name)
        self._ids.add(record.id)
        self.trail.note(kind.name, record.id, state, op)
        return op

    def finish(self, *, together: bool) -> None:
        """Put the operations in the outbox; with ``together`` they take effect all or not at all."""
        if not self._ops:
            return
        ops = self._ops
        if together and len(ops) > 1:
            tx = self._environment.new_id()
            ops = [msgspec.structs.replace(op, tx=tx, of=len(ops)) for op in ops]
        self._database.execute_many(
            "INSERT INTO outbox (incarnation, n, op_id, scope, record, record_id, body, state, recorded_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?)",
            [
                (op.incarnation, op.n, op.id, op.scope, op.record, op.record_id, encode(op).decode(), op.at)
                for op in ops
            ],
        )
        self._clock.keep()
        self._device.put("next_n", str(self._next_n))
        self._device.put("clock", f"{self._instant.ms}:{self._instant.counter}")


def _holds(state: RecordState | None, op: Op) -> bool:
    """Return whether this copy has what ``op`` wrote, or what was written since: not after reading again."""
    seen = state.registers if state else {}
    return any(name in seen and seen[name].stamp >= edit[1] for name, edit in (op.fields or {}).items())


def _is_shown(kind: Kind, state: RecordState | None, name: str, value: Wire) -> bool:
    """Return whether ``value`` is what the record has, or what is shown for what this version cannot read."""
    seen = state.registers.get(name) if state else None
    return value == (seen.value if seen else None) or (
        seen is not None and value == shown_value(kind, name, seen.value)
    )


def read_instant(text: str | None) -> Instant:
    """Return the clock reading kept as ``ms:counter``, the oldest one when there is none."""
    if not text:
        return Instant()
    ms, counter = text.split(":")
    return Instant(int(ms), int(counter))


def later_instant(kept: str | None, stamps: list[str]) -> str:
    """Return, as it is kept, the latest of the kept reading and the received ``stamps``."""
    latest = max([read_instant(kept), *(read(stamp) for stamp in stamps)])
    return f"{latest.ms}:{latest.counter}"


class Writer:
    """Opens actions: the one way to change the local copy."""

    def __init__(
        self, database: Database, records: Records, device: DeviceState, environment: Environment
    ) -> None:
        self._database = database
        self._records = records
        self._device = device
        self._environment = environment
        self._changed = NOTHING
        self._trail = Trail()

    def take_trail(self) -> Trail:
        """Return what was done, action after action, since this was last asked."""
        taken, self._trail = self._trail, Trail()
        return taken

    def take_changes(self) -> Changes:
        """Return what changed since this was last asked."""
        taken, self._changed = self._changed, NOTHING
        return taken

    def note(self, changes: Changes) -> None:
        """Count in what was changed without an action: by what a server sent."""
        self._changed |= changes

    @contextmanager
    def action(self, *, together: bool = False) -> Iterator[Action]:
        """Open the one transaction of a service call: rows, operations and clock, durable on return."""
        with self._database.transaction():
            action = Action(self._database, self._records, self._device, self._environment)
            yield action
            action.finish(together=together)
        self._trail.take_in(action.trail)
        self.note(action.changes)
