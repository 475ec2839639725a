"""When to exchange next. Pure: it is told what happened and says how many seconds to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.environment import Chance

IDLE_SECONDS = 60.0
"""Between two exchanges when all goes well."""

FIRST_RETRY_SECONDS = 5.0
LONGEST_RETRY_SECONDS = 600.0
_SHORTEST = 1.0


def next_wait(failures: int, chance: Chance, retry_after: float | None = None) -> float:
    """Return the seconds to wait before the next exchange.

    Failures are spread by "full jitter" (Brooker, Exponential Backoff And Jitter, 2015), so that the
    laptops of a region do not all come back at once.

    Args:
        failures: how many exchanges failed in a row, 0 after a good one.
        chance: where the spread comes from.
        retry_after: what the server asked for; never less.
    """
    if failures == 0:
        wait = chance.uniform(0.8 * IDLE_SECONDS, 1.2 * IDLE_SECONDS)
    else:
        # Beyond 2^16 the longest wait was reached long ago.
        ceiling = min(LONGEST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** min(failures - 1, 16))
        wait = max(_SHORTEST, chance.uniform(0.0, ceiling))
    return wait if retry_after is None else max(wait, retry_after + chance.uniform(0.0, FIRST_RETRY_SECONDS))
