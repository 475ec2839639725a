"""The door: one answer for every code, in less time than a person takes to look up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.codes.badge import BadgeOutcome as Outcome
from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.attendance import AttendanceFact, FactKind, Method, Presence
from organiser_kit.model.meetings import (
    Meeting,
    MeetingStatus,
    Registration,
    RegistrationSource,
    RegistrationState,
)
from organiser_kit.rules import attendance, lifecycle
from organiser_kit.rules.wording import display_name

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.model.people import Person
    from organiser_kit.services.badges import Badges
    from organiser_kit.services.people import People
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action


class Verdict(StrEnum):
    """The door's answer to one code."""

    CHECKED_IN = "checked_in"
    ALREADY_IN = "already_in"
    CHECKED_OUT = "checked_out"
    NOT_REGISTERED = "not_registered"
    WRONG_MEETING = "wrong_meeting"
    REVOKED = "revoked"
    UNKNOWN = "unknown"
    FORGED = "forged"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class ScanResult:
    """One answer at the door.

    Attributes:
        at: when the presence was recorded: now, or, for ``ALREADY_IN``, the first time.
        device_id: for ``ALREADY_IN``, the laptop that saw the person first.
        other_meeting: for ``WRONG_MEETING``, the meeting the person is registered at.
    """

    verdict: Verdict
    person_id: str | None = None
    name: str | None = None
    at: datetime | None = None
    device_id: str | None = None
    other_meeting: str | None = None

    @property
    def recorded(self) -> bool:
        """Return whether something was written."""
        return self.verdict in (Verdict.CHECKED_IN, Verdict.CHECKED_OUT)


_WITHOUT_BADGE = {
    Outcome.FORGED: Verdict.FORGED,
    Outcome.FOREIGN: Verdict.UNKNOWN,
    Outcome.NOT_A_BADGE: Verdict.UNKNOWN,
    Outcome.GARBLED: Verdict.UNREADABLE,
}


