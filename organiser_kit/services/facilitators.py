"""Journey J5: who could facilitate a meeting, whom one asked, what they answered, how long it took them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import HOLDING, Meeting, MeetingRole, Role, RoleState
from organiser_kit.model.people import Person
from organiser_kit.model.record import group_of

if TYPE_CHECKING:
    from organiser_kit.changes import Changes
    from organiser_kit.services.people import People
    from organiser_kit.services.store import Store

MOST_MINUTES = 6_000
"""A hundred hours: more for one meeting is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may facilitate a meeting.

    Attributes:
        role: what was asked of them for this meeting, ``None`` for nothing yet.
        minutes: what all their meetings took them, as far as it was recorded.
    """

    person: Person
    role: MeetingRole | None
    minutes: int

    @property
    def state(self) -> RoleState | None:
        """Return where the request stands."""
        return self.role.state if self.role else None


class Facilitators:
    """The pool of a group, and the requests of one meeting."""

    def __init__(self, store: Store, people: People) -> None:
        self._store = store
        self._people = people

    def pool(self, meeting_id: str) -> tuple[Candidate, ...]:
        """Return who works in computing, and whoever was asked for this meeting, by name."""
        group_id = group_of(self._store.records.get(Meeting, meeting_id).scope)
        asked = {role.person_id: role for role in self._roles(meeting_id)}
        people = self._people.all(group_id) if group_id else []
        return tuple(
            Candidate(person, asked.get(person.id), self.minutes(person.id))
            for person in people
            if person.is_it_professional or person.id in asked
        )

    def minutes(self, person_id: str) -> int:
        """Return how long all facilitating took somebody, preparation included."""
        found = self._store.records.find(
            MeetingRole, "person_id = ? AND role = ?", (person_id, Role.FACILITATOR.value)
        )
        return sum(role.minutes or 0 for role in found if role.state in HOLDING)

    def join_pool(
        self, person_id: str, *, availability: str | None = None, travel_km: int | None = None
    ) -> Changes:
        """Note that somebody works in computing and may be asked; what is not said stays as it is known.

        Raises:
            UserError: the distance is below zero.
            NotFoundError: there is no such person.
        """
        if travel_km is not None and travel_km < 0:
            raise UserError(tr("A distance cannot be below zero."))
        with self._store.writer.action() as action:
            person = self._store.records.get(Person, person_id)
            said = {"availability": availability, "travel_km": travel_km}
            known = {name: value for name, value in said.items() if value is not None}
            action.change(person, is_it_professional=True, **known)
            return action.changes

    def note(self, meeting_id: str, person_id: str, state: RoleState) -> Changes:
        """Note where the request to somebody stands.

        Raises:
            NotFoundError: there is no such meeting or person.
        """
        with self._store.writer.action(together=True) as action:
            meeting = self._store.records.get(Meeting, meeting_id)
            person = self._store.records.get(Person, person_id)
            known = [role for role in self._roles(meeting_id) if role.person_id == person.id]
            for role in known:
                action.change(role, state=state)
            if not known:
                action.add(
                    MeetingRole(
                        id=self._store.environment.new_id(),
                        scope=meeting.scope,
                        meeting_id=meeting.id,
                        person_id=person.id,
                        role=Role.FACILITATOR,
                        state=state,
                    )
                )
            return action.changes

    def record_minutes(self, meeting_id: str, person_id: str, minutes: int | None) -> Changes:
        """Record how long a meeting took somebody; ``None`` when it is not known.

        Raises:
            UserError: it is no sensible length, or they have no such role at this meeting.
        """
        if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
            raise UserError(tr("Record between 0 and {most} minutes.", most=MOST_MINUTES))
        with self._store.writer.action() as action:
            known = [role for role in self._roles(meeting_id) if role.person_id == person_id]
            if not known:
                raise UserError(tr("Ask this person first: time is recorded with their role."))
            for role in known:
                action.change(role, minutes=minutes)
            return action.changes

    def _roles(self, meeting_id: str) -> list[MeetingRole]:
        return self._store.records.find(
            MeetingRole, "meeting_id = ? AND role = ?", (meeting_id, Role.FACILITATOR.value), order="id"
        )
