"""The frame around the pages: where the keyboard is after a page opens, and a copy that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from organiser_kit.errors import StorageError
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.tour import staged
from ui.tour_looks import USUAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.tour_stage import Stage


@pytest.fixture
def stage(qapp: object) -> Iterator[Stage]:
    """The window over a practice copy."""
    with staged(USUAL) as made:
        made.window.show_shell(made.workspace.shell)
        made.window.activateWindow()
        yield made


def words(stage: Stage) -> list[str]:
    shell = stage.workspace.shell
    QApplication.processEvents()  # a layout shows what was put into it a moment later
    return [one.text() for one in shell.findChildren(QLabel) if one.isVisibleTo(shell)]


def test_a_page_that_cannot_be_read_says_why_and_offers_to_try_again(stage: Stage) -> None:
    stage.breaking.error = StorageError("The stick was pulled out.")
    stage.workspace.go(Route("people"))
    assert "The stick was pulled out." in words(stage)
    assert not stage.workspace.shell.stack.isVisible()

    stage.breaking.error = None
    again = stage.window.focusWidget()
    assert isinstance(again, QPushButton)
    again.click()
    assert "The stick was pulled out." not in words(stage)
    assert stage.workspace.shell.stack.isVisible()


def test_a_page_that_was_read_before_keeps_what_it_shows(stage: Stage) -> None:
    stage.workspace.go(Route("people"))
    stage.breaking.error = StorageError("The stick was pulled out.")
    stage.workspace.go(Route("people"))
    assert stage.workspace.shell.stack.isVisible()
    assert "The stick was pulled out." in words(stage)


def test_a_checklist_that_cannot_be_read_is_not_asked_for_for_ever(stage: Stage) -> None:
    stage.workspace.go(Route("meeting", stage.meeting_id, "todo"))
    stage.breaking.error = StorageError("The stick was pulled out.")
    step = stage.page("meeting", MeetingPage).steps["todo"]
    step.open(stage.meeting_id)
    assert step.notice.sentence == "The stick was pulled out."


def test_the_keyboard_goes_to_the_page_that_opens_and_not_to_its_first_button(stage: Stage) -> None:
    workspace = stage.workspace
    workspace.go(Route("home"))
    QApplication.processEvents()
    home = workspace.navigator.page("home")
    pressed = next(one for one in home.findChildren(QPushButton) if one.isVisibleTo(home))
    pressed.setFocus()
    assert stage.window.focusWidget() is pressed
    workspace.go(Route("meeting", stage.meeting_id, "prepare"))
    assert stage.window.focusWidget() is workspace.navigator.page("meeting").widget()
    workspace.go(Route("reception", stage.meeting_id))
    assert stage.window.focusWidget() is workspace.navigator.page("reception").field  # type: ignore[attr-defined]


def test_a_long_message_leaves_the_way_back_and_the_pill_free(stage: Stage) -> None:
    shell = stage.workspace.shell
    stage.workspace.go(Route("meeting", stage.meeting_id, "prepare"))
    stage.workspace.courier.refresh()
    shell.notify("Cette phrase dit longuement ce qui vient de se passer. " * 4)
    toast = shell.toast.geometry()
    for beside in (shell.back_button, shell.crumb, shell.pill):
        place = beside.rect().translated(beside.mapTo(shell, beside.rect().topLeft()))
        if beside is shell.crumb:
            place.setWidth(beside.fontMetrics().horizontalAdvance(shell.crumb.text()))
        assert not toast.intersects(place), beside.accessibleName()
