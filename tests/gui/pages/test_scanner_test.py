"""The screen that says which keyboard a scanner takes itself for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from organiser_kit.codes.layouts import Caps, Layout, typed
from organiser_kit.codes.scanner_test import TEST_TEXT
from tests.gui.pages.desk import click, press, type_keys
from ui.navigation import Route
from ui.pages.reception.page import ReceptionPage
from ui.pages.settings.page import SettingsPage

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk
    from ui.dialogs.scanner_test import ScannerTestDialog


@pytest.fixture
def dialog(desk: Desk) -> ScannerTestDialog:
    """The dialog, opened from the settings by the keyboard."""
    desk.workspace.go(Route("settings"))
    page = desk.page("settings", SettingsPage)
    page.scanner_button.setFocus()
    press(Qt.Key.Key_Space)
    QTest.qWaitForWindowActive(page.scanner_dialog)
    return page.scanner_dialog


def test_a_scan_that_ends_with_enter_is_answered(dialog: ScannerTestDialog) -> None:
    assert dialog.arrived.hasFocus()
    dialog.arrived.setText(typed(TEST_TEXT, Layout.US, Layout.FRENCH))
    press(Qt.Key.Key_Return)
    assert "QWERTY" in dialog.notice.sentence
    assert "AZERTY" in dialog.notice.sentence
    assert "OKT&" in dialog.received.text()
    assert dialog.isVisible()
    assert (dialog.arrived.text(), dialog.arrived.hasFocus()) == ("", True), "ready for the next scan"


def test_a_scan_that_ends_with_tab_is_answered_and_tab_still_leaves_an_empty_field(
    dialog: ScannerTestDialog,
) -> None:
    type_keys(TEST_TEXT)
    press(Qt.Key.Key_Tab)
    assert "Tab" in dialog.advice.text()
    assert dialog.arrived.hasFocus()
    press(Qt.Key.Key_Tab)
    assert not dialog.arrived.hasFocus()


def test_a_scan_that_ends_with_nothing_is_answered_after_a_pause(
    desk: Desk, dialog: ScannerTestDialog
) -> None:
    type_keys(TEST_TEXT)
    assert dialog.notice.sentence == ""
    desk.scheduler.advance(1_000)
    assert dialog.notice.sentence
    assert "CR" in dialog.advice.text()


def test_caps_lock_is_said(dialog: ScannerTestDialog) -> None:
    dialog.arrived.setText(typed(TEST_TEXT, Layout.US, Layout.US, Caps.LOCKED))
    click(dialog.act_button)
    assert "Caps Lock" in dialog.advice.text()


def test_the_door_takes_a_code_that_ends_with_tab(desk: Desk) -> None:
    desk.workspace.go(Route("reception", desk.meeting_id))
    page = desk.page("reception", ReceptionPage)
    page.field.setFocus()
    type_keys(desk.code(0))
    press(Qt.Key.Key_Tab)
    assert desk.player.played == ["ok"]
    assert page.field.text() == ""
    type_keys("Exem")
    press(Qt.Key.Key_Tab)
    assert not page.field.hasFocus(), "letters of a name are no code: Tab goes on"
