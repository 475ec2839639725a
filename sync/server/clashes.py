"""Finds the edits that were made without knowing of each other, and keeps the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.conflicts import ConflictState
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.conflicts import Clash, conflict_id, judge
from organiser_kit.oplog.merge import RecordState, Register, merge
from organiser_kit.oplog.op import OpKind
from sync.server import records, sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from organiser_kit.oplog.op import Edit, Op
    from sync.server.engines.base import Connection

    Key = tuple[str, str]

_CONFLICT = BY_NAME["conflict"]


class Clashes:
    """The conflicts of one scope, under the scope's lock."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: dict[str, set[str]] = {}

    def note(self, op: Op) -> None:
        """Remember what the edits of ``op`` were made upon, whatever becomes of it."""
        for name, (_, stamp, prev) in _surfaced(op):
            if prev:
                row = {"record_id": op.record_id, "field": name, "stamp": stamp, "prev": prev}
                self._connection.put(sql.ADD_HISTORY, row)

    def changed_by(
        self, op: Op, before: RecordState, unwritten: Mapping[Key, RecordState]
    ) -> tuple[dict[Key, RecordState], bool]:
        """Return the conflicts that ``op`` opens or ends, and whether it opens one.

        Args:
            op: what is being merged.
            before: the record as it stood.
            unwritten: what the batch has changed so far.
        """
        changed: dict[Key, RecordState] = {}
        clashed = False
        for name, edit in _surfaced(op):
            known = self._open(op.record_id, name, {**unwritten, **changed})
            losers = {str(state.registers["loser_stamp"].value): state for state in known}

            def prev_of(stamp: str, field: str = name) -> str | None:
                return self._prev_of(op.record_id, field, stamp)

            judgement = judge(edit, before.registers.get(name), losers, prev_of)
            for loser in judgement.settled:
                closed = _closed(losers[loser], edit[1])
                changed[closed.kind, closed.id] = closed
            if judgement.clash is not None:
                clashed = True
                state = self._opened(op, name, judgement.clash, {**unwritten, **changed})
                changed[state.kind, state.id] = state
        return changed, clashed

    def _opened(self, op: Op, field: str, clash: Clash, unwritten: Mapping[Key, RecordState]) -> RecordState:
        state = _open_state(op, field, clash, self._names(op, clash))
        self._found.setdefault(op.record_id, set()).add(state.id)
        # A conflict that was found before, and perhaps closed since, stays as it is.
        known = self._load(state.id, unwritten)
        return state if known is None else merge(known, state)

    def _open(
        self, record_id: str, field: str, unwritten: Mapping[Key, RecordState]
    ) -> Iterator[RecordState]:
        stored = self._connection.execute(sql.OPEN_CONFLICTS, {"record_id": record_id}).fetchall()
        for found in {*(row[0] for row in stored), *self._found.get(record_id, ())}:
            state = self._load(found, unwritten)
            if state is not None and _is_open(state) and state.registers["field"].value == field:
                yield state

    def _load(self, found: str, unwritten: Mapping[Key, RecordState]) -> RecordState | None:
        waiting = unwritten.get((_CONFLICT.name, found))
        if waiting is not None:
            return waiting
        stored = records.load(self._connection, _CONFLICT, found)
        return stored.state if stored else None

    def _names(self, op: Op, clash: Clash) -> dict[str, str | None]:
        """Return how the laptops that wrote the two versions are called, by the versions' stamps."""
        return {version.stamp: self._name(op, version.stamp) for version in (clash.winner, clash.loser)}

    def _name(self, op: Op, stamp: str) -> str | None:
        if stamp in op.stamps:
            found = self._connection.execute(sql.DEVICE_NAME, {"device": op.device}).fetchone()
        else:
            key = {"record_id": op.record_id, "author": f"%{stamp.rpartition('-')[2]}"}
            found = self._connection.execute(sql.NAME_OF_AUTHOR, key).fetchone()
        return found[0] if found else None

    def _prev_of(self, record_id: str, field: str, stamp: str) -> str | None:
        key = {"record_id": record_id, "field": field, "stamp": stamp}
        row = self._connection.execute(sql.PREV_OF, key).fetchone()
        return None if row is None else str(row[0])


def _surfaced(op: Op) -> list[tuple[str, Edit]]:
    kind = BY_NAME.get(op.record)
    if kind is None or op.kind is not OpKind.SET:
        return []
    edits = (op.fields or {}).items()
    return [(name, edit) for name, edit in edits if name in kind.fields and kind.fields[name].column.surfaced]


def _is_open(state: RecordState) -> bool:
    # A conflict may have been closed by a laptop before this server found it again.
    whole = {"field", "loser_stamp"} <= state.registers.keys()
    return whole and state.registers["state"].value == ConflictState.OPEN.value


def _open_state(op: Op, field: str, clash: Clash, names: Mapping[str, str | None]) -> RecordState:
    # Stamped by the clash itself: found again, it is the same to the letter. The loser's stamp, for
    # whatever overrules the loser, and so closes the conflict, is later than that.
    stamp = clash.loser.stamp
    values = {
        "record": op.record,
        "record_id": op.record_id,
        "field": field,
        "winner": clash.winner.value,
        "winner_stamp": clash.winner.stamp,
        "loser": clash.loser.value,
        "loser_stamp": clash.loser.stamp,
        "state": ConflictState.OPEN.value,
        "winner_laptop": names[clash.winner.stamp],
        "loser_laptop": names[clash.loser.stamp],
    }
    registers = {name: Register(value, stamp) for name, value in values.items()}
    return RecordState(_CONFLICT.name, conflict_id(op.record_id, field, clash), registers)


def _closed(state: RecordState, stamp: str) -> RecordState:
    closed = {"state": Register(ConflictState.CLOSED.value, max(stamp, state.registers["state"].stamp))}
    return RecordState(state.kind, state.id, {**state.registers, **closed}, state.alive)
