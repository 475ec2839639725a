"""One meeting: its head, the rail of its steps, and the step that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from organiser_kit.i18n import tr
from ui import theme
from ui.actions import action
from ui.navigation import Route
from ui.pages.animation.page import AnimationStep
from ui.pages.announce.page import AnnounceStep
from ui.pages.checklist.page import ChecklistStep
from ui.pages.closing.page import ClosingStep
from ui.pages.meeting.presenter import MeetingPresenter
from ui.pages.meeting.steps import Steps
from ui.pages.page import Page
from ui.pages.prepare.page import PrepareStep
from ui.pages.registrations.page import RegistrationsStep
from ui.pages.reporting.page import ReportStep
from ui.pages.signed_paper.page import SignedPaperStep
from ui.widgets.basics import IconLabel, label
from ui.widgets.current_stack import CurrentStack
from ui.widgets.status_pill import StatusPill
from ui.widgets.step_list import StepItem, StepList

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.papers.sheet_review import PaperSeen
    from ui.pages.meeting.presenter import MeetingState, Step
    from ui.pages.page import Context
    from ui.pages.papers.page import PapersStep
    from ui.pages.step import StepPage

_ICONS = {
    "prepare": "list-checks",
    "todo": "clipboard-list",
    "announce": "bell",
    "registrations": "users",
    "print": "printer",
    "welcome": "scan-line",
    "run": "timer",
    "close": "clipboard-check",
    "report": "upload",
}


PAPER = "paper"
"""A part of closing that has no place of its own on the rail."""

RAIL_WIDTH = 184
"""The least width of the rail: words and notes may ask for more."""


class MeetingPage(Page):
    """Holds the steps of one meeting at a time."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = MeetingPresenter(context.session, self)
        self._state: MeetingState | None = None
        self._meeting_id = ""
        self._step = ""
        self.column.addWidget(self._head())
        across = theme.current().is_large
        below = QVBoxLayout() if across else QHBoxLayout()
        below.setSpacing(theme.SPACE["m"] if across else theme.SPACE["xl"])
        self.rail = StepList(tr("Steps of the meeting"), across=across)
        self.rail.chosen.connect(self._choose)
        below.addWidget(self.rail)
        self._stack = CurrentStack()
        self.steps = Steps(self._builders(), self._stack.add)
        below.addWidget(self._stack, 1)
        self.column.addLayout(below, 1)
        self._add_actions()
        context.session.bus.on(
            (
                "meeting",
                "registration",
                "attendance",
                "sign_in_sheet",
                "meeting_role",
                "venue",
                "checklist_item",
            ),
            self,
            lambda _: self.presenter.load(),
        )

    def _builders(self) -> dict[str, Callable[[], StepPage]]:
        context = self.context
        return {
            "prepare": lambda: PrepareStep(context),
            "todo": lambda: ChecklistStep(context),
            "announce": self._announce,
            "registrations": self._registrations,
            "print": self._print_step,
            "run": self._run,
            "close": self._close,
            "report": self._report,
            PAPER: self._signed_paper,
        }

    def _announce(self) -> AnnounceStep:
        made = AnnounceStep(self.context)
        made.poster_asked.connect(lambda: self._print("poster"))
        return made

    def _registrations(self) -> RegistrationsStep:
        made = RegistrationsStep(self.context)

        def print_badge(person_id: str) -> None:
            self._papers().want_for("badges", person_id)
            self._choose("print")

        made.badge_asked.connect(print_badge)
        return made

    def _print_step(self) -> PapersStep:
        from ui.pages.papers.page import PapersStep  # Qt's reader of PDF comes with it

        return PapersStep(self.context)

    def _run(self) -> AnimationStep:
        made = AnimationStep(self.context)
        made.papers_asked.connect(self._print)
        made.date_asked.connect(lambda: self._choose("prepare"))
        return made

    def _close(self) -> ClosingStep:
        made = ClosingStep(self.context)
        made.paper_asked.connect(lambda: self._choose(PAPER))
        return made

    def _report(self) -> ReportStep:
        made = ReportStep(self.context)
        made.close_asked.connect(lambda: self._choose("close"))
        return made

    def _signed_paper(self) -> SignedPaperStep:
        made = SignedPaperStep(self.context)

        def recorded(meeting_id: str, seen: PaperSeen, sentence: str) -> None:
            closing = self.steps["close"]
            assert isinstance(closing, ClosingStep)
            closing.take_paper(meeting_id, seen)
            if meeting_id == self._meeting_id and self._step == PAPER:
                self._choose("close")
                closing.notice.say("success", sentence)
            else:
                self.context.notify(sentence)

        made.closed.connect(lambda: self._choose("close"))
        made.recorded.connect(recorded)
        return made

    def _papers(self) -> PapersStep:
        from ui.pages.papers.page import PapersStep

        papers = self.steps["print"]
        assert isinstance(papers, PapersStep)
        return papers

    def _print(self, name: str) -> None:
        """Open the paper of this name."""
        self._choose("print")
        self._papers().presenter.choose(name)

    def _add_actions(self) -> None:

        def import_file() -> None:
            self._choose("registrations")
            registrations = self.steps["registrations"]
            assert isinstance(registrations, RegistrationsStep)
            registrations.import_file()

        def print_paper() -> None:
            if self._step == "print":
                self._papers().preview.print_button.click()
            else:
                self._choose("print")

        action("import", self, import_file)
        action("print", self, print_paper)
        action("welcome", self, lambda: self._choose("welcome"))

    def _head(self) -> QFrame:
        made = QFrame()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["xs"])
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE["m"])
        self._title = label("", "title", wrap=True)
        self._status = StatusPill()
        top.addWidget(self._title, 1)
        top.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        facts = QHBoxLayout()
        facts.setSpacing(theme.SPACE["s"])
        facts.addWidget(IconLabel("calendar", "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        self._facts = label("", "muted", wrap=True)
        facts.addWidget(self._facts, 1)
        column.addLayout(facts)
        return made

    def enter(self, route: Route) -> None:
        """Show a meeting, at the step asked for or at the one that comes next."""
        if route.meeting_id != self._meeting_id:
            self._step = ""
        self._meeting_id = route.meeting_id
        step, _, paper = route.step.partition(":")
        self._step = step or self._step
        if paper:
            self._papers().want_for(paper, "")
        self.presenter.open(route.meeting_id)
        self._open_step()

    def leave(self) -> None:
        """Have the steps keep what waits."""
        for step in self.steps.made.values():
            step.leave()

    def crumb(self) -> str:
        """Return where the way back leads."""
        return tr("Meetings")

    def show_meeting(self, state: MeetingState) -> None:
        """Show the head and the rail."""
        self._state = state
        self._title.setText(state.title)
        self._status.show_status(state.tone, state.icon, state.status)
        place = tr("{when} · {where}", when=state.when, where=state.where)
        self._facts.setText(tr("{when} · {where}", when=state.module, where=place))
        if not self._step:
            self._step = state.proposed if state.proposed in self.steps else "close"
            if state.proposed == "welcome":
                self._step = "print"
            self._open_step()
        self._show_rail()

    def _show_rail(self) -> None:
        if self._state is None:
            return
        open_step = "close" if self._step == PAPER else self._step
        items = [
            StepItem(
                step.key,
                step_words(step.key),
                _ICONS[step.key],
                "current" if step.key == open_step else ("done" if step.done else "todo"),
                step.note if step.key != "print" else "",
            )
            for step in self._state.steps
        ]
        self.rail.show_steps(items)
        if self.rail.across:
            return
        widths = [button.minimumSizeHint().width() for button in self.rail.findChildren(QPushButton)]
        self.rail.setFixedWidth(max(*widths, RAIL_WIDTH))

    def _choose(self, key: str) -> None:
        if key == "welcome":
            self.context.go(Route("reception", self._meeting_id))
            return
        self._step = key
        self._open_step()
        self._show_rail()

    def _open_step(self) -> None:
        if self._step in self.steps:
            self._stack.show_only(self.steps[self._step])
            self.verticalScrollBar().setValue(0)
            self.steps[self._step].open(self._meeting_id)

    def refuse(self, error: KitError) -> None:
        """Say why it cannot be shown."""
        self._title.setText(error.sentence)


def step_words(step: Step) -> str:
    """Return what a step is called."""
    return {
        "prepare": tr("Prepare"),
        "todo": tr("To do"),
        "announce": tr("Make known"),
        "registrations": tr("Registrations"),
        "print": tr("Print"),
        "welcome": tr("Welcome"),
        "run": tr("Run"),
        "close": tr("Close the meeting"),
        "report": tr("Report back"),
    }[step]
