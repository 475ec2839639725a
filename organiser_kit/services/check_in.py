"""The door: one answer for every code, in less time than a person takes to look up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.attendance import AttendanceFact, FactKind, Method, Presence
from organiser_kit.model.meetings import Meeting, MeetingStatus, RegistrationSource
from organiser_kit.model.people import Person
from organiser_kit.rules import attendance, lifecycle
from organiser_kit.services.attendance_log import AttendanceLog
from organiser_kit.services.door_log import DoorLog
from organiser_kit.services.placeholders import Placeholders, is_placeholder
from organiser_kit.services.recognising import Recogniser, answered
from organiser_kit.services.unnamed import check_unnamed
from organiser_kit.services.verdicts import ScanResult, Verdict

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.services.badges import Badges
    from organiser_kit.services.people import People
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action


# By the indexes of three tables: a coordinator's laptop holds a whole region's facts.
_GROUP_MET = """kind = 'check_in' AND meeting_id IN (
    SELECT m.id FROM meeting_pairs own
    JOIN meeting_pairs p ON p.group_id = own.group_id JOIN meetings m ON m.pair_id = p.id
    WHERE own.id = ? AND m.id <> ?)"""


class CheckIn:
    """Journey J6, reception: scan, admit, walk-in, undo."""

    def __init__(self, store: Store, people: People, registrations: Registrations, badges: Badges) -> None:
        self._store = store
        self._people = people
        self._registrations = registrations
        self._badges = badges
        self._placeholders = Placeholders(store)
        self._recogniser = Recogniser(store, people, registrations, badges)
        self._chain = AttendanceLog(store)
        self.log = DoorLog(store)

    def scan(
        self,
        meeting_id: str,
        text: str,
        *,
        method: Method = Method.QR,
        at: datetime | None = None,
        leaving: bool = False,
        admit_unknown: bool = False,
    ) -> ScanResult:
        """Answer one code, recording the presence when it is a registered person's badge.

        With ``admit_unknown``, a badge given elsewhere since the last exchange lets in as well.

        Raises:
            UserError: the door of this meeting is closed, or somebody leaves who is not marked as here.
        """
        meeting = self._open_meeting(meeting_id)
        judged = self._recogniser.judge(meeting, text)
        if isinstance(judged, ScanResult):
            if admit_unknown and not leaving:
                if judged.token:
                    return self.admit_unknown(meeting_id, judged.token, method=method, at=at)
                if judged.person_id and is_placeholder(judged.person_id):
                    # Admitted before, and taken back.
                    admitted = self.admit(meeting_id, judged.person_id, method=method, at=at)
                    return replace(admitted, genuine=True)
            self.log.note_refusal(meeting_id, judged.verdict, method)
            return judged
        return self._record(meeting, judged, method, at, leaving=leaving)

    def look(self, meeting_id: str, text: str) -> ScanResult:
        """Say whose code it is and record no presence: for a door where a person confirms.

        Raises:
            UserError: the door of this meeting is closed.
        """
        meeting = self._open_meeting(meeting_id)
        judged = self._recogniser.judge(meeting, text)
        if isinstance(judged, ScanResult):
            self.log.note_refusal(meeting_id, judged.verdict, Method.QR)
            return judged
        known = attendance.presence(self._facts(meeting_id, judged.id))
        return self._already(judged, known) if known.is_inside else answered(Verdict.EXPECTED, judged)

    def admit(
        self, meeting_id: str, person_id: str, *, method: Method = Method.TYPED, at: datetime | None = None
    ) -> ScanResult:
        """Record somebody chosen by hand, giving them a seat if they had none.

        Raises:
            NotFoundError: there is no such meeting or person.
            UserError: the door of this meeting is closed.
        """
        meeting = self._open_meeting(meeting_id)
        return self._record(meeting, self._people.living(person_id), method, at)

    def admit_unknown(
        self, meeting_id: str, token: str, *, method: Method = Method.QR, at: datetime | None = None
    ) -> ScanResult:
        """Record whoever has a genuine badge that is not known here yet; the next exchange tells who it is.

        Raises:
            UserError: the door of this meeting is closed, or badges like this one no longer count.
        """
        meeting = self._open_meeting(meeting_id)
        if not self._badges.may_be_new(token):
            raise UserError(tr("Badges made with this key no longer count: type the person’s name instead."))
        with self._store.writer.action(together=True) as action:
            person = self._placeholders.within(action, meeting.scope, token)
            self._registrations.seat_within(action, meeting, person.id, RegistrationSource.WALK_IN)
            moment = self._add_fact(action, meeting, person.id, FactKind.CHECK_IN, method, at)
        return replace(answered(Verdict.CHECKED_IN, person, at=moment), genuine=True)

    def leave(self, meeting_id: str, person_id: str, *, at: datetime | None = None) -> ScanResult:
        """Record that somebody left.

        Raises:
            NotFoundError: there is no such meeting or person.
            UserError: the person is not marked as here, or the door of this meeting is closed.
        """
        meeting = self._open_meeting(meeting_id)
        return self._record(meeting, self._people.living(person_id), Method.TYPED, at, leaving=True)

    def walk_in(
        self,
        meeting_id: str,
        *,
        family_name: str,
        given_name: str,
        structure: str | None = None,
        contact: str | None = None,
        method: Method = Method.TYPED,
        at: datetime | None = None,
    ) -> ScanResult:
        """Welcome somebody who came without registering: added, registered and present, all or nothing.

        ``contact`` is an e-mail address or a phone number, whichever was given.

        Raises:
            UserError: there is no name at all, or the door of this meeting is closed.
        """
        meeting = self._open_meeting(meeting_id)
        with self._store.writer.action(together=True) as action:
            structure_id = self._people.structure_id(action, meeting.scope, structure)
            person = self._people.add_within(
                action,
                meeting.scope,
                family_name=family_name,
                given_name=given_name,
                structure_id=structure_id,
                **_contact(contact),
            )
            self._registrations.seat_within(action, meeting, person.id, RegistrationSource.WALK_IN)
            moment = self._add_fact(action, meeting, person.id, FactKind.CHECK_IN, method, at)
        return answered(Verdict.CHECKED_IN, person, at=moment)

    def undo(self, meeting_id: str, person_id: str, *, reason: str | None = None) -> str:
        """Take back somebody's presence by a new fact for each one it corrects; return the last one's id.

        Raises:
            UserError: there is nothing to take back, the sheet is validated, or the reason names somebody.
        """
        meeting = self._open_meeting(meeting_id)
        with self._store.writer.action(together=True) as action:
            person_id = self._own_id(meeting, person_id)
            if reason and (person := self._people.seen(person_id)):
                check_unnamed(reason, self._people.selves(person))
            standing = attendance.live(self._facts(meeting_id, person_id))
            if not standing:
                raise UserError(
                    tr("This person is not marked at this meeting: there is nothing to take back.")
                )
            voids = [self._chain.void_of(fact, reason) for fact in standing]
            for void in voids:
                self._chain.add(action, void)
            if is_placeholder(person_id):
                # Nobody registered a badge without a name: its seat came with the presence, and goes with it.
                self._registrations.withdraw_within(action, meeting, person_id)
        return voids[-1].id

    def undo_leaving(self, meeting_id: str, person_id: str) -> str:
        """Take back that somebody left, by a new fact; the arrival stays. Return the new fact's id.

        Raises:
            UserError: there is nothing to take back, or the sheet is validated.
        """
        meeting = self._open_meeting(meeting_id)
        with self._store.writer.action(together=True) as action:
            standing = attendance.live(self._facts(meeting_id, self._own_id(meeting, person_id)))
            leavings = [fact for fact in standing if fact.kind is FactKind.CHECK_OUT]
            if not leavings:
                raise UserError(tr("This person is not marked as gone: there is nothing to take back."))
            void = self._chain.void_of(leavings[-1], None)
            self._chain.add(action, void)
        return void.id

    def excuse(self, meeting_id: str, person_id: str, *, reason: str | None = None) -> None:
        """Note that somebody said they would not come, and why if they said so.

        Raises:
            NotFoundError: there is no such meeting or person.
            UserError: the door of this meeting is closed, or the reason names somebody.
        """
        meeting = self._open_meeting(meeting_id)
        with self._store.writer.action(together=True) as action:
            person = self._people.brought_into(action, meeting.scope, self._people.living(person_id))
            if reason:
                check_unnamed(reason, self._people.selves(person))
            self._add_fact(action, meeting, person.id, FactKind.EXCUSED, Method.TYPED, None, reason)

    def presence(self, meeting_id: str, person_id: str) -> Presence:
        """Return what is known of one person at one meeting."""
        meeting = self._store.records.get(Meeting, meeting_id)
        return attendance.presence(self._facts(meeting_id, self._own_id(meeting, person_id)))

    def _own_id(self, meeting: Meeting, person_id: str) -> str:
        """Return the id by which the meeting's own scope knows somebody."""
        person = self._store.records.seen(Person, person_id)
        known = self._people.known_in(meeting.scope, person) if person else None
        return known.id if known else person_id

    def _open_meeting(self, meeting_id: str) -> Meeting:
        meeting = self._store.records.get(Meeting, meeting_id)
        if meeting.status in lifecycle.DOOR_OPEN:
            return meeting
        if meeting.status not in lifecycle.OVER:
            raise UserError(
                tr(
                    "This meeting is “{status}”: change its status first if people came all the same.",
                    status=lifecycle.label(meeting.status),
                )
            )
        raise UserError(
            tr(
                "This meeting is “{status}”: its attendance can no longer change. "
                "Reopen its sheet to correct it.",
                status=lifecycle.label(meeting.status),
            )
        )

    def _facts(self, meeting_id: str, person_id: str) -> list[AttendanceFact]:
        return self._store.records.find(
            AttendanceFact, "meeting_id = ? AND person_id = ?", (meeting_id, person_id)
        )

    def _record(
        self, meeting: Meeting, person: Person, method: Method, at: datetime | None, *, leaving: bool = False
    ) -> ScanResult:
        with self._store.writer.action(together=True) as action:
            person = self._people.brought_into(action, meeting.scope, person)
            known = attendance.presence(self._facts(meeting.id, person.id))
            if leaving:
                return self._record_leaving(action, meeting, person, known, method, at)
            if known.is_inside:
                return self._already(person, known)
            self._registrations.seat_within(action, meeting, person.id, RegistrationSource.WALK_IN)
            moment = self._add_fact(action, meeting, person.id, FactKind.CHECK_IN, method, at)
            return replace(
                answered(Verdict.CHECKED_IN, person, at=moment),
                first_time=self._is_first_time(meeting, person),
            )

    def _already(self, person: Person, known: Presence) -> ScanResult:
        return replace(
            answered(Verdict.ALREADY_IN, person, at=known.arrived_at, device_id=known.device_id),
            method=known.method,
        )

    def _is_first_time(self, meeting: Meeting, person: Person) -> bool:
        """Tell whether somebody comes for the first time to a group that met before."""
        selves = [known.id for known in self._people.selves(person)]
        own = f"kind = 'check_in' AND meeting_id <> ? AND person_id IN ({', '.join('?' * len(selves))})"
        return not self._any(own, meeting.id, *selves) and self._any(_GROUP_MET, meeting.pair_id, meeting.id)

    def _any(self, where: str, *parameters: str) -> bool:
        found = self._store.database.value(
            f"SELECT EXISTS (SELECT 1 FROM attendance_facts WHERE {where})", parameters
        )
        return bool(found)

    def _record_leaving(
        self,
        action: Action,
        meeting: Meeting,
        person: Person,
        known: Presence,
        method: Method,
        at: datetime | None,
    ) -> ScanResult:
        if not known.is_present:
            raise UserError(tr("This person is not marked as here: record the arrival first."))
        moment = known.left_at or self._add_fact(action, meeting, person.id, FactKind.CHECK_OUT, method, at)
        return answered(Verdict.CHECKED_OUT, person, at=moment)

    def _add_fact(
        self,
        action: Action,
        meeting: Meeting,
        person_id: str,
        kind: FactKind,
        method: Method,
        at: datetime | None,
        reason: str | None = None,
    ) -> datetime:
        reading = self._store.clock.read()
        moment = at or reading.at
        fact = AttendanceFact(
            id=self._store.environment.new_id(),
            scope=meeting.scope,
            meeting_id=meeting.id,
            person_id=person_id,
            kind=kind,
            at=moment,
            method=method,
            device_id=self._store.device.identity().device_id,
            device_at=None if at else reading.device_at,
            reason=reason,
        )
        self._chain.add(action, fact)
        if kind is FactKind.CHECK_IN and MeetingStatus.IN_PROGRESS in lifecycle.allowed(meeting.status):
            action.change(meeting, status=MeetingStatus.IN_PROGRESS)
        return moment


def _contact(given: str | None) -> dict[str, str]:
    """Return the field that a contact belongs to, none for no contact."""
    text = (given or "").strip()
    if not text:
        return {}
    return {"email": text} if "@" in text else {"phone": text}
