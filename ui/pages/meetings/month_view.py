"""A month on the screen: arrows go from day to day, Page Up and Page Down from month to month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from organiser_kit.i18n import tr, trn
from ui import theme
from ui.pages.meetings.month import meeting_words, month_of, shifted
from ui.widgets.basics import IconLabel, announce, button, icon_button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from ui.pages.meetings.month import DayCell, MonthState
    from ui.pages.meetings.presenter import Listed

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LEAST = 58


class MeetingChip(QFrame):
    """One meeting inside its day: when, which one, and its status in words and with its picture."""

    opened = Signal(str)

    def __init__(self, listed: Listed) -> None:
        super().__init__()
        self.setObjectName("dayMeeting")
        self.setProperty("tone", listed.tone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(meeting_words(listed))
        self.setToolTip(meeting_words(listed))
        self._id = listed.id
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 5)
        column.setSpacing(0)
        column.addWidget(label(listed.time, "strong"))
        column.addWidget(label(listed.group, "caption", wrap=True))
        status = QHBoxLayout()
        status.setSpacing(theme.SPACE["xs"])
        status.addWidget(IconLabel(listed.icon, "accent_on_soft", 14))
        status.addWidget(label(listed.status, "caption", wrap=True), 1)
        column.addLayout(status)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the meeting."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the meeting."""
        if event.key() in _OPENS:
            self.opened.emit(self._id)
        else:
            super().keyPressEvent(event)


class DayFrame(QFrame):
    """One day. Only the day at hand is a stop of the Tab key; arrows are left to the month."""

    opened = Signal(str)

    def __init__(self, cell: DayCell) -> None:
        super().__init__()
        self.cell = cell
        self.setObjectName("dayCell")
        self.setProperty("inside", "true" if cell.inside else "false")
        self.setProperty("today", "true" if cell.is_today else "false")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(cell.spoken)
        self.setMinimumHeight(theme.current().height(_LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 6)
        column.setSpacing(theme.SPACE["xs"])
        head = str(cell.day.day)
        column.addWidget(label(head, "strong" if cell.is_today else ("body" if cell.inside else "muted")))
        note = cell.holiday or (tr("School holidays") if cell.school and cell.day.weekday() == 0 else "")
        if note:
            column.addWidget(label(note, "caption", wrap=True))
        for listed in cell.meetings:
            chip = MeetingChip(listed)
            chip.opened.connect(self.opened)
            column.addWidget(chip)
        column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the day's first meeting."""
        if event.key() in _OPENS and self.cell.meetings:
            self.opened.emit(self.cell.meetings[0].id)
        else:
            super().keyPressEvent(event)


class MonthView(QWidget):
    """Emits ``opened`` with a meeting's id."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._meetings: tuple[Listed, ...] = ()
        self._today = self._day = date.min
        self.days: dict[date, DayFrame] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["m"])
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE["s"])
        self.title = label("", "heading")
        self.before_button = icon_button(tr("Month before"), "chevron-left", lambda: self._turn(-1))
        self.after_button = icon_button(tr("Month after"), "chevron-right", lambda: self._turn(1))
        self.today_button = button(tr("Today"), lambda: self.go_to(self._today), "plain")
        self.undated = label("", "muted", wrap=True)
        for widget in (self.before_button, self.after_button, self.title):
            head.addWidget(widget)
        head.addWidget(self.undated, 1)
        head.addWidget(self.today_button)
        column.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.SPACE["xs"])
        column.addLayout(self._grid)
        column.addStretch(1)

    def show_meetings(self, meetings: tuple[Listed, ...], today: date) -> None:
        """Show meetings; the month that is open stays open, the first time it is today's."""
        if self._day == date.min:
            self._day = today
        self._meetings, self._today = meetings, today
        self._draw()

    def go_to(self, day: date, *, focus: bool = False) -> None:
        """Bring a day at hand, opening its month if need be."""
        turned = (day.year, day.month) != (self._day.year, self._day.month)
        self._day = day
        if turned or day not in self.days:
            self._draw()
            announce(self, self.title.text())
        self._mark()
        if focus:
            self.days[day].setFocus(Qt.FocusReason.TabFocusReason)

    def _turn(self, months: int, *, focus: bool = False) -> None:
        year, month = shifted(self._day.year, self._day.month, months)
        self.go_to(date(year, month, 1), focus=focus)

    def _draw(self) -> None:
        state = month_of(self._meetings, self._day.year, self._day.month, self._today)
        self.title.setText(state.title)
        self.undated.setText(
            trn("{n} meeting has no date yet", "{n} meetings have no date yet", state.undated)
            if state.undated
            else ""
        )
        self._clear()
        self._fill(state)
        self._mark()

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.days = {}

    def _fill(self, state: MonthState) -> None:
        for place, weekday in enumerate(state.weekdays):
            self._grid.addWidget(label(weekday, "caption"), 0, place)
            self._grid.setColumnStretch(place, 1)
        for row, week in enumerate(state.weeks, start=1):
            for place, cell in enumerate(week):
                made = DayFrame(cell)
                made.opened.connect(self.opened)
                self._grid.addWidget(made, row, place)
                self.days[cell.day] = made

    def _mark(self) -> None:
        for day, frame in self.days.items():
            at_hand = day == self._day
            frame.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at_hand else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day, and from month to month."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.go_to(self._at() + timedelta(days=_STEPS[key]), focus=True)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn(-1 if key == Qt.Key.Key_PageUp else 1, focus=True)
        elif key == Qt.Key.Key_Home:
            self.go_to(self._today, focus=True)
        else:
            super().keyPressEvent(event)

    def _at(self) -> date:
        """Return the day that has the keyboard, else the day at hand."""
        return next((day for day, frame in self.days.items() if frame.hasFocus()), self._day)
