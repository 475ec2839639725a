"""Ten thousand rows: what is not on the screen costs nothing, neither a widget nor a question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from organiser_kit.rules.text import fold
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.people.model import PeopleModel
from ui.pages.people.page import PeoplePage
from ui.pages.registrations.models import RosterModel

if TYPE_CHECKING:
    from organiser_kit.model.people import Person
    from tests.gui.pages.desk import Desk

MANY = 10_000


class Questions:
    """How many cells a table asked its model for."""

    def __init__(self, patch: pytest.MonkeyPatch, model: type[Any]) -> None:
        self.count = 0
        plain = model.data

        def counted(table: Any, *rest: Any) -> Any:
            self.count += 1
            return plain(table, *rest)

        patch.setattr(model, "data", counted)


def crowd(desk: Desk) -> list[Person]:
    known = desk.kit.people.all()[0]
    return [
        replace(known, id=f"{number:032x}", family_name=f"Fictif {number:05}", given_name="Ana")
        for number in range(MANY)
    ]


def widgets() -> int:
    return sum(len(window.findChildren(QWidget)) for window in QApplication.topLevelWidgets())


@pytest.fixture
def people(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[Person]:
    """Ten thousand people, found as the index would find them."""
    made = crowd(desk)

    def search(text: str, group_id: str | None = None, limit: int = 50) -> list[Person]:
        del group_id
        return [person for person in made if fold(text) in fold(person.family_name)][:limit]

    monkeypatch.setattr(desk.kit.people, "first", lambda count: (made[:count], len(made)))
    monkeypatch.setattr(desk.kit.people, "search", search)
    return made


def test_everybody_is_listed_scrolled_and_narrowed(
    desk: Desk, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Questions(monkeypatch, PeopleModel)
    page = desk.page("people", PeoplePage)
    before = widgets()
    desk.workspace.go(Route("people"))
    desk.settle()
    assert page.model.rowCount() == len(people)
    assert widgets() - before < 20, "no widget for a row"
    opened = asked.count
    assert opened < MANY

    bar = page.table.verticalScrollBar()
    for step in range(20):
        bar.setValue(bar.maximum() * step // 20)
        QCoreApplication.processEvents()
    assert asked.count - opened < 20 * MANY // 10, "only the rows on the screen are asked for"

    page.search.look_for("fictif 0123")
    assert page.model.rowCount() == 10
    page.search.look_for("fictif 01234")
    assert page.model.rowCount() == 1
    page.search.look_for("fictif 0")
    assert page.model.rowCount() == 500
    page.search.clear()
    assert page.model.rowCount() == len(people)


def test_news_keep_the_place_in_the_list(desk: Desk, people: list[Person]) -> None:
    page = desk.page("people", PeoplePage)
    desk.workspace.go(Route("people"))
    desk.settle()
    page.table.selectRow(7_000)
    page.table.scrollTo(page.model.index(7_000, 0))
    QCoreApplication.processEvents()
    place = page.table.verticalScrollBar().value()
    people[3] = replace(people[3], email="ana@example.org")
    page.presenter.load()
    QCoreApplication.processEvents()
    assert page.model.index(3, 2).data() == "ana@example.org"
    assert page.table.selected_row() == 7_000
    assert page.table.verticalScrollBar().value() == place


def test_a_list_of_registrations_as_long(
    desk: Desk, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Questions(monkeypatch, RosterModel)
    entry = desk.kit.registrations.roster(desk.meeting_id)[0]
    roster = tuple(replace(entry, person=person) for person in people)
    page = desk.page("meeting", MeetingPage)
    desk.workspace.go(Route("meeting", desk.meeting_id, "prepare"))
    desk.settle()
    monkeypatch.setattr(desk.kit.registrations, "roster", lambda _: roster)
    step: Any = page.steps["registrations"]
    before = widgets()
    desk.workspace.go(Route("meeting", desk.meeting_id, "registrations"))
    desk.settle()
    assert step.model.rowCount() == MANY
    assert widgets() - before < 20
    assert asked.count < MANY
    step.search.setText("fictif 00042")
    desk.settle()
    assert step.model.rowCount() == 1
