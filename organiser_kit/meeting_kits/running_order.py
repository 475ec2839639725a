"""The activities of a kit on the clock of one meeting."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUND = 5


def fitted(minutes: Sequence[int], total: int) -> tuple[int, ...]:
    """Return the lengths of activities in a meeting of ``total`` minutes; together they last exactly that.

    Each keeps its share. Activities begin on multiples of five minutes where the meeting is long enough for
    that, else on whole minutes.

    Args:
        minutes: how long each is meant to last, at least one minute each.
        total: how long the meeting lasts, in minutes.
    """
    if sum(minutes) == total:
        return tuple(minutes)
    by_five = _shared(minutes, total, ROUND)
    return by_five if min(by_five) > 0 else _shared(minutes, total, 1)


def _shared(minutes: Sequence[int], total: int, step: int) -> tuple[int, ...]:
    planned = sum(minutes)
    ends = [0]
    for length in minutes:
        ends.append(ends[-1] + length)
    rounded = [step * round(end * total / planned / step) for end in ends[:-1]]
    return tuple(end - start for start, end in pairwise([*rounded, total]))
