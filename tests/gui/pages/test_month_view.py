"""The month in the window: chosen once, and played with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.navigation import Route
from ui.pages.meetings.page import MeetingsPage
from ui.preferences import Preferences

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


def test_the_view_that_was_chosen_is_remembered(desk: Desk) -> None:
    desk.workspace.go(Route("meetings"))
    page = desk.page("meetings", MeetingsPage)
    assert not page.month.isVisible()
    page.view_button.click()
    assert page.month.isVisible()
    assert Preferences(desk.session.folder).choices.meetings_view == "month"


def test_arrows_reach_a_meeting_and_enter_opens_it(desk: Desk) -> None:
    desk.workspace.go(Route("meetings"))
    page = desk.page("meetings", MeetingsPage)
    page.view_button.click()
    first = desk.kit.meetings.get(desk.meeting_id)
    assert first.starts_at is not None
    day = first.starts_at.astimezone(first.zone).date()
    page.month.go_to(day, focus=True)
    QTest.keyClick(page.month.days[day], Qt.Key.Key_Left)
    QTest.keyClick(page.month.days[page.month._day], Qt.Key.Key_PageDown)  # noqa: SLF001
    assert page.month.title.text() != ""
    page.month.go_to(day, focus=True)
    QTest.keyClick(page.month.days[day], Qt.Key.Key_Return)
    assert desk.workspace.navigator.route == Route("meeting", first.id)
