"""The page that says whether a meeting can be held without network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.gui.pages.desk import click, press, type_keys
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.ready.page import ReadyPage, SystemProbe
from ui.tour_stage import MadeUpLaptop

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


def opened(desk: Desk) -> ReadyPage:
    page = desk.page("ready", ReadyPage)
    page.presenter.probe = MadeUpLaptop()
    desk.workspace.go(Route("meeting", desk.meeting_id, "prepare"))
    desk.settle()
    prepare = desk.page("meeting", MeetingPage).steps["prepare"]
    click(prepare.ready_button)  # type: ignore[attr-defined]
    desk.settle()
    return page


def test_it_is_reached_from_the_preparation_and_leads_to_what_is_missing(desk: Desk) -> None:
    page = opened(desk)
    assert desk.workspace.navigator.route == Route("ready", desk.meeting_id)
    assert set(page.ways) == {"sheet", "scan"}
    click(page.ways["sheet"])
    assert desk.workspace.navigator.route == Route("meeting", desk.meeting_id, "print")


def test_a_badge_is_tried_by_keyboard_alone(desk: Desk) -> None:
    page = opened(desk)
    assert page.trial.hasFocus()
    type_keys(desk.code(0))
    press(Qt.Key.Key_Return)
    assert page.trial_notice.sentence == "This badge was read. Nobody was marked as present."
    assert page.trial.text() == ""
    assert page.trial.hasFocus()
    assert "scan" not in page.ways


def test_each_line_is_whole_for_who_hears_it(desk: Desk) -> None:
    page = opened(desk)
    desk.settle()
    said = [row.accessibleName() for row in page.findChildren(QWidget, "readyLine")]
    assert len(said) == 12
    assert said[0].startswith("Data: in order.")
    assert any(words.startswith("Test scan: to do.") for words in said)
    assert any(words.startswith("Clock: not known.") for words in said)


def test_this_machine_is_asked_without_harm(desk: Desk) -> None:
    probe = SystemProbe(desk.session)
    machine = probe.aside(probe.on_screen())
    assert machine.free_bytes is not None
    assert machine.free_bytes > 0
    assert machine.printers is not None
