"""The list of meetings: what is next, and everything else under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from organiser_kit.i18n import tr, trn
from organiser_kit.services.exports import Thing
from ui import icons, theme
from ui.actions import action
from ui.dialogs.export_file import choose_export
from ui.dialogs.new_pair import NewPairDialog
from ui.navigation import Route
from ui.pages.exporting import ExportPresenter, proposed_name
from ui.pages.meetings.cards import MeetingRow, NextMeeting, section
from ui.pages.meetings.month_view import MonthView
from ui.pages.meetings.presenter import PARIS, MeetingsPresenter, listed_headings, listed_row
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.widgets.basics import GAP, button, label
from ui.widgets.copying import CopyRows, WrittenLines
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.errors import KitError
    from ui.pages.meetings.presenter import Listed, MeetingsState, PairChoices
    from ui.pages.page import Context


AT_ONCE = 60
"""How many meetings a list shows before it asks."""

NEW = "new"
"""The step of the route that opens the dialog of a new pair."""


def new_in(group_id: str) -> str:
    """Return the step that opens the same dialog for one group."""
    return f"{NEW}:{group_id}"


class MeetingsPage(Page):
    """Lists the meetings."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = MeetingsPresenter(context.session, self)
        self.dialog: NewPairDialog | None = None
        self.exports = ExportPresenter(context.session, self, context.notify)
        self.choose_export: Callable[[QWidget, Thing, str], Path | None] = choose_export
        head = FlowLayout()
        head.add(label(tr("Meetings"), "title"), grow=True)
        self.new_button = button(
            tr("New pair of meetings"), self.presenter.begin_pair, "plain", "calendar-plus"
        )
        self.export_button = button(tr("Export…"), self._export, "plain", "download")
        self.view_button = button(tr("See as a calendar"), self._switch, "plain", "calendar")
        head.add(self.view_button)
        head.add(self.export_button)
        head.add(self.new_button)
        self.column.addLayout(head)
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self._body = QWidget()
        self._list = QVBoxLayout(self._body)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.SPACE["s"])
        self.column.addWidget(self._body, 1)
        self._body.setAccessibleName(tr("Meetings"))
        # A click between the rows is enough to copy them.
        self._body.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lines = WrittenLines(listed_headings())
        self.copying = CopyRows(self._body, self._lines)
        self.month = MonthView()
        self.month.opened.connect(self._open)
        self.column.addWidget(self.month, 1)
        self._state: MeetingsState | None = None
        self._next = ""
        action("new_meeting", self, self.presenter.begin_pair)
        action("welcome", self, self._welcome_next)
        context.session.bus.on(
            ("meeting", "meeting_pair", "registration", "attendance", "venue", "group", "module"),
            self,
            lambda _: self.presenter.load() if self.isVisible() else None,
        )

    def enter(self, route: Route) -> None:
        """Read the meetings, and begin a new pair if that is what was asked for."""
        self.presenter.load()
        step, _, group_id = route.step.partition(":")
        if step == NEW:
            self.presenter.begin_pair(group_id)

    def show_meetings(self, state: MeetingsState) -> None:
        """Draw the lists anew, or the month."""
        self._state = state
        self._lines.rows = [listed_row(listed) for listed in state.everything]
        as_month = self._as_month and not state.is_empty
        self.month.setVisible(as_month)
        self._body.setVisible(not as_month)
        self.view_button.setText(tr("See as a list") if as_month else tr("See as a calendar"))
        icons.bind(self.view_button, "list-checks" if as_month else "calendar", "text", GAP)
        self.view_button.setVisible(not state.is_empty and not theme.current().is_large)
        if as_month:
            now = self.context.session.environment.now()
            self.month.show_meetings(state.everything, now.astimezone(PARIS).date())
        _clear(self._list)
        self._next = state.next.id if state.next and state.next.open else ""
        for of_meetings in (self.new_button, self.export_button):
            of_meetings.setVisible(not state.is_empty)
        if state.is_empty:
            self._show_empty()
            return
        if state.next:
            card = NextMeeting(state.next)
            card.opened.connect(self._open)
            card.welcomed.connect(lambda meeting: self.context.go(Route("reception", meeting)))
            self._list.addWidget(card)
        self._show_rows(tr("Coming up"), state.upcoming)
        self._show_rows(tr("Past"), state.past)
        if state.left_out:
            words = trn(
                "{n} meeting further away is not listed: find it by its name with Ctrl+K.",
                "{n} meetings further away are not listed: find them by their names with Ctrl+K.",
                state.left_out,
            )
            self._list.addWidget(label(words, "muted", wrap=True))
        self._list.addStretch(1)

    @property
    def _as_month(self) -> bool:
        """Return whether the month was chosen; seven columns have no room for large text."""
        return self.context.preferences.choices.meetings_view == "month" and not theme.current().is_large

    def _switch(self) -> None:
        """Show the other view, and keep the choice."""
        self.context.preferences.save(meetings_view="list" if self._as_month else "month")
        if self._state is not None:
            self.show_meetings(self._state)

    def _show_rows(self, words: str, rows: tuple[Listed, ...]) -> None:
        if not rows:
            return
        self._list.addSpacing(theme.SPACE["l"])
        self._list.addWidget(section(words))
        place = self._list.count()
        self._add_rows(place, rows)

    def _add_rows(self, place: int, rows: tuple[Listed, ...]) -> None:
        """Show the first of ``rows`` from ``place`` on, and a button for more: a region has thousands."""
        for listed in rows[:AT_ONCE]:
            made = MeetingRow(listed)
            made.opened.connect(self._open)
            self._list.insertWidget(place, made)
            place += 1
        left = rows[AT_ONCE:]
        if not left:
            return
        more = button(
            trn("Show {n} more meeting", "Show {n} more meetings", len(left)), lambda: None, "quiet"
        )
        self._list.insertWidget(place, more)

        def show_more() -> None:
            at = self._list.indexOf(more)
            more.hide()
            more.deleteLater()
            self._add_rows(at, left)

        more.clicked.connect(show_more)

    def _show_empty(self) -> None:
        empty = EmptyState(
            "calendar-plus",
            tr("No meeting yet"),
            tr("A module asks for two meetings: plan them together, and the rest follows from them."),
            tr("Plan a pair of meetings"),
        )
        empty.acted.connect(self.presenter.begin_pair)
        self._list.addWidget(empty, 1)

    def _export(self) -> None:
        now = self.context.session.environment.now()
        path = self.choose_export(self, Thing.MEETINGS, proposed_name(Thing.MEETINGS, now))
        if path is not None:
            self.exports.write(Thing.MEETINGS, path)

    def _welcome_next(self) -> None:
        if self._next:
            self.context.go(Route("reception", self._next))

    def _open(self, meeting_id: str) -> None:
        self.context.go(Route("meeting", meeting_id))

    def ask_pair(self, choices: PairChoices) -> None:
        """Open the dialog of a new pair."""
        self.dialog = NewPairDialog(choices, self)
        self.dialog.wished.connect(self.presenter.make_pair)
        self.dialog.open()

    def pair_made(self, meeting_id: str) -> None:
        """Open the first of the new meetings."""
        sentence = tr("Two meetings were planned.")
        if self.dialog is not None:
            if self.dialog.is_alone:
                sentence = tr("The meeting was planned.")
            self.dialog.accept()
        self.context.notify(sentence)
        self._open(meeting_id)

    def refuse(self, error: KitError) -> None:
        """Say it in the dialog if it is open, else on the page."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_problem(error.sentence)
        else:
            self.notice.say("danger", error.sentence)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
