"""The scenes of the tour at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.codes.badge import code_of, token_of
from organiser_kit.i18n import tr
from ui.navigation import Route
from ui.pages.reception.holding import LEAST_MS
from ui.pages.reception.page import ReceptionPage
from ui.tour_stage import PAUSE, Stage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def reception(stage: Stage) -> QWidget:
    """Draw the door before the first scan."""
    stage.workspace.go(Route("reception", stage.meeting_id))
    return stage.window


def _door(stage: Stage) -> ReceptionPage:
    stage.scheduler.advance(LEAST_MS)  # the answer before was seen
    return stage.page("reception", ReceptionPage)


def welcome(stage: Stage) -> QWidget:
    """Draw somebody welcome."""
    for code in stage.codes()[:14]:
        stage.session.environment.clock.advance(seconds=40)  # type: ignore[attr-defined]
        _door(stage).presenter.scan(code)
    return stage.window


def already(stage: Stage) -> QWidget:
    """Draw a second scan of the same badge."""
    _door(stage).presenter.scan(stage.codes()[4])
    return stage.window


def not_registered(stage: Stage) -> QWidget:
    """Draw somebody who is on no list."""
    kit = stage.kit
    group = kit.meetings.groups()[0]
    person = kit.people.add(group.id, family_name="Imprévu-Exemple", given_name="Inès")
    _door(stage).presenter.scan(kit.badges.codes([person.id])[person.id])
    return stage.window


def other_meeting(stage: Stage) -> QWidget:
    """Draw somebody registered at the other meeting."""
    kit = stage.kit
    group = kit.meetings.groups()[0]
    person = kit.people.add(group.id, family_name="Exemple-Ailleurs", given_name="Noël")
    kit.registrations.register(kit.meetings.all()[1].id, [person.id])
    _door(stage).presenter.scan(kit.badges.codes([person.id])[person.id])
    return stage.window


def forged(stage: Stage) -> QWidget:
    """Draw a false badge."""
    code = stage.codes()[0]
    _door(stage).presenter.scan(code[:-1] + ("A" if code[-1] != "A" else "B"))
    return stage.window


def confirm(stage: Stage) -> QWidget:
    """Draw the question of a door where a person confirms."""
    page = _door(stage)
    page.presenter.mode = "confirm"
    page.desk.show_mode("confirm")
    page.presenter.scan(stage.codes()[16])
    return stage.window


def goodbye(stage: Stage) -> QWidget:
    """Draw somebody who leaves."""
    page = _door(stage)
    page.presenter.mode = "leaving"
    page.desk.show_mode("leaving")
    page.presenter.scan(stage.codes()[3])
    return stage.window


def projector(stage: Stage) -> QWidget:
    """Draw the window for the room."""
    page = _door(stage)
    page.presenter.mode = "rapid"
    page.desk.show_mode("rapid")
    page.desk.projector_button.setChecked(True)
    page.presenter.scan(stage.codes()[15])
    assert page.projector is not None
    return page.projector


def unknown_here(stage: Stage) -> QWidget:
    """Draw a real badge that was given after the last exchange, admitted at once."""
    page = _door(stage)
    page.presenter.mode = "rapid"
    page.desk.show_mode("rapid")
    key = bytes.fromhex(stage.kit.meetings.groups()[0].badge_key)
    page.presenter.scan(code_of(token_of(key, "somebody registered on another laptop"), key))
    return stage.window


def unknown_asked(stage: Stage) -> QWidget:
    """Draw the same where a person confirms."""
    page = _door(stage)
    page.presenter.mode = "confirm"
    page.desk.show_mode("confirm")
    key = bytes.fromhex(stage.kit.meetings.groups()[0].badge_key)
    page.presenter.scan(code_of(token_of(key, "somebody else registered there"), key))
    return stage.window


def noted(stage: Stage) -> QWidget:
    """Draw what the organiser alone should think of."""
    kit, page = stage.kit, _door(stage)
    page.presenter.mode = "rapid"
    page.desk.show_mode("rapid")
    entry = kit.registrations.roster(stage.meeting_id)[17]
    kit.registrations.note(stage.meeting_id, entry.person.id, tr("Keep a seat near the door"))
    page.presenter.scan(stage.codes()[17])
    return stage.window


def twice_in_the_list(stage: Stage) -> QWidget:
    """Draw two people who seem to be one."""
    kit = stage.kit
    group = kit.meetings.groups()[0]
    for phone in ("06 99 99 99 01", "06 99 99 99 02"):
        kit.people.add(
            group.id, family_name="Exemple-Double", given_name="Dora", structure="Fablab inventé", phone=phone
        )
    stage.workspace.go(Route("people"))
    return stage.window


def found(stage: Stage) -> QWidget:
    """Draw the people found by a few letters."""
    _door(stage).field.setText("fi")
    stage.scheduler.advance(PAUSE)
    return stage.window


def walk_in(stage: Stage) -> QWidget:
    """Draw the walk-in's form."""
    page = _door(stage)
    page.clear_field()
    page.presenter.entered("Fictiv")
    page.presenter.entered("")
    page.walk_in.family_name.setText("Fictif")
    page.presenter.newcomer_typed(page.walk_in.newcomer)
    return stage.window


def undone(stage: Stage) -> QWidget:
    """Draw an undo."""
    page = _door(stage)
    page.walk_in_done()
    page.presenter.undo_last()
    return stage.window


def log(stage: Stage) -> QWidget:
    """Draw what happened at the door."""
    page = _door(stage)
    page.presenter.ask_log()
    assert page.log_dialog is not None
    return page.log_dialog


def no_camera(stage: Stage) -> QWidget:
    """Draw the camera's place on a machine without one."""
    _door(stage).desk.camera_button.setChecked(True)
    return stage.window
