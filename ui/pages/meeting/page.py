"""One meeting: its head, the rail of its steps, and the step that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from organiser_kit.i18n import tr
from ui import theme
from ui.navigation import Route
from ui.pages.closing.page import ClosingStep
from ui.pages.meeting.presenter import STEPS, MeetingPresenter
from ui.pages.page import Page
from ui.pages.papers.page import PapersStep
from ui.pages.prepare.page import PrepareStep
from ui.pages.registrations.page import RegistrationsStep
from ui.widgets.basics import IconLabel, label
from ui.widgets.status_pill import StatusPill
from ui.widgets.step_list import StepItem, StepList

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from ui.pages.meeting.presenter import MeetingState, Step
    from ui.pages.page import Context
    from ui.pages.step import StepPage

_ICONS = {
    "prepare": "list-checks",
    "registrations": "users",
    "print": "printer",
    "welcome": "scan-line",
    "close": "clipboard-check",
}


class MeetingPage(Page):
    """Holds the steps of one meeting at a time."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = MeetingPresenter(context.session, self)
        self._state: MeetingState | None = None
        self._meeting_id = ""
        self._step = ""
        self.column.addWidget(self._head())
        below = QHBoxLayout()
        below.setSpacing(theme.SPACE["xl"])
        self.rail = StepList(tr("Steps of the meeting"))
        self.rail.setFixedWidth(216)
        self.rail.chosen.connect(self._choose)
        below.addWidget(self.rail)
        self._stack = QStackedWidget()
        self.steps: dict[str, StepPage] = {
            "prepare": PrepareStep(context),
            "registrations": RegistrationsStep(context),
            "print": PapersStep(context),
            "close": ClosingStep(context),
        }
        for step in self.steps.values():
            self._stack.addWidget(step)
        below.addWidget(self._stack, 1)
        self.column.addLayout(below, 1)
        context.session.bus.on(
            ("meeting", "registration", "attendance", "sign_in_sheet", "meeting_role", "venue"),
            self,
            lambda _: self.presenter.load(),
        )

    def _head(self) -> QFrame:
        made = QFrame()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["xs"])
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE["m"])
        self._title = label("", "title")
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._status = StatusPill()
        top.addWidget(self._title)
        top.addWidget(self._status)
        top.addStretch(1)
        column.addLayout(top)
        facts = QHBoxLayout()
        facts.setSpacing(theme.SPACE["s"])
        self._facts = {icon: label("", "muted") for icon in ("calendar", "map-pin", "users")}
        for icon, words in self._facts.items():
            facts.addWidget(IconLabel(icon, "muted", 16))
            facts.addWidget(words)
            facts.addSpacing(theme.SPACE["m"])
        facts.addStretch(1)
        column.addLayout(facts)
        return made

    def enter(self, route: Route) -> None:
        """Show a meeting, at the step asked for or at the one that comes next."""
        if route.meeting_id != self._meeting_id:
            self._step = ""
        self._meeting_id = route.meeting_id
        self._step = route.step or self._step
        self.presenter.open(route.meeting_id)
        self._open_step()

    def crumb(self) -> str:
        """Return where the way back leads."""
        return tr("Meetings")

    def show_meeting(self, state: MeetingState) -> None:
        """Show the head and the rail."""
        self._state = state
        self._title.setText(state.title)
        self._status.show_status(state.tone, state.icon, state.status)
        for icon, words in (("calendar", state.when), ("map-pin", state.where), ("users", state.module)):
            self._facts[icon].setText(words)
        if not self._step:
            self._step = state.proposed if state.proposed in self.steps else "close"
            if state.proposed == "welcome":
                self._step = "print"
            self._open_step()
        self._show_rail()

    def _show_rail(self) -> None:
        if self._state is None:
            return
        items = [
            StepItem(
                step.key,
                step_words(step.key),
                _ICONS[step.key],
                "current" if step.key == self._step else ("done" if step.done else "todo"),
                step.note if step.key != "print" else "",
            )
            for step in self._state.steps
        ]
        self.rail.show_steps(items)

    def _choose(self, key: str) -> None:
        if key == "welcome":
            self.context.go(Route("reception", self._meeting_id))
            return
        self._step = key
        self._open_step()
        self._show_rail()

    def open_next(self) -> None:
        """Open the step after the one that is open."""
        self._choose(STEPS[min(STEPS.index(self._current()) + 1, len(STEPS) - 1)])

    def _current(self) -> Step:
        return next(step for step in STEPS if step == self._step)

    def _open_step(self) -> None:
        if self._step in self.steps:
            self._stack.setCurrentWidget(self.steps[self._step])
            self.steps[self._step].open(self._meeting_id)

    def refuse(self, error: KitError) -> None:
        """Say why it cannot be shown."""
        self._title.setText(error.sentence)


def step_words(step: Step) -> str:
    """Return what a step is called."""
    return {
        "prepare": tr("Prepare"),
        "registrations": tr("Registrations"),
        "print": tr("Print"),
        "welcome": tr("Welcome"),
        "close": tr("Close"),
    }[step]
