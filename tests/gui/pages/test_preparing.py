"""Getting a meeting ready, in the real window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.pages.desk import click
from ui.navigation import Route
from ui.pages.checklist.page import ChecklistStep
from ui.pages.meeting.page import MeetingPage

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


def step(desk: Desk) -> ChecklistStep:
    desk.workspace.go(Route("meeting", desk.meeting_id, "todo"))
    shown = desk.page("meeting", MeetingPage).steps["todo"]
    assert isinstance(shown, ChecklistStep)
    return shown


def test_a_checklist_is_ticked_with_the_keyboard_alone(desk: Desk) -> None:
    card = step(desk).checklist
    first, second = list(card.rows)[:2]
    box = card.rows[first].box
    box.setFocus()

    QTest.keyClick(box, Qt.Key.Key_Space)
    assert card.rows[first].box is box, "the line stays where it is, with the focus"
    assert box.isChecked()
    assert box.hasFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert card.rows[second].box.hasFocus()
    QTest.keyClick(card.rows[second].box, Qt.Key.Key_Up)
    QTest.keyClick(box, Qt.Key.Key_Space)

    assert not box.isChecked()
    assert desk.kit.checklists.of(desk.meeting_id, "fr").done == 0


def test_a_line_is_added_and_taken_off(desk: Desk) -> None:
    card = step(desk).checklist
    before = set(card.rows)
    card.text.setText("Apporter le café")
    QTest.keyClick(card.text, Qt.Key.Key_Return)
    (added,) = set(card.rows) - before
    assert card.text.hasFocus()
    assert card.text.text() == ""

    click(card.rows[added].remove_button)

    assert set(card.rows) == before
