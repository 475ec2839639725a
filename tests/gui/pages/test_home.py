"""The first page in the window: one button, one list, keyboard only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from organiser_kit.environment import FakeClock
from tests.gui.pages.desk import click, press
from ui.navigation import TOP, Route
from ui.pages.home.page import HomePage
from ui.pages.meetings.page import MeetingsPage
from ui.pages.settings.page import SettingsPage

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.pages.desk import Desk


def home(desk: Desk) -> HomePage:
    desk.workspace.go(Route("home"))
    desk.settle()
    return desk.page("home", HomePage)


def primaries(page: HomePage) -> list[QPushButton]:
    return [
        made
        for made in page.findChildren(QPushButton)
        if made.isVisible() and made.property("look") in ("primary", "big")
    ]


def test_it_is_the_first_place_and_has_one_primary_button(desk: Desk) -> None:
    assert TOP[0][0] == "home"
    page = home(desk)
    assert page.next is not None
    assert primaries(page) == [page.next.act_button]
    page.next.act_button.setFocus()
    press(Qt.Key.Key_Return)
    assert desk.workspace.navigator.route == Route("reception", desk.meeting_id)


def test_a_need_goes_where_it_is_dealt_with_and_leaves_the_list(desk: Desk) -> None:
    second = desk.kit.meetings.all()[1].meeting
    desk.kit.plan.edit_meeting(second.id, venue_id=None)
    page = home(desk)
    assert page.needs is not None
    before = len(page.needs.buttons)
    found = next(
        made for made in page.needs.buttons if made.accessibleDescription() == "The meeting has no venue yet."
    )
    click(found)
    assert desk.workspace.navigator.route == Route("meeting", second.id, "prepare")

    desk.kit.plan.edit_meeting(second.id, venue_id=desk.kit.meetings.venues()[0].id)
    page = home(desk)
    assert page.needs is not None
    assert len(page.needs.buttons) == before - 1


def test_an_empty_copy_teaches_and_leads_to_two_meetings(desk: Desk) -> None:
    for summary in desk.kit.meetings.all():
        desk.kit.plan.delete_meeting(summary.meeting.id)
    page = home(desk)
    assert page.empty is not None
    assert primaries(page) == [page.empty.button]
    click(page.empty.button)
    dialog = desk.page("meetings", MeetingsPage).dialog
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


def test_news_from_elsewhere_redraws_the_page(desk: Desk) -> None:
    page = home(desk)
    shown = page.next
    desk.session.ask(
        page, lambda kit: kit.plan.edit_meeting(desk.meeting_id, room="Salle fictive"), lambda _: None
    )
    assert page.next is not shown


def test_tab_reaches_the_main_button_from_the_side_bar(desk: Desk) -> None:
    page = home(desk)
    assert page.next is not None
    desk.workspace.shell.side.buttons["home"].setFocus()
    for _ in range(20):
        press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is page.next.act_button:
            return
    raise AssertionError("Tab never reached the main button")


def test_what_is_in_no_backup_is_said_leads_to_the_backup_and_may_wait(desk: Desk, tmp_path: Path) -> None:
    assert isinstance(desk.environment.clock, FakeClock)
    desk.environment.clock.advance(days=8)
    page = home(desk)
    assert page.needs is not None
    found = next(made for made in page.needs.buttons if "no backup" in made.accessibleDescription())
    click(found)
    settings = desk.page("settings", SettingsPage)
    assert settings.backup_button.hasFocus()

    wait = offered(desk)
    assert wait is not None
    click(wait)
    assert offered(desk) is None
    desk.environment.clock.advance(days=8)
    assert offered(desk) is not None

    settings.choose_backup = lambda _, name: tmp_path / name
    settings.back_up()
    assert offered(desk) is None


def offered(desk: Desk) -> QPushButton | None:
    """Return the button that puts the backup off, on the first page."""
    needs = home(desk).needs
    return needs.later_button if needs is not None else None
