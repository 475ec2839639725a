"""What asks for an organiser today, gathered for the rules that decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.meetings import HOLDING, MeetingRole, Role
from organiser_kit.rules.alerts import Alert, CopyFacts, MeetingFacts, alerts

if TYPE_CHECKING:
    from organiser_kit.services.backups import Backups
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.store import Store
    from organiser_kit.services.views import MeetingSummary, SyncState


class Alerts:
    """Looks at every meeting and at the copy; writes nothing."""

    def __init__(self, store: Store, meetings: Meetings, backups: Backups) -> None:
        self._store = store
        self._meetings = meetings
        self._backups = backups

    def all(self, state: SyncState) -> tuple[Alert, ...]:
        """Return everything that asks for somebody now; ``state`` is what the kit says of its exchanges."""
        return self.among(self._meetings.all(), state)

    def among(self, found: list[MeetingSummary], state: SyncState) -> tuple[Alert, ...]:
        """Return the same for meetings that were read already."""
        facilitated = {
            given.meeting_id
            for given in self._store.records.find(MeetingRole, "role = ?", (Role.FACILITATOR.value,))
            if given.state in HOLDING
        }
        known = tuple(_facts(summary, summary.meeting.id in facilitated) for summary in found)
        copy = CopyFacts(
            refused=state.refused,
            conflicts=state.conflicts,
            clock_offset=state.clock_offset_seconds if state.clock_is_wrong else 0,
            unsaved=self._backups.unsaved(),
        )
        return alerts(known, copy, self._store.clock.now())


def _facts(summary: MeetingSummary, has_facilitator: bool) -> MeetingFacts:
    meeting = summary.meeting
    return MeetingFacts(
        id=meeting.id,
        status=meeting.status,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        has_venue=meeting.venue_id is not None,
        has_facilitator=has_facilitator,
        registered=summary.registered,
        capacity=meeting.capacity,
    )
