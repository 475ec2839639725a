"""Whose clock two laptops believe: that of the one a server has told the time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from sync.client.local import CallDb, LocalCopy


class Showing(msgspec.Struct, frozen=True, kw_only=True):
    """What a laptop's clock shows.

    Attributes:
        now: corrected by what it learnt so far (RFC 3339).
        anchored: whether it ever met a server, which told it the time.
    """

    now: str
    anchored: bool


def showing(call_db: CallDb, environment: Environment) -> Showing:
    """Return what this laptop's clock shows."""
    anchored, offset = call_db(lambda local: (local.pairing() is not None, local.clock_offset()))
    return Showing(now=(environment.now() + offset).isoformat(), anchored=anchored)


def compare(call_db: CallDb, mine: Showing, theirs: Showing, *, believe: bool) -> float:
    """Return how many seconds the other clock is ahead, and learn from it where it is to be believed.

    Args:
        call_db: runs a job on the thread that owns the local copy.
        mine: what this laptop's clock shows.
        theirs: what the other one's shows.
        believe: whether to follow the other when no server ever told either the time.

    Raises:
        ValueError: the other side told no time.
    """
    told = datetime.fromisoformat(theirs.now)
    if told.tzinfo is None:
        raise ValueError(theirs.now)
    if not mine.anchored and (theirs.anchored or believe):

        def learn(local: LocalCopy) -> None:
            local.learn_clock(told)

        call_db(learn)
    return (told - datetime.fromisoformat(mine.now)).total_seconds()
