"""What stays of a record that comes after the record it speaks of was erased. Pure, used by both ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from organiser_kit.model.erasure import FOLLOWERS, WORDS
from organiser_kit.oplog.merge import RecordState, erased

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.oplog.op import Row

    IsErased = Callable[[str, str], bool]


def left_of(state: RecordState, is_erased: IsErased) -> RecordState:
    """Return what may be kept of ``state``: a badge of an erased person goes, a fact loses its free words.

    Args:
        state: a record as merged.
        is_erased: tells whether the record of this kind with this id was erased.
    """
    for follower in FOLLOWERS:
        if state.kind == follower.kind.name and _is_about_erased(state, *follower[::2], is_erased):
            return erased(state.kind, state.id)
    for words in WORDS:
        spoken = state.kind == words.kind.name and _value(state, words.text) is not None
        if spoken and _is_about_erased(state, words.about, words.field, is_erased):
            kept = {name: register for name, register in state.registers.items() if name != words.text}
            state = replace(state, registers=kept)
    return state


def spoken_of_by(row: Row) -> list[tuple[str, str]]:
    """Return the kind and id of each record whose erasure would leave less of ``row``."""
    found = [(one.about, one.field) for one in FOLLOWERS if row.record == one.kind.name]
    found += [
        (one.about, one.field) for one in WORDS if row.record == one.kind.name and one.text in row.fields
    ]
    return [(about, str(row.fields[field][0])) for about, field in found if field in row.fields]


def _is_about_erased(state: RecordState, about: str, field: str, is_erased: IsErased) -> bool:
    named = _value(state, field)
    return named is not None and is_erased(about, str(named))


def _value(state: RecordState, field: str) -> Any:
    register = state.registers.get(field)
    return None if register is None else register.value
