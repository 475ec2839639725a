"""When and where: the fields of the plan, each kept by itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
)

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.page import roomy
from ui.pages.prepare.presenter import Plan
from ui.widgets.autosave import Autosave
from ui.widgets.basics import IconLabel, announce, button, keep_narrow, label
from ui.widgets.form import FormField
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.model.places import Venue
    from ui.pages.prepare.presenter import Part, PrepareState
    from ui.widgets.scheduler import Scheduler


class PlanCard(Card):
    """Emits ``changed`` with the part of the plan to keep and what all fields say."""

    changed = Signal(str, object)
    ready_asked = Signal()

    def __init__(self, scheduler: Scheduler) -> None:
        super().__init__(tr("When and where"))
        self._make_fields()
        self.fields: dict[str, FormField] = {
            "starts_at": FormField(tr("Date"), self.date),
            "time": FormField(tr("Starts at"), self.time),
            "duration": FormField(tr("Lasts"), self.duration),
            "venue": FormField(tr("Venue"), self.venue),
            "room": FormField(tr("Room"), self.room),
            "capacity": FormField(tr("Seats"), self.capacity),
        }
        self.add(self._grid())
        errors = QVBoxLayout()
        for shown in self.fields.values():
            shown.tell_below(errors)
        self.add(errors)
        self.add(self._foot())
        self._has_date = False
        self._wrong: set[str] = set()
        self.autosave = Autosave(scheduler, self)
        for name, field in (
            ("starts_at", self.date), ("time", self.time), ("duration", self.duration),
            ("room", self.room), ("capacity", self.capacity),
        ):  # fmt: skip
            self.autosave.watch(name, field)
        self.autosave.watch("venue", self.venue, when_left_only=True)
        self.autosave.due.connect(self._keep)

    def _make_fields(self) -> None:
        self.date = QDateEdit()
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("dddd d MMMM yyyy")
        self.time = QTimeEdit()
        self.time.setDisplayFormat("HH:mm")
        self.duration = QSpinBox()
        self.duration.setRange(15, 720)
        self.duration.setSingleStep(15)
        self.duration.setSuffix(tr(" min"))
        self.venue = keep_narrow(QComboBox())
        self.venue.setEditable(True)
        self.venue.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.room = QLineEdit()
        self.capacity = QSpinBox()
        self.capacity.setRange(0, 999)
        self.capacity.setSpecialValueText(tr("No limit"))
        for spin in (self.date, self.time, self.duration, self.capacity):
            roomy(spin)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.setVerticalSpacing(theme.SPACE["m"])
        large = theme.current().is_large
        for place, stretch in enumerate((1, 1) if large else (4, 2, 2)):
            grid.setColumnStretch(place, stretch)
        for name, usual, narrow in (
            ("starts_at", (0, 0, 1), (0, 0, 2)),
            ("time", (0, 1, 1), (1, 0, 1)),
            ("duration", (0, 2, 1), (1, 1, 1)),
            ("venue", (1, 0, 1), (2, 0, 2)),
            ("room", (1, 1, 1), (3, 0, 1)),
            ("capacity", (1, 2, 1), (3, 1, 1)),
        ):
            row, place, width = narrow if large else usual
            grid.addWidget(self.fields[name], row, place, 1, width, Qt.AlignmentFlag.AlignTop)
        return grid

    def _foot(self) -> QVBoxLayout | QHBoxLayout:
        line = QVBoxLayout() if theme.current().is_large else QHBoxLayout()
        line.setSpacing(theme.SPACE["s"])
        self.ready_button = button(
            tr("Ready for offline?"), self.ready_asked.emit, "plain", "clipboard-check"
        )
        line.addWidget(self.ready_button)
        line.addStretch(1)
        said = QHBoxLayout()
        said.setSpacing(theme.SPACE["xs"])
        self._mark = IconLabel("check", "success_text", 16)
        self._mark.hide()
        self.kept = label(tr("What you change here is saved by itself."), "muted")
        said.addWidget(self._mark)
        said.addWidget(self.kept)
        line.addLayout(said)
        return line

    def plan(self) -> Plan:
        """Return what the fields say."""
        words = self.venue.currentText().strip()
        at = self.venue.findText(words)
        day, clock = self.date.date(), self.time.time()
        return Plan(
            starts_at=datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute()),  # noqa: DTZ001 - a wall clock
            duration_minutes=self.duration.value(),
            venue_id=self.venue.itemData(at) if at >= 0 else None,
            venue_name=words,
            room=self.room.text(),
            capacity=self.capacity.value(),
        )

    def _keep(self, name: str) -> None:
        if name == "time" and not self._has_date:
            return  # an hour alone says nothing: it is kept with the day
        self.changed.emit("starts_at" if name == "time" else name, self.plan())

    def forget(self) -> None:
        """Begin with another meeting: what was wrong belongs to the one before."""
        self._wrong.clear()
        for field in self.fields.values():
            field.show_error("")
        self._mark.hide()
        self.kept.setText(tr("What you change here is saved by itself."))

    def show_plan(self, state: PrepareState) -> None:
        """Fill the fields; what is being typed, and what was refused, stays as it is."""
        self.autosave.pause()
        self._show_venues(state.venues)
        self._has_date = state.starts_at is not None
        if self._takes("starts_at") and self._takes("time") and state.starts_at is not None:
            self.date.setDate(QDate(state.starts_at.year, state.starts_at.month, state.starts_at.day))
            self.time.setTime(QTime(state.starts_at.hour, state.starts_at.minute))
        if self._takes("duration"):
            self.duration.setValue(state.duration_minutes)
        if self._takes("venue"):
            self.venue.setCurrentIndex(self.venue.findData(state.venue_id))
            if state.venue_id is None:
                self.venue.setEditText("")
            edit = self.venue.lineEdit()
            if edit is not None and not edit.hasFocus():
                edit.setCursorPosition(0)  # of a long name, the beginning is read first
        if self._takes("room"):
            _set_text(self.room, state.room)
        if self._takes("capacity"):
            self.capacity.setValue(state.capacity)
        self.autosave.go_on()
        for field in self.fields.values():
            field.field.setEnabled(not state.is_over)

    def _takes(self, name: str) -> bool:
        """Return whether a field may be filled: nothing in it is waiting or refused."""
        return not self.autosave.is_waiting(name) and name not in self._wrong

    def _show_venues(self, venues: Sequence[Venue]) -> None:
        typed = self.venue.currentText()
        self.venue.clear()
        for venue in venues:
            self.venue.addItem(venue.name, venue.id)
        self.venue.setCurrentIndex(self.venue.findText(typed))
        self.venue.setEditText(typed)

    def show_kept(self, part: Part) -> None:
        """Say quietly that it is saved."""
        self._wrong.discard(part)
        self.fields[part].show_error("")
        self._mark.show()
        self.kept.setText(tr("Saved"))
        announce(self.kept, tr("Saved"))

    def show_wrong(self, part: Part, sentence: str) -> None:
        """Say beside its field why something was not saved; what was typed stays."""
        self._wrong.add(part)
        self.fields[part].show_error(sentence)
        self._mark.hide()
        self.kept.setText(tr("Not saved: look at the field in red."))


def _set_text(line: QLineEdit, text: str) -> None:
    """Fill a field where the cursor is; what is kept is undone by the window, no longer by it."""
    if line.text() != text or line.isUndoAvailable():
        cursor = line.cursorPosition()
        line.setText(text)
        line.setCursorPosition(min(cursor, len(text)))
