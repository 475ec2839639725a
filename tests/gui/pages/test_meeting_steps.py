"""A meeting's page makes the steps that are opened, no other, and joins them all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Route
from ui.pages.closing.page import ClosingStep
from ui.pages.meeting.page import MeetingPage

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


def test_only_the_step_that_is_open_is_made(desk: Desk) -> None:
    desk.workspace.go(Route("meeting", desk.meeting_id, "registrations"))
    desk.settle()
    page = desk.page("meeting", MeetingPage)
    assert list(page.steps.made) == ["registrations"]
    assert page.steps["registrations"].isVisible()

    desk.workspace.go(Route("meeting", desk.meeting_id, "close"))
    assert list(page.steps.made) == ["registrations", "close"]
    assert not page.steps["registrations"].isVisible()


def test_a_step_made_later_is_joined_to_the_others(desk: Desk) -> None:
    desk.workspace.go(Route("meeting", desk.meeting_id, "close"))
    page = desk.page("meeting", MeetingPage)
    closing = page.steps["close"]
    assert isinstance(closing, ClosingStep)
    closing.paper_asked.emit()
    assert list(page.steps.made) == ["close", "paper"]
    assert page.steps["paper"].isVisible()


def test_the_step_that_comes_next_opens_by_itself(desk: Desk) -> None:
    desk.workspace.go(Route("meeting", desk.meeting_id))
    desk.settle()
    (made,) = desk.page("meeting", MeetingPage).steps.made.values()
    assert made.isVisible()
