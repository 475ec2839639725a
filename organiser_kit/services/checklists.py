"""The checklist of a meeting: the lines of its kit d'animation, what was ticked, and lines of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Meeting, MeetingStatus
from organiser_kit.model.preparation import ChecklistItem, Phase
from organiser_kit.rules import lifecycle
from organiser_kit.services.kit_lines import KitLines, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from organiser_kit.changes import Changes
    from organiser_kit.meeting_kits.content import ChecklistItem as KitLine
    from organiser_kit.meeting_kits.content import MeetingKit, Who
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.store import Store

_PHASES = tuple(Phase)
_USUAL_DAYS = {Phase.BEFORE: -1, Phase.DURING: 0, Phase.AFTER: 1}


@dataclass(frozen=True, slots=True)
class Task:
    """One line.

    Attributes:
        key: the name of the kit's line, or the id of the record of a line of the meeting's own.
        due: its day on the clock of the venue, ``None`` while the meeting has no date.
        who: who usually does it, ``None`` for a line of the meeting's own.
        done_by: the id of the person who did it, ``None`` when nobody said.
    """

    key: str
    is_own: bool
    phase: Phase
    text: str
    days: int
    due: date | None
    who: Who | None
    done_at: datetime | None = None
    done_by: str | None = None
    is_late: bool = False

    @property
    def is_done(self) -> bool:
        """Return whether it was ticked."""
        return self.done_at is not None


@dataclass(frozen=True, slots=True)
class Checklist:
    """A meeting's lines in the order of their days, and those of the kit that were taken off."""

    tasks: tuple[Task, ...]
    removed: tuple[Task, ...] = ()

    def of(self, phase: Phase) -> tuple[Task, ...]:
        """Return the lines of one phase."""
        return tuple(task for task in self.tasks if task.phase is phase)

    @property
    def done(self) -> int:
        """Return how many are ticked."""
        return sum(task.is_done for task in self.tasks)

    @property
    def late(self) -> int:
        """Return how many should have been done before today."""
        return sum(task.is_late for task in self.tasks)


class Checklists:
    """What is to be done before, during and after each meeting."""

    def __init__(self, store: Store, meetings: Meetings, kit_of: Callable[[str], MeetingKit]) -> None:
        self._store = store
        self._meetings = meetings
        self._kit_of = kit_of
        self._lines = KitLines(store, meetings, ChecklistItem, "template", self._begin)

    def of(self, meeting_id: str, language: str) -> Checklist:
        """Return the checklist of a meeting, in ``language`` where the kit says the words.

        Several laptops may each have ticked a line: it is done as soon as any of them did it, by whoever
        was first. A line of the kit is gone when somebody took it off and nobody has used it since.

        Raises:
            NotFoundError: there is no such meeting.
        """
        meeting = self._meetings.get(meeting_id)
        written = self._lines.of(meeting_id)
        tasks: list[Task] = []
        removed: list[Task] = []
        # The same words twice in one kit are one thing to do.
        for line in {line.template: line for line in self._kit_of(meeting_id).checklist}.values():
            task = self._of_kit(meeting, line, written.of_kit[line.template], language)
            (removed if line.template in written.gone else tasks).append(task)
        tasks += [self._own(meeting, record) for record in written.own]
        order = sorted(tasks, key=lambda task: (_PHASES.index(task.phase), task.days))
        return Checklist(tuple(order), tuple(removed))

    def _of_kit(
        self, meeting: Meeting, line: KitLine, records: Iterable[ChecklistItem], language: str
    ) -> Task:
        phase = Phase(line.phase.value)
        done = _first_done(records)
        return Task(
            key=line.template,
            is_own=False,
            phase=phase,
            text=line.text.text(language),
            days=line.days,
            due=_due(meeting, line.days),
            who=line.who,
            done_at=done.done_at if done else None,
            done_by=done.done_by if done else None,
            is_late=not done and self._is_late(meeting, phase, line.days),
        )

    def _own(self, meeting: Meeting, record: ChecklistItem) -> Task:
        days = _USUAL_DAYS[record.phase] if record.due_days is None else record.due_days
        return Task(
            key=record.id,
            is_own=True,
            phase=record.phase,
            text=record.text or "",
            days=days,
            due=_due(meeting, days),
            who=None,
            done_at=record.done_at,
            done_by=record.done_by,
            is_late=record.done_at is None and self._is_late(meeting, record.phase, days),
        )

    def _is_late(self, meeting: Meeting, phase: Phase, days: int) -> bool:
        """Return whether it should have been done before today; once people were there, nothing is before."""
        due = _due(meeting, days)
        if due is None or meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED):
            return False
        if phase is not Phase.AFTER and meeting.status in lifecycle.OVER:
            return False
        return due < self._store.clock.now().astimezone(meeting.zone).date()

    def tick(self, meeting_id: str, key: str, *, by: str | None = None) -> Changes:
        """Mark a line as done now; a line that is done already keeps who did it and when.

        ``by`` is the id of the person who did it.

        Raises:
            NotFoundError: there is no such meeting, or no such line.
        """
        with self._store.writer.action(together=True) as action:
            records = self._lines.living(action, meeting_id, key)
            if not _first_done(records):
                action.change(records[0], done_at=self._store.clock.now(), done_by=by)
            return action.changes

    def untick(self, meeting_id: str, key: str) -> Changes:
        """Mark a line as not done.

        Raises:
            NotFoundError: there is no such meeting, or no such line.
        """
        with self._store.writer.action(together=True) as action:
            for record in self._lines.living(action, meeting_id, key):
                action.change(record, done_at=None, done_by=None)
            return action.changes

    def add(self, meeting_id: str, text: str, phase: Phase, due_days: int | None = None) -> ChecklistItem:
        """Add a line that no kit knows.

        Raises:
            NotFoundError: there is no such meeting.
            UserError: there are no words, or too many.
        """
        text = one_line(text, tr("Write what is to be done."))
        days = _USUAL_DAYS[phase] if due_days is None else due_days
        with self._store.writer.action() as action:
            return self._lines.add(action, meeting_id, text=text, phase=phase, due_days=days)

    def remove(self, meeting_id: str, key: str) -> Changes:
        """Take a line off this meeting's list; :meth:`bring_back` undoes it.

        Raises:
            NotFoundError: there is no such meeting, or no such line.
        """
        with self._store.writer.action(together=True) as action:
            self._lines.remove(action, meeting_id, key)
            return action.changes

    def bring_back(self, meeting_id: str, key: str) -> Changes:
        """Put a line that was taken off back on the list, ticked as it was.

        Raises:
            NotFoundError: there is no such meeting, or no such line.
        """
        with self._store.writer.action(together=True) as action:
            self._lines.bring_back(action, meeting_id, key)
            return action.changes

    def _begin(self, meeting_id: str, key: str) -> dict[str, Any] | None:
        line = next((one for one in self._kit_of(meeting_id).checklist if one.template == key), None)
        return None if line is None else {"phase": Phase(line.phase.value)}


def _first_done(records: Iterable[ChecklistItem]) -> ChecklistItem | None:
    done = [(record.done_at, record.id, record) for record in records if record.done_at is not None]
    return min(done)[2] if done else None


def _due(meeting: Meeting, days: int) -> date | None:
    if meeting.starts_at is None:
        return None
    return meeting.starts_at.astimezone(meeting.zone).date() + timedelta(days=days)
