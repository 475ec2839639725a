"""Statements of participation: one per person present, from a validated sheet only."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from uuid import UUID

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.paper import ParticipationStatement

if TYPE_CHECKING:
    from organiser_kit.model.meetings import Meeting
    from organiser_kit.model.paper import SignInSheet
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store
    from organiser_kit.services.views import RosterEntry
    from organiser_kit.storage.writer import Action


class Statements:
    """Journey J9."""

    def __init__(self, store: Store, meetings: Meetings, registrations: Registrations) -> None:
        self._store = store
        self._meetings = meetings
        self._registrations = registrations

    def issue(self, meeting_id: str) -> list[ParticipationStatement]:
        """Return a statement for everybody present, issuing those that do not exist yet.

        Those of a sheet that was corrected since are revoked, whoever they named.

        Raises:
            UserError: the sheet is not validated.
        """
        sheet = self._meetings.sheet(meeting_id)
        if sheet is None or sheet.validated_at is None:
            raise UserError(
                tr("Validate the sign-in sheet first: statements are drawn from a validated sheet only.")
            )
        meeting = self._meetings.get(meeting_id)
        present = set(sheet.present)
        entries = [entry for entry in self._registrations.roster(meeting_id) if entry.person.id in present]
        with self._store.writer.action(together=True) as action:
            known = self._store.records.find(ParticipationStatement, "meeting_id = ?", (meeting_id,))
            standing = {one.person_id: one for one in reversed(known) if _stands(one, sheet)}
            earlier = {one.person_id: one for one in known if one.sheet_no != sheet.sheet_no}
            for statement in known:
                if statement.sheet_no != sheet.sheet_no and statement.revoked_at is None:
                    action.change(statement, revoked_at=self._store.clock.now())
            return [
                standing.get(entry.person.id)
                or self._new(action, meeting, sheet, entry, earlier.get(entry.person.id))
                for entry in entries
            ]

    def _new(
        self,
        action: Action,
        meeting: Meeting,
        sheet: SignInSheet,
        entry: RosterEntry,
        earlier: ParticipationStatement | None,
    ) -> ParticipationStatement:
        statement_id = self._store.environment.new_id()
        statement = ParticipationStatement(
            id=statement_id,
            scope=meeting.scope,
            number=statement_number(statement_id),
            person_id=entry.person.id,
            meeting_id=meeting.id,
            sheet_no=sheet.sheet_no,
            roles=tuple(role.value for role in entry.roles),
            total_minutes=meeting.duration_minutes,
            issued_at=self._store.clock.now(),
            supersedes=earlier.number if earlier else None,
        )
        action.add(statement)
        return statement


def _stands(statement: ParticipationStatement, sheet: SignInSheet) -> bool:
    return statement.sheet_no == sheet.sheet_no and statement.revoked_at is None


def statement_number(statement_id: str) -> str:
    """Return the number printed on a statement: ``A-`` and 12 letters or digits from the end of its id."""
    tail = base64.b32encode(UUID(statement_id).bytes[-8:]).decode("ascii")
    return f"A-{tail[:4]}-{tail[4:8]}-{tail[8:12]}"
