"""The scenes of the tour on what every page has: the first page, the palette, saving and undoing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import MeetingStatus, Role
from organiser_kit.rules import lifecycle
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.prepare.page import PrepareStep
from ui.widgets.autosave import PAUSE_MS
from ui.widgets.shortcuts_dialog import ShortcutsDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.tour_stage import Stage


def usual(stage: Stage) -> QWidget:
    """Draw the first page an hour before an evening."""
    stage.window.show_shell(stage.workspace.shell)
    stage.workspace.courier.refresh()
    stage.workspace.go(Route("home"))
    return stage.window


def empty(stage: Stage) -> QWidget:
    """Draw the first page of a copy without a meeting; they come back afterwards."""
    kit = stage.kit
    gone = [summary.meeting.id for summary in kit.meetings.all()]
    for meeting_id in gone:
        kit.plan.delete_meeting(meeting_id)
    stage.workspace.go(Route("home"))
    for meeting_id in gone:
        kit.deletions.restore("meeting", meeting_id)
    return stage.window


def many(stage: Stage) -> QWidget:
    """Draw a first page on which much is asked for; all of it is dealt with afterwards."""
    kit = stage.kit
    first, second = (summary.meeting for summary in kit.meetings.all()[:2])
    assert first.starts_at is not None
    given = [one for one in kit.meetings.roles(second.id) if one[1] is Role.FACILITATOR]
    for person, role in given:
        kit.plan.remove_role(second.id, person.id, role)
    kit.plan.edit_meeting(first.id, starts_at=first.starts_at - timedelta(days=2))
    kit.plan.edit_meeting(second.id, venue_id=None, capacity=3)
    stage.workspace.go(Route("home"))
    kit.plan.edit_meeting(first.id, starts_at=first.starts_at)
    kit.plan.edit_meeting(second.id, venue_id=second.venue_id, capacity=second.capacity)
    for person, role in given:
        kit.plan.assign_role(second.id, person.id, role)
    return stage.window


def palette(stage: Stage) -> QWidget:
    """Draw the palette as it opens."""
    stage.workspace.go(Route("home"))
    return _palette(stage, "")


def palette_people(stage: Stage) -> QWidget:
    """Draw what two letters find."""
    return _palette(stage, stage.kit.people.all()[0].family_name[:2])


def palette_nothing(stage: Stage) -> QWidget:
    """Draw words that mean nothing here."""
    return _palette(stage, "zzz")


def _palette(stage: Stage, text: str) -> QWidget:
    stage.workspace.commands.ask()
    dialog = stage.workspace.commands.dialog
    assert dialog is not None
    dialog.field.setText(text)
    return dialog


def saved(stage: Stage) -> QWidget:
    """Draw the plan of a meeting once a field was saved by itself."""
    step = _prepare(stage)
    step.plan.room.setText(tr("Made-up room"))
    stage.scheduler.advance(PAUSE_MS)
    stage.workspace.shell.toast.hide()
    return stage.window


def not_saved(stage: Stage) -> QWidget:
    """Draw the plan of a meeting with a field that was refused."""
    step = _prepare(stage)
    step.plan.forget()
    step.plan.room.setText("B 12")
    try:
        lifecycle.check_plan_open(MeetingStatus.HELD)  # as when another laptop validates the sheet meanwhile
    except UserError as error:
        step.show_wrong("room", error)
    return stage.window


def undone(stage: Stage) -> QWidget:
    """Draw what the window says once an edit was undone."""
    step = _prepare(stage)
    step.plan.forget()
    stage.workspace.commands.run("undo")
    return stage.window


def undo_refused(stage: Stage) -> QWidget:
    """Draw an undo that would write over somebody else's change."""
    _prepare(stage)
    stage.workspace.shell.notify(
        tr(
            "“{what}” cannot be undone: it was changed again since, here or on another laptop. "
            "Look at it, and correct it by hand.",
            what=tr("Room"),
        ),
        icon="circle-alert",
    )
    return stage.window


def shortcuts(stage: Stage) -> QWidget:
    """Draw the list of shortcuts."""
    stage.workspace.shell.toast.hide()
    dialog = ShortcutsDialog(stage.workspace.shell)
    dialog.open()
    return dialog


def _prepare(stage: Stage) -> PrepareStep:
    stage.workspace.go(Route("meeting", stage.meeting_id, "prepare"))
    step = stage.page("meeting", MeetingPage).steps["prepare"]
    assert isinstance(step, PrepareStep)
    return step
