"""Whose code is it, and is that person expected here? Nothing is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.codes.badge import BadgeOutcome as Outcome
from organiser_kit.model.meetings import Meeting, Registration, RegistrationState
from organiser_kit.rules import lifecycle
from organiser_kit.rules.wording import display_name
from organiser_kit.services.people import survivor
from organiser_kit.services.verdicts import ScanResult, Verdict

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.model.people import Person
    from organiser_kit.services.badges import Badges
    from organiser_kit.services.people import People
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store


_WITHOUT_BADGE = {
    Outcome.FORGED: Verdict.FORGED,
    Outcome.FOREIGN: Verdict.UNKNOWN,
    Outcome.NOT_A_BADGE: Verdict.UNKNOWN,
    Outcome.GARBLED: Verdict.UNREADABLE,
}


class Recogniser:
    """Reads codes for one copy's doors."""

    def __init__(self, store: Store, people: People, registrations: Registrations, badges: Badges) -> None:
        self._store = store
        self._people = people
        self._registrations = registrations
        self._badges = badges

    def judge(self, meeting: Meeting, text: str) -> Person | ScanResult:
        """Return the person of the meeting's own scope whom a code lets in, or why it lets nobody in."""
        reading = self._badges.read(text)
        if reading.token is None:
            return ScanResult(_WITHOUT_BADGE[reading.outcome])
        holder = self._badges.holder(reading.token)
        person = survivor(self._store.records, holder.person_id) if holder else None
        if holder is None or person is None:
            is_new = holder is None and self._badges.may_be_new(reading.token)
            return ScanResult(
                Verdict.UNKNOWN, genuine=holder is None, token=reading.token if is_new else None
            )
        if not holder.counts:
            return answered(Verdict.REVOKED, person)
        here = self._people.known_in(meeting.scope, person)
        if here is None or not self._is_expected(meeting.id, here.id):
            return self._not_expected(meeting, person)
        return here

    def _is_expected(self, meeting_id: str, person_id: str) -> bool:
        registration = self._registrations.of(meeting_id, person_id)
        return registration is not None and registration.state is not RegistrationState.WITHDRAWN

    def _not_expected(self, meeting: Meeting, person: Person) -> ScanResult:
        elsewhere = self._expected_elsewhere(meeting, person)
        if elsewhere is None:
            return answered(Verdict.NOT_REGISTERED, person)
        name = display_name(person.family_name, person.given_name)
        return ScanResult(Verdict.WRONG_MEETING, person.id, name, other_meeting=elsewhere.id)

    def _expected_elsewhere(self, meeting: Meeting, person: Person) -> Meeting | None:
        """Return the next meeting that somebody has a seat at, past and cancelled ones left out."""
        now = self._store.clock.now()
        selves = [known.id for known in self._people.selves(person)]
        seats = self._store.records.find(
            Registration, f"person_id IN ({', '.join('?' * len(selves))}) AND state = 'registered'", selves
        )
        others = {seat.meeting_id for seat in seats} - {meeting.id}
        found = (self._store.records.living(Meeting, other) for other in sorted(others))
        coming = [
            (other.starts_at, other)
            for other in found
            if other
            and other.status in lifecycle.DOOR_OPEN
            and other.starts_at
            and (other.ends_at or now) >= now
        ]
        return min(coming, key=lambda pair: pair[0])[1] if coming else None


def answered(
    verdict: Verdict, person: Person, *, at: datetime | None = None, device_id: str | None = None
) -> ScanResult:
    """Return an answer about somebody."""
    name = display_name(person.family_name, person.given_name)
    return ScanResult(verdict, person.id, name, at, device_id)
