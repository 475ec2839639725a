"""Scenes of the tour about getting a meeting ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from organiser_kit.model.preparation import EquipmentSource, Phase
from ui.navigation import Route
from ui.pages.checklist.page import ChecklistStep
from ui.pages.meeting.page import MeetingPage
from ui.pages.privacy.page import PrivacyPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.tour_stage import Stage


def checklist(stage: Stage) -> QWidget:
    """Draw a checklist on the evening itself, some of it done."""
    kit, meeting = stage.kit, stage.meeting_id
    organiser = kit.meetings.detail(meeting).roles[0][0].id
    for key in ("book-room", "find-facilitator", "announce", "see-room", "ask-registered", "read-kit"):
        kit.checklists.tick(meeting, key, by=organiser)
    kit.checklists.add(meeting, tr("Bring the coffee and the cups"), Phase.BEFORE, 0)
    stage.workspace.go(Route("meeting", meeting, "todo"))
    return stage.window


def equipment(stage: Stage) -> QWidget:
    """Draw what is needed, part of it there, part of it brought by somebody."""
    kit, meeting = stage.kit, stage.meeting_id
    person = kit.registrations.roster(meeting)[2].person.id
    kit.equipment.note(meeting, "computers", available=8)
    kit.equipment.note(meeting, "badges", source=EquipmentSource.STRUCTURE)
    kit.equipment.note(meeting, "tables", available=8, source=EquipmentSource.VENUE)
    kit.equipment.note(meeting, "markers", source=EquipmentSource.PARTICIPANT, brought_by=person)
    kit.equipment.add(meeting, tr("Coffee machine"))
    _step(stage).show_card("equipment")
    return stage.window


def piece(stage: Stage) -> QWidget:
    """Draw what is known of one thing."""
    card = _step(stage).equipment
    card.edit_buttons["computers"].click()
    assert card.dialog is not None
    return card.dialog


def no_needs(stage: Stage) -> QWidget:
    """Draw the pad before anybody said anything."""
    _step(stage).show_card("needs")
    return stage.window


def needs(stage: Stage) -> QWidget:
    """Draw the pad once hands were counted."""
    pad, meeting = stage.kit.needs, stage.meeting_id
    for votes, text in (
        (9, tr("How to explain a loop to children of eight")),
        (6, tr("What to do when the room has no network")),
        (2, tr("Where to find robots on loan")),
    ):
        pad.count(pad.add(meeting, text).id, votes)
    pad.choose(pad.of(meeting)[0].id, chosen=True)
    _step(stage).show_card("needs")
    return stage.window


def _step(stage: Stage) -> ChecklistStep:
    step = stage.page("meeting", MeetingPage).steps["todo"]
    assert isinstance(step, ChecklistStep)
    return step


def first_step(kept: str) -> Callable[[Stage], QWidget]:
    """Return the scene of one step of the first start."""

    def scene(stage: Stage) -> QWidget:
        stage.window.opening.show_first_run("", kept)
        return stage.window

    return scene


def first_group(stage: Stage) -> QWidget:
    """Draw the last step of the first start."""
    first = stage.window.opening.first
    first.keyring.setChecked(True)
    first.go_on()
    return stage.window


def privacy(stage: Stage) -> QWidget:
    """Draw what is kept until when."""
    stage.workspace.go(Route("privacy"))
    return stage.window


def erase_laptop(stage: Stage) -> QWidget:
    """Draw the word asked for before the copy goes."""
    page = stage.page("privacy", PrivacyPage)
    page.ask_erase()
    assert page.dialog is not None
    page.dialog.submit()
    return page.dialog
