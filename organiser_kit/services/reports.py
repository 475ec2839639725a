"""What an organiser tells the coordinator about a meeting: one report for each, written in two minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Meeting, MeetingStatus
from organiser_kit.model.sharing import Report
from organiser_kit.rules import lifecycle
from organiser_kit.services.sending import tidied, waits

if TYPE_CHECKING:
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.store import Store

ANSWERS = ("what_worked", "difficulties", "help_wanted", "satisfaction")
IMPRESSIONS = (1, 2, 3, 4, 5)


class Standing(StrEnum):
    """Where the report of a meeting stands."""

    TOO_EARLY = "too_early"
    EMPTY = "empty"
    DRAFT = "draft"
    WAITING = "waiting"
    SENT = "sent"
    READ = "read"


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """A report, ``None`` as long as nothing is written, and where it stands."""

    report: Report | None
    standing: Standing


class Reports:
    """Journey J8."""

    def __init__(self, store: Store, meetings: Meetings) -> None:
        self._store = store
        self._meetings = meetings

    def of(self, meeting_id: str) -> Report | None:
        """Return the report of a meeting, ``None`` when there is none.

        Two laptops may each have begun one: the one that was read stands, else the first finished.
        """
        return self._store.records.first(
            Report,
            "meeting_id = ?",
            (meeting_id,),
            order="acknowledged_at IS NULL, sent_at IS NULL, sent_at, id",
        )

    def standing(self, meeting_id: str) -> ReportStanding:
        """Return the report of a meeting and where it stands.

        Raises:
            NotFoundError: there is no such meeting.
        """
        meeting, report = self._meetings.get(meeting_id), self.of(meeting_id)
        if report is None:
            early = meeting.status not in lifecycle.OVER
            return ReportStanding(None, Standing.TOO_EARLY if early else Standing.EMPTY)
        return ReportStanding(report, self._stands(meeting, report))

    def _stands(self, meeting: Meeting, report: Report) -> Standing:
        if report.acknowledged_at is not None:
            return Standing.READ
        if report.sent_at is not None:
            return Standing.WAITING if waits(self._store, report.id) else Standing.SENT
        return Standing.DRAFT if meeting.status in lifecycle.OVER else Standing.TOO_EARLY

    def save(self, meeting_id: str, **answers: str | int | None) -> Report | None:
        """Keep what is written so far, and return the report; nothing written makes none.

        Args:
            meeting_id: the meeting it is about.
            answers: any of :data:`ANSWERS`; those left out stay as they are.

        Raises:
            UserError: the sheet is not validated, the coordinator has read the report, or an answer makes
                no sense.
            TypeError: an answer is none of :data:`ANSWERS`.
        """
        unknown = sorted(set(answers) - set(ANSWERS))
        if unknown:
            raise TypeError(unknown[0])
        meeting = self._meetings.get(meeting_id)
        _check_over(meeting)
        values = tidied(answers)
        _check_impression(answers.get("satisfaction"))
        with self._store.writer.action() as action:
            report = self.of(meeting_id)
            if report is not None:
                _check_unread(report)
                action.change(report, **values)
            elif any(value is not None for value in values.values()):
                report_id = self._store.environment.new_id()
                fresh = Report(id=report_id, scope=meeting.scope, meeting_id=meeting_id)
                action.add(replace(fresh, **values))
        return self.of(meeting_id)

    def finish(self, meeting_id: str) -> Report:
        """Finish the report: it leaves with the next exchange, and the meeting counts as reported.

        Finishing it again, after a correction, renews its date.

        Raises:
            UserError: the sheet is not validated, nothing is written, or the coordinator has read it.
        """
        meeting, report = self._meetings.get(meeting_id), self.of(meeting_id)
        _check_over(meeting)
        if report is None or all(getattr(report, name) is None for name in ANSWERS):
            raise UserError(tr("Choose an impression or write one sentence, then finish the report."))
        _check_unread(report)
        with self._store.writer.action(together=True) as action:
            action.change(report, sent_at=self._store.clock.now())
            if meeting.status is MeetingStatus.HELD:
                lifecycle.check(meeting.status, MeetingStatus.REPORTED, self._meetings.readiness(meeting))
                action.change(meeting, status=MeetingStatus.REPORTED)
        return self._store.records.get(Report, report.id)


def _check_over(meeting: Meeting) -> None:
    if meeting.status not in lifecycle.OVER:
        raise UserError(tr("Validate the sign-in sheet first: the report comes after it."))


def _check_unread(report: Report) -> None:
    if report.acknowledged_at is not None:
        raise UserError(tr("The coordinator has read this report: it can no longer change."))


def _check_impression(value: str | int | None) -> None:
    if value is not None and value not in IMPRESSIONS:
        raise UserError(tr("An impression goes from 1 to 5: {value} is none.", value=value))
