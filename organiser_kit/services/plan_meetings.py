"""Groups, modules, venues and the pair of meetings that a module asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import (
    HOLDING,
    MAINLAND,
    Formation,
    Group,
    Meeting,
    MeetingPair,
    MeetingRole,
    MeetingStatus,
    Module,
    Role,
    RoleState,
    zone_named,
)
from organiser_kit.model.places import Structure, Venue
from organiser_kit.model.record import group_scope
from organiser_kit.rules import lifecycle
from organiser_kit.rules.public_words import check_address, check_text
from organiser_kit.rules.text import fold
from organiser_kit.rules.wall_clock import later

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from organiser_kit.changes import Changes
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.notices import Notices
    from organiser_kit.services.people import People
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action

WEEKS_BETWEEN = timedelta(weeks=2)
"""From the first meeting, after week 1 of a module, to the second, after week 3; only a proposal."""

EDITABLE = frozenset(
    {
        "starts_at",
        "duration_minutes",
        "venue_id",
        "room",
        "capacity",
        "headcount",
        "timezone",
        "public_url",
        "public_text",
    }
)


class PlanMeetings:
    """Journeys J1 and J2: constitute a group and plan its meetings."""

    def __init__(
        self,
        store: Store,
        meetings: Meetings,
        people: People,
        registrations: Registrations,
        notices: Notices,
    ) -> None:
        self._store = store
        self._meetings = meetings
        self._people = people
        self._registrations = registrations
        self._notices = notices

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
        with self._store.writer.action() as action:
            known = self._people.structures_in(scope).get(fold(name))
            if known:
                return known
            structure = Structure(id=self._store.environment.new_id(), scope=scope, name=name, **details)
            action.add(structure)
        return structure

    def add_venue(self, group_id: str, name: str, **details: Any) -> Venue:
        """Add a venue to the group's directory."""
        _check_numbers(details)
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
        with self._store.writer.action() as action:
            known = self._store.records.first(Module, "scope = ? AND number = ?", (scope, number))
            if known:
                action.change(known, title=title)
                return replace(known, title=title)
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
        """Plan the two meetings of a module; the second is proposed two weeks after the first.

        Raises:
            UserError: one of the two is there already, or a value makes no sense; nothing was planned then.
        """
        with self._store.writer.action(together=True) as action:
            pair = self._pair(action, group_id, module_number)
            second = second or later(first, WEEKS_BETWEEN, ZoneInfo(MAINLAND))
            shared = {"venue_id": venue_id, "capacity": capacity, "duration_minutes": duration_minutes}
            return (
                self._add(action, pair, sequence=1, starts_at=first, **shared),
                self._add(action, pair, sequence=2, starts_at=second, **shared),
            )

    def add_meeting(
        self, group_id: str, module_number: int, sequence: int, starts_at: datetime, **details: Any
    ) -> Meeting:
        """Add one meeting to the group's pair for a module, making the pair if need be.

        ``details`` are ``venue_id``, ``capacity`` and ``duration_minutes``.

        Raises:
            UserError: the pair already has its meeting of this rank, or a value makes no sense.
        """
        with self._store.writer.action(together=True) as action:
            pair = self._pair(action, group_id, module_number)
            return self._add(action, pair, sequence=sequence, starts_at=starts_at, **details)

    def _pair(self, action: Action, group_id: str, module_number: int) -> MeetingPair:
        self._store.records.get(Group, group_id)
        pair = self._store.records.first(
            MeetingPair, "group_id = ? AND module_number = ?", (group_id, module_number)
        )
        if pair is None:
            pair = MeetingPair(
                id=self._store.environment.new_id(),
                scope=group_scope(group_id),
                group_id=group_id,
                module_number=module_number,
            )
            action.add(pair)
        return pair

    def _add(self, action: Action, pair: MeetingPair, **values: Any) -> Meeting:
        _check_numbers(values)
        _check_start(values)
        meeting = Meeting(id=self._store.environment.new_id(), scope=pair.scope, pair_id=pair.id, **values)
        if self._store.records.first(Meeting, "pair_id = ? AND sequence = ?", (pair.id, meeting.sequence)):
            raise UserError(
                tr(
                    "This group already has its meeting {sequence} for module {module}: edit that one.",
                    sequence=meeting.sequence,
                    module=pair.module_number,
                )
            )
        action.add(meeting)
        return meeting

    def edit_meeting(self, meeting_id: str, **values: Any) -> Changes:
        """Change some fields of a meeting.

        Raises:
            UserError: a field cannot be edited, a value makes no sense, or the sheet is validated.
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
        _check_numbers(values)
        _check_start(values)
        check_address(values.get("public_url"))
        check_text(values.get("public_text"))
        with self._store.writer.action() as action:
            meeting = self._store.records.get(Meeting, meeting_id)
            lifecycle.check_plan_open(meeting.status)
            action.change(meeting, **values)
            if "capacity" in values:
                self._registrations.promote_within(action, replace(meeting, capacity=values["capacity"]))
            return action.changes

    def delete_meeting(self, meeting_id: str) -> Changes:
        """Hide a meeting everywhere; nothing about it is destroyed.

        Raises:
            UserError: its sheet is validated: statements may rest on it.
        """
        meeting = self._store.records.get(Meeting, meeting_id)
        if meeting.status in lifecycle.OVER:
            raise UserError(
                tr(
                    "This meeting is “{status}”: statements may rest on it, so it is kept.",
                    status=lifecycle.label(meeting.status),
                )
            )
        with self._store.writer.action() as action:
            action.delete(meeting)
            return action.changes

    def move_to(self, meeting_id: str, status: MeetingStatus, *, reason: str | None = None) -> Changes:
        """Take a meeting to another status of its life.

        Raises:
            UserError: the step does not exist, or something it asks for is missing.
        """
        with self._store.writer.action() as action:
            meeting = self._store.records.get(Meeting, meeting_id)
            _check_goes_with_sheet(meeting.status, status)
            lifecycle.check(meeting.status, status, self._meetings.readiness(meeting, reason))
            action.change(meeting, status=status, cancel_reason=reason or meeting.cancel_reason)
            self._notices.queue_for_status(action, meeting, status)
            return action.changes

    def assign_role(self, meeting_id: str, person_id: str, role: Role) -> Changes:
        """Give somebody a role at one meeting; giving it twice changes nothing, and who was asked accepts.

        Raises:
            NotFoundError: there is no such meeting or person.
        """
        with self._store.writer.action(together=True) as action:
            meeting = self._store.records.get(Meeting, meeting_id)
            person = self._people.brought_into(action, meeting.scope, self._people.living(person_id))
            known = self._store.records.first(
                MeetingRole,
                "meeting_id = ? AND person_id = ? AND role = ?",
                (meeting_id, person.id, role.value),
            )
            if known is None:
                action.add(
                    MeetingRole(
                        id=self._store.environment.new_id(),
                        scope=meeting.scope,
                        meeting_id=meeting_id,
                        person_id=person.id,
                        role=role,
                    )
                )
            elif known.state not in HOLDING:
                action.change(known, state=RoleState.ACCEPTED)
            return action.changes

    def remove_role(self, meeting_id: str, person_id: str, role: Role) -> Changes:
        """Take a role at one meeting away from somebody; without that role nothing changes.

        Raises:
            NotFoundError: there is no such meeting.
        """
        with self._store.writer.action(together=True) as action:
            self._store.records.get(Meeting, meeting_id)
            for given in self._store.records.find(
                MeetingRole,
                "meeting_id = ? AND person_id = ? AND role = ?",
                (meeting_id, person_id, role.value),
            ):
                action.delete(given)
            return action.changes


def _check_goes_with_sheet(now: MeetingStatus, then: MeetingStatus) -> None:
    """Refuse the steps that belong to a sheet: without one, nobody could say later who was there."""
    if then is MeetingStatus.HELD:
        raise UserError(tr("Validate the sign-in sheet instead: the meeting is then marked as held."))
    if now in (MeetingStatus.HELD, MeetingStatus.REPORTED) and then is MeetingStatus.IN_PROGRESS:
        raise UserError(tr("Reopen the sign-in sheet instead: the reason is kept with it."))


_LEAST = {
    "capacity": 1,
    "duration_minutes": 1,
    "headcount": 0,
    "computers": 0,
    "power_sockets": 0,
    "projectors": 0,
}


def _check_numbers(values: Mapping[str, Any]) -> None:
    """Refuse numbers of seats and minutes below one, and counts below zero."""
    for name, least in _LEAST.items():
        value = values.get(name)
        if value is not None and value < least:
            raise UserError(
                tr(
                    "“{field}” cannot be {value}: give at least {least}.",
                    field=name,
                    value=value,
                    least=least,
                )
            )


def _check_start(values: Mapping[str, Any]) -> None:
    start = values.get("starts_at")
    if start is not None and start.tzinfo is None:
        raise UserError(tr("Give the start with its time zone, for instance 2026-11-24T18:30+01:00."))
    zone = values.get("timezone", MAINLAND)
    if zone_named(zone) is None:
        raise UserError(tr("“{zone}” is not a time zone: write it as Europe/Paris.", zone=zone))


def _required(text: str, sentence: str) -> str:
    if not text.strip():
        raise UserError(sentence)
    return text.strip()
