"""The desk of the door by keyboard and mouse: modes, reasons, headcount, the window for the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.gui.pages.desk import click, press, type_keys
from tests.gui.pages.test_door_typing import door
from ui.navigation import Route
from ui.pages.reception.page import CALM_MS

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk
    from ui.pages.reception.page import ReceptionPage


def face(page: ReceptionPage) -> str:
    return page.verdict.answer


def choose(page: ReceptionPage, mode: str) -> None:
    box = page.desk.mode
    box.setCurrentIndex(box.findData(mode))
    box.activated.emit(box.currentIndex())


def test_the_sounds_are_loaded_before_the_first_person_comes(desk: Desk) -> None:
    door(desk)
    assert desk.player.is_prepared
    assert desk.player.played == []


def test_confirming_is_remembered_and_leaving_is_not(desk: Desk) -> None:
    page = door(desk)
    choose(page, "confirm")
    page.presenter.scan(desk.code(0))
    assert (page.verdict.answer, page.offer_button.text()) == ("attention", "Admit")
    press(Qt.Key.Key_Return)
    assert page.verdict.answer == "ok"
    choose(page, "leaving")
    page = door(desk)
    assert (page.desk.mode.currentData(), page.presenter.mode) == ("confirm", "confirm")
    choose(page, "rapid")
    page = door(desk)
    assert page.presenter.mode == "rapid"


def test_a_scan_while_the_mode_has_the_focus_changes_no_mode(desk: Desk) -> None:
    page = door(desk)
    page.desk.mode.setFocus()
    type_keys(desk.code(0))
    press(Qt.Key.Key_Return)
    assert (page.verdict.answer, page.desk.mode.currentData()) == ("ok", "rapid")


def test_an_answer_is_shouted_for_five_seconds(desk: Desk) -> None:
    page = door(desk)
    page.presenter.scan(desk.code(0))
    desk.scheduler.advance(CALM_MS - 1)
    assert page.verdict.answer == "ok"
    page.presenter.scan(desk.code(1))
    desk.scheduler.advance(CALM_MS - 1)
    assert page.verdict.answer == "ok", "each answer has its own time"
    desk.scheduler.advance(1)
    assert face(page) == "waiting"


def test_a_presence_is_taken_back_with_a_reason(desk: Desk) -> None:
    page = door(desk)
    page.presenter.scan(desk.code(0))
    page.arrivals.table.selectRow(0)
    click(page.arrivals.undo_button)
    dialog = page.reason_dialog
    assert dialog is not None
    assert desk.entries()[0].name in dialog.findChildren(QLabel)[1].text()
    dialog.reason.setText("Mauvaise personne")
    click(dialog.act_button)
    kept = desk.kit.check_in._facts(desk.meeting_id, desk.entries()[0].person.id)  # noqa: SLF001
    assert [fact.reason for fact in kept if fact.voids] == ["Mauvaise personne"]


def test_counting_by_eye_is_kept(desk: Desk) -> None:
    page = door(desk)
    page.arrivals.eye.setValue(7)
    assert desk.kit.meetings.get(desk.meeting_id).headcount == 7
    assert page.arrivals.count.text() == "7 / 12"
    page.arrivals.eye.setValue(0)
    assert desk.kit.meetings.get(desk.meeting_id).headcount is None


def test_the_window_for_the_room_names_nobody(desk: Desk) -> None:
    page = door(desk)
    click(page.desk.projector_button)
    shown = page.projector
    assert shown is not None
    entry = desk.entries()[0]
    page.presenter.scan(desk.code(0))
    words = [label.text() for label in shown.findChildren(QLabel)] + [shown.verdict.accessibleName()]
    assert "Welcome!" in words
    assert "1 / 12" in words
    assert not any(entry.person.family_name.upper() in text.upper() for text in words)
    desk.settle()
    page.presenter.scan("3760123456789")
    assert shown.verdict.accessibleName() == "One moment, please"
    assert page.verdict.answer == "refused"
    shown.close()
    assert not page.desk.projector_button.isChecked()
    desk.settle()
    page.presenter.scan(desk.code(1))
    assert face(page) == "ok"


def test_leaving_the_door_closes_the_window_for_the_room(desk: Desk) -> None:
    page = door(desk)
    click(page.desk.projector_button)
    desk.workspace.go(Route("meetings"))
    assert page.projector is None


def test_a_walk_in_by_keyboard_alone_meets_whom_it_may_be(desk: Desk) -> None:
    page = door(desk)
    known = desk.entries()[0].person
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = page.walk_in
    assert form.family_name.hasFocus()
    type_keys(known.family_name)
    desk.settle()
    first = form.alike_buttons[0]
    assert desk.entries()[0].name in first.text()
    first.setFocus()
    press(Qt.Key.Key_Return)
    assert page.verdict.answer == "ok"
    assert not form.isVisible()
    assert page.field.hasFocus()


def test_a_walk_in_takes_as_many_keys_as_letters_and_three_more(desk: Desk) -> None:
    page = door(desk)
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    type_keys("Exemple-Neuve")
    press(Qt.Key.Key_Tab)
    type_keys("Ida")
    press(Qt.Key.Key_Return)
    assert page.verdict.answer == "ok"
    assert page.field.hasFocus()
    (added,) = [one for one in desk.entries() if one.person.given_name == "Ida"]
    assert added.presence.is_present


def test_the_same_name_twice_takes_two_enters(desk: Desk) -> None:
    page = door(desk)
    known = desk.entries()[0].person
    page.ask_walk_in(f"{known.family_name} {known.given_name}")
    desk.settle()
    before = len(desk.kit.people.all())
    page.walk_in.send()
    assert page.walk_in.isVisible()
    assert len(desk.kit.people.all()) == before
    page.walk_in.send()
    assert page.verdict.answer == "ok"
    assert len(desk.kit.people.all()) == before + 1


def test_the_log_is_one_button_away(desk: Desk) -> None:
    page = door(desk)
    page.presenter.scan(desk.code(0))
    page.presenter.scan("3760123456789")
    click(page.arrivals.log_button)
    dialog = page.log_dialog
    assert dialog is not None
    model = dialog.table.model()
    cells = {str(model.index(row, column).data()) for row in range(model.rowCount()) for column in range(6)}
    assert {"Arrival", "Refused: unknown badge", "badge", "this laptop", desk.entries()[0].name} <= cells
    click(dialog.act_button)
    assert not dialog.isVisible()


def test_an_answer_is_seen_however_soon_the_next_badge_follows_and_both_are_recorded(desk: Desk) -> None:
    page = door(desk)
    page.presenter.scan(desk.code(0))
    first = page.verdict.accessibleName()
    page.presenter.scan(desk.code(1))
    assert page.verdict.accessibleName() == first
    assert desk.kit.registrations.attendance(desk.meeting_id).present == 2
    assert page.arrivals.count.text() == "2 / 12"
    desk.settle()
    assert page.verdict.accessibleName() != first
