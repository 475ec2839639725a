"""The report in the real window: written, kept by itself, finished with the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from organiser_kit.services.reports import Standing
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.reporting.page import ReportStep

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


def _step(desk: Desk) -> ReportStep:
    desk.workspace.go(Route("meeting", desk.meeting_id, "report"))
    step = desk.page("meeting", MeetingPage).steps["report"]
    assert isinstance(step, ReportStep)
    return step


def test_before_the_sheet_it_leads_to_closing(desk: Desk) -> None:
    step = _step(desk)
    assert step.early.isVisible()
    step.early.button.click()
    assert desk.page("meeting", MeetingPage).steps["close"].isVisible()


def test_what_is_typed_is_kept_after_a_pause_and_when_one_leaves(desk: Desk) -> None:
    desk.kit.sheets.validate(desk.meeting_id, headcount=9)
    step = _step(desk)
    QTest.keyClicks(step.worked, "Tout")
    assert desk.kit.reports.of(desk.meeting_id) is None
    desk.scheduler.advance(1_000)
    kept = desk.kit.reports.of(desk.meeting_id)
    assert kept is not None
    assert kept.what_worked == "Tout"

    QTest.keyClicks(step.worked, " !")
    desk.workspace.go(Route("meetings"))
    kept = desk.kit.reports.of(desk.meeting_id)
    assert kept is not None
    assert kept.what_worked == "Tout !"


def test_it_is_finished_without_the_mouse(desk: Desk) -> None:
    desk.kit.sheets.validate(desk.meeting_id, headcount=9)
    step = _step(desk)
    step.impression.buttons[1].setFocus()
    QTest.keyClick(step.impression.buttons[1], Qt.Key.Key_Space)
    for _ in range(3):
        QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Right)
    assert step.impression.value == 4
    step.finish_button.setFocus()
    QTest.keyClick(step.finish_button, Qt.Key.Key_Return)
    assert desk.kit.reports.standing(desk.meeting_id).standing is Standing.WAITING
    assert step.worked.isReadOnly()
    assert not step.finish_button.isVisible()
    step.correct_button.click()
    assert not step.worked.isReadOnly()
