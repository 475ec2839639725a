"""What must stand in the end, worked out from the operations alone and in the plainest way there is.

Nothing of the product's own merge is used here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from organiser_kit.oplog.op import Op

Key = tuple[str, str]
_LIFE = "alive!"


def expected(ops: Iterable[Op]) -> dict[Key, dict[str, Any]]:
    """Return for each record its fields' values: of every field, the one with the greatest stamp.

    What was erased is not among them, whatever was written about it and when.
    """
    ops = list(ops)
    gone = erased(ops)
    best: dict[Key, dict[str, tuple[str, str, Any]]] = {}
    for op in ops:
        if (op.record, op.record_id) in gone:
            continue
        for name, value, stamp in _writes(op):
            found = best.setdefault((op.record, op.record_id), {})
            found[name] = max(found.get(name, ("", "", None)), (stamp, json.dumps(value), value))
    return {key: {name: value for name, (_, _, value) in fields.items()} for key, fields in best.items()}


def erased(ops: Iterable[Op]) -> set[Key]:
    """Return the records that somebody erased."""
    return {(op.record, op.record_id) for op in ops if op.kind == "erase"}


def _writes(op: Op) -> Iterator[tuple[str, Any, str]]:
    for name, (value, stamp, _) in (op.fields or {}).items():
        yield name, value, stamp
    for name, value in (op.values or {}).items():
        yield name, value, ""
    if op.alive:
        yield _LIFE, op.alive[0], op.alive[1]


class Versions:
    """Every version of one field that was ever written, each with the one its author saw."""

    def __init__(self, ops: Iterable[Op], field: str) -> None:
        edits = [op.fields[field] for op in ops if op.fields and field in op.fields]
        self.value = {stamp: value for value, stamp, _ in edits}
        self._prev = {stamp: prev for _, stamp, prev in edits}

    def ancestors(self, stamp: str) -> set[str]:
        """Return the versions that the author of this one had seen, directly or through another."""
        seen: set[str] = set()
        step = self._prev.get(stamp)
        while step:
            seen.add(step)
            step = self._prev.get(step)
        return seen

    def overruled_unseen(self) -> set[str]:
        """Return the versions that lost although no author of a later one had seen them.

        A version that says what the winner, or one that the winner's author saw, says too, is no loss.
        """
        winner = max(self.value)
        chain = {winner, *self.ancestors(winner)}
        seen = {ancestor for stamp in self.value for ancestor in self.ancestors(stamp)}
        heads = set(self.value) - seen - {winner}
        said = {self.value[stamp] for stamp in chain if stamp in self.value}
        return {stamp for stamp in heads if self.value[stamp] not in said}
