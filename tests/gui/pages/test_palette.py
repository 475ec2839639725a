"""The palette with the keyboard alone: every page and every command from everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible

from tests.gui.pages.desk import press, type_keys
from ui.actions import SHORTCUTS
from ui.commands import offers
from ui.navigation import TOP, Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.meetings.page import MeetingsPage
from ui.pages.people.page import PeoplePage
from ui.pages.reception.page import ReceptionPage

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk
    from ui.pages.palette.dialog import PaletteDialog

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(desk: Desk) -> PaletteDialog:
    desk.workspace.shell.side.buttons["home"].setFocus()
    press(Qt.Key.Key_K, CTRL)
    dialog = desk.workspace.commands.dialog
    QCoreApplication.processEvents()
    assert dialog is not None
    assert dialog.field.hasFocus()
    return dialog


@pytest.fixture
def palette(desk: Desk) -> PaletteDialog:
    desk.workspace.go(Route("home"))
    desk.settle()
    return opened(desk)


def test_it_offers_every_page_and_every_command() -> None:
    found = {(offer.kind, offer.key) for offer in offers()}
    assert {("page", place) for place, _ in TOP} <= found
    commands = {row.name for row in SHORTCUTS} - {"palette", "settings", "copy", "copy_table"}
    assert {("command", name) for name in commands} <= found


def test_letters_arrows_and_enter_open_a_page(desk: Desk, palette: PaletteDialog) -> None:
    type_keys("s")
    shown = [palette.model.offer(row).words for row in range(palette.model.rowCount())]
    steps = shown.index("Synchronisation")
    for _ in range(steps):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.workspace.navigator.route == Route("sync")


def test_a_person_is_shown_in_the_list_of_people(desk: Desk, palette: PaletteDialog) -> None:
    person = desk.kit.people.all()[3]
    type_keys(f"{person.given_name} {person.family_name}")
    press(Qt.Key.Key_Return)
    desk.settle()
    page = desk.page("people", PeoplePage)
    row = page.table.selected_row()
    assert row is not None
    assert page.model.index(row, 0).data().endswith(person.given_name)


def test_a_meeting_is_opened(desk: Desk, palette: PaletteDialog) -> None:
    type_keys("24 november")
    press(Qt.Key.Key_Return)
    assert desk.workspace.navigator.route == Route("meeting", desk.meeting_id)


def test_escape_closes_and_nothing_happens(desk: Desk, palette: PaletteDialog) -> None:
    press(Qt.Key.Key_Escape)
    desk.settle()
    assert desk.workspace.navigator.route == Route("home")


def test_nothing_found_is_said_and_enter_does_nothing(desk: Desk, palette: PaletteDialog) -> None:
    type_keys("qqqq")
    assert palette.table.accessibleDescription() == "Nothing here is called so."
    press(Qt.Key.Key_Return)
    assert palette.isVisible()
    press(Qt.Key.Key_Escape)


def test_rows_say_what_they_are(palette: PaletteDialog) -> None:
    table = QAccessible.queryAccessibleInterface(palette.table)
    assert table.text(QAccessible.Text.Name) == "What is offered"
    assert palette.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Today, page"
    palette.reject()


def test_commands_go_first_to_the_page_that_has_them(desk: Desk) -> None:
    desk.workspace.go(Route("home"))
    run, navigator = desk.workspace.commands.run, desk.workspace.navigator
    run("walk_in")
    assert navigator.route == Route("reception", desk.meeting_id)
    assert desk.page("reception", ReceptionPage).walk_in.isVisible()
    run("print")
    assert navigator.route == Route("meeting", desk.meeting_id, "print")
    run("search")
    assert navigator.route == Route("people")
    assert desk.page("people", PeoplePage).search.hasFocus()
    run("new_meeting")
    dialog = desk.page("meetings", MeetingsPage).dialog
    assert dialog is not None
    dialog.reject()
    run("welcome")
    assert navigator.route == Route("reception", desk.meeting_id)


def test_the_import_asks_for_a_file_of_the_next_meeting(desk: Desk) -> None:
    desk.workspace.go(Route("settings"))
    asked: list[object] = []
    step = desk.page("meeting", MeetingPage).steps["registrations"]
    step.choose_file = asked.append  # type: ignore[attr-defined]
    desk.workspace.commands.run("import")
    assert asked == [step]


def test_without_a_meeting_commands_of_one_lead_to_the_list(desk: Desk) -> None:
    for summary in desk.kit.meetings.all():
        desk.kit.plan.delete_meeting(summary.meeting.id)
    desk.workspace.go(Route("home"))
    desk.workspace.commands.run("print")
    assert desk.workspace.navigator.route == Route("meetings")
