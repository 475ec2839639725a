"""Whom or what a change is about, in the words of the other pages. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import NotFoundError
from organiser_kit.i18n import tr
from organiser_kit.rules.wording import display_name
from ui.pages.phrases import rank, when_inside
from ui.pages.syncing.waiting import record_words

if TYPE_CHECKING:
    from organiser_kit.kit import Kit


def subject(kit: Kit, record: str, record_id: str) -> str:
    """Return e.g. ``MARTIN Zoé`` or ``Meeting 1 of 2, Tuesday 24 November 2026``, else the kind."""
    match record:
        case "person":
            person = kit.people.seen(record_id)
            return display_name(person.family_name, person.given_name) if person else record_words(record)
        case "meeting":
            return _meeting(kit, record_id) or record_words(record)
        case "group":
            return _named(record_id, [(group.id, group.name) for group in kit.meetings.groups()], record)
        case "venue":
            return _named(record_id, [(venue.id, venue.name) for venue in kit.meetings.venues()], record)
        case _:
            return record_words(record)


def _meeting(kit: Kit, meeting_id: str) -> str:
    try:
        meeting = kit.meetings.get(meeting_id)
    except NotFoundError:
        return ""
    return tr("{rank}, {when}", rank=rank(meeting.sequence), when=when_inside(meeting))


def _named(record_id: str, names: list[tuple[str, str]], record: str) -> str:
    return dict(names).get(record_id) or record_words(record)
