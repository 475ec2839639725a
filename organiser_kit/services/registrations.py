"""Who is expected at a meeting: registrations, the waiting list, and the roster that the door uses."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.attendance import AttendanceFact
from organiser_kit.model.meetings import Meeting, Registration, RegistrationSource, RegistrationState, Role
from organiser_kit.model.people import Person
from organiser_kit.rules import attendance, lifecycle
from organiser_kit.rules.text import sort_key
from organiser_kit.services.views import Attendance, RosterEntry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from organiser_kit.changes import Changes
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.people import People
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action


_HAS_PLACE = (RegistrationState.REGISTERED, RegistrationState.WAITING)

_RANK = {
    RegistrationState.REGISTERED: 0,
    RegistrationState.WAITING: 1,
    RegistrationState.INVITED: 2,
    RegistrationState.WITHDRAWN: 3,
}

_IN_STATE = (
    "meeting_id = ? AND alive = 1 AND state = ? AND person_id NOT IN (SELECT id FROM people WHERE alive = 0)"
)


def standing(registrations: Iterable[Registration]) -> Registration | None:
    """Return the registration that stands for one person at one meeting, ``None`` when there is none.

    Two laptops may each have made one: whoever is expected by any of them is expected.
    """
    return min(registrations, key=lambda one: (_RANK[one.state], one.id), default=None)


# The roster is read again after every arrival, and folding a thousand names is half of it.
_name_key = lru_cache(maxsize=4096)(sort_key)


@dataclass(slots=True)
class Seats:
    """What is free at one meeting while one action gives seats.

    Attributes:
        is_queued: whether others wait already; whoever comes now then waits behind them.
    """

    free: int
    is_queued: bool

    def take(self) -> RegistrationState:
        """Return where the next person stands, and count them."""
        if self.free and not self.is_queued:
            self.free -= 1
            return RegistrationState.REGISTERED
        return RegistrationState.WAITING


class Registrations:
    """The list behind the door."""

    def __init__(self, store: Store, people: People, meetings: Meetings) -> None:
        self._store = store
        self._people = people
        self._meetings = meetings

    def of(self, meeting_id: str, person_id: str) -> Registration | None:
        """Return the registration at a meeting that stands for somebody, ``None`` when there is none."""
        own = self._all_of(meeting_id, person_id)
        if own:
            return standing(own)
        meeting, person = (
            self._store.records.seen(Meeting, meeting_id),
            self._store.records.seen(Person, person_id),
        )
        known = self._people.known_in(meeting.scope, person) if meeting and person else None
        return standing(self._all_of(meeting_id, known.id)) if known and known.id != person_id else None

    def _all_of(self, meeting_id: str, person_id: str) -> list[Registration]:
        # The sign keeps SQLite from reading the whole meeting: a person has few registrations.
        return self._store.records.find(
            Registration, "+meeting_id = ? AND person_id = ?", (meeting_id, person_id)
        )

    def register(
        self, meeting_id: str, person_ids: Iterable[str], source: RegistrationSource = RegistrationSource.DESK
    ) -> Changes:
        """Register people, on the waiting list beyond the capacity; registering twice changes nothing.

        Raises:
            NotFoundError: there is no such meeting or person.
            UserError: the sheet is validated.
        """
        meeting = self._store.records.get(Meeting, meeting_id)
        lifecycle.check_plan_open(meeting.status)
        with self._store.writer.action() as action:
            seats = self.seats(meeting)
            for person_id in person_ids:
                person = self._people.brought_into(action, meeting.scope, self._people.living(person_id))
                self.register_within(action, meeting, person.id, source, seats)
            self.promote_within(action, meeting)
            return action.changes

    def register_within(
        self, action: Action, meeting: Meeting, person_id: str, source: RegistrationSource, seats: Seats
    ) -> None:
        """Register somebody of the meeting's own scope as part of a larger action."""
        known = standing(self._all_of(meeting.id, person_id))
        if known is not None and known.state in _HAS_PLACE:
            return
        self._place(action, meeting, person_id, source, known, seats.take())

    def seat_within(
        self, action: Action, meeting: Meeting, person_id: str, source: RegistrationSource
    ) -> None:
        """Give somebody who is there a seat, whatever the capacity, as part of a larger action."""
        known = standing(self._all_of(meeting.id, person_id))
        if known is None or known.state is not RegistrationState.REGISTERED:
            self._place(action, meeting, person_id, source, known, RegistrationState.REGISTERED)

    def _place(
        self,
        action: Action,
        meeting: Meeting,
        person_id: str,
        source: RegistrationSource,
        known: Registration | None,
        state: RegistrationState,
    ) -> None:
        now = self._store.clock.now()
        if known:
            action.change(known, state=state, requested_at=now)
            return
        action.add(
            Registration(
                id=self._store.environment.new_id(),
                scope=meeting.scope,
                meeting_id=meeting.id,
                person_id=person_id,
                state=state,
                source=source,
                requested_at=now,
            )
        )

    def attention(self, meeting_id: str, person_id: str) -> str:
        """Return what the organiser alone should think of when somebody comes, '' for nothing."""
        stands = self.of(meeting_id, person_id)
        own = self._all_of(meeting_id, stands.person_id) if stands else []
        return " · ".join(dict.fromkeys(one.attention for one in own if one.attention))

    def note(self, meeting_id: str, person_id: str, attention: str) -> Changes:
        """Keep what the organiser alone should think of, '' for nothing.

        Raises:
            UserError: the person is not on the list.
        """
        stands = self.of(meeting_id, person_id)
        if stands is None:
            raise UserError(tr("This person is not on the list of this meeting: register them first."))
        with self._store.writer.action() as action:
            for registration in self._all_of(meeting_id, stands.person_id):
                if registration.id == stands.id:
                    action.change(registration, attention=attention.strip() or None)
                elif registration.attention:
                    action.change(registration, attention=None)
            return action.changes

    def withdraw(self, meeting_id: str, person_id: str) -> Changes:
        """Take somebody off the list; the first of the waiting list takes the seat.

        Raises:
            UserError: the sheet is validated.
        """
        meeting = self._store.records.get(Meeting, meeting_id)
        lifecycle.check_plan_open(meeting.status)
        with self._store.writer.action(together=True) as action:
            self.withdraw_within(action, meeting, person_id)
            return action.changes

    def withdraw_within(self, action: Action, meeting: Meeting, person_id: str) -> None:
        """Take somebody off the list as part of a larger action."""
        stands = self.of(meeting.id, person_id)
        # Two laptops may each have registered the person: all of it goes, or the other one would stand.
        for registration in self._all_of(meeting.id, stands.person_id) if stands else ():
            if registration.state is not RegistrationState.WITHDRAWN:
                action.change(registration, state=RegistrationState.WITHDRAWN)
        self.promote_within(action, meeting)

    def promote_within(self, action: Action, meeting: Meeting) -> None:
        """Give the free seats to the waiting list, the longest waiting first, as part of a larger action."""
        seats = self.seats(meeting)
        for waiting in self._waiting(meeting.id):
            if not seats.free:
                return
            if standing(self._all_of(meeting.id, waiting.person_id)) == waiting:
                action.change(waiting, state=RegistrationState.REGISTERED)
                seats.free -= 1

    def seats(self, meeting: Meeting) -> Seats:
        """Return what is free at a meeting now, for the action that is open."""
        if meeting.capacity is None:
            return Seats(sys.maxsize, is_queued=False)
        taken = self._store.database.value(
            f"SELECT count(DISTINCT person_id) FROM registrations WHERE {_IN_STATE}",
            (meeting.id, RegistrationState.REGISTERED.value),
        )
        queue = self._waiting(meeting.id)
        return Seats(max(0, meeting.capacity - int(taken)), is_queued=bool(queue))

    def _waiting(self, meeting_id: str) -> list[Registration]:
        return self._store.records.find(
            Registration, _IN_STATE, (meeting_id, RegistrationState.WAITING.value), order="requested_at, id"
        )

    def roster(self, meeting_id: str) -> tuple[RosterEntry, ...]:
        """Return everybody registered, seen or with a role at a meeting, in French alphabetical order."""
        meeting = self._store.records.get(Meeting, meeting_id)
        registered: defaultdict[str, list[Registration]] = defaultdict(list)
        for registration in self._store.records.find(Registration, "meeting_id = ?", (meeting_id,)):
            registered[registration.person_id].append(registration)
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
                registration=standing(registered[person.id]),
                presence=attendance.presence(facts[person.id], sheet_closed=closed),
                roles=tuple(roles[person.id]),
            )
            for person in self._people_of(meeting_id, roles)
        ]
        return tuple(
            sorted(entries, key=lambda entry: _name_key(entry.person.family_name, entry.person.given_name))
        )

    def _people_of(self, meeting_id: str, with_roles: Collection[str]) -> list[Person]:
        taking_part = " UNION ".join(
            f"SELECT person_id FROM {table} WHERE meeting_id = ?"
            for table in ("registrations", "attendance_facts")
        )
        places = ", ".join("?" * len(with_roles))
        return self._store.records.find(
            Person, f"id IN ({taking_part}) OR id IN ({places})", (meeting_id, meeting_id, *with_roles)
        )

    def attendance(self, meeting_id: str) -> Attendance:
        """Return what is known of everybody's presence at a meeting."""
        headcount = self._store.records.get(Meeting, meeting_id).headcount
        return Attendance(self.roster(meeting_id), headcount, self.nameless(meeting_id))

    def nameless(self, meeting_id: str) -> int:
        """Return how many people were present at a meeting and have been erased since."""
        gone = "meeting_id = ? AND person_id IN (SELECT record_id FROM erased WHERE record = 'person')"
        facts: defaultdict[str, list[AttendanceFact]] = defaultdict(list)
        for fact in self._store.records.find(AttendanceFact, gone, (meeting_id,)):
            facts[fact.person_id].append(fact)
        return sum(attendance.presence(one).is_present for one in facts.values())
