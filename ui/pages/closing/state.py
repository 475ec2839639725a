"""What the closing step shows: what is known of everybody, and where the sheet stands. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from organiser_kit.i18n import current, tr
from organiser_kit.model.attendance import Method, PresenceState
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.rules import lifecycle
from organiser_kit.rules.state_words import log_words
from organiser_kit.rules.wording import clock_time
from ui.pages import phrases
from ui.pages.closing.differences import DifferenceLine, lines_of

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.model.meetings import Meeting
    from organiser_kit.papers.sheet_review import Differs, PaperSeen
    from organiser_kit.services.views import RosterEntry

Mark = Literal["present", "absent", "excused"]


@dataclass(frozen=True)
class CloseLine:
    """One person with what is known of their presence."""

    person_id: str
    name: str
    structure: str
    words: str
    tone: str
    mark: Mark


@dataclass(frozen=True)
class CloseState:
    """The step.

    Attributes:
        can_read: whether the signed sheet may still be read back.
        paper_read: whether it was, so that paper and screen can be compared.
        differences: about whom they differ, those settled left out.
        log: whether what was recorded is as it was, in words.
        pictures: how many pictures of the signed sheet are kept.
    """

    meeting_id: str
    lines: tuple[CloseLine, ...]
    present: int
    absent: int
    excused: int
    headcount: int
    validated: bool
    can_reopen: bool
    sheet: str
    sentence: str
    can_read: bool
    paper_read: bool
    differences: tuple[DifferenceLine, ...]
    log: str
    log_is_whole: bool
    pictures: int


def read(
    kit: Kit,
    meeting_id: str,
    paper: PaperSeen | None = None,
    settled: frozenset[tuple[str, Differs]] = frozenset(),
) -> CloseState:
    """Return the comparison of a meeting, with the differences to its ``paper`` that are not settled."""
    detail = kit.meetings.detail(meeting_id)
    meeting, sheet = detail.meeting, detail.sheet
    attendance = kit.registrations.attendance(meeting_id)
    entries = [entry for entry in attendance.entries if entry.is_expected or entry.presence.is_present]
    lines = tuple(_line(entry, meeting) for entry in entries)
    counts = {mark: sum(line.mark == mark for line in lines) for mark in ("present", "absent", "excused")}
    validated = meeting.status in lifecycle.OVER
    log = kit.sheets.log(meeting_id)
    return CloseState(
        meeting_id=meeting_id,
        lines=lines,
        present=counts["present"],
        absent=counts["absent"],
        excused=counts["excused"],
        headcount=meeting.headcount or 0,
        validated=validated,
        can_reopen=MeetingStatus.IN_PROGRESS in lifecycle.allowed(meeting.status) and validated,
        sheet=sheet.sheet_no if sheet else "",
        sentence=_sentence(validated=validated, sheet=sheet.sheet_no if sheet else ""),
        can_read=meeting.status in lifecycle.DOOR_OPEN,
        paper_read=paper is not None and not validated,
        differences=() if paper is None or validated else lines_of(paper, attendance.entries, settled),
        log=log_words(log),
        log_is_whole=log.is_whole,
        pictures=len(kit.evidence.of_meeting(meeting_id)),
    )


def _sentence(*, validated: bool, sheet: str) -> str:
    if validated:
        return tr(
            "Sheet {number} is validated: nothing changes any more unless it is reopened.", number=sheet
        )
    return tr("Compare the list with the signed paper, correct it, then validate.")


def _line(entry: RosterEntry, meeting: Meeting) -> CloseLine:
    presence = entry.presence
    if presence.is_present:
        at = presence.arrived_at
        if presence.method is Method.SIGNED_PAPER:
            return _close_line(entry, tr("Present, by the signed paper"), "success", "present")
        if at is None:
            return _close_line(entry, tr("Present"), "success", "present")
        time = clock_time(phrases.local(at, meeting), current())
        return _close_line(entry, tr("Present since {time}", time=time), "success", "present")
    if presence.state is PresenceState.EXCUSED:
        return _close_line(entry, tr("Excused"), "info", "excused")
    return _close_line(entry, tr("Absent"), "neutral", "absent")


def _close_line(entry: RosterEntry, words: str, tone: str, mark: Mark) -> CloseLine:
    return CloseLine(entry.person.id, entry.name, entry.structure_name or "", words, tone, mark)
