"""A meeting's head and its steps: what is done, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from organiser_kit.i18n import current, tr, trn
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.rules import lifecycle
from ui.pages import phrases
from ui.pages.one_meeting import MeetingReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.checklists import Checklist
    from organiser_kit.services.views import Attendance, MeetingDetail

Step = Literal["prepare", "todo", "announce", "registrations", "print", "welcome", "run", "close", "report"]
STEPS: tuple[Step, ...] = (
    "prepare",
    "todo",
    "announce",
    "registrations",
    "print",
    "welcome",
    "run",
    "close",
    "report",
)
_UNKNOWN = {MeetingStatus.DRAFT, MeetingStatus.PROPOSED, MeetingStatus.POSTPONED}
_REPORTED = {MeetingStatus.REPORTED, MeetingStatus.CLOSED}
_READY = {MeetingStatus.CONFIRMED, MeetingStatus.IN_PROGRESS} | lifecycle.OVER


@dataclass(frozen=True)
class StepState:
    """One step of the rail."""

    key: Step
    done: bool
    note: str = ""


@dataclass(frozen=True)
class MeetingState:
    """The head and the rail."""

    meeting_id: str
    title: str
    module: str
    when: str
    where: str
    status: str
    tone: str
    icon: str
    steps: tuple[StepState, ...]
    proposed: Step


class MeetingView(Protocol):
    """The page, as its presenter sees it."""

    def show_meeting(self, state: MeetingState) -> None:
        """Show the head and the rail."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why it cannot be shown."""
        ...


class MeetingPresenter(MeetingReader[MeetingView, MeetingState]):
    """Reads the meeting whose page is open."""

    def _question(self, meeting_id: str) -> Callable[[Kit], MeetingState]:
        return lambda kit: _read(kit, meeting_id)

    def _show(self, state: MeetingState) -> None:
        self._view.show_meeting(state)


def _read(kit: Kit, meeting_id: str) -> MeetingState:
    return describe(
        kit.meetings.detail(meeting_id),
        kit.registrations.attendance(meeting_id),
        kit.checklists.of(meeting_id, current().language),
    )


def describe(detail: MeetingDetail, attendance: Attendance, checklist: Checklist) -> MeetingState:
    """Return the head and the rail of a meeting."""
    meeting = detail.meeting
    steps = _steps(detail, attendance, checklist)
    return MeetingState(
        meeting_id=meeting.id,
        title=tr(
            "{rank} · {module}",
            rank=phrases.rank(meeting.sequence),
            module=detail.module.title or detail.group.name,
        ),
        module=tr("Module {number} · {group}", number=detail.pair.module_number, group=detail.group.name),
        when=phrases.when(meeting),
        where=phrases.where(detail.venue, meeting.room),
        status=lifecycle.label(meeting.status),
        tone=phrases.TONES[meeting.status],
        icon=phrases.ICONS[meeting.status],
        steps=steps,
        proposed=next((step.key for step in steps if not step.done and step.key != "todo"), "close"),
    )


def _steps(detail: MeetingDetail, attendance: Attendance, checklist: Checklist) -> tuple[StepState, ...]:
    meeting, sheet = detail.meeting, detail.sheet
    expected = sum(entry.is_expected for entry in attendance.entries)
    over = meeting.status in lifecycle.OVER
    return (
        StepState("prepare", meeting.status in _READY),
        StepState("todo", checklist.done == len(checklist.tasks), _todo_note(checklist)),
        StepState("announce", expected > 0 or meeting.status not in _UNKNOWN),
        StepState("registrations", expected > 0, str(expected) if expected else ""),
        StepState("print", sheet is not None, sheet.sheet_no if sheet else ""),
        StepState(
            "welcome",
            over,
            trn("{n} present", "{n} present", attendance.present) if attendance.present else "",
        ),
        StepState("run", over),
        StepState("close", over),
        StepState("report", meeting.status in _REPORTED),
    )


def _todo_note(checklist: Checklist) -> str:
    if checklist.late:
        return trn("{n} late", "{n} late", checklist.late)
    return tr("{done} of {n}", done=checklist.done, n=len(checklist.tasks))
