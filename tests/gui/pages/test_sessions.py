"""Two sessions of one day, at one desk."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.gui.pages.desk import press
from ui.navigation import Route
from ui.pages.reception.page import ReceptionPage

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


def test_one_key_changes_the_session(desk: Desk) -> None:
    first, second = (one.id for one in desk.kit.meetings.all()[:2])
    start = desk.kit.meetings.get(first).starts_at
    assert start is not None
    desk.workspace.go(Route("reception", first))
    page = desk.page("reception", ReceptionPage)
    assert not page.desk.session.isVisible()
    desk.kit.plan.edit_meeting(second, starts_at=start + timedelta(hours=3), duration_minutes=90)
    page.presenter.load()
    assert page.desk.session.isVisible()
    assert page.desk.session.currentData() == first
    press(Qt.Key.Key_F6)
    assert desk.workspace.navigator.route == Route("reception", second)
    assert page.desk.session.currentData() == second
    assert page.switch_button.isVisible(), "by the clock the first one is on"
