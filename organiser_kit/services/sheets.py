"""The sign-in sheet as a record: what was printed, and its validation."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from uuid import UUID

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Meeting, MeetingStatus
from organiser_kit.model.paper import SignInSheet
from organiser_kit.rules import lifecycle

if TYPE_CHECKING:
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store


class Sheets:
    """Journeys J5 and J7: print the sheet, then validate it."""

    def __init__(self, store: Store, meetings: Meetings, registrations: Registrations) -> None:
        self._store = store
        self._meetings = meetings
        self._registrations = registrations

    def prepare(self, meeting_id: str) -> SignInSheet:
        """Return the sheet to print: the latest one while nobody was added since, else a new revision."""
        meeting = self._store.records.get(Meeting, meeting_id)
        people = tuple(
            entry.person.id for entry in self._registrations.roster(meeting_id) if entry.is_expected
        )
        latest = self._meetings.sheet(meeting_id)
        if latest and (latest.people == people or latest.validated_at):
            return latest
        sheet_id = self._store.environment.new_id()
        sheet = SignInSheet(
            id=sheet_id,
            scope=meeting.scope,
            meeting_id=meeting_id,
            sheet_no=sheet_number(sheet_id),
            printed_at=self._store.environment.now(),
            people=people,
            revision=latest.revision + 1 if latest else 1,
        )
        with self._store.writer.action() as action:
            action.add(sheet)
        return sheet

    def validate(self, meeting_id: str, *, headcount: int | None = None) -> SignInSheet:
        """Lock the sheet with the people named as present; statements may then be issued.

        Raises:
            UserError: nobody was there, or the sheet is validated already.
        """
        meeting = self._store.records.get(Meeting, meeting_id)
        sheet = self.prepare(meeting_id)
        if sheet.validated_at:
            raise UserError(tr("Sheet {number} is already validated.", number=sheet.sheet_no))
        entries = self._registrations.roster(meeting_id)
        present = tuple(entry.person.id for entry in entries if entry.presence.is_present)
        readiness = self._meetings.readiness(meeting)
        if not (present or headcount):
            lifecycle.check(MeetingStatus.IN_PROGRESS, MeetingStatus.HELD, readiness)
        with self._store.writer.action(together=True) as action:
            action.change(
                sheet,
                validated_at=self._store.environment.now(),
                present=present,
                headcount=headcount or len(present),
            )
            action.change(meeting, status=MeetingStatus.HELD, headcount=headcount)
        return self._store.records.get(SignInSheet, sheet.id)

    def reopen(self, meeting_id: str, *, reason: str) -> SignInSheet:
        """Open a validated sheet for correction: the old one stays as it is, an amendment takes its place.

        Raises:
            UserError: there is no validated sheet, or no reason.
        """
        meeting = self._store.records.get(Meeting, meeting_id)
        sheet = self._meetings.sheet(meeting_id)
        if sheet is None or sheet.validated_at is None:
            raise UserError(tr("This meeting has no validated sheet to reopen."))
        if not reason.strip():
            raise UserError(tr("Say why the sheet is reopened: the reason is kept with it."))
        lifecycle.check(meeting.status, MeetingStatus.IN_PROGRESS, self._meetings.readiness(meeting))
        sheet_id = self._store.environment.new_id()
        amendment = SignInSheet(
            id=sheet_id,
            scope=sheet.scope,
            meeting_id=meeting_id,
            sheet_no=sheet_number(sheet_id),
            printed_at=self._store.environment.now(),
            people=sheet.people,
            revision=sheet.revision + 1,
            amends=sheet.id,
            amend_reason=reason.strip(),
        )
        with self._store.writer.action(together=True) as action:
            action.add(amendment)
            action.change(meeting, status=MeetingStatus.IN_PROGRESS)
        return amendment


def sheet_number(sheet_id: str) -> str:
    """Return the number printed on a sheet: short enough to dictate, from the random end of its id.

    ``F-`` and 8 letters or digits (40 bits): made without asking anybody, so two laptops may print at once.
    """
    tail = base64.b32encode(UUID(sheet_id).bytes[-5:]).decode("ascii")
    return f"F-{tail[:4]}-{tail[4:]}"
