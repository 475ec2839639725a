"""The checklist of a meeting, ticked and added to. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import current, tr, trn
from organiser_kit.meeting_kits.content import Who
from organiser_kit.model.meetings import Role
from organiser_kit.model.preparation import Phase
from organiser_kit.rules.roles import role_label
from organiser_kit.rules.wording import day_and_month, display_name
from ui.pages import phrases
from ui.pages.one_meeting import MeetingEditor

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.checklists import Checklist, Task
    from organiser_kit.services.views import MeetingDetail

_ROLES = {
    Who.ORGANISER: Role.ORGANISER,
    Who.TIMEKEEPER: Role.TIMEKEEPER,
    Who.FACILITATOR: Role.FACILITATOR,
    Who.HOST_CONTACT: Role.HOST_CONTACT,
}
WHEN: tuple[tuple[Phase, int], ...] = (
    (Phase.BEFORE, -21),
    (Phase.BEFORE, -7),
    (Phase.BEFORE, -1),
    (Phase.BEFORE, 0),
    (Phase.DURING, 0),
    (Phase.AFTER, 0),
    (Phase.AFTER, 7),
)
"""When a line that somebody adds may be due."""


@dataclass(frozen=True)
class TaskLine:
    """One line in words.

    Attributes:
        remark: when and by whom it is to be done, or was done.
        said: all of it, for those who do not see the page.
    """

    key: str
    text: str
    remark: str
    done: bool
    late: bool
    said: str


@dataclass(frozen=True)
class PhaseLines:
    """The lines of one phase, with how far they are."""

    phase: Phase
    title: str
    progress: str
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True)
class Ticker:
    """Somebody in whose name a line may be ticked."""

    person_id: str
    name: str


@dataclass(frozen=True)
class ChecklistState:
    """The whole list.

    Attributes:
        news: that a new edition of a kit came; '' when there is nothing to tell.
        refused: why a kit cannot be used; '' when all can.
    """

    meeting_id: str
    progress: str
    tone: str
    icon: str
    phases: tuple[PhaseLines, ...]
    tickers: tuple[Ticker, ...]
    removed: tuple[TaskLine, ...]
    news: str = ""
    refused: str = ""


class ChecklistView(Protocol):
    """The card, as its presenter sees it."""

    def show_checklist(self, state: ChecklistState) -> None:
        """Show the list."""
        ...

    def added(self) -> None:
        """Make room for the next line."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class ChecklistPresenter(MeetingEditor[ChecklistView, ChecklistState]):
    """Reads and ticks the checklist of one meeting."""

    def _question(self, meeting_id: str) -> Callable[[Kit], ChecklistState]:
        return lambda kit: read(kit, meeting_id)

    def _show(self, state: ChecklistState) -> None:
        self._view.show_checklist(state)

    def tick(self, key: str, by: str, *, done: bool) -> None:
        """Tick a line in somebody's name ('' for nobody's), or take the tick away."""
        meeting_id = self.meeting_id
        if done:
            self._do(lambda kit: kit.checklists.tick(meeting_id, key, by=by or None), failed=self._refused)
        else:
            self._do(lambda kit: kit.checklists.untick(meeting_id, key), failed=self._refused)

    def _refused(self, error: KitError) -> None:
        """Say why a tick was not kept, and show the list as it is: the box is ticked on the screen."""
        self._view.refuse(error)
        self.load()

    def add(self, text: str, phase: Phase, days: int) -> None:
        """Add a line of the meeting's own."""
        meeting_id = self.meeting_id
        self._do(lambda kit: kit.checklists.add(meeting_id, text, phase, days), lambda _: self._view.added())

    def remove(self, line: TaskLine) -> None:
        """Take a line off the list, with a way back."""
        meeting_id = self.meeting_id
        self._tell(
            lambda kit: kit.checklists.remove(meeting_id, line.key),
            tr("Taken off the list: {text}", text=line.text),
            lambda: self.bring_back(line.key),
        )

    def bring_back(self, *keys: str) -> None:
        """Put lines back on the list."""
        meeting_id = self.meeting_id

        def all_of_them(kit: Kit) -> None:
            for key in keys:
                kit.checklists.bring_back(meeting_id, key)

        self._do(all_of_them)

    def seen(self) -> None:
        """Note that the organiser was told of the editions that came."""
        self._do(lambda kit: kit.kit_editions.mark_seen())


def read(kit: Kit, meeting_id: str) -> ChecklistState:
    """Return the list in words."""
    detail = kit.meetings.detail(meeting_id)
    checklist = kit.checklists.of(meeting_id, current().language)
    names: dict[str, str] = {}
    for task in checklist.tasks:
        person = kit.people.seen(task.done_by) if task.done_by and task.done_by not in names else None
        if person is not None:
            names[person.id] = display_name(person.family_name, person.given_name)
    today = kit.environment.now().astimezone(detail.meeting.zone).date()
    return replace(
        describe(detail, checklist, names, today),
        news=news_words(kit.kit_editions.unseen()),
        refused=" ".join(kit.meeting_kits().refused),
    )


