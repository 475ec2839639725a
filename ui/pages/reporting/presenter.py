"""The report of a meeting: what is kept of it, where it stands, finishing it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr
from organiser_kit.services.reports import Standing
from ui.pages import phrases
from ui.pages.one_meeting import MeetingEditor

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.reports import ReportStanding
    from ui.pages.asking import Asker, Notify


@dataclass(frozen=True)
class Answers:
    """What the form holds."""

    what_worked: str = ""
    difficulties: str = ""
    help_wanted: str = ""
    satisfaction: int | None = None

    def changes(self, known: Answers) -> dict[str, str | int | None]:
        """Return what differs from what is kept; blanks around a text are no difference."""
        pairs = [
            (field.name, getattr(self, field.name), getattr(known, field.name)) for field in fields(self)
        ]
        return {name: now for name, now, then in pairs if _plain(now) != _plain(then)}


def _plain(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


@dataclass(frozen=True)
class ReportState:
    """The step.

    Attributes:
        pill: tone, icon and words that say where the report stands; ``None`` for nothing to say.
        is_open: whether the form is to be filled in.
        can_correct: whether a finished report may be opened again.
    """

    meeting_id: str
    standing: Standing
    answers: Answers
    sentence: str
    pill: tuple[str, str, str] | None
    is_open: bool
    can_correct: bool


class ReportView(Protocol):
    """The step, as its presenter sees it."""

    def show_report(self, state: ReportState) -> None:
        """Show what is kept."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class ReportPresenter(MeetingEditor[ReportView, ReportState]):
    """Keeps the report of one meeting while it is written."""

    def __init__(self, asker: Asker, view: ReportView, notify: Notify) -> None:
        super().__init__(asker, view, notify)
        self._known = Answers()
        self._correcting = False

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""
        self._known = Answers()
        self._correcting = False
        super().open(meeting_id)

    def _question(self, meeting_id: str) -> Callable[[Kit], ReportState]:
        correcting = self._correcting
        return lambda kit: read(kit, meeting_id, correcting=correcting)

    def _show(self, state: ReportState) -> None:
        self._known = state.answers
        self._view.show_report(state)

    def save(self, answers: Answers) -> None:
        """Keep what was changed; what another laptop wrote meanwhile into the other fields stays."""
        meeting_id, changes = self.meeting_id, answers.changes(self._known)
        if not changes:
            return
        before, self._known = self._known, answers

        def failed(error: KitError) -> None:
            self._known = before  # the next pause tries again
            self._view.refuse(error)

        self._do(lambda kit: kit.reports.save(meeting_id, **changes), failed=failed)

    def finish(self, answers: Answers) -> None:
        """Keep everything and finish the report."""
        meeting_id, changes = self.meeting_id, answers.changes(self._known)

        def question(kit: Kit) -> None:
            kit.reports.save(meeting_id, **changes)
            kit.reports.finish(meeting_id)

        def done(_: object) -> None:
            self._correcting = False
            self._notify(tr("The report is finished: it leaves with the next exchange."))

        self._do(question, done)

    def correct(self) -> None:
        """Open a finished report again."""
        self._correcting = True
        self.load()


def read(kit: Kit, meeting_id: str, *, correcting: bool = False) -> ReportState:
    """Return the report of a meeting and where it stands; ``correcting`` opens a finished one."""
    known = kit.reports.standing(meeting_id)
    finished = known.standing in (Standing.WAITING, Standing.SENT)
    is_open = known.standing in (Standing.EMPTY, Standing.DRAFT) or (finished and correcting)
    return ReportState(
        meeting_id=meeting_id,
        standing=known.standing,
        answers=_answers(known),
        sentence=tr("Two minutes are enough. No names of participants.")
        if is_open
        else tr("What the coordinator is told about this meeting."),
        pill=_pill(known, kit.environment.now()),
        is_open=is_open,
        can_correct=finished and not correcting,
    )


def _answers(known: ReportStanding) -> Answers:
    report = known.report
    if report is None:
        return Answers()
    impression = report.satisfaction
    return Answers(
        report.what_worked or "",
        report.difficulties or "",
        report.help_wanted or "",
        impression if impression in range(1, 6) else None,
    )


def _pill(known: ReportStanding, now: datetime) -> tuple[str, str, str] | None:
    report = known.report
    if report is None:
        return None
    match known.standing:
        case Standing.DRAFT:
            return "neutral", "pencil", tr("Draft, kept as you write")
        case Standing.WAITING:
            return "info", "clock", tr("Finished, leaves with the next exchange")
        case Standing.SENT if report.sent_at is not None:
            day = phrases.moment_words(report.sent_at, now, always_date=True)
            return "success", "check", tr("Sent, finished on {moment}", moment=day)
        case Standing.READ if report.acknowledged_at is not None:
            day = phrases.moment_words(report.acknowledged_at, now, always_date=True)
            return "success", "badge-check", tr("Read by the coordinator on {moment}", moment=day)
    return None
