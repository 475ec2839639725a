"""What a meeting's timeline shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.documents.data.meeting import MeetingDetails, PersonName


@dataclass(frozen=True, slots=True)
class TimelineActivity:
    """One activity on the clock.

    Attributes:
        starts_at, ends_at: aware, in local time.
        steps: how to run it, in order.
        material: what it needs, in words.
        say: what the timekeeper says when it ends.
        without_network, without_computers, without_facilitator: what to do instead; nothing when empty.
    """

    title: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    steps: tuple[str, ...]
    say: str
    material: tuple[str, ...] = ()
    without_network: str = ""
    without_computers: str = ""
    without_facilitator: str = ""


@dataclass(frozen=True, slots=True)
class TimelineData:
    """The activities of one meeting.

    Attributes:
        aim: what the meeting is for, in one sentence.
        planned_minutes: how long the kit's activities last where nothing has to be fitted.
        source: whose texts these are, and their licence.
        notes: sentences for the person who prints.
    """

    meeting: MeetingDetails
    aim: str
    activities: tuple[TimelineActivity, ...]
    planned_minutes: int
    timekeepers: tuple[PersonName, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = ()
