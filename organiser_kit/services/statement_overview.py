"""Who gets a statement of a meeting, who does not and why, and the hours of each so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.model.attendance import PresenceState
from organiser_kit.model.meetings import Meeting
from organiser_kit.model.paper import ParticipationStatement
from organiser_kit.rules import lifecycle
from organiser_kit.rules.attended import attended_minutes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from organiser_kit.model.paper import SignInSheet
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store
    from organiser_kit.services.views import RosterEntry


class Outcome(StrEnum):
    """What somebody gets, or why nothing."""

    ISSUED = "issued"
    READY = "ready"
    SHEET_OPEN = "sheet_open"
    ABSENT = "absent"
    EXCUSED = "excused"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """One person awaited at a meeting.

    Attributes:
        number: that of the statement, '' for none.
        minutes: what counts of this meeting, 0 for who was not there.
        left_early: whether that is less than the whole meeting.
        total_minutes: what counts of all meetings of the group whose sheets are validated.
    """

    person_id: str
    name: str
    outcome: Outcome
    number: str
    minutes: int
    left_early: bool
    total_minutes: int


class StatementOverview:
    """Journey J9, before and after the statements are written."""

    def __init__(self, store: Store, meetings: Meetings, registrations: Registrations) -> None:
        self._store = store
        self._meetings = meetings
        self._registrations = registrations

    def lines(self, meeting_id: str) -> tuple[OverviewLine, ...]:
        """Return everybody awaited at a meeting, in the order of the list.

        Raises:
            NotFoundError: there is no such meeting.
        """
        meeting, sheet = self._meetings.get(meeting_id), self._meetings.sheet(meeting_id)
        known = self._store.records.find(ParticipationStatement, "meeting_id = ?", (meeting_id,))
        # The one that counts comes last and stays.
        statements = {one.person_id: one for one in sorted(known, key=lambda one: one.revoked_at is None)}
        totals = self._totals(meeting.scope)
        entries = [entry for entry in self._registrations.roster(meeting_id) if entry.is_awaited]
        return tuple(_line(entry, meeting, sheet, statements, totals[entry.person.id]) for entry in entries)

    def _totals(self, scope: str) -> Counter[str]:
        totals: Counter[str] = Counter()
        for meeting in self._store.records.find(Meeting, "scope = ?", (scope,)):
            sheet = self._meetings.sheet(meeting.id) if meeting.status in lifecycle.OVER else None
            if sheet is None or sheet.validated_at is None:
                continue
            present = set(sheet.present)
            for entry in self._registrations.roster(meeting.id):
                if entry.person.id in present:
                    totals[entry.person.id] += _minutes(entry, meeting)
        return totals


def _line(
    entry: RosterEntry,
    meeting: Meeting,
    sheet: SignInSheet | None,
    statements: Mapping[str, ParticipationStatement],
    total: int,
) -> OverviewLine:
    statement = statements.get(entry.person.id)
    outcome = _outcome(entry, sheet, statement)
    counts = outcome in (Outcome.ISSUED, Outcome.READY, Outcome.REVOKED) or entry.presence.is_present
    minutes = _minutes(entry, meeting) if counts else 0
    return OverviewLine(
        entry.person.id,
        entry.name,
        outcome,
        statement.number if statement and outcome is Outcome.ISSUED else "",
        minutes,
        left_early=counts and minutes < meeting.duration_minutes,
        total_minutes=total,
    )


def _outcome(
    entry: RosterEntry, sheet: SignInSheet | None, statement: ParticipationStatement | None
) -> Outcome:
    validated = sheet is not None and sheet.validated_at is not None
    was_there = entry.person.id in sheet.present if sheet and validated else entry.presence.is_present
    if was_there and not validated:
        return Outcome.SHEET_OPEN
    if was_there and statement is not None and sheet is not None and statement.sheet_no == sheet.sheet_no:
        return Outcome.REVOKED if statement.revoked_at else Outcome.ISSUED
    if was_there:
        return Outcome.READY
    return Outcome.EXCUSED if entry.presence.state is PresenceState.EXCUSED else Outcome.ABSENT


def _minutes(entry: RosterEntry, meeting: Meeting) -> int:
    return attended_minutes(entry.presence, meeting.starts_at, meeting.duration_minutes)
