"""Is the local copy what the server holds? Every record, every value, every stamp."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from organiser_kit.oplog.merge import RecordState


class Comparison(NamedTuple):
    """How many records there are on either side, and those that differ, by kind and id."""

    compared: int
    differing: tuple[tuple[str, str], ...]


def compare(ours: Iterable[RecordState], theirs: Iterable[RecordState]) -> Comparison:
    """Compare two copies row by row."""
    mine = {(state.kind, state.id): state for state in ours}
    others = {(state.kind, state.id): state for state in theirs}
    keys = sorted(mine.keys() | others.keys())
    differing = tuple(key for key in keys if _content(mine.get(key)) != _content(others.get(key)))
    return Comparison(len(keys), differing)


def _content(state: RecordState | None) -> object:
    """Return what makes two records the same: their values with their stamps, and whether they live."""
    if state is None:
        return None
    registers = {name: tuple(register) for name, register in state.registers.items()}
    return registers, tuple(state.alive)
