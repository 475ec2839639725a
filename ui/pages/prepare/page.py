"""The step in which a meeting is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from organiser_kit.i18n import tr
from organiser_kit.model.meetings import MeetingStatus
from ui import theme
from ui.dialogs.reason import ReasonDialog
from ui.navigation import Route
from ui.pages.page import roomy
from ui.pages.prepare.facilitator_card import FacilitatorCard
from ui.pages.prepare.presenter import Plan, PreparePresenter, action_words
from ui.pages.prepare.roles import RolesCard
from ui.pages.prepare.standing_card import StandingCard
from ui.pages.prepare.warn_card import WarnCard
from ui.pages.step import StepPage
from ui.widgets.basics import button
from ui.widgets.form import FormField
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from organiser_kit.model.places import Venue
    from ui.pages.page import Context
    from ui.pages.prepare.presenter import PrepareState


_SETBACKS = {MeetingStatus.POSTPONED, MeetingStatus.CANCELLED}


class PrepareStep(StepPage):
    """Fields of the plan, the roles, and the status."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = PreparePresenter(context.session, self, context.notify)
        self.dialog: ReasonDialog | None = None
        self._shown: tuple[object, ...] | None = None
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
        """Show this meeting."""
        self.notice.clear()
        self._shown = None
        self.presenter.open(meeting_id)
        self.standing.open(meeting_id)
        self.facilitator.open(meeting_id)
        self.warn.open(meeting_id)

    def _reload_if_open(self) -> None:
        if self.isVisible():
            self.presenter.load()

    def _plan_card(self) -> Card:
        card = Card(tr("When and where"))
        self.date = QDateEdit()
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("dddd d MMMM yyyy")
        self.time = QTimeEdit()
        self.time.setDisplayFormat("HH:mm")
        self.duration = QSpinBox()
        self.duration.setRange(15, 720)
        self.duration.setSingleStep(15)
        self.duration.setSuffix(tr(" min"))
        self.venue = QComboBox()
        self.venue.setEditable(True)
        self.room = QLineEdit()
        self.capacity = QSpinBox()
        self.capacity.setRange(0, 999)
        self.capacity.setSpecialValueText(tr("No limit"))
        for spin in (self.date, self.time, self.duration, self.capacity):
            roomy(spin)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.setVerticalSpacing(theme.SPACE["m"])
        large = theme.current().is_large
        for place, stretch in enumerate((1, 1) if large else (4, 2, 2)):
            grid.setColumnStretch(place, stretch)
        for field, usual, narrow in (
            (FormField(tr("Date"), self.date), (0, 0, 1), (0, 0, 2)),
            (FormField(tr("Starts at"), self.time), (0, 1, 1), (1, 0, 1)),
            (FormField(tr("Lasts"), self.duration), (0, 2, 1), (1, 1, 1)),
            (FormField(tr("Venue"), self.venue), (1, 0, 1), (2, 0, 2)),
            (FormField(tr("Room"), self.room), (1, 1, 1), (3, 0, 1)),
            (FormField(tr("Seats"), self.capacity), (1, 2, 1), (3, 1, 1)),
        ):
            row, place, width = narrow if large else usual
            grid.addWidget(field, row, place, 1, width, Qt.AlignmentFlag.AlignTop)
        card.add(grid)
        self.save_button = button(tr("Save"), self._save, "plain", "save")
        self.ready_button = button(tr("Ready for offline?"), self._ready, "plain", "clipboard-check")
        line = QHBoxLayout()
        line.addWidget(self.ready_button)
        line.addStretch(1)
        line.addWidget(self.save_button)
        card.add(line)
        return card

    def _ready(self) -> None:
        if self._shown is not None:
            self.context.go(Route("ready", str(self._shown[0])))

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
        self._show_venues(state.venues)
        if state.fields != self._shown:
            self._fill(state)
        self._shown = state.fields
        self.save_button.setEnabled(not state.is_over)
        self.roles.show_roles(state.roles, state.people)
        self._show_statuses(state)

    def _show_venues(self, venues: Sequence[Venue]) -> None:
        typed = self.venue.currentText()
        self.venue.clear()
        for venue in venues:
            self.venue.addItem(venue.name, venue.id)
        self.venue.setCurrentIndex(self.venue.findText(typed))
        self.venue.setEditText(typed)

    def _fill(self, state: PrepareState) -> None:
        if state.starts_at is not None:
            self.date.setDate(QDate(state.starts_at.year, state.starts_at.month, state.starts_at.day))
            self.time.setTime(QTime(state.starts_at.hour, state.starts_at.minute))
        self.duration.setValue(state.duration_minutes)
        self.venue.setCurrentIndex(self.venue.findData(state.venue_id))
        if state.venue_id is None:
            self.venue.setEditText("")
        self.room.setText(state.room)
        self.capacity.setValue(state.capacity)

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

    def _save(self) -> None:
        words = self.venue.currentText().strip()
        at = self.venue.findText(words)
        self.presenter.save(
            Plan(
                starts_at=_moment(self.date, self.time),
                duration_minutes=self.duration.value(),
                venue_id=self.venue.itemData(at) if at >= 0 else None,
                venue_name=words,
                room=self.room.text(),
                capacity=self.capacity.value(),
            )
        )


def _moment(date: QDateEdit, clock: QTimeEdit) -> datetime:
    from datetime import datetime

    day, time = date.date(), clock.time()
    return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())  # noqa: DTZ001 - a wall clock


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            _empty(inner)
        elif (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
