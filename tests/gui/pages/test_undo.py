"""Ctrl+Z in the window: the last edit, said aloud; fields and the door keep their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from organiser_kit.errors import UserError
from tests.gui.pages.desk import click, press, type_keys
from ui.main_window import SMALLEST
from ui.navigation import Route
from ui.pages.checklist.page import ChecklistStep
from ui.pages.meeting.page import MeetingPage
from ui.pages.people.page import PeoplePage
from ui.pages.reception.page import ReceptionPage
from ui.pages.venues.page import VenuesPage

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from tests.gui.pages.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def rename_room(desk: Desk, room: str) -> None:
    desk.session.ask(
        desk.workspace.shell,
        lambda kit: kit.plan.edit_meeting(desk.meeting_id, room=room),
        lambda _: None,
    )


def room(desk: Desk) -> str | None:
    return desk.kit.meetings.get(desk.meeting_id).room


def home(desk: Desk) -> None:
    desk.workspace.go(Route("home"))
    desk.settle()
    desk.workspace.shell.side.buttons["home"].setFocus()


def test_ctrl_z_takes_the_last_edit_back_and_says_which(desk: Desk) -> None:
    home(desk)
    before = room(desk)
    rename_room(desk, "Salle fictive")
    press(Qt.Key.Key_Z, CTRL)
    assert room(desk) == before
    assert desk.workspace.shell.toast.words == "Undone: Room (meeting of 24/11/2026 18:30)"
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert room(desk) == "Salle fictive"
    assert desk.workspace.shell.toast.words.startswith("Done again: Room")


def test_what_was_done_to_open_the_copy_is_not_undone(desk: Desk) -> None:
    home(desk)
    desk.kit.plan.edit_meeting(desk.meeting_id, room="Salle fictive")
    desk.session.attach(desk.kit)
    press(Qt.Key.Key_Z, CTRL)
    assert desk.workspace.shell.toast.words.startswith("There is nothing to undo")
    assert room(desk) == "Salle fictive"


def test_a_field_keeps_the_key_while_it_has_something_to_undo(desk: Desk) -> None:
    home(desk)
    before = room(desk)
    rename_room(desk, "Salle fictive")
    desk.workspace.go(Route("people"))
    desk.settle()
    search = desk.page("people", PeoplePage).search
    search.setFocus()
    type_keys("ab")
    press(Qt.Key.Key_Z, CTRL)
    assert search.text() == ""
    assert room(desk) == "Salle fictive"
    press(Qt.Key.Key_Z, CTRL)
    assert room(desk) == before


def test_the_door_keeps_its_own_undo(desk: Desk) -> None:
    rename_room(desk, "Salle fictive")
    desk.workspace.go(Route("reception", desk.meeting_id))
    desk.settle()
    page = desk.page("reception", ReceptionPage)
    type_keys(desk.code(0))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Z, CTRL)
    assert room(desk) == "Salle fictive"
    roster = desk.kit.registrations.roster(desk.meeting_id)
    assert not any(entry.presence.is_present for entry in roster)
    assert page.isVisible()


def test_a_long_refusal_is_read_whole_in_the_smallest_window(desk: Desk) -> None:
    desk.window.resize(*SMALLEST)
    home(desk)
    long = "Salle fictive au bout du couloir " * 3
    rename_room(desk, long)
    person = desk.kit.people.all()[0]
    desk.session.ask(
        desk.workspace.shell, lambda kit: kit.people.edit(person.id, given_name=long), lambda _: None
    )
    desk.kit.people.edit(person.id, given_name="Ana")
    desk.kit.plan._store.writer.take_trail()  # noqa: SLF001 - as if another laptop had written it
    press(Qt.Key.Key_Z, CTRL)
    toast = desk.workspace.shell.toast
    assert "cannot be undone" in toast.words
    assert toast.x() >= 0
    assert toast.x() + toast.width() <= desk.workspace.shell.width()
    assert toast.height() > toast.fontMetrics().height() * 2


def test_what_an_interrupted_act_left_is_undone_by_itself(desk: Desk) -> None:
    home(desk)
    before, everybody = room(desk), desk.kit.people.all()

    def stopped(kit: Kit) -> None:
        kit.people.add(kit.meetings.groups()[0].id, family_name="Exemple", given_name="Ana")
        raise UserError("Stopped.")

    refused: list[object] = []
    desk.session.ask(desk.workspace.shell, stopped, lambda _: None, refused.append)
    assert refused
    rename_room(desk, "Salle fictive")
    press(Qt.Key.Key_Z, CTRL)
    assert room(desk) == before
    assert len(desk.kit.people.all()) == len(everybody) + 1
    press(Qt.Key.Key_Z, CTRL)
    assert desk.kit.people.all() == everybody


def test_a_field_of_a_venue_is_undone_where_it_was_typed_and_shown_as_it_was(desk: Desk) -> None:
    desk.workspace.go(Route("venues"))
    desk.settle()
    form = desk.page("venues", VenuesPage).form
    (venue,) = desk.kit.venues.all()
    form.name.setFocus()
    form.name.selectAll()
    type_keys("Salle fictive")
    press(Qt.Key.Key_Return)
    assert desk.kit.venues.get(venue.id).name == "Salle fictive"
    press(Qt.Key.Key_Z, CTRL)
    assert desk.kit.venues.get(venue.id).name == venue.name
    assert form.name.text() == venue.name
    assert desk.workspace.shell.toast.words == "Undone: Name (venue “Salle fictive”)"


def test_a_tick_and_a_line_of_one_s_own_are_undone_on_their_page(desk: Desk) -> None:
    desk.workspace.go(Route("meeting", desk.meeting_id, "todo"))
    desk.settle()
    step = desk.page("meeting", MeetingPage).steps["todo"]
    assert isinstance(step, ChecklistStep)
    card = step.checklist
    before = set(card.rows)
    first = next(iter(card.rows))
    click(card.rows[first].box)
    assert card.rows[first].box.isChecked()
    card.text.setText("Apporter le café")
    click(card.add_button)
    assert len(card.rows) == len(before) + 1
    card.rows[first].box.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert desk.workspace.shell.toast.words == "Undone: New: line of a checklist “Apporter le café”"
    assert set(card.rows) == before
    press(Qt.Key.Key_Z, CTRL)
    assert set(card.rows) == before, "the kit's own line is still there"
    assert not card.rows[first].box.isChecked()
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert card.rows[first].box.isChecked()