def news_words(editions: tuple[str, ...]) -> str:
    """Return that editions came, '' when none did."""
    if not editions:
        return ""
    return trn(
        "A new edition of a kit has arrived: {kits}.",
        "New editions of kits have arrived: {kits}.",
        len(editions),
        kits="; ".join(editions),
    )


def describe(
    detail: MeetingDetail, checklist: Checklist, names: dict[str, str], today: date
) -> ChecklistState:
    """Return the list in words; ``names`` are those of the people who ticked."""
    late = checklist.late
    finished = checklist.tasks and checklist.done == len(checklist.tasks)
    return ChecklistState(
        meeting_id=detail.meeting.id,
        progress=progress_words(checklist),
        tone="warning" if late else "success" if finished else "neutral",
        icon="triangle-alert" if late else "circle-check" if finished else "list-checks",
        phases=tuple(
            PhaseLines(
                phase,
                phase_words(phase),
                _done_words(tasks),
                tuple(_line(task, detail, names, today) for task in tasks),
            )
            for phase in Phase
            if (tasks := checklist.of(phase))
        ),
        tickers=_tickers(detail),
        removed=tuple(_line(task, detail, names, today) for task in checklist.removed),
    )


def progress_words(checklist: Checklist) -> str:
    """Return how far the list is, in one sentence."""
    count = len(checklist.tasks)
    if not count:
        return tr("Nothing is on the list yet.")
    if checklist.done == count:
        return tr("Everything is done.")
    words = tr("Done: {done} of {n}", done=checklist.done, n=count)
    if not checklist.late:
        return tr("{words}.", words=words)
    late = trn("{n} is late", "{n} are late", checklist.late)
    return tr("{words}, {late}.", words=words, late=late)


def phase_words(phase: Phase) -> str:
    """Return what a part of the list is called."""
    return {
        Phase.BEFORE: tr("Before"),
        Phase.DURING: tr("During the meeting"),
        Phase.AFTER: tr("After"),
    }[phase]


def when_words(phase: Phase, days: int) -> str:
    """Return the words for one choice of :data:`WHEN`."""
    if phase is Phase.DURING:
        return tr("During the meeting")
    if days == 0:
        return tr("The same day, before") if phase is Phase.BEFORE else tr("The same evening")
    if days == -1:
        return tr("The day before")
    weeks = abs(days) // 7
    if days < 0:
        return trn("{n} week before", "{n} weeks before", weeks)
    return trn("{n} week after", "{n} weeks after", weeks)


def _done_words(tasks: tuple[Task, ...]) -> str:
    done = sum(task.is_done for task in tasks)
    return tr("{done} of {n} done", done=done, n=len(tasks))


def _tickers(detail: MeetingDetail) -> tuple[Ticker, ...]:
    people = {person.id: person for person, _ in detail.roles}
    organisers = {person.id for person, role in detail.roles if role is Role.ORGANISER}
    order = sorted(people.values(), key=lambda person: person.id not in organisers)
    return tuple(Ticker(p.id, display_name(p.family_name, p.given_name)) for p in order)


def _line(task: Task, detail: MeetingDetail, names: dict[str, str], today: date) -> TaskLine:
    remark = _remark(task, detail, names, today)
    state = tr("done") if task.is_done else tr("late") if task.is_late else tr("to do")
    said = tr("{text} {remark} {state}", text=task.text, remark=f"({remark})" if remark else "", state=state)
    return TaskLine(task.key, task.text, remark, task.is_done, task.is_late, said)


def _remark(task: Task, detail: MeetingDetail, names: dict[str, str], today: date) -> str:
    if task.done_at is not None:
        day = _day(task.done_at.astimezone(detail.meeting.zone).date())
        name = names.get(task.done_by or "")
        return tr("Done on {day} by {name}", day=day, name=name) if name else tr("Done on {day}", day=day)
    parts = [_due_words(task, today)]
    if task.who is not None:
        role = _ROLES.get(task.who)
        parts.append(role_label(role, current()) if role else tr("Everybody"))
    return " · ".join(filter(None, parts))


def _due_words(task: Task, today: date) -> str:
    if task.due is None:
        return ""
    day = _day(task.due)
    if task.is_late:
        return tr("Late: it was due on {day}", day=day)
    if task.due == today:
        return tr("Today")
    return phrases.capital(day)


def _day(day: date) -> str:
    return day_and_month(day, current())
