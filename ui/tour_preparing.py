"""Scenes of the tour about getting a meeting ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from organiser_kit.model.preparation import Phase
from ui.navigation import Route

if TYPE_CHECKING:
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
