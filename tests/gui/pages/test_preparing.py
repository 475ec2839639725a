"""Getting a meeting ready, in the real window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.pages.desk import click
from ui.dialogs.erase_laptop import asked_word
from ui.navigation import Route
from ui.pages.checklist.page import ChecklistStep
from ui.pages.meeting.page import MeetingPage
from ui.pages.privacy.page import PrivacyPage

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


def test_what_is_known_of_a_thing_is_written_in_its_dialog(desk: Desk) -> None:
    shown = step(desk)
    shown.show_card("equipment")
    card = shown.equipment
    click(card.edit_buttons["computers"])
    assert card.dialog is not None
    card.dialog.available.setValue(2)
    card.dialog.source.setCurrentIndex(1)
    card.dialog.submit()

    found = next(p for p in desk.kit.equipment.of(desk.meeting_id, "fr").pieces if p.key == "computers")
    assert (found.there, found.needed == found.counted, found.source) == (2, True, "venue")
    desk.settle()


def test_hands_are_counted_with_the_focus_where_it_was(desk: Desk) -> None:
    shown = step(desk)
    shown.show_card("needs")
    card = shown.needs
    for text in ("Boucles", "Réseau"):
        card.text.setText(text)
        click(card.add_button)
    second = desk.kit.needs.of(desk.meeting_id)[1]
    desk.settle()
    card.controls[second.id, "more"].setFocus()

    QTest.keyClick(card.controls[second.id, "more"], Qt.Key.Key_Space)

    assert desk.kit.needs.of(desk.meeting_id)[0].votes == 1
    assert card.controls[second.id, "more"].hasFocus(), "the need went up, the focus with it"


def test_the_copy_goes_only_once_the_word_was_typed(desk: Desk) -> None:
    desk.workspace.go(Route("privacy"))
    page = desk.page("privacy", PrivacyPage)
    asked: list[str] = []
    page.erase_asked.connect(lambda: asked.append("now"))
    click(page.erase_button)
    assert page.dialog is not None
    page.dialog.word.setText("oui")
    page.dialog.submit()
    assert page.dialog.field.error
    assert not asked

    page.dialog.word.setText(asked_word().lower())
    page.dialog.submit()

    assert asked == ["now"]
    desk.settle()
