"""Meetings as an iCalendar file (RFC 5545), for any calendar program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from organiser_kit.exports.harmless import printable
from organiser_kit.exports.zones import observances

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from organiser_kit.exports.zones import Observance

_OCTETS = 75
"""How long a line may be (3.1)."""


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting in a calendar; nothing in it names a person.

    Attributes:
        uid: the same in every export, so that a calendar updates what it has.
        starts_at: aware, in its :class:`~zoneinfo.ZoneInfo`; ``ends_at`` likewise.
        status: ``TENTATIVE``, ``CONFIRMED`` or ``CANCELLED``.
        sequence: grows with every change of the meeting.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str
    description: str
    url: str
    status: str
    sequence: int
    changed_at: datetime


def ics_bytes(events: Sequence[Event], title: str, made_at: datetime) -> bytes:
    """Return the calendar ``title`` with ``events``."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Organiser Kit//Meetings 1//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(title)}",
        f"X-WR-CALNAME:{_text(title)}",
        *(line for zone in _zones(events) for line in zone),
        *(line for event in events for line in _event(event, made_at)),
        "END:VCALENDAR",
    ]
    return "".join(folded(line) for line in lines).encode()


def folded(line: str) -> str:
    """Return one content line, cut after at most 75 octets and never inside a letter."""
    parts, part, room = [], "", _OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(part)
            # The space that marks what follows counts too.
            part, room = "", _OCTETS - 1
        part += letter
        room -= size
    return "\r\n ".join([*parts, part]) + "\r\n"


def _zones(events: Sequence[Event]) -> Iterator[Iterator[str]]:
    by_name: dict[str, list[Event]] = {}
    for event in events:
        by_name.setdefault(_zone_name(event.starts_at), []).append(event)
    for name, held in sorted(by_name.items()):
        yield _zone(name, held)


def _zone(name: str, events: Sequence[Event]) -> Iterator[str]:
    zone = events[0].starts_at.tzinfo
    first, last = min(event.starts_at for event in events), max(event.ends_at for event in events)
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{name}"
    for observance in observances(zone, first, last):  # type: ignore[arg-type] # promised by Event
        yield from _observance(observance)
    yield "END:VTIMEZONE"


def _observance(one: Observance) -> Iterator[str]:
    word = "DAYLIGHT" if one.is_summer else "STANDARD"
    yield f"BEGIN:{word}"
    yield f"DTSTART:{one.onset:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_offset(one.before)}"
    yield f"TZOFFSETTO:{_offset(one.after)}"
    yield f"TZNAME:{_text(one.name)}"
    yield f"END:{word}"


def _event(event: Event, made_at: datetime) -> Iterator[str]:
    zone = _zone_name(event.starts_at)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_utc(made_at)}"
    yield f"LAST-MODIFIED:{_utc(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{event.status}"
    yield f"DTSTART;TZID={zone}:{event.starts_at:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={zone}:{event.ends_at:%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_text(event.summary)}"
    for name, text in (("LOCATION", event.location), ("DESCRIPTION", event.description)):
        if text:
            yield f"{name}:{_text(text)}"
    if event.url:
        # An address has no white space, and a line of its own may not begin inside one.
        yield f"URL:{''.join(printable(event.url).split())}"
    yield "END:VEVENT"


def _zone_name(moment: datetime) -> str:
    return str(moment.tzinfo)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _offset(offset: timedelta) -> str:
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}{minutes % 60:02}"


def _text(text: str) -> str:
    """Return a text with what would end it or split it written as RFC 5545, 3.3.11 asks."""
    clean = printable(text.replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " ")
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        clean = clean.replace(sign, written)
    return clean
