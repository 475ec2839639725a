"""Who is expected at a meeting: registrations, the waiting list, and the roster that the door uses."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from organiser_kit.model.attendance import AttendanceFact
from organiser_kit.model.meetings import Meeting, Registration, RegistrationSource, RegistrationState, Role
from organiser_kit.model.people import Person
from organiser_kit.rules import attendance, lifecycle
from organiser_kit.rules.text import sort_key
from organiser_kit.services.views import Attendance, RosterEntry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from organiser_kit.changes import Changes
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.people import People
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action


class Registrations:
    """The list behind the door."""

    def __init__(self, store: Store, people: People, meetings: Meetings) -> None:
        self._store = store
        self._people = people
        self._meetings = meetings

    def of(self, meeting_id: str, person_id: str) -> Registration | None:
        """Return somebody's registration at a meeting, ``None`` when there is none."""
        return self._store.records.first(
            Registration, "meeting_id = ? AND person_id = ?", (meeting_id, person_id)
        )

    def register(
        self, meeting_id: str, person_ids: Iterable[str], source: RegistrationSource = RegistrationSource.DESK
    ) -> Changes:
        """Register people, on the waiting list beyond the capacity; registering twice changes nothing."""
        meeting = self._store.records.get(Meeting, meeting_id)
        with self._store.writer.action() as action:
            for person_id in person_ids:
                self.register_within(action, meeting, person_id, source)
            return action.changes

    def register_within(
        self,
        action: Action,
        meeting: Meeting,
        person_id: str,
        source: RegistrationSource,
        *,
        seat: bool = False,
    ) -> Registration:
        """Register one person as part of a larger action; ``seat`` gives a place whatever the capacity."""
        known = self.of(meeting.id, person_id)
        state = RegistrationState.REGISTERED if seat or self._has_room(meeting) else RegistrationState.WAITING
        if known is None:
            known = Registration(
                id=self._store.environment.new_id(),
                scope=meeting.scope,
                meeting_id=meeting.id,
                person_id=person_id,
                state=state,
                source=source,
                requested_at=self._store.environment.now(),
            )
            action.add(known)
        elif known.state is RegistrationState.WITHDRAWN or (
            seat and known.state is not RegistrationState.REGISTERED
        ):
            action.change(known, state=state, requested_at=self._store.environment.now())
        return known

    def withdraw(self, meeting_id: str, person_id: str) -> Changes:
        """Take somebody off the list; the first of the waiting list takes the seat."""
        registration = self.of(meeting_id, person_id)
        meeting = self._store.records.get(Meeting, meeting_id)
        with self._store.writer.action(together=True) as action:
            if registration and registration.state is not RegistrationState.WITHDRAWN:
                action.change(registration, state=RegistrationState.WITHDRAWN)
                self._promote(action, meeting)
            return action.changes

    def _promote(self, action: Action, meeting: Meeting) -> None:
        waiting = self._store.records.first(
            Registration,
            "meeting_id = ? AND state = ?",
            (meeting.id, RegistrationState.WAITING.value),
            order="requested_at, id",
        )
        if waiting and self._has_room(meeting):
            action.change(waiting, state=RegistrationState.REGISTERED)

    def _has_room(self, meeting: Meeting) -> bool:
        if meeting.capacity is None:
            return True
        taken = self._store.database.value(
            "SELECT count(*) FROM registrations WHERE meeting_id = ? AND alive = 1 AND state = ?",
            (meeting.id, RegistrationState.REGISTERED.value),
        )
        return int(taken) < meeting.capacity

    def roster(self, meeting_id: str) -> tuple[RosterEntry, ...]:
        """Return everybody registered at, or seen at, a meeting, in French alphabetical order."""
        meeting = self._store.records.get(Meeting, meeting_id)
        registered = {
            registration.person_id: registration
            for registration in self._store.records.find(Registration, "meeting_id = ?", (meeting_id,))
        }
        facts: defaultdict[str, list[AttendanceFact]] = defaultdict(list)
        for fact in self._store.records.find(AttendanceFact, "meeting_id = ?", (meeting_id,)):
            facts[fact.person_id].append(fact)
        roles: defaultdict[str, list[Role]] = defaultdict(list)
        for person, role in self._meetings.roles(meeting_id):
            roles[person.id].append(role)
        structures = self._people.structure_names()
        closed = meeting.status in lifecycle.OVER
        entries = [
            RosterEntry(
                person=person,
                structure_name=structures.get(person.structure_id or ""),
                registration=registered.get(person.id),
                presence=attendance.presence(facts[person.id], sheet_closed=closed),
                roles=tuple(roles[person.id]),
            )
            for person in self._people_of(meeting_id)
        ]
        return tuple(
            sorted(entries, key=lambda entry: sort_key(entry.person.family_name, entry.person.given_name))
        )

    def _people_of(self, meeting_id: str) -> list[Person]:
        taking_part = " UNION ".join(
            f"SELECT person_id FROM {table} WHERE meeting_id = :meeting"
            for table in ("registrations", "attendance_facts", "meeting_roles")
        )
        return self._store.records.find(Person, f"id IN ({taking_part})", {"meeting": meeting_id})

    def attendance(self, meeting_id: str) -> Attendance:
        """Return what is known of everybody's presence at a meeting."""
        return Attendance(self.roster(meeting_id), self._store.records.get(Meeting, meeting_id).headcount)
