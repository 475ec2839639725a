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

    def __init__(self, ops: int = BATCH_OPS) -> None:
        self.ops = ops

    def shrink(self, sent: int) -> bool:
        """Allow half of what was ``sent`` and failed; return whether the next batch can be smaller.

        One action is never cut: it may be larger than what is allowed, and then nothing smaller can go.
        """
        possible = sent <= self.ops and sent > 1
        self.ops = max(1, min(self.ops, sent) // 2)
        return possible

    def grow(self, sent: int) -> None:
        """Double, up to the usual size, when as many as allowed were ``sent`` and went through."""
        if sent >= self.ops:
            self.ops = min(BATCH_OPS, self.ops * 2)
