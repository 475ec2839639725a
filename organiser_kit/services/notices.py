"""Messages that people are to be sent about a meeting: queued without a network, ticked off one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Meeting, MeetingStatus, RegistrationState
from organiser_kit.model.people import Membership, Person, Purpose
from organiser_kit.model.preparation import HandoverState, Notice
from organiser_kit.model.record import group_of
from organiser_kit.rules.text import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from organiser_kit.changes import Changes
    from organiser_kit.services.consents import Consents
    from organiser_kit.services.people import People
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store
    from organiser_kit.services.views import RosterEntry
    from organiser_kit.storage.writer import Action

INVITATION, REMINDER = "invitation", "reminder"
WARNINGS = ("moved", "postponed", "cancelled")
"""Purposes about which nobody may be left without news."""
PURPOSES = (INVITATION, REMINDER, *WARNINGS, "seat")
_BY_STATUS = {MeetingStatus.POSTPONED: "postponed", MeetingStatus.CANCELLED: "cancelled"}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A message, whom it is for, and whether that person objects to letters to many."""

    notice: Notice
    person: Person
    objects: bool

    @property
    def is_waiting(self) -> bool:
        """Return whether it is still to be sent."""
        return self.notice.state is HandoverState.WAITING


class Notices:
    """The queue of one laptop's group; nothing here sends anything."""

    def __init__(
        self, store: Store, people: People, registrations: Registrations, consents: Consents
    ) -> None:
        self._store = store
        self._consents = consents
        self._people = people
        self._registrations = registrations

    def of(self, meeting_id: str, purposes: Iterable[str] = PURPOSES) -> tuple[NoticeLine, ...]:
        """Return the messages of a meeting, by name; those of people deleted since are left out."""
        wanted = frozenset(purposes)
        found = self._store.records.find(Notice, "meeting_id = ?", (meeting_id,), order="id")
        objecting = self._consents.refused(Purpose.GROUP_CONTACT, Purpose.NEWS)
        lines = []
        for notice in found:
            person = self._store.records.living(Person, notice.person_id)
            if person is not None and notice.purpose in wanted:
                lines.append(NoticeLine(notice, person, person.id in objecting))
        return tuple(sorted(lines, key=lambda one: sort_key(one.person.family_name, one.person.given_name)))

    def queue(self, meeting_id: str, purpose: str) -> int:
        """Queue a message for everybody whom ``purpose`` concerns; return how many are new.

        Raises:
            UserError: there is no such purpose.
            NotFoundError: there is no such meeting.
        """
        if purpose not in PURPOSES:
            raise UserError(
                tr("“{value}” is none of these: {known}.", value=purpose, known=", ".join(PURPOSES))
            )
        with self._store.writer.action(together=True) as action:
            return self.queue_within(action, self._store.records.get(Meeting, meeting_id), purpose)

    def queue_within(self, action: Action, meeting: Meeting, purpose: str) -> int:
        """Queue inside an action; whoever has the same message waiting is not written to twice."""
        waiting = {
            notice.person_id
            for notice in self._store.records.find(
                Notice, "meeting_id = ? AND purpose = ?", (meeting.id, purpose)
            )
            if notice.state is HandoverState.WAITING or purpose == INVITATION
        }
        fresh = [person_id for person_id in self._concerned(meeting, purpose) if person_id not in waiting]
        for person_id in fresh:
            action.add(
                Notice(
                    id=self._store.environment.new_id(),
                    scope=meeting.scope,
                    meeting_id=meeting.id,
                    person_id=person_id,
                    purpose=purpose,
                    queued_at=self._store.clock.now(),
                )
            )
        return len(fresh)

    def queue_for_status(self, action: Action, meeting: Meeting, status: MeetingStatus) -> None:
        """Queue what a new status asks to be told, if it asks for anything."""
        purpose = _BY_STATUS.get(status)
        if purpose is not None:
            self.queue_within(action, meeting, purpose)

    def _concerned(self, meeting: Meeting, purpose: str) -> list[str]:
        roster = self._registrations.roster(meeting.id)
        if purpose == INVITATION:
            known = {entry.person.id for entry in roster if entry.registration is not None}
            group_id = group_of(meeting.scope)
            members = self._people.all(group_id) if group_id else []
            gone = self._store.records.find(Membership, "scope = ? AND left_at IS NOT NULL", (meeting.scope,))
            known |= {one.person_id for one in gone}
            return [person.id for person in members if person.id not in known]
        if purpose == REMINDER:
            return [entry.person.id for entry in roster if entry.is_expected or entry.roles]
        return [entry.person.id for entry in roster if not _left(entry)]

    def mark(self, notice_ids: Iterable[str], state: HandoverState) -> Changes:
        """Say of some messages that they are done, skipped, or waiting again.

        Raises:
            NotFoundError: one of them is not there.
        """
        done_at = None if state is HandoverState.WAITING else self._store.clock.now()
        with self._store.writer.action() as action:
            for notice_id in notice_ids:
                action.change(self._store.records.get(Notice, notice_id), state=state, done_at=done_at)
            return action.changes


def _left(entry: RosterEntry) -> bool:
    """Return whether somebody withdrew and has nothing else to do with the meeting."""
    registration = entry.registration
    return registration is not None and registration.state is RegistrationState.WITHDRAWN and not entry.roles
