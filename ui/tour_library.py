"""The scenes of the tour after a meeting: the report, the library, questions, the contact sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.reporting.page import ReportStep
from ui.tour_stage import PAUSE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.tour_stage import Stage

_SETTLED = 2 * PAUSE


def _report(stage: Stage, meeting_id: str) -> ReportStep:
    stage.workspace.shell.toast.hide()
    stage.workspace.go(Route("meeting", meeting_id, "report"))
    step = stage.page("meeting", MeetingPage).steps["report"]
    assert isinstance(step, ReportStep)
    return step


def report_early(stage: Stage) -> QWidget:
    """Draw the report of a meeting that is still to come."""
    _report(stage, stage.kit.meetings.all()[1].id)
    return stage.window


def report_empty(stage: Stage) -> QWidget:
    """Draw the report before the first word."""
    _report(stage, stage.meeting_id)
    return stage.window


def report_filled(stage: Stage) -> QWidget:
    """Draw a draft."""
    step = _report(stage, stage.meeting_id)
    step.impression.buttons[4].click()
    step.worked.setPlainText(
        tr("The unplugged activity: everybody dared to try, and those who knew helped the others.")
    )
    step.difficulties.setPlainText(tr("The projector came late, so the last activity was cut short."))
    step.help_wanted.setPlainText(tr("Somebody to facilitate the second meeting."))
    stage.scheduler.advance(_SETTLED)
    return stage.window


def report_finished(stage: Stage) -> QWidget:
    """Draw a finished report that waits for the next exchange."""
    step = _report(stage, stage.meeting_id)
    step.finish_button.click()
    return stage.window
