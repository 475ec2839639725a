"""Groups: how they came together, who is a member and since when, and how one is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Group, Meeting, MeetingRole, Role, RoleState
from organiser_kit.model.people import Membership, Origin, Person
from organiser_kit.model.record import group_scope
from organiser_kit.rules import lifecycle
from organiser_kit.rules.public_words import check_address

if TYPE_CHECKING:
    from organiser_kit.changes import Changes
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.people import People
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action

EDITABLE = frozenset(
    {
        "name", "formation", "target_size", "min_size", "open_seats", "status", "cadence", "session_label",
        "pad_url", "coordinator",
    }
)  # fmt: skip
_SIZES = {"target_size": 1, "min_size": 1, "open_seats": 0}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a group, with what is known of their time in it."""

    person: Person
    structure_name: str | None
    membership: Membership | None

    @property
    def has_left(self) -> bool:
        """Return whether they are only remembered as a member."""
        return self.membership is not None and self.membership.left_at is not None


class Groups:
    """Journey J1: constitute a group, keep it open, hand it over."""

    def __init__(self, store: Store, people: People, meetings: Meetings) -> None:
        self._store = store
        self._people = people
        self._meetings = meetings

    def get(self, group_id: str) -> Group:
        """Return one group.

        Raises:
            NotFoundError: there is none with this id.
        """
        return self._store.records.get(Group, group_id)

    def edit(self, group_id: str, **values: Any) -> Changes:
        """Change some fields of a group.

        Raises:
            UserError: a field is not one that can be edited, or a value makes no sense.
            NotFoundError: there is none with this id.
        """
        _check(values)
        with self._store.writer.action() as action:
            action.change(self.get(group_id), **values)
            return action.changes

    def members(self, group_id: str) -> tuple[Member, ...]:
        """Return a group's people, in French alphabetical order."""
        names = self._people.structure_names()
        known = {one.person_id: one for one in self._memberships(group_id)}
        return tuple(
            Member(person, names.get(person.structure_id or ""), known.get(person.id))
            for person in self._people.all(group_id)
        )

    def structures(self, group_id: str) -> frozenset[str]:
        """Return the structures that a group's people come from: how many is a sign of openness."""
        return frozenset(
            one.person.structure_id
            for one in self.members(group_id)
            if one.person.structure_id and not one.has_left
        )

    def note_origin(self, group_id: str, person_id: str, origin: Origin | None) -> Changes:
        """Note how somebody came to the group; they are a member from now on unless they were before.

        Raises:
            NotFoundError: there is no such group or person.
        """
        with self._store.writer.action() as action:
            group, person = self.get(group_id), self._people.living(person_id)
            known = next((one for one in self._memberships(group_id) if one.person_id == person_id), None)
            if known is not None:
                action.change(known, origin=origin)
            else:
                action.add(self._joining(group, person, origin=origin, joined_at=self._store.clock.now()))
            return action.changes

    def note_leaving(self, group_id: str, person_id: str, *, left: bool) -> Changes:
        """Note that somebody leaves the group today, or that they are still in it; all else of them stays.

        Raises:
            NotFoundError: there is no such group or person.
        """
        left_at = self._store.clock.now() if left else None
        with self._store.writer.action() as action:
            group, person = self.get(group_id), self._people.living(person_id)
            known = next((one for one in self._memberships(group_id) if one.person_id == person_id), None)
            if known is not None:
                action.change(known, left_at=left_at)
            else:
                action.add(self._joining(group, person, left_at=left_at))
            return action.changes

    def _joining(self, group: Group, person: Person, **values: Any) -> Membership:
        return Membership(
            id=self._store.environment.new_id(),
            scope=group_scope(group.id),
            person_id=person.id,
            **values,
        )

    def _memberships(self, group_id: str) -> list[Membership]:
        return self._store.records.find(
            Membership, "scope = ?", (group_scope(group_id),), order="joined_at, id"
        )

    def coming(self, group_id: str) -> list[Meeting]:
        """Return the meetings of a group that are still to take place, the earliest first."""
        now = self._store.clock.now()
        found = self._store.records.find(
            Meeting, "scope = ? AND starts_at IS NOT NULL", (group_scope(group_id),), order="starts_at, id"
        )
        return [one for one in found if one.ends_at and one.ends_at >= now and _is_open(one)]

    def organiser(self, meeting_id: str) -> Person | None:
        """Return who organises a meeting."""
        return next(
            (person for person, role in self._meetings.roles(meeting_id) if role is Role.ORGANISER), None
        )

    def mentor(self, group_id: str, person_id: str) -> Changes:
        """Have somebody learn to organise, at the next meeting, with help from its organiser.

        Raises:
            UserError: no meeting is coming, or they organise it already.
        """
        with self._store.writer.action(together=True) as action:
            meeting = self._next(group_id)
            mentor = self.organiser(meeting.id)
            if mentor is not None and mentor.id == person_id:
                raise UserError(tr("This person organises the next meeting already."))
            self._give(action, meeting, person_id, Role.FUTURE_ORGANISER, mentor.id if mentor else None)
            return action.changes

    def hand_over(self, group_id: str, person_id: str) -> Changes:
        """Make somebody the organiser of all meetings to come, and keep who was it before.

        Raises:
            UserError: no meeting is coming, or they organise it already.
        """
        with self._store.writer.action(together=True) as action:
            before = self.organiser(self._next(group_id).id)
            if before is not None and before.id == person_id:
                raise UserError(tr("This person organises the next meeting already."))
            for meeting in self.coming(group_id):
                for role in self._roles(meeting, Role.ORGANISER):
                    action.delete(role)
                for role in self._roles(meeting, Role.FUTURE_ORGANISER):
                    if role.person_id == person_id:
                        action.delete(role)
                self._give(action, meeting, person_id, Role.ORGANISER, None)
            if before is not None:
                action.change(self.get(group_id), predecessor=before.id)
            return action.changes

    def _next(self, group_id: str) -> Meeting:
        coming = self.coming(group_id)
        if not coming:
            raise UserError(tr("No meeting of this group is coming: plan one first."))
        return coming[0]

    def _roles(self, meeting: Meeting, role: Role) -> list[MeetingRole]:
        return self._store.records.find(MeetingRole, "meeting_id = ? AND role = ?", (meeting.id, role.value))

    def _give(
        self, action: Action, meeting: Meeting, person_id: str, role: Role, mentored_by: str | None
    ) -> None:
        person = self._people.living(person_id)
        known = [one for one in self._roles(meeting, role) if one.person_id == person.id]
        for one in known:
            action.change(one, state=RoleState.ACCEPTED, mentored_by=mentored_by)
        if not known:
            action.add(
                MeetingRole(
                    id=self._store.environment.new_id(),
                    scope=meeting.scope,
                    meeting_id=meeting.id,
                    person_id=person.id,
                    role=role,
                    mentored_by=mentored_by,
                )
            )


def _is_open(meeting: Meeting) -> bool:
    return meeting.status in lifecycle.DOOR_OPEN


def _check(values: dict[str, Any]) -> None:
    unknown = sorted(set(values) - EDITABLE)
    if unknown:
        raise UserError(
            tr(
                "A group has no editable field “{field}”. Use one of: {known}.",
                field=unknown[0],
                known=", ".join(sorted(EDITABLE)),
            )
        )
    if "name" in values and not (values["name"] or "").strip():
        raise UserError(tr("Give the group a name."))
    check_address(values.get("pad_url"))
    for field, least in _SIZES.items():
        value = values.get(field)
        if value is not None and value < least:
            raise UserError(
                tr(
                    "“{field}” cannot be {value}: give at least {least}.",
                    field=field,
                    value=value,
                    least=least,
                )
            )
