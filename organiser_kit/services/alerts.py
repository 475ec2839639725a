"""What asks for an organiser today, gathered for the rules that decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.meetings import HOLDING, Role, RoleState
from organiser_kit.model.record import group_of
from organiser_kit.rules.alerts import Alert, CopyFacts, MeetingFacts, alerts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from organiser_kit.services.backups import Backups
    from organiser_kit.services.community import Community
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.store import Store
    from organiser_kit.services.views import MeetingSummary, SyncState


class Alerts:
    """Looks at every meeting and at the copy; writes nothing."""

    def __init__(self, store: Store, meetings: Meetings, backups: Backups, community: Community) -> None:
        self._store = store
        self._meetings = meetings
        self._backups = backups
        self._community = community

    def all(self, state: SyncState) -> tuple[Alert, ...]:
        """Return everything that asks for somebody now; ``state`` is what the kit says of its exchanges."""
        return self.among(self._meetings.each(), state)

    def among(self, found: Iterable[MeetingSummary], state: SyncState) -> tuple[Alert, ...]:
        """Return the same for meetings that are read elsewhere, and may pass by one by one."""
        facilitated, communities = self._facilitated(), self._community.groups()
        known = (
            _facts(
                summary,
                has_facilitator=summary.meeting.id in facilitated,
                of_community=group_of(summary.meeting.scope) in communities,
            )
            for summary in found
        )
        copy = CopyFacts(
            refused=state.refused,
            conflicts=state.conflicts,
            clock_offset=state.clock_offset_seconds if state.clock_is_wrong else 0,
            unsaved=self._backups.unsaved(),
        )
        finished = [group.id for group in self._community.finished()]
        return alerts(known, copy, self._store.clock.now(), finished)

    def _facilitated(self) -> set[str]:
        """Return the ids of the meetings that have a facilitator; no role is read whole for it."""
        empty = [state.value for state in RoleState if state not in HOLDING]
        places = ", ".join("?" * len(empty))
        # A state that is empty, or that a newer version wrote, reads as the default: the role is held.
        sql = f"""SELECT DISTINCT meeting_id FROM meeting_roles
            WHERE alive = 1 AND role = ? AND coalesce(state, '') NOT IN ({places})"""
        rows = self._store.database.tuples(sql, (Role.FACILITATOR.value, *empty))
        return {meeting_id for (meeting_id,) in rows}


def _facts(summary: MeetingSummary, *, has_facilitator: bool, of_community: bool) -> MeetingFacts:
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
        of_community=of_community,
    )
