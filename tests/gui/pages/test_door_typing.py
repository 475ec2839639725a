"""A USB scanner types wherever the keyboard is, and ends as it likes: the badge is read all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.gui.pages.desk import press, type_keys
from ui.navigation import Route
from ui.pages.reception.page import ReceptionPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.gui.pages.desk import Desk


def door(desk: Desk) -> ReceptionPage:
    desk.workspace.go(Route("reception", desk.meeting_id))
    desk.settle()
    return desk.page("reception", ReceptionPage)


def places(page: ReceptionPage) -> dict[str, QWidget]:
    form = page.walk_in
    return {
        "field": page.field,
        "family name": form.family_name,
        "given name": form.given_name,
        "structure": form.structure,
        "send": form.send_button,
        "close": form.close_button,
        "arrivals": page.arrivals.table,
        "camera": page.desk.camera_button,
        "full screen": page.desk.full_button,
    }


PLACES = (
    "field", "family name", "given name", "structure", "send", "close", "arrivals", "camera", "full screen",
)  # fmt: skip


@pytest.mark.parametrize("end", ["enter", "tab", "none"])
@pytest.mark.parametrize("place", PLACES)
def test_a_burst_is_read_anywhere(desk: Desk, place: str, end: str) -> None:
    page = door(desk)
    page.ask_walk_in("Durand-Exemple Ana")
    widget = places(page)[place]
    widget.setFocus()
    type_keys(desk.code(0))
    if end == "none":
        desk.settle()
    else:
        press(Qt.Key.Key_Return if end == "enter" else Qt.Key.Key_Tab)
    assert page.verdict.answer == "ok"
    assert desk.player.played == ["ok"]
    assert desk.kit.registrations.attendance(desk.meeting_id).present == 1
    form = page.walk_in
    assert (page.field.text(), form.family_name.text(), form.given_name.text(), form.structure.text()) == (
        "", "Durand-Exemple", "Ana", "",
    )  # fmt: skip
    assert form.isVisible(), "what was being typed waits where it was"


def test_what_a_person_types_stays_in_its_field(desk: Desk) -> None:
    page = door(desk)
    page.ask_walk_in("")
    for character in "12 rue Fictive":
        type_keys(character)
        desk.environment.clock.advance(seconds=0.2)  # type: ignore[attr-defined]
    desk.settle()
    assert page.walk_in.family_name.text() == "12 rue Fictive"
    assert desk.player.played == []


def test_a_scanner_that_sends_twice_lets_in_once_and_says_so_once(desk: Desk) -> None:
    page = door(desk)
    for _ in range(2):
        type_keys(desk.code(0))
        press(Qt.Key.Key_Return)
    assert (page.verdict.answer, desk.player.played) == ("ok", ["ok"])
    desk.environment.clock.advance(seconds=2)  # type: ignore[attr-defined]
    type_keys(desk.code(0))
    press(Qt.Key.Key_Return)
    assert page.verdict.answer == "already", "a second showing is always answered"


def test_a_camera_sees_what_the_scanner_just_read(desk: Desk) -> None:
    page = door(desk)
    type_keys(desk.code(0).lower())
    press(Qt.Key.Key_Return)
    page.camera.read.emit(desk.code(0))
    assert desk.player.played == ["ok"]


def test_a_badge_taken_back_may_be_shown_again_at_once(desk: Desk) -> None:
    page = door(desk)
    for _ in range(2):
        page.presenter.scan(desk.code(0))
        desk.settle()
        page.presenter.undo_last()
        desk.settle()
    assert desk.player.played == ["ok", "already", "ok", "already"]