class CheckIn:
    """Journey J6, reception: scan, admit, walk-in, undo."""

    def __init__(self, store: Store, people: People, registrations: Registrations, badges: Badges) -> None:
        self._store = store
        self._people = people
        self._registrations = registrations
        self._badges = badges

    def scan(
        self,
        meeting_id: str,
        text: str,
        *,
        method: Method = Method.QR,
        at: datetime | None = None,
        leaving: bool = False,
    ) -> ScanResult:
        """Answer one code, recording the presence when it is a registered person's badge."""
        meeting = self._open_meeting(meeting_id)
        reading = self._badges.read(text)
        if reading.token is None:
            return ScanResult(_WITHOUT_BADGE[reading.outcome])
        badge = self._badges.holder(reading.token)
        if badge is None:
            return ScanResult(Verdict.UNKNOWN)
        person = self._people.get(badge.person_id)
        if badge.revoked_at is not None:
            return self._answer(Verdict.REVOKED, person)
        if not self._is_expected(meeting_id, person.id):
            return self._not_expected(meeting, person)
        return self._record(meeting, person, method, at, leaving=leaving)

    def admit(
        self, meeting_id: str, person_id: str, *, method: Method = Method.TYPED, at: datetime | None = None
    ) -> ScanResult:
        """Record somebody chosen by hand, giving them a seat if they had none."""
        meeting = self._open_meeting(meeting_id)
        return self._record(meeting, self._people.get(person_id), method, at)

    def leave(self, meeting_id: str, person_id: str, *, at: datetime | None = None) -> ScanResult:
        """Record that somebody left."""
        meeting = self._open_meeting(meeting_id)
        return self._record(meeting, self._people.get(person_id), Method.TYPED, at, leaving=True)

    def walk_in(
        self,
        meeting_id: str,
        *,
        family_name: str,
        given_name: str,
        structure: str | None = None,
        at: datetime | None = None,
    ) -> ScanResult:
        """Welcome somebody who came without registering: added, registered and present, all or nothing."""
        meeting = self._open_meeting(meeting_id)
        with self._store.writer.action(together=True) as action:
            structure_id = self._people.structure_id(action, meeting.scope, structure)
            person = self._people.add_within(
                action,
                meeting.scope,
                family_name=family_name,
                given_name=given_name,
                structure_id=structure_id,
            )
            self._registrations.register_within(
                action, meeting, person.id, RegistrationSource.WALK_IN, seat=True
            )
            moment = self._add_fact(action, meeting, person.id, FactKind.CHECK_IN, Method.TYPED, at)
        return self._answer(Verdict.CHECKED_IN, person, at=moment)

    def undo(self, meeting_id: str, person_id: str, *, reason: str | None = None) -> str:
        """Take back somebody's presence by a new fact for each one it corrects; return the last one's id.

        Raises:
            UserError: there is no presence to take back, or the sheet is validated.
        """
        meeting = self._open_meeting(meeting_id)
        standing = attendance.live(self._facts(meeting_id, person_id))
        if not standing:
            raise UserError(tr("This person is not marked at this meeting: there is nothing to take back."))
        void_id = ""
        with self._store.writer.action(together=True) as action:
            for fact in standing:
                void_id = self._store.environment.new_id()
                action.add(
                    AttendanceFact(
                        id=void_id,
                        scope=meeting.scope,
                        meeting_id=meeting_id,
                        person_id=person_id,
                        kind=FactKind.VOID,
                        at=self._store.environment.now(),
                        method=Method.TYPED,
                        device_id=self._store.device.identity().device_id,
                        voids=fact.id,
                        reason=reason,
                    )
                )
        return void_id

    def excuse(self, meeting_id: str, person_id: str) -> None:
        """Note that somebody said they would not come."""
        meeting = self._open_meeting(meeting_id)
        with self._store.writer.action() as action:
            self._add_fact(action, meeting, person_id, FactKind.EXCUSED, Method.TYPED, None)

    def presence(self, meeting_id: str, person_id: str) -> Presence:
        """Return what is known of one person at one meeting."""
        return attendance.presence(self._facts(meeting_id, person_id))

    def _open_meeting(self, meeting_id: str) -> Meeting:
        meeting = self._store.records.get(Meeting, meeting_id)
        if meeting.status in lifecycle.DOOR_OPEN:
            return meeting
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

    def _is_expected(self, meeting_id: str, person_id: str) -> bool:
        registration = self._registrations.of(meeting_id, person_id)
        return registration is not None and registration.state is not RegistrationState.WITHDRAWN

    def _not_expected(self, meeting: Meeting, person: Person) -> ScanResult:
        elsewhere = self._store.records.first(
            Registration,
            "person_id = ? AND meeting_id <> ? AND state = 'registered'",
            (person.id, meeting.id),
        )
        if elsewhere is None:
            return self._answer(Verdict.NOT_REGISTERED, person)
        name = display_name(person.family_name, person.given_name)
        return ScanResult(Verdict.WRONG_MEETING, person.id, name, other_meeting=elsewhere.meeting_id)

    def _record(
        self, meeting: Meeting, person: Person, method: Method, at: datetime | None, *, leaving: bool = False
    ) -> ScanResult:
        known = attendance.presence(self._facts(meeting.id, person.id))
        if known.is_inside and not leaving:
            return self._answer(Verdict.ALREADY_IN, person, at=known.arrived_at, device_id=known.device_id)
        if leaving and known.left_at:
            return self._answer(Verdict.CHECKED_OUT, person, at=known.left_at)
        kind = FactKind.CHECK_OUT if leaving else FactKind.CHECK_IN
        with self._store.writer.action(together=True) as action:
            if not leaving:
                self._registrations.register_within(
                    action, meeting, person.id, RegistrationSource.DESK, seat=True
                )
            moment = self._add_fact(action, meeting, person.id, kind, method, at)
        return self._answer(Verdict.CHECKED_OUT if leaving else Verdict.CHECKED_IN, person, at=moment)

    def _add_fact(
        self,
        action: Action,
        meeting: Meeting,
        person_id: str,
        kind: FactKind,
        method: Method,
        at: datetime | None,
    ) -> datetime:
        moment = at or self._store.environment.now()
        action.add(
            AttendanceFact(
                id=self._store.environment.new_id(),
                scope=meeting.scope,
                meeting_id=meeting.id,
                person_id=person_id,
                kind=kind,
                at=moment,
                method=method,
                device_id=self._store.device.identity().device_id,
            )
        )
        if kind is FactKind.CHECK_IN and MeetingStatus.IN_PROGRESS in lifecycle.allowed(meeting.status):
            action.change(meeting, status=MeetingStatus.IN_PROGRESS)
        return moment

    def _answer(
        self, verdict: Verdict, person: Person, *, at: datetime | None = None, device_id: str | None = None
    ) -> ScanResult:
        name = display_name(person.family_name, person.given_name)
        return ScanResult(verdict, person.id, name, at, device_id)
