"""How long somebody was at a meeting: what a statement of participation says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from organiser_kit.model.attendance import Method

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.model.attendance import Presence

TOLERANCE = timedelta(minutes=15)
"""A queue at the door, or a goodbye before the last word, takes nothing off."""

STEP = 5
"""Minutes; what is left of one counts as one."""


def attended_minutes(presence: Presence, starts_at: datetime | None, duration_minutes: int) -> int:
    """Return the minutes of a meeting that somebody attended, at most its length.

    The whole meeting, unless the door saw the person come or go more than :data:`TOLERANCE` within it. A
    presence entered before it begins or after it ended says nothing of when, nor does one entered from the
    signed paper, whenever that was.
    """
    if starts_at is None:
        return duration_minutes
    ends_at = starts_at + timedelta(minutes=duration_minutes)
    begin, end = starts_at, ends_at
    arrived_at = None if presence.method is Method.SIGNED_PAPER else presence.arrived_at
    if arrived_at and starts_at + TOLERANCE < arrived_at < ends_at:
        begin = arrived_at
    if presence.left_at and begin < presence.left_at < ends_at - TOLERANCE:
        end = presence.left_at
    minutes = -(-(end - begin) // timedelta(minutes=1))
    return min(duration_minutes, -(-minutes // STEP) * STEP)
