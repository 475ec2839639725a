"""Two records side by side on the page of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.gui.pages.desk import click
from ui.navigation import Route
from ui.pages.people.page import PeoplePage

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


def test_one_press_makes_one_person_of_two(desk: Desk) -> None:
    group = desk.kit.meetings.groups()[0]
    for phone in ("06 99 99 99 01", "06 99 99 99 02"):
        desk.kit.people.add(group.id, family_name="Exemple-Double", given_name="Dora", phone=phone)
        desk.environment.clock.advance(minutes=1)  # type: ignore[attr-defined]
    desk.workspace.go(Route("people"))
    page = desk.page("people", PeoplePage)
    assert page.same_person.isVisible()
    before = page.model.rowCount()
    click(page.same_person.same_button)
    assert page.model.rowCount() == before - 1
    assert not page.same_person.isVisible()
