"""The step in which a meeting is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from organiser_kit.model.meetings import MeetingStatus
from ui import theme
from ui.dialogs.reason import ReasonDialog
from ui.navigation import Route
from ui.pages.prepare.facilitator_card import FacilitatorCard
from ui.pages.prepare.plan_card import PlanCard
from ui.pages.prepare.presenter import PreparePresenter, action_words
from ui.pages.prepare.roles import RolesCard
from ui.pages.prepare.standing_card import StandingCard
from ui.pages.prepare.warn_card import WarnCard
from ui.pages.step import StepPage
from ui.widgets.basics import button
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from organiser_kit.errors import KitError
    from ui.pages.page import Context
    from ui.pages.prepare.presenter import Part, PrepareState


_SETBACKS = {MeetingStatus.POSTPONED, MeetingStatus.CANCELLED}


class PrepareStep(StepPage):
    """Fields of the plan, the roles, and the status."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = PreparePresenter(context.session, self, context.notify)
        self.dialog: ReasonDialog | None = None
        self._meeting_id = ""
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.SPACE["l"])
        cards.addWidget(self._plan_card())
        self.standing = StandingCard(context)
        cards.addWidget(self.standing)
        below = QVBoxLayout() if theme.current().is_large else QHBoxLayout()
        below.setSpacing(theme.SPACE["l"])
        below.addWidget(self._roles_card(), 3)
        below.addWidget(self._status_card(), 2)
        cards.addLayout(below)
        self.facilitator = FacilitatorCard(context)
        cards.addWidget(self.facilitator)
        self.warn = WarnCard(context)
        cards.addWidget(self.warn)
        cards.addStretch(1)
        self.column.addWidget(inside, 1)
        context.session.bus.on(
            ("meeting", "meeting_role", "venue", "person"), self, lambda _: self._reload_if_open()
        )

    def open(self, meeting_id: str) -> None:
        """Show this meeting; what waits of the one before is kept first."""
        self.plan.autosave.flush()
        self.notice.clear()
        if meeting_id != self._meeting_id:
            self._meeting_id = meeting_id
            self.plan.forget()
        self.presenter.open(meeting_id)
        self.standing.open(meeting_id)
        self.facilitator.open(meeting_id)
        self.warn.open(meeting_id)

    def leave(self) -> None:
        """Keep what waits."""
        self.plan.autosave.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what waits when another step or page comes in front."""
        self.plan.autosave.flush()
        super().hideEvent(event)

    def _reload_if_open(self) -> None:
        if self.isVisible():
            self.presenter.load()

    def _plan_card(self) -> PlanCard:
        self.plan = PlanCard(self.context.scheduler)
        self.plan.changed.connect(self.presenter.keep)
        self.plan.ready_asked.connect(self._ready)
        self.ready_button = self.plan.ready_button
        return self.plan

    def _ready(self) -> None:
        if self._meeting_id:
            self.context.go(Route("ready", self._meeting_id))

    def _roles_card(self) -> RolesCard:
        self.roles = RolesCard()
        self.roles.given.connect(self.presenter.give_role)
        self.roles.taken.connect(self.presenter.take_role)
        return self.roles

    def _status_card(self) -> Card:
        card = Card(
            tr("How firm is it?"), tr("A meeting is confirmed once it has a date, a venue and an organiser.")
        )
        self._statuses = QVBoxLayout()
        self._statuses.setSpacing(theme.SPACE["s"])
        card.add(self._statuses, 1)
        self.status_card = card
        return card

    def show_plan(self, state: PrepareState) -> None:
        """Fill the fields; what is being typed outlives a role given, or news from another laptop."""
        self._meeting_id = state.meeting_id
        self.plan.show_plan(state)
        self.roles.show_roles(state.roles, state.people)
        self._show_statuses(state)

    def show_kept(self, part: Part) -> None:
        """Say quietly that a field is saved."""
        self.plan.show_kept(part)

    def show_wrong(self, part: Part, error: KitError) -> None:
        """Say beside a field why it is not saved."""
        self.plan.show_wrong(part, error.sentence)

    def _show_statuses(self, state: PrepareState) -> None:
        _empty(self._statuses)
        self.status_buttons = {}
        for place, status in enumerate(state.next_statuses):
            look = "primary" if place == 0 and status not in _SETBACKS else "plain"
            made = button(action_words(status), lambda status=status: self._move_to(status), look)  # type: ignore[misc,arg-type]
            self.status_buttons[status] = made
            self._statuses.addWidget(made)
        self._statuses.addStretch(1)
        self.status_card.setVisible(bool(state.next_statuses))

    def _move_to(self, status: MeetingStatus) -> None:
        if status is not MeetingStatus.CANCELLED:
            self.presenter.move_to(status)
            return
        self.dialog = ReasonDialog(
            tr("Cancel the meeting"),
            tr("People who are registered will be told this reason."),
            tr("Cancel the meeting"),
            tr("Keep the meeting"),
            self,
        )
        self.dialog.given.connect(lambda reason: self.presenter.move_to(MeetingStatus.CANCELLED, reason))
        self.dialog.open()


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            _empty(inner)
        elif (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
