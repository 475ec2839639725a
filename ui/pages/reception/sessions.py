"""Several sessions of one group on one day: which door is open, which the clock would open. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from ui.pages import phrases

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.kit import Kit
    from organiser_kit.model.meetings import Meeting

EARLY = timedelta(minutes=45)
"""People are received so long before a session begins."""


@dataclass(frozen=True)
class Session:
    """One of the sessions of a day.

    Attributes:
        words: which one, by its place in the module and its hours.
    """

    meeting_id: str
    words: str
    starts_at: datetime
    ends_at: datetime


def sessions(kit: Kit, meeting_id: str) -> tuple[Session, ...]:
    """Return the sessions of the day of a meeting, itself among them; none when it is alone."""
    found = tuple(_session(one) for one in kit.meetings.sessions(meeting_id))
    return found if len(found) > 1 else ()


def _session(meeting: Meeting) -> Session:
    start, end = meeting.starts_at, meeting.ends_at
    assert start is not None
    assert end is not None, "what has a start has an end"
    words = tr("{rank}, {hours}", rank=phrases.rank(meeting.sequence), hours=phrases.hours(meeting))
    return Session(meeting.id, words, start, end)


def in_progress(those: tuple[Session, ...], now: datetime) -> Session | None:
    """Return the session whose people come now; between two, the one that is on."""
    on = [one for one in those if one.starts_at - EARLY <= now < one.ends_at]
    return min(on, key=lambda one: one.starts_at, default=None)


def after(those: tuple[Session, ...], meeting_id: str) -> Session | None:
    """Return the session that comes after a meeting, the first one after the last."""
    at = next((place for place, one in enumerate(those) if one.meeting_id == meeting_id), None)
    return None if at is None else those[(at + 1) % len(those)]
