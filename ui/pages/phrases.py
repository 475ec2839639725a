"""Words that several screens share: moments, meetings, their status. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from organiser_kit.i18n import current, tr
from organiser_kit.model.meetings import MeetingStatus, RegistrationState
from organiser_kit.rules.wording import clock_time, long_date, short_date, time_range

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from organiser_kit.model.meetings import Meeting
    from organiser_kit.model.places import Venue

TONES = {
    MeetingStatus.DRAFT: "neutral",
    MeetingStatus.PROPOSED: "neutral",
    MeetingStatus.ANNOUNCED: "info",
    MeetingStatus.CONFIRMED: "info",
    MeetingStatus.IN_PROGRESS: "accent",
    MeetingStatus.HELD: "success",
    MeetingStatus.REPORTED: "success",
    MeetingStatus.CLOSED: "success",
    MeetingStatus.POSTPONED: "warning",
    MeetingStatus.CANCELLED: "danger",
}

ICONS = {
    MeetingStatus.DRAFT: "pencil",
    MeetingStatus.PROPOSED: "circle",
    MeetingStatus.ANNOUNCED: "bell",
    MeetingStatus.CONFIRMED: "check",
    MeetingStatus.IN_PROGRESS: "door-open",
    MeetingStatus.HELD: "badge-check",
    MeetingStatus.REPORTED: "badge-check",
    MeetingStatus.CLOSED: "archive",
    MeetingStatus.POSTPONED: "clock",
    MeetingStatus.CANCELLED: "x",
}


def capital(text: str) -> str:
    """Return ``text`` with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def local(moment: datetime, meeting: Meeting) -> datetime:
    """Return ``moment`` as the clock on the meeting's wall shows it."""
    return moment.astimezone(ZoneInfo(meeting.timezone))


def day(meeting: Meeting) -> str:
    """Return e.g. ``Mardi 24 novembre 2026``."""
    if meeting.starts_at is None:
        return tr("No date yet")
    return capital(long_date(local(meeting.starts_at, meeting), current()))


def hours(meeting: Meeting) -> str:
    """Return e.g. ``18 h 30 – 20 h 30``, '' without a date."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return ""
    return time_range(local(meeting.starts_at, meeting), local(meeting.ends_at, meeting), current())


def starts(meeting: Meeting) -> str:
    """Return e.g. ``18 h 30``, '' without a date."""
    return clock_time(local(meeting.starts_at, meeting), current()) if meeting.starts_at else ""


def when(meeting: Meeting) -> str:
    """Return the day and the hours."""
    if meeting.starts_at is None:
        return day(meeting)
    return tr("{day}, {hours}", day=day(meeting), hours=hours(meeting))


def when_inside(meeting: Meeting) -> str:
    """Return the same as :func:`when` for the middle of a sentence: the day keeps its own first letter."""
    if meeting.starts_at is None:
        return tr("a meeting without a date")
    words = long_date(local(meeting.starts_at, meeting), current())
    return tr("{day}, {hours}", day=words, hours=hours(meeting))


def where(venue: Venue | None, room: str | None) -> str:
    """Return the venue, with its room and town when they are known."""
    if venue is None:
        return tr("No venue yet")
    return ", ".join(part for part in (venue.name, room or venue.room, venue.commune) if part)


def rank(sequence: int) -> str:
    """Return which of the two meetings of a module this is."""
    return tr("Meeting {sequence} of 2", sequence=sequence)


class Wall:
    """Where this computer's clock hangs: ``None`` for the system's own zone; pictures hang it in Paris."""

    zone: tzinfo | None = None


def moment_words(moment: datetime, now: datetime, *, always_date: bool = False) -> str:
    """Return the time on this computer's clock, with its date unless that is today."""
    zone = Wall.zone
    there, here = moment.astimezone(zone), now.astimezone(zone)
    if there.date() == here.date() and not always_date:
        return clock_time(there, current())
    return tr("{date} {time}", date=short_date(there, current()), time=clock_time(there, current()))


def registration_words(state: RegistrationState) -> str:
    """Return the word for where a registration stands."""
    return {
        RegistrationState.REGISTERED: tr("Registered"),
        RegistrationState.WAITING: tr("Waiting list"),
        RegistrationState.WITHDRAWN: tr("Withdrawn"),
        RegistrationState.INVITED: tr("Invited"),
    }[state]
