"""Which edits of one field were made without knowing of each other, and still speak for themselves.

Every edit names the stamp of the value its author saw. Followed back, these make a chain, and stamps
only fall along it: an edit overrules what is in its chain, and clashes with what is not. Nothing is
blocked by a clash; the greatest stamp stands, and a person is shown the other version.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from organiser_kit.oplog.merge import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from organiser_kit.oplog.op import Edit

    PrevOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two versions of one field, neither of whose authors had seen the other's."""

    winner: Register
    loser: Register


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an edit means for the versions of its field.

    Attributes:
        clash: what a person must look at now.
        settled: the stamps of earlier losers that the edit has overruled.
    """

    clash: Clash | None
    settled: frozenset[str]


def saw(prev: str | None, other: str, prev_of: PrevOf) -> bool:
    """Return whether the author of an edit made upon ``prev`` had seen ``other``.

    Args:
        prev: the stamp of the value that the author of the edit had on the screen.
        other: the stamp looked for.
        prev_of: gives the stamp that the edit with a stamp was made upon, ``None`` when that is unknown.
    """
    step = prev
    while step is not None and step > other:
        before = prev_of(step)
        # A chain that does not fall was forged; following it might never end.
        step = before if before is not None and before < step else None
    return step == other


def judge(edit: Edit, standing: Register | None, losers: Iterable[str], prev_of: PrevOf) -> Judgement:
    """Return what ``edit`` clashes with and which earlier clashes it ends.

    Args:
        edit: the new value, its stamp and the stamp it was made upon.
        standing: the value that stood before the edit.
        losers: the stamps of the losing versions that still wait for a person.
        prev_of: as for :func:`saw`.
    """
    value, stamp, prev = edit
    waiting = set(losers)
    settled = frozenset(loser for loser in waiting if saw(prev, loser, prev_of))
    clash = _clash(Register(value, stamp), prev, standing, prev_of)
    if clash is not None and any(saw(prev_of(loser), clash.loser.stamp, prev_of) for loser in waiting):
        # The author of a version that is listed already knew this one.
        clash = None
    return Judgement(clash, settled)


def _clash(mine: Register, prev: str | None, standing: Register | None, prev_of: PrevOf) -> Clash | None:
    if standing is None or standing.stamp == mine.stamp or standing.value == mine.value:
        return None
    if mine.stamp > standing.stamp:
        return None if saw(prev, standing.stamp, prev_of) else Clash(mine, standing)
    return None if saw(prev_of(standing.stamp), mine.stamp, prev_of) else Clash(standing, mine)


def conflict_id(record_id: str, field: str, clash: Clash) -> str:
    """Return the identifier of a clash: the same whoever works it out and however often."""
    parts = (record_id, field, *sorted((clash.winner.stamp, clash.loser.stamp)))
    return str(UUID(bytes=hashlib.sha256("\n".join(parts).encode()).digest()[:16]))
