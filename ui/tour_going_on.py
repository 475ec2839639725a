"""The scenes of the tour about what follows the training: they leave a group that became a community."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.model.people import Purpose
from organiser_kit.rules.lifecycle import OVER
from ui.navigation import Route
from ui.pages.groups.page import GroupsPage
from ui.pages.meetings.page import MeetingsPage, new_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.tour_stage import Stage


def asked(stage: Stage) -> QWidget:
    """Draw Today once every meeting of the group was held or cancelled."""
    kit = stage.kit
    for one in kit.meetings.all():
        if one.meeting.status is MeetingStatus.DRAFT:
            kit.plan.delete_meeting(one.id)
        elif one.meeting.status not in OVER:
            kit.plan.move_to(one.id, MeetingStatus.CANCELLED, reason=tr("The venue is closed."))
    stage.workspace.shell.toast.hide()
    stage.workspace.go(Route("home"))
    return stage.window


def in_hand(stage: Stage) -> QWidget:
    """Draw the card of what is ready to go on."""
    kit = stage.kit
    group = kit.meetings.groups()[0].id
    for person in kit.people.all(group)[:6]:
        kit.consents.give(person.id, Purpose.GROUP_CONTACT)
    stage.workspace.go(Route("groups", step=group))
    stage.page("groups", GroupsPage).verticalScrollBar().setValue(0)
    return stage.window


def community(stage: Stage) -> QWidget:
    """Draw the same card once the group is a community."""
    page = stage.page("groups", GroupsPage)
    page.going_on.become_button.click()
    stage.workspace.shell.toast.hide()
    return stage.window


def free_meeting(stage: Stage) -> QWidget:
    """Draw the dialog that proposes one meeting alone."""
    stage.workspace.go(Route("meetings", step=new_in(stage.kit.meetings.groups()[0].id)))
    page = stage.page("meetings", MeetingsPage)
    assert page.dialog is not None
    return page.dialog


SCENES: tuple[tuple[str, Callable[[Stage], QWidget]], ...] = (
    ("training-over", asked),
    ("going-on", in_hand),
    ("community", community),
    ("free-meeting", free_meeting),
)
