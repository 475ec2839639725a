"""The facts of a meeting as messages tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import current, tr
from organiser_kit.model.meetings import Role
from organiser_kit.rules.letters import Facts
from organiser_kit.rules.wording import long_date, time_range

if TYPE_CHECKING:
    from organiser_kit.services.views import MeetingDetail


def facts_of(detail: MeetingDetail) -> Facts:
    """Return what messages tell about a meeting."""
    meeting, venue = detail.meeting, detail.venue
    place = ""
    if venue is not None:
        town = " ".join(part for part in (venue.postcode, venue.commune) if part)
        parts = (venue.name, meeting.room or venue.room, venue.address, town)
        place = ", ".join(part for part in parts if part)
    organisers = [
        f"{person.given_name} {person.family_name}".strip()
        for person, role in detail.roles
        if role is Role.ORGANISER
    ]
    return Facts(
        title=detail.module.title or detail.group.name,
        rank=tr("meeting {sequence} of 2", sequence=meeting.sequence),
        when=_when(detail),
        where=place,
        transport=(venue.transport or "") if venue else "",
        words=meeting.public_text or "",
        url=meeting.public_url or "",
        organiser=", ".join(organisers),
        reason=meeting.cancel_reason or "",
    )


def _when(detail: MeetingDetail) -> str:
    meeting = detail.meeting
    if meeting.starts_at is None or meeting.ends_at is None:
        return tr("the date is not known yet")
    start, end = (moment.astimezone(meeting.zone) for moment in (meeting.starts_at, meeting.ends_at))
    words = current()
    return tr("{day}, {hours}", day=long_date(start, words), hours=time_range(start, end, words))
