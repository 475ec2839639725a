"""How the waiting operations are cut into pushes."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from sync.protocol import BATCH_OPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.storage.outbox import Waiting


class _Group(msgspec.Struct, frozen=True):
    """The part of an operation that says what it belongs to."""

    tx: str | None = None
    of: int | None = None


def cut(waiting: Sequence[Waiting]) -> list[Waiting]:
    """Return the first operations that may travel together.

    They are of one scope, in the order of their numbers, and hold no part of an action whose rest is
    missing. The answer is empty when the first action goes on beyond ``waiting``.
    """
    if not waiting:
        return []
    scope = waiting[0].scope
    run = list(takewhile(lambda item: item.scope == scope, waiting))
    last = msgspec.json.decode(run[-1].body, type=_Group)
    if last.tx is None:
        return run
    members = sum(msgspec.json.decode(item.body, type=_Group).tx == last.tx for item in run)
    return run if members >= (last.of or 1) else run[: len(run) - members]


class BatchSize:
    """How many operations go into one push: fewer after a failure, more again after a success."""

    def __init__(self) -> None:
        self.ops = BATCH_OPS

    def shrink(self) -> bool:
        """Halve, and return whether that was still possible."""
        smaller = max(1, self.ops // 2)
        shrunk = smaller < self.ops
        self.ops = smaller
        return shrunk

    def grow(self) -> None:
        """Double, up to the usual size."""
        self.ops = min(BATCH_OPS, self.ops * 2)
