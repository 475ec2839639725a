"""Excuses and the front desk list, from the reception."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.gui.pages.desk import click
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.papers.page import PapersStep
from ui.pages.reception.page import ReceptionPage

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


def test_somebody_found_is_excused_and_no_longer(desk: Desk) -> None:
    desk.workspace.go(Route("reception", desk.meeting_id))
    page = desk.page("reception", ReceptionPage)
    name = desk.kit.registrations.roster(desk.meeting_id)[0].name
    page.field.setText(name)
    desk.settle()
    click(page.found_panel.excuse_button)
    assert page.reason_dialog is not None
    click(page.reason_dialog.act_button)
    assert "1\xa0excused" in page.arrivals.figures.text()

    page.field.setText(name)
    desk.settle()
    assert page.found_panel.excuse_button.text() == "No longer excused"
    click(page.found_panel.excuse_button)
    assert "excused" not in page.arrivals.figures.text()


def test_the_front_desk_list_is_one_press_away(desk: Desk) -> None:
    desk.workspace.go(Route("reception", desk.meeting_id))
    click(desk.page("reception", ReceptionPage).desk.list_button)
    step = desk.page("meeting", MeetingPage).steps["print"]
    assert isinstance(step, PapersStep)
    assert step.isVisible()
    assert step.presenter.name == "front-desk"
