"""The sign-in sheet as a record: what was printed, and its validation."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from organiser_kit.codes.sheet import together
from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Meeting, MeetingStatus
from organiser_kit.model.paper import SignInSheet
from organiser_kit.model.sharing import Report
from organiser_kit.rules import lifecycle
from organiser_kit.services.attendance_log import AttendanceLog
from organiser_kit.services.statements import call_back_former

if TYPE_CHECKING:
    from organiser_kit.rules.attendance_log import LogCheck
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """A paper that people signed: one sheet, or those of two meetings side by side, a column for each."""

    id: str
    sheets: tuple[SignInSheet, ...]

    @property
    def number(self) -> str:
        """Return the reference that people read."""
        return " · ".join(sheet.sheet_no for sheet in self.sheets)

    @property
    def people(self) -> tuple[str, ...]:
        """Return whose rows they are, from the first."""
        return tuple(dict.fromkeys(person for sheet in self.sheets for person in sheet.people))

    def column_of(self, meeting_id: str) -> int:
        """Return which column is signed for a meeting, 1 for the first."""
        return 1 + [sheet.meeting_id for sheet in self.sheets].index(meeting_id)


class Sheets:
    """Journeys J5 and J7: print the sheet, then validate it."""

    def __init__(self, store: Store, meetings: Meetings, registrations: Registrations) -> None:
        self._store = store
        self._meetings = meetings
        self._registrations = registrations
        self._chain = AttendanceLog(store)

    def log(self, meeting_id: str) -> LogCheck:
        """Return whether the log of a meeting is whole, and as it was when its sheet was validated."""
        return self._chain.check(meeting_id, self._meetings.sheet(meeting_id))

    def prepare(self, meeting_id: str) -> SignInSheet:
        """Return the sheet to print: the one that stands if it names who is expected, else a new revision.

        A validated sheet is printed as it is.
        """
        with self._store.writer.action() as action:
            meeting = self._store.records.get(Meeting, meeting_id)
            standing = self._meetings.sheet(meeting_id)
            if standing and (standing.validated_at or standing.people == self._expected(meeting_id)):
                return standing
            return self._print(action, meeting, standing)

    def papers(self, meeting_id: str) -> dict[str, SheetPaper]:
        """Return what may have been printed for a meeting, by the identifier that its code carries.

        Former revisions count, and so does a paper that it shares with the other meeting of its pair.
        """
        meeting = self._store.records.get(Meeting, meeting_id)
        others = self._store.records.find(
            Meeting, "pair_id = ? AND id != ?", (meeting.pair_id, meeting_id), order="sequence, id"
        )
        own = self._of(meeting_id)
        papers = [SheetPaper(sheet.id, (sheet,)) for sheet in own]
        for other in others:
            first, second = own, self._of(other.id)
            if (other.sequence, other.id) < (meeting.sequence, meeting.id):
                first, second = second, first
            papers += [SheetPaper(together(a.id, b.id), (a, b)) for a in first for b in second]
        return {paper.id: paper for paper in papers}

    def _of(self, meeting_id: str) -> list[SignInSheet]:
        return self._store.records.find(SignInSheet, "meeting_id = ?", (meeting_id,))

    def is_known(self, sheet_id: str) -> bool:
        """Return whether a sheet of any meeting has this id."""
        return self._store.records.seen(SignInSheet, sheet_id) is not None

    def meetings_of(self, paper_id: str) -> tuple[str, ...]:
        """Return whose column a paper has, by the identifier that its code carries; nothing if not known."""
        sheet = self._store.records.living(SignInSheet, paper_id)
        if sheet is not None:
            return (sheet.meeting_id,)
        for first in self._store.records.find(Meeting, "sequence = 1"):
            paper = self.papers(first.id).get(paper_id)
            if paper is not None:
                return tuple(sheet.meeting_id for sheet in paper.sheets)
        return ()

    def _expected(self, meeting_id: str) -> tuple[str, ...]:
        roster = self._registrations.roster(meeting_id)
        return tuple(entry.person.id for entry in roster if entry.is_expected)

    def _print(self, action: Action, meeting: Meeting, earlier: SignInSheet | None) -> SignInSheet:
        sheet_id = self._store.environment.new_id()
        sheet = SignInSheet(
            id=sheet_id,
            scope=meeting.scope,
            meeting_id=meeting.id,
            sheet_no=sheet_number(sheet_id),
            printed_at=self._store.clock.now(),
            people=self._expected(meeting.id),
            revision=earlier.revision + 1 if earlier else 1,
            # A correction printed anew corrects the same sheet.
            amends=earlier.amends if earlier else None,
            amend_reason=earlier.amend_reason if earlier else None,
        )
        action.add(sheet)
        return sheet

    def validate(self, meeting_id: str, *, headcount: int | None = None) -> SignInSheet:
        """Lock the sheet with the people named as present; statements may then be issued.

        It is the sheet that people signed: whoever came unannounced is on one of its blank lines. One is made
        only when none was printed. ``headcount`` is how many were counted, without it the meeting's own.

        Raises:
            UserError: nobody was there, or the sheet is validated already.
        """
        with self._store.writer.action(together=True) as action:
            meeting = self._store.records.get(Meeting, meeting_id)
            sheet = self._meetings.sheet(meeting_id)
            if sheet and sheet.validated_at:
                raise UserError(tr("Sheet {number} is already validated.", number=sheet.sheet_no))
            roster = self._registrations.roster(meeting_id)
            present = tuple(entry.person.id for entry in roster if entry.presence.is_present)
            counted = meeting.headcount if headcount is None else headcount
            lifecycle.check_held(len(present), counted)
            sheet = sheet or self._print(action, meeting, None)
            action.change(
                sheet,
                validated_at=self._store.clock.now(),
                present=present,
                log_seal=self._chain.ends(meeting_id),
                # A count made in passing may miss people; each name was seen, be it erased since.
                headcount=max(counted or 0, len(present) + self._registrations.nameless(meeting_id)),
            )
            # Somebody may be on it no longer: nothing may rest on the sheet that it corrects.
            call_back_former(self._store, action, sheet)
            action.change(meeting, status=self._after_validation(meeting_id), headcount=counted)
        return self._store.records.get(SignInSheet, sheet.id)

    def _after_validation(self, meeting_id: str) -> MeetingStatus:
        """Return what a validated meeting is: a report that was sent before a correction still stands."""
        told = self._store.records.first(Report, "meeting_id = ? AND sent_at IS NOT NULL", (meeting_id,))
        return MeetingStatus.REPORTED if told else MeetingStatus.HELD

    def reopen(self, meeting_id: str, *, reason: str) -> SignInSheet:
        """Open a validated sheet for correction: the old one stays as it is, an amendment takes its place.

        Raises:
            UserError: there is no validated sheet, or no reason.
        """
        with self._store.writer.action(together=True) as action:
            meeting = self._store.records.get(Meeting, meeting_id)
            sheet = self._meetings.sheet(meeting_id)
            if sheet is None or sheet.validated_at is None:
                raise UserError(tr("This meeting has no validated sheet to reopen."))
            if not reason.strip():
                raise UserError(tr("Say why the sheet is reopened: the reason is kept with it."))
            lifecycle.check(meeting.status, MeetingStatus.IN_PROGRESS, self._meetings.readiness(meeting))
            amendment = self._amendment(sheet, reason.strip())
            action.add(amendment)
            action.change(meeting, status=MeetingStatus.IN_PROGRESS)
        return amendment

    def _amendment(self, sheet: SignInSheet, reason: str) -> SignInSheet:
        sheet_id = self._store.environment.new_id()
        return SignInSheet(
            id=sheet_id,
            scope=sheet.scope,
            meeting_id=sheet.meeting_id,
            sheet_no=sheet_number(sheet_id),
            printed_at=self._store.clock.now(),
            people=sheet.people,
            revision=sheet.revision + 1,
            amends=sheet.id,
            amend_reason=reason,
        )


def sheet_number(sheet_id: str) -> str:
    """Return the number printed on a sheet: short enough to dictate, from the random end of its id.

    ``F-`` and 8 letters or digits (40 bits): made without asking anybody, so two laptops may print at once.
    """
    tail = base64.b32encode(UUID(sheet_id).bytes[-5:]).decode("ascii")
    return f"F-{tail[:4]}-{tail[4:]}"
