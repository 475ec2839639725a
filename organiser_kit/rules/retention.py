"""How long data about people are kept: the durations, and what each means at a given moment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from organiser_kit.model.meetings import MeetingStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from organiser_kit.model.meetings import Meeting

LAPTOP_DAYS = 60
"""How many days after a group's last meeting the organiser's laptop keeps its people."""
CONTACT_MONTHS = 24
"""How many months after somebody last took part a contact is kept."""
LOG_MONTHS = 12
"""How many months the record of who changed what is kept."""

LOG_KEPT = timedelta(days=365)
""":data:`LOG_MONTHS` as a step in time."""


def laptop_lets_go_at(meetings: Sequence[Meeting]) -> datetime | None:
    """Return from when on a laptop no longer keeps a group with these meetings.

    ``None`` while that is not known: a group without any is only beginning, and one with a meeting that has
    no date, or waits for another, goes on. A cancelled meeting counts for nothing.
    """
    planned = [meeting for meeting in meetings if meeting.status is not MeetingStatus.CANCELLED]
    if any(meeting.status is MeetingStatus.POSTPONED for meeting in planned):
        return None
    ends = [meeting.ends_at for meeting in planned]
    known = [end for end in ends if end is not None]
    if not known or len(known) < len(ends):
        return None
    return max(known) + timedelta(days=LAPTOP_DAYS)
