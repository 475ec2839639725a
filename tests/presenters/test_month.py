"""The month of the meetings: its weeks, its meetings, its holidays, and what is said of a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ui.pages.meetings.month import month_of, shifted
from ui.pages.meetings.presenter import MeetingsPresenter

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder
    from ui.pages.meetings.presenter import Listed


def _meetings(asker: PlainAsker, view: Recorder) -> tuple[Listed, ...]:
    MeetingsPresenter(asker, view).load()
    everything: tuple[Listed, ...] = view.last("show_meetings").everything
    return everything


def test_a_month_has_whole_weeks_and_its_meetings_on_their_day(asker: PlainAsker, view: Recorder) -> None:
    meetings = _meetings(asker, view)
    first = meetings[0]
    assert first.day is not None
    state = month_of(meetings, first.day.year, first.day.month, first.day)
    assert all(len(week) == 7 for week in state.weeks)
    assert state.weekdays[0] == "Monday"
    cells = {cell.day: cell for week in state.weeks for cell in week}
    assert first in cells[first.day].meetings
    assert first.status in cells[first.day].spoken
    assert "today" in cells[first.day].spoken
    assert state.undated == 0


def test_holidays_are_said_and_days_of_other_months_are_known_as_such() -> None:
    state = month_of((), 2027, 5, date(2026, 1, 1))
    cells = {cell.day: cell for week in state.weeks for cell in week}
    assert state.title == "May 2027"
    assert cells[date(2027, 5, 6)].holiday == "Ascension Day"
    assert "Ascension Day" in cells[date(2027, 5, 6)].spoken
    assert cells[date(2027, 5, 1)].school
    assert not cells[date(2027, 4, 30)].inside


def test_months_follow_each_other_across_years() -> None:
    assert shifted(2026, 12, 1) == (2027, 1)
    assert shifted(2026, 1, -1) == (2025, 12)
