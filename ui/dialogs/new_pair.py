"""Plan the two meetings of a module; a group that meets freely plans one at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Qt, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateTimeEdit, QGridLayout, QLineEdit, QSpinBox, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.dialogs.base import FormDialog
from ui.pages.meetings.presenter import PARIS, PairWish
from ui.pages.page import roomy
from ui.widgets.basics import keep_narrow
from ui.widgets.day_hint import DayHint
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from ui.pages.meetings.presenter import PairChoices

TWO_WEEKS = timedelta(weeks=2)


class NewPairDialog(FormDialog):
    """Asks for group, module, times, venue and seats."""

    wished = Signal(object)

    def __init__(self, choices: PairChoices, parent: QWidget | None = None) -> None:
        super().__init__(*_heading(alone=False), tr("Plan both meetings"), parent)
        self._choices = choices
        self.group = _combo([(group.name, group.id) for group in choices.groups])
        self.group.setEditable(True)
        self.number = QSpinBox()
        self.number.setRange(1, 99)
        self.module_title = QLineEdit(choices.titles.get(1, ""))
        self.module_title.setCursorPosition(0)
        self.number.valueChanged.connect(self._number_chosen)
        self.first = _moment(choices.first)
        self.second = _moment(choices.first + TWO_WEEKS)
        self._gap_kept = True
        self.first.dateTimeChanged.connect(self._first_moved)
        self.second.dateTimeChanged.connect(self._second_moved)
        self.venue = _combo([(venue.name, venue.id) for venue in choices.venues])
        self.venue.setEditable(True)
        self.capacity = QSpinBox()
        self.capacity.setRange(0, 999)
        self.capacity.setSpecialValueText(tr("No limit"))
        for spin in (self.number, self.first, self.second, self.capacity):
            roomy(spin)
        self.first_hint, self.second_hint = DayHint(), DayHint()
        self.alone = QCheckBox(tr("One meeting only"))
        self.alone.toggled.connect(self._set_alone)
        self._lay_out()
        for field in (self.first, self.second):
            field.dateTimeChanged.connect(lambda _: self._hint())
        self._hint()
        self.group.setCurrentIndex(max(0, self.group.findData(choices.group_id)))
        self.group.currentTextChanged.connect(lambda _: self._group_chosen())
        self._group_chosen()
        self.group.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["l"])
        grid.setVerticalSpacing(theme.SPACE["m"])
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._first_field = FormField(tr("First meeting"), self.first)
        self._second_field = FormField(tr("Second meeting"), self.second)
        fields: tuple[tuple[QWidget, int, int, int], ...] = (
            (FormField(tr("Group"), self.group, required=True), 0, 0, 2),
            (FormField(tr("Module number"), self.number), 1, 0, 1),
            (FormField(tr("Module title"), self.module_title), 1, 1, 1),
            (self._first_field, 2, 0, 1),
            (self._second_field, 2, 1, 1),
            (self.alone, 4, 0, 2),
            (FormField(tr("Venue"), self.venue, tr("Choose one, or type a new one.")), 5, 0, 1),
            (FormField(tr("Seats"), self.capacity, tr("Beyond it, people wait in line.")), 5, 1, 1),
        )
        for field, line, place, width in fields:
            grid.addWidget(field, line, place, 1, width, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.first_hint, 3, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.second_hint, 3, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(grid)

    @property
    def is_alone(self) -> bool:
        """Return whether one meeting is planned, without a second."""
        return self.alone.isChecked()

    def _group_chosen(self) -> None:
        """Propose one meeting to a group that meets freely, two to the others."""
        number = self._choices.free_numbers.get(_chosen(self.group)[0] or "")
        self.alone.setVisible(number is not None)
        self.alone.setChecked(number is not None)
        if number is not None:
            self.number.setValue(number)

    def _set_alone(self, alone: bool) -> None:
        self.head(*_heading(alone=alone))
        self._first_field.show_name(tr("Day and time") if alone else tr("First meeting"))
        self._second_field.setVisible(not alone)
        self.act_button.setText(tr("Plan the meeting") if alone else tr("Plan both meetings"))
        self._hint()

    def _hint(self) -> None:
        """Say what the calendar knows about the two days."""
        for field, hint in ((self.first, self.first_hint), (self.second, self.second_hint)):
            day = field.date()
            hint.show_day(date(day.year(), day.month(), day.day()))
        if self.is_alone:
            self.second_hint.hide()

    def _number_chosen(self, number: int) -> None:
        self.module_title.setText(self._choices.titles.get(number, ""))
        self.module_title.setCursorPosition(0)

    def _first_moved(self) -> None:
        if self._gap_kept:
            self.second.setDateTime(self.first.dateTime().addDays(TWO_WEEKS.days))
            self._gap_kept = True

    def _second_moved(self) -> None:
        self._gap_kept = self.second.dateTime() == self.first.dateTime().addDays(TWO_WEEKS.days)

    def submit(self) -> None:
        """Hand the wish over."""
        group_id, group_name = _chosen(self.group)
        venue_id, venue_name = _chosen(self.venue)
        if not group_id and not group_name:
            self.show_problem(tr("Give the group a name."))
            return
        if not self.is_alone and self.second.dateTime() <= self.first.dateTime():
            self.show_problem(tr("The second meeting comes after the first: change one of the two dates."))
            return
        self.show_problem("")
        self.act_button.setEnabled(False)  # once: whoever opened the dialog closes it or says what is wrong
        self.wished.emit(
            PairWish(
                group_id=group_id or "",
                group_name=group_name,
                module_number=self.number.value(),
                module_title=self.module_title.text(),
                first=paris(self.first),
                second=None if self.is_alone else paris(self.second),
                venue_id=venue_id,
                venue_name=venue_name,
                capacity=self.capacity.value() or None,
            )
        )


def _heading(*, alone: bool) -> tuple[str, str]:
    """Return the title and the sentence under it."""
    if alone:
        return tr("New meeting"), tr("The group meets freely: one meeting at a time.")
    return (
        tr("New pair of meetings"),
        tr("The second meeting is proposed two weeks after the first; change what does not suit."),
    )


def _combo(choices: list[tuple[str, str]]) -> QComboBox:
    made = keep_narrow(QComboBox())
    for words, key in choices:
        made.addItem(words, key)
    return made


def _chosen(combo: QComboBox) -> tuple[str | None, str]:
    """Return the id of the choice that is typed or picked, None for a new one, and its words."""
    words = combo.currentText().strip()
    at = combo.findText(words)
    return (combo.itemData(at) if at >= 0 else None), words


def _moment(moment: datetime) -> QDateTimeEdit:
    made = QDateTimeEdit(QDateTime(moment.date(), QTime(moment.hour, moment.minute)))  # type: ignore[call-overload]
    made.setCalendarPopup(True)
    made.setDisplayFormat("ddd d MMM yyyy  HH:mm")
    return made


def paris(field: QDateTimeEdit) -> datetime:
    """Return what the field shows as an instant: its wall clock hangs in Paris."""
    shown = field.dateTime()
    day, clock = shown.date(), shown.time()
    local = datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute(), tzinfo=PARIS)
    return local.astimezone(UTC)
