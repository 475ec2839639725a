"""The kit d'animation that a meeting runs by, and what its papers have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.documents.data.meeting import PersonName

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.kit import Kit
    from organiser_kit.meeting_kits.content import MeetingKit
    from organiser_kit.model.meetings import Role
    from organiser_kit.services.views import MeetingDetail


@dataclass(frozen=True, slots=True)
class Prepared:
    """A meeting and its kit.

    Attributes:
        people: how many have a seat or a role.
        notes: sentences about kits that could not be used.
    """

    detail: MeetingDetail
    meeting: MeetingDetails
    content: MeetingKit
    people: int
    notes: tuple[str, ...]

    def named(self, role: Role) -> tuple[PersonName, ...]:
        """Return who has ``role`` at the meeting."""
        return tuple(
            PersonName(person.family_name, person.given_name)
            for person, held in self.detail.roles
            if held is role
        )

    @property
    def source(self) -> str:
        """Return whose texts they are, as their licence asks."""
        return " · ".join((", ".join(self.content.authors), self.content.licence))


def prepared(kit: Kit, meeting_id: str) -> Prepared:
    """Return a meeting with the kit for its module and its place in the pair.

    Raises:
        UserError: the meeting has no date.
    """
    detail = kit.meetings.detail(meeting_id)
    shelf = kit.meeting_kits()
    roster = kit.registrations.roster(meeting_id)
    return Prepared(
        detail,
        kit.paper.details_of(detail),
        shelf.library.for_meeting(detail.pair.module_number, detail.meeting.sequence),
        sum(1 for entry in roster if entry.is_expected or entry.roles),
        shelf.refused,
    )
