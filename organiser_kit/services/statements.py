"""Statements of participation: one per person present, from a validated sheet only."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from organiser_kit.codes.statement.digests import name_digest, words_digest
from organiser_kit.codes.statement.facts import SALT_BYTES, AttendedMeeting, StatementFacts, number_of_digits
from organiser_kit.codes.statement.seal import sealed
from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Role
from organiser_kit.model.paper import ParticipationStatement
from organiser_kit.model.people import Person
from organiser_kit.rules.attended import attended_minutes
from organiser_kit.services.unnamed import check_unnamed

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.model.meetings import Meeting
    from organiser_kit.model.paper import SignInSheet
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.statement_keys import StatementKeys
    from organiser_kit.services.store import Store
    from organiser_kit.services.views import RosterEntry
    from organiser_kit.storage.writer import Action


class SaidOfMeeting(NamedTuple):
    """What a code says of the meeting itself; ``starts_at`` is local."""

    starts_at: datetime
    module: int
    sequence: int


class Statements:
    """Journey J9."""

    def __init__(
        self, store: Store, meetings: Meetings, registrations: Registrations, keys: StatementKeys
    ) -> None:
        self._store = store
        self._meetings = meetings
        self._registrations = registrations
        self._keys = keys

    def issue(self, meeting_id: str) -> list[ParticipationStatement]:
        """Return a statement for everybody present, issuing those that do not exist yet.

        Those of a sheet that was corrected since are called back, whoever they named. Somebody whose
        statement was called back by hand gets no other one from the same sheet, unless by :meth:`reissue`.

        Raises:
            UserError: the sheet is not validated.
        """
        sheet = self._validated_sheet(meeting_id)
        with self._store.writer.action(together=True) as action:
            known = self._of_meeting(meeting_id)
            standing = {one.person_id: one for one in reversed(known) if _stands(one, sheet)}
            refused = {one.person_id for one in known if one.sheet_no == sheet.sheet_no} - standing.keys()
            earlier = {one.person_id: one for one in known if one.sheet_no != sheet.sheet_no}
            call_back_former(self._store, action, sheet)
            return [
                standing.get(entry.person.id) or self._new(action, sheet, entry, earlier.get(entry.person.id))
                for entry in self._present(sheet)
                if entry.person.id not in refused
            ]

    def revoke(self, number: str, reason: str) -> ParticipationStatement:
        """Call a statement back: whoever checks it with a list of today is told that it does not count.

        Args:
            number: the number printed on it, in either case.
            reason: why; it is kept and may name nobody.

        Raises:
            NotFoundError: no statement has this number.
            UserError: it does not count any more, or the reason is empty or names the person.
        """
        with self._store.writer.action() as action:
            statement = self._counting(number)
            self._call_back(action, statement, reason)
        return self._store.records.get(ParticipationStatement, statement.id)

    def reissue(self, number: str, reason: str) -> ParticipationStatement:
        """Call a statement back and put one in its place that says what is known now; return that one.

        Raises:
            NotFoundError: no statement has this number.
            UserError: as for :meth:`revoke`; the person is no longer on the validated sheet.
        """
        with self._store.writer.action(together=True) as action:
            former = self._counting(number)
            sheet = self._validated_sheet(former.meeting_id)
            entries = [entry for entry in self._present(sheet) if entry.person.id == former.person_id]
            if not entries:
                raise UserError(
                    tr(
                        "Nobody on the validated sheet has statement {number}: revoke it.",
                        number=former.number,
                    )
                )
            self._call_back(action, former, reason)
            return self._new(action, sheet, entries[0], former)

    def numbered(self, number: str) -> ParticipationStatement:
        """Return the statement with this number.

        Raises:
            NotFoundError: there is none.
        """
        wanted = number.strip().upper()
        found = self._store.records.first(ParticipationStatement, "number = ?", (wanted,))
        if found is None:
            raise NotFoundError(tr("No statement here has the number {number}.", number=number))
        return found

    def code(
        self, statement: ParticipationStatement, meeting: SaidOfMeeting, issued_at: datetime, words: str
    ) -> str:
        """Return the code to print under ``words``, signed by this copy.

        Args:
            statement: what it is about.
            meeting: what its meeting was.
            issued_at: its date of issue as it is printed.
            words: everything printed above the code.

        Raises:
            UserError: a value lies outside what a code can say.
        """
        with self._store.writer.action() as action:
            seed = self._keys.seed(action, statement.scope)
        person = self._store.records.get(Person, statement.person_id)
        salt = hashlib.sha256(seed + statement.id.encode("ascii")).digest()[:SALT_BYTES]
        facts = StatementFacts(
            number=statement.number,
            issued_on=issued_at.date(),
            meetings=(_attended(statement, meeting),),
            salt=salt,
            name_digest=name_digest(f"{person.family_name} {person.given_name}", salt),
            words_digest=words_digest(words, salt),
        )
        try:
            return sealed(facts, seed)
        except ValueError as error:
            raise UserError(
                tr(
                    "No code can be made for statement {number}: its date, module or time lies outside what "
                    "a code can say.",
                    number=statement.number,
                )
            ) from error

    def _validated_sheet(self, meeting_id: str) -> SignInSheet:
        sheet = self._meetings.sheet(meeting_id)
        if sheet is None or sheet.validated_at is None:
            raise UserError(
                tr("Validate the sign-in sheet first: statements are drawn from a validated sheet only.")
            )
        return sheet

    def _present(self, sheet: SignInSheet) -> list[RosterEntry]:
        present = set(sheet.present)
        return [entry for entry in self._registrations.roster(sheet.meeting_id) if entry.person.id in present]

    def _of_meeting(self, meeting_id: str) -> list[ParticipationStatement]:
        return self._store.records.find(ParticipationStatement, "meeting_id = ?", (meeting_id,))

    def _counting(self, number: str) -> ParticipationStatement:
        statement = self.numbered(number)
        if statement.revoked_at is not None:
            raise UserError(tr("Statement {number} is revoked already.", number=statement.number))
        return statement

    def _call_back(self, action: Action, statement: ParticipationStatement, reason: str) -> None:
        person = self._store.records.seen(Person, statement.person_id)
        check_unnamed(reason, [person] if person else [])
        _revoke(self._store, action, statement, reason.strip())

    def _new(
        self,
        action: Action,
        sheet: SignInSheet,
        entry: RosterEntry,
        earlier: ParticipationStatement | None,
    ) -> ParticipationStatement:
        meeting: Meeting = self._meetings.get(sheet.meeting_id)
        statement_id = self._store.environment.new_id()
        statement = ParticipationStatement(
            id=statement_id,
            scope=meeting.scope,
            number=statement_number(statement_id),
            person_id=entry.person.id,
            meeting_id=meeting.id,
            sheet_no=sheet.sheet_no,
            roles=tuple(role.value for role in entry.roles),
            total_minutes=attended_minutes(entry.presence, meeting.starts_at, meeting.duration_minutes),
            issued_at=self._store.clock.now(),
            issued_by=self._store.device.identity().device_id,
            supersedes=earlier.number if earlier else None,
        )
        action.add(statement)
        return statement


def call_back_former(store: Store, action: Action, sheet: SignInSheet) -> None:
    """Call back the statements that rest on an earlier sheet of the meeting of ``sheet``."""
    former = store.records.find(
        ParticipationStatement,
        "meeting_id = ? AND sheet_no <> ? AND revoked_at IS NULL",
        (sheet.meeting_id, sheet.sheet_no),
    )
    for statement in former:
        _revoke(store, action, statement, tr("The sign-in sheet was corrected."))


def _revoke(store: Store, action: Action, statement: ParticipationStatement, reason: str) -> None:
    action.change(
        statement,
        revoked_at=store.clock.now(),
        revoked_by=store.device.identity().device_id,
        revoke_reason=reason,
    )


def _stands(statement: ParticipationStatement, sheet: SignInSheet) -> bool:
    return statement.sheet_no == sheet.sheet_no and statement.revoked_at is None


def _attended(statement: ParticipationStatement, meeting: SaidOfMeeting) -> AttendedMeeting:
    known = {role.value: role for role in Role}
    return AttendedMeeting(
        on=meeting.starts_at.date(),
        module=meeting.module,
        sequence=meeting.sequence,
        minutes=statement.total_minutes,
        # A role of a newer version of the kit has no word on the paper either.
        roles=tuple(known[role] for role in statement.roles if role in known),
        sheet_no=statement.sheet_no,
    )


def statement_number(statement_id: str) -> str:
    """Return the number printed on a statement: ``A-`` and 12 letters or digits from the end of its id."""
    return number_of_digits(base64.b32encode(UUID(statement_id).bytes[-8:]).decode("ascii"))
