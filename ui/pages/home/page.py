"""The first page: today, the next meeting, and what needs somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.actions import action
from ui.navigation import Route
from ui.pages.home.cards import NeedsCard, NextCard, PlanCard, act_words
from ui.pages.home.presenter import HomePresenter
from ui.pages.meetings.cards import MeetingRow, section
from ui.pages.meetings.page import NEW
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.pages.settings.page import BACK_UP
from ui.widgets.basics import label
from ui.widgets.panels import EmptyState

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from ui.pages.home.presenter import HomeState
    from ui.pages.page import Context

KINDS = (
    "meeting", "meeting_pair", "meeting_role", "registration", "attendance", "venue", "group", "module",
    "conflict", "sign_in_sheet",
)  # fmt: skip


class HomePage(Page):
    """Answers "what now?" with one button, and "what else?" with one list."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = HomePresenter(context.session, self)
        self.next: NextCard | None = None
        self.needs: NeedsCard | None = None
        self.plan: PlanCard | None = None
        self.empty: EmptyState | None = None
        self._day = label("", "title", wrap=True)
        self._summary = label("", "muted", wrap=True)
        head = QVBoxLayout()
        head.setSpacing(theme.SPACE["xs"])
        head.addWidget(self._day)
        head.addWidget(self._summary)
        self.column.addLayout(head)
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self._body = QWidget()
        self._list = QVBoxLayout(self._body)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.SPACE["l"])
        self.column.addWidget(self._body, 1)
        self._welcomes = ""
        action("new_meeting", self, self._plan)
        action("welcome", self, self._welcome)
        context.session.bus.on(KINDS, self, lambda _: self.presenter.load() if self.isVisible() else None)

    def enter(self, route: Route) -> None:
        """Look at the day."""
        del route
        self.notice.clear()
        self.presenter.load()

    def show_home(self, state: HomeState) -> None:
        """Draw the day anew."""
        self.notice.clear()
        self._clear()
        self._day.setText(state.day)
        self._summary.setText(state.summary)
        self._summary.setVisible(state.has_meetings)
        if not state.has_meetings:
            self._show_empty(state)
            return
        if state.next:
            self._show_next(state)
        else:
            self._show_plan()
        self.needs = NeedsCard(state.needs, state.more_needs)
        self.needs.chosen.connect(self._deal_with)
        self.needs.put_off.connect(self.presenter.put_off_backup)
        self._list.addWidget(self.needs)
        if state.later:
            self._list.addWidget(section(tr("And then")))
        for listed in state.later:
            row = MeetingRow(listed)
            row.opened.connect(self._open)
            self._list.addWidget(row)
        self._list.addStretch(1)

    def _clear(self) -> None:
        self.next = self.needs = self.plan = self.empty = None
        self._welcomes = ""
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _show_next(self, state: HomeState) -> None:
        if state.next is None:
            return
        self._welcomes = state.next.meeting.id if state.next.meeting.open else ""
        self.next = NextCard(state.next)
        self.next.acted.connect(self._act)
        self.next.opened.connect(self._open)
        self._list.addWidget(self.next)

    def _show_plan(self) -> None:
        self.plan = PlanCard()
        self.plan.acted.connect(self._plan)
        self._list.addWidget(self.plan)

    def _show_empty(self, state: HomeState) -> None:
        self.empty = EmptyState(
            "calendar-plus",
            tr("Your group is there") if state.has_group else tr("Welcome to Organiser Kit"),
            tr(
                "A module asks for two meetings, about two weeks apart. Plan them together: then come the "
                "registrations, the papers to print, the evening itself, and the statements."
            ),
            act_words("plan"),
        )
        self.empty.acted.connect(self._plan)
        self._list.addWidget(self.empty, 1)

    def _plan(self) -> None:
        self.context.go(Route("meetings", step=NEW))

    def _welcome(self) -> None:
        if self._welcomes:
            self.context.go(Route("reception", self._welcomes))

    def _act(self, act: str, meeting_id: str) -> None:
        if act == "welcome":
            self.context.go(Route("reception", meeting_id))
        else:
            self.context.go(Route("meeting", meeting_id, act))

    def _deal_with(self, way: str, about: str) -> None:
        elsewhere = {
            "sync": Route("sync"),
            "backup": Route("settings", step=BACK_UP),
            "group": Route("groups", step=about),
        }
        self.context.go(elsewhere.get(way) or Route("meeting", about, way))

    def _open(self, meeting_id: str) -> None:
        self.context.go(Route("meeting", meeting_id))

    def refuse(self, error: KitError) -> None:
        """Say why nothing can be shown."""
        self.notice.say("danger", error.sentence)
