"""The merge: which value stands when devices wrote without knowing of each other.

Pure, commutative, associative and idempotent: the same set of operations gives the same state in any
order and any number of times. A register holds the value with the greatest stamp; a fact is a record
whose registers all carry the empty stamp, so its first writing stands for ever. Erasure beats everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from organiser_kit.oplog.hlc import ZERO
from organiser_kit.oplog.op import Op, OpKind, Row, Stamped


class Register(NamedTuple):
    """A value and the stamp it was written with."""

    value: Any
    stamp: str = ZERO


_register = Register._make
"""Makes a register of a pair, in two thirds of the time: a region has half a million."""
ALIVE = Register(True)


class RecordState(msgspec.Struct, frozen=True):
    """One record as merged so far.

    Attributes:
        erased: nothing is left but the id, whatever else is known or comes later.
    """

    kind: str
    id: str
    registers: Mapping[str, Register] = msgspec.field(default_factory=dict)
    alive: Register = ALIVE
    erased: bool = False


class Outcome(StrEnum):
    """What an operation did to a state."""

    APPLIED = "applied"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"
    """It is in, and a person is shown two versions; see :mod:`organiser_kit.oplog.conflicts`."""
    GONE = "gone"
    """The record was erased before: the operation is out, like everything else about it."""


def _rank(register: Register) -> tuple[str, bytes]:
    # Two different values under one stamp come only from a broken device; ranking them by content
    # makes even those converge.
    return register.stamp, msgspec.json.encode(register.value)


def later(mine: Register | None, theirs: Register) -> Register:
    """Return the register that stands."""
    if mine is None or mine.stamp < theirs.stamp:
        return theirs
    if mine.stamp > theirs.stamp:
        return mine
    return max(mine, theirs, key=_rank)


def merge(mine: RecordState, theirs: RecordState) -> RecordState:
    """Return what stands of two states of the same record."""
    if mine.erased or theirs.erased:
        return erased(mine.kind, mine.id)
    registers = dict(mine.registers)
    for name, register in theirs.registers.items():
        registers[name] = later(registers.get(name), register)
    return replace(mine, registers=registers, alive=later(mine.alive, theirs.alive))


def erased(kind: str, record_id: str) -> RecordState:
    """Return what is left of a record that was erased."""
    return RecordState(kind, record_id, erased=True)


def state_of_op(op: Op) -> RecordState:
    """Return the state that ``op`` alone describes."""
    match op.kind:
        case OpKind.SET:
            edits = (op.fields or {}).items()
            registers = {name: _register((value, stamp)) for name, (value, stamp, _) in edits}
            return RecordState(op.record, op.record_id, registers)
        case OpKind.FACT:
            values = (op.values or {}).items()
            registers = {name: _register((value, ZERO)) for name, value in values}
            return RecordState(op.record, op.record_id, registers)
        case OpKind.LIFE:
            value, stamp, _ = op.alive or (True, ZERO, None)
            return RecordState(op.record, op.record_id, alive=Register(value, stamp))
        case OpKind.ERASE:
            return erased(op.record, op.record_id)


def state_of_row(row: Row) -> RecordState:
    """Return the state that a server's row describes."""
    if row.erased:
        return erased(row.record, row.record_id)
    registers = {name: _register(stamped) for name, stamped in row.fields.items()}
    alive = ALIVE if row.alive is None else Register(*row.alive)
    return RecordState(row.record, row.record_id, registers, alive)


def row_of_state(state: RecordState, seq: int) -> Row:
    """Return ``state`` as a row at ``seq``."""
    # A register is a value and its stamp, as a row has them.
    fields: dict[str, Stamped] = dict(state.registers)
    alive = None if state.alive == ALIVE else (state.alive.value, state.alive.stamp)
    return Row(
        record=state.kind, record_id=state.id, seq=seq, fields=fields, alive=alive, erased=state.erased
    )


def holds(state: RecordState, op: Op) -> bool:
    """Return whether ``state`` already knows ``op``, or is erased: merging it changes nothing."""
    return apply(state, op)[1] in (Outcome.SUPERSEDED, Outcome.GONE)


def shows(row: Row, op: Op) -> bool:
    """Return whether ``row`` already knows ``op``: merging it would change nothing."""
    fields, stamps = row.fields, {name: stamp for name, (_, stamp) in row.fields.items()}
    if op.kind is OpKind.SET and all(
        stamps.get(name, ZERO) > stamp or fields.get(name) == (value, stamp)
        for name, (value, stamp, _) in (op.fields or {}).items()
    ):
        return True
    if op.kind is OpKind.FACT and all(
        fields.get(name) == (value, ZERO) for name, value in (op.values or {}).items()
    ):
        return True
    return holds(state_of_row(row), op)


def apply(state: RecordState | None, op: Op) -> tuple[RecordState, Outcome]:
    """Return the state after ``op`` and whether it changed anything."""
    alone = state_of_op(op)
    if state is None:
        return alone, Outcome.APPLIED
    if state.erased:
        return state, Outcome.GONE
    merged = merge(state, alone)
    return merged, Outcome.SUPERSEDED if merged == state else Outcome.APPLIED
