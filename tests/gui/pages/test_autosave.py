"""The plan of a meeting is kept without a button: when a field is left, or a second after the last key."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from organiser_kit.errors import UserError
from tests.gui.pages.desk import click, press, type_keys
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.prepare.page import PrepareStep
from ui.widgets.autosave import PAUSE_MS

if TYPE_CHECKING:
    from organiser_kit.model.meetings import Meeting
    from tests.gui.pages.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def step(desk: Desk) -> PrepareStep:
    desk.workspace.go(Route("meeting", desk.meeting_id, "prepare"))
    desk.settle()
    found = desk.page("meeting", MeetingPage).steps["prepare"]
    assert isinstance(found, PrepareStep)
    return found


def meeting(desk: Desk) -> Meeting:
    return desk.kit.meetings.get(desk.meeting_id)


def test_there_is_no_button_to_forget(step: PrepareStep) -> None:
    assert "Save" not in {made.text() for made in step.findChildren(QPushButton)}
    assert step.plan.kept.text() == "What you change here is saved by itself."


def test_a_second_after_the_last_key(desk: Desk, step: PrepareStep) -> None:
    step.plan.room.setFocus()
    type_keys("Salle ")
    desk.scheduler.advance(PAUSE_MS - 1)
    type_keys("bleue")
    desk.scheduler.advance(PAUSE_MS - 1)
    assert meeting(desk).room is None
    desk.scheduler.advance(1)
    assert meeting(desk).room == "Salle bleue"
    assert step.plan.kept.text() == "Saved"
    type_keys("!")
    assert step.plan.room.text() == "Salle bleue!", "the cursor stays where it was"


def test_when_the_field_is_left(desk: Desk, step: PrepareStep) -> None:
    step.plan.capacity.setFocus()
    press(Qt.Key.Key_Up)
    before = meeting(desk).capacity
    press(Qt.Key.Key_Tab)
    assert meeting(desk).capacity == (before or 0) + 1


def test_when_another_step_comes_in_front(desk: Desk, step: PrepareStep) -> None:
    step.plan.room.setText("Salle bleue")
    desk.workspace.go(Route("meeting", desk.meeting_id, "registrations"))
    assert meeting(desk).room == "Salle bleue"


def test_what_waits_belongs_to_the_meeting_it_was_typed_for(desk: Desk, step: PrepareStep) -> None:
    other = desk.kit.meetings.all()[1].meeting
    step.plan.room.setText("Salle bleue")
    desk.workspace.go(Route("meeting", other.id, "prepare"))
    desk.settle()
    assert meeting(desk).room == "Salle bleue"
    assert desk.kit.meetings.get(other.id).room == other.room
    assert step.plan.room.text() == (other.room or "")


def test_the_hour_and_the_day_are_one_moment(desk: Desk, step: PrepareStep) -> None:
    before = meeting(desk).starts_at
    assert before is not None
    step.plan.time.setTime(step.plan.time.time().addSecs(1800))
    step.plan.date.setDate(step.plan.date.date().addDays(1))
    desk.settle()
    assert meeting(desk).starts_at == before + timedelta(days=1, minutes=30)


def test_a_new_venue_is_made_once_it_is_typed_whole(desk: Desk, step: PrepareStep) -> None:
    before = len(desk.kit.meetings.venues())
    step.plan.venue.setFocus()
    step.plan.venue.setEditText("Lieu")
    desk.settle()
    assert len(desk.kit.meetings.venues()) == before
    step.plan.venue.setEditText("Lieu inventé")
    press(Qt.Key.Key_Tab)
    assert len(desk.kit.meetings.venues()) == before + 1
    assert step.plan.venue.currentText() == "Lieu inventé"
    assert meeting(desk).venue_id == step.plan.venue.currentData()


def test_only_what_was_changed_is_written(desk: Desk, step: PrepareStep) -> None:
    desk.kit.plan.edit_meeting(desk.meeting_id, duration_minutes=200)
    step.plan.room.setText("Salle bleue")
    desk.settle()
    assert (meeting(desk).room, meeting(desk).duration_minutes) == ("Salle bleue", 200)


def test_what_is_refused_is_said_beside_the_field_and_stays_typed(
    desk: Desk, step: PrepareStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UserError("This room is not free.")

    with monkeypatch.context() as patch:
        patch.setattr(desk.kit.plan, "edit_meeting", refuse)
        step.plan.room.setText("Salle bleue")
        desk.settle()
    assert step.plan.fields["room"].error == "This room is not free."
    assert step.plan.fields["capacity"].error == ""
    step.presenter.load()
    assert step.plan.room.text() == "Salle bleue"
    step.plan.room.setText("Salle verte")
    desk.settle()
    assert step.plan.fields["room"].error == ""
    assert meeting(desk).room == "Salle verte"


def test_ctrl_z_in_the_field_takes_back_what_was_saved(desk: Desk, step: PrepareStep) -> None:
    before = meeting(desk).room
    step.plan.room.setFocus()
    type_keys("Salle bleue")
    desk.scheduler.advance(PAUSE_MS)
    assert meeting(desk).room == "Salle bleue"
    press(Qt.Key.Key_Z, CTRL)
    assert meeting(desk).room == before
    assert step.plan.room.text() == (before or "")
    desk.settle()
    assert meeting(desk).room == before, "filling the field is no edit"


def test_a_role_given_is_undone_on_the_page(desk: Desk, step: PrepareStep) -> None:
    before = desk.kit.meetings.roles(desk.meeting_id)
    step.roles.role.setCurrentIndex(step.roles.role.count() - 1)
    click(step.roles.give_button)
    assert desk.kit.meetings.roles(desk.meeting_id) != before
    press(Qt.Key.Key_Z, CTRL)
    assert desk.kit.meetings.roles(desk.meeting_id) == before
