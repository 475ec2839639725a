"""How long data about people are kept: the durations, and what each means at a given moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from organiser_kit.model.meetings import MeetingStatus

if TYPE_CHECKING:
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


@dataclass(slots=True)
class Lasting:
    """How long a group lasts, as far as its meetings taken so far say."""

    latest: datetime | None = None
    goes_on: bool = False

    def take(self, meeting: Meeting) -> None:
        """Note one more meeting; a cancelled one counts for nothing."""
        if meeting.status is MeetingStatus.CANCELLED:
            return
        if meeting.status is MeetingStatus.POSTPONED or meeting.ends_at is None:
            self.goes_on = True
        elif self.latest is None or meeting.ends_at > self.latest:
            self.latest = meeting.ends_at

    @property
    def lets_go_at(self) -> datetime | None:
        """Return from when on a laptop no longer keeps the group.

        ``None`` while that is not known: a group without any meeting is only beginning, and one with a
        meeting that has no date, or waits for another, goes on.
        """
        if self.goes_on or self.latest is None:
            return None
        return self.latest + timedelta(days=LAPTOP_DAYS)
