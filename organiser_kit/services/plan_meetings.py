"""Groups, modules, venues and the pair of meetings that a module asks for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import (
    Formation,
    Group,
    Meeting,
    MeetingPair,
    MeetingRole,
    MeetingStatus,
    Module,
    Role,
)
from organiser_kit.model.places import Structure, Venue
from organiser_kit.model.record import group_scope
from organiser_kit.rules import lifecycle

if TYPE_CHECKING:
    from organiser_kit.changes import Changes
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.store import Store

WEEKS_BETWEEN = timedelta(weeks=2)
"""From the first meeting, after week 1 of a module, to the second, after week 3; only a proposal."""

EDITABLE = frozenset(
    {"starts_at", "duration_minutes", "venue_id", "room", "capacity", "headcount", "timezone"}
)


class PlanMeetings:
    """Journeys J1 and J2: constitute a group and plan its meetings."""

    def __init__(self, store: Store, meetings: Meetings) -> None:
        self._store = store
        self._meetings = meetings

    def new_group(
        self, name: str, *, formation: Formation = Formation.CONTAMINATION, target_size: int = 25
    ) -> Group:
        """Create a group with its own scope and its own badge key."""
        environment = self._store.environment
        group_id = environment.new_id()
        group = Group(
            id=group_id,
            scope=group_scope(group_id),
            name=_required(name, tr("Give the group a name.")),
            formation=formation,
            target_size=target_size,
            badge_key=environment.chance.token_bytes(32).hex(),
        )
        with self._store.writer.action() as action:
            action.add(group)
        return group

    def home_group(self, fallback_name: str) -> Group:
        """Return the group that is meant when none is named: the first one, made if there is none."""
        group = self._store.records.first(Group, "1")
        return group or self.new_group(fallback_name)

    def add_structure(self, scope: str, name: str, **details: Any) -> Structure:
        """Return the structure of this name in ``scope``, made if need be."""
        name = _required(name, tr("Give the structure a name."))
        known = self._store.records.first(Structure, "scope = ? AND lower(name) = lower(?)", (scope, name))
        if known:
            return known
        structure = Structure(id=self._store.environment.new_id(), scope=scope, name=name, **details)
        with self._store.writer.action() as action:
            action.add(structure)
        return structure

    def add_venue(self, group_id: str, name: str, **details: Any) -> Venue:
        """Add a venue to the group's directory."""
        venue = Venue(
            id=self._store.environment.new_id(),
            scope=group_scope(group_id),
            name=_required(name, tr("Give the venue a name.")),
            **details,
        )
        with self._store.writer.action() as action:
            action.add(venue)
        return venue

    def add_module(self, group_id: str, number: int, title: str) -> Module:
        """Describe a module for the group; the same number again only renames it."""
        scope = group_scope(group_id)
        known = self._store.records.first(Module, "scope = ? AND number = ?", (scope, number))
        with self._store.writer.action() as action:
            if known:
                action.change(known, title=title)
                return known
            module = Module(id=self._store.environment.new_id(), scope=scope, number=number, title=title)
            action.add(module)
        return module

    def plan_pair(
        self,
        group_id: str,
        module_number: int,
        first: datetime,
        second: datetime | None = None,
        *,
        venue_id: str | None = None,
        capacity: int | None = None,
        duration_minutes: int = 120,
    ) -> tuple[Meeting, Meeting]:
        """Plan the two meetings of a module; the second is proposed two weeks after the first."""
        first_meeting = self.add_meeting(
            group_id,
            module_number,
            1,
            first,
            venue_id=venue_id,
            capacity=capacity,
            duration_minutes=duration_minutes,
        )
        second_meeting = self.add_meeting(
            group_id,
            module_number,
            2,
            second or first + WEEKS_BETWEEN,
            venue_id=venue_id,
            capacity=capacity,
            duration_minutes=duration_minutes,
        )
        return first_meeting, second_meeting

    def add_meeting(
        self,
        group_id: str,
        module_number: int,
        sequence: int,
        starts_at: datetime,
        *,
        venue_id: str | None = None,
        capacity: int | None = None,
        duration_minutes: int = 120,
    ) -> Meeting:
        """Add one meeting to the group's pair for a module, making the pair if need be.

        Raises:
            UserError: the pair already has its meeting of this rank.
        """
        self._store.records.get(Group, group_id)
        if starts_at.tzinfo is None:
            raise UserError(tr("Give the start with its time zone, for instance 2026-11-24T18:30+01:00."))
        scope = group_scope(group_id)
        pair = self._store.records.first(
            MeetingPair, "group_id = ? AND module_number = ?", (group_id, module_number)
        )
        if pair and self._store.records.first(Meeting, "pair_id = ? AND sequence = ?", (pair.id, sequence)):
            raise UserError(
                tr(
                    "This group already has its meeting {sequence} for module {module}: edit that one.",
                    sequence=sequence,
                    module=module_number,
                )
            )
        new_id = self._store.environment.new_id
        with self._store.writer.action(together=True) as action:
            if pair is None:
                pair = MeetingPair(id=new_id(), scope=scope, group_id=group_id, module_number=module_number)
                action.add(pair)
            meeting = Meeting(
                id=new_id(),
                scope=scope,
                pair_id=pair.id,
                sequence=sequence,
                starts_at=starts_at,
                venue_id=venue_id,
                capacity=capacity,
                duration_minutes=duration_minutes,
            )
            action.add(meeting)
        return meeting

    def edit_meeting(self, meeting_id: str, **values: Any) -> Changes:
        """Change some fields of a meeting.

        Raises:
            UserError: a field is not one that can be edited.
        """
        unknown = sorted(set(values) - EDITABLE)
        if unknown:
            raise UserError(
                tr(
                    "A meeting has no editable field “{field}”. Use one of: {known}.",
                    field=unknown[0],
                    known=", ".join(sorted(EDITABLE)),
                )
            )
        meeting = self._store.records.get(Meeting, meeting_id)
        with self._store.writer.action() as action:
            action.change(meeting, **values)
            return action.changes

    def delete_meeting(self, meeting_id: str) -> Changes:
        """Hide a meeting everywhere; nothing about it is destroyed."""
        meeting = self._store.records.get(Meeting, meeting_id)
        with self._store.writer.action() as action:
            action.delete(meeting)
            return action.changes

    def move_to(self, meeting_id: str, status: MeetingStatus, *, reason: str | None = None) -> Changes:
        """Take a meeting to another status of its life.

        Raises:
            UserError: the step does not exist, or something it asks for is missing.
        """
        meeting = self._store.records.get(Meeting, meeting_id)
        lifecycle.check(meeting.status, status, self._meetings.readiness(meeting, reason))
        with self._store.writer.action() as action:
            action.change(meeting, status=status, cancel_reason=reason or meeting.cancel_reason)
            return action.changes

    def assign_role(self, meeting_id: str, person_id: str, role: Role) -> Changes:
        """Give somebody a role at one meeting; giving it twice changes nothing."""
        meeting = self._store.records.get(Meeting, meeting_id)
        known = self._store.records.first(
            MeetingRole, "meeting_id = ? AND person_id = ? AND role = ?", (meeting_id, person_id, role.value)
        )
        with self._store.writer.action() as action:
            if known is None:
                action.add(
                    MeetingRole(
                        id=self._store.environment.new_id(),
                        scope=meeting.scope,
                        meeting_id=meeting_id,
                        person_id=person_id,
                        role=role,
                    )
                )
            return action.changes


def _required(text: str, sentence: str) -> str:
    if not text.strip():
        raise UserError(sentence)
    return text.strip()
