"""After the training in the window: from Today to a community that plans its next meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from organiser_kit.model.meetings import GroupStatus, MeetingStatus
from organiser_kit.model.people import Purpose
from tests.gui.pages.desk import click, press
from ui.navigation import Route
from ui.pages.groups.page import GroupsPage
from ui.pages.home.page import HomePage
from ui.pages.meetings.page import MeetingsPage

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.pages.desk import Desk


@pytest.fixture
def page(desk: Desk) -> GroupsPage:
    """The group's page, reached from Today, once its meetings are over."""
    first, second = (one.meeting for one in desk.kit.meetings.all())
    desk.kit.sheets.validate(first.id, headcount=8)
    desk.kit.plan.move_to(second.id, MeetingStatus.CANCELLED, reason="Salle fermée")
    desk.workspace.go(Route("home"))
    desk.settle()
    needs = desk.page("home", HomePage).needs
    assert needs is not None
    (go,) = [one for one in needs.buttons if one.text() == "Go on together"]
    assert "finished its meetings" in go.accessibleDescription()
    click(go)
    desk.settle()
    group = desk.kit.meetings.groups()[0].id
    assert desk.workspace.navigator.route == Route("groups", step=group)
    return desk.page("groups", GroupsPage)


def status(desk: Desk) -> GroupStatus:
    return desk.kit.meetings.groups()[0].status


def test_the_card_is_hidden_while_the_training_lasts(desk: Desk) -> None:
    desk.workspace.go(Route("groups"))
    assert not desk.page("groups", GroupsPage).going_on.isVisible()


def test_a_group_becomes_a_community_and_ctrl_z_takes_it_back(desk: Desk, page: GroupsPage) -> None:
    card = page.going_on
    assert card.isVisible()
    card.become_button.setFocus()
    press(Qt.Key.Key_Space)
    assert status(desk) is GroupStatus.COMMUNITY
    assert not card.become_button.isVisible()
    assert "community" in card.standing.text()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert status(desk) is GroupStatus.FORMING
    assert card.become_button.isVisible()


def test_what_is_in_hand_leads_where_it_is_used(desk: Desk, page: GroupsPage, tmp_path: Path) -> None:
    card, kit = page.going_on, desk.kit
    assert not card.export_button.isEnabled()
    assert not card.heir_button.isVisible()
    group = kit.meetings.groups()[0].id
    other = kit.plan.new_group("Autre groupe inventé").id
    stranger = kit.people.add(other, family_name="Exemple-Ailleurs", given_name="Ana")
    for person in (kit.people.all(group)[0].id, stranger.id):
        kit.consents.give(person, Purpose.GROUP_CONTACT)
    desk.workspace.go(Route("groups", step=group))
    file = tmp_path / "contacts.csv"
    page.choose_export = lambda *_: file
    click(card.export_button)
    written = file.read_text(encoding="utf-8-sig")
    assert len(written.splitlines()) == 2
    assert "Ailleurs" not in written
    for go, route in (
        (card.people_button, Route("people")),
        (card.library_button, Route("library", step="resources")),
    ):
        click(go)
        assert desk.workspace.navigator.route == route
        desk.workspace.go(Route("groups", step=group))


def test_a_community_plans_one_meeting_and_may_hand_it_over(desk: Desk, page: GroupsPage) -> None:
    click(page.going_on.become_button)
    click(page.going_on.plan_button)
    dialog = desk.page("meetings", MeetingsPage).dialog
    assert dialog is not None
    assert (dialog.is_alone, dialog.number.value(), dialog.act_button.text()) == (True, 2, "Plan the meeting")
    assert not dialog.second.isVisible()
    assert (dialog.windowTitle(), dialog.sentence) == (
        "New meeting",
        "The group meets freely: one meeting at a time.",
    )
    dialog.second.setDateTime(dialog.first.dateTime().addDays(-3))
    click(dialog.act_button)
    assert desk.workspace.shell.toast.words == "The meeting was planned."
    assert len(desk.kit.meetings.all()) == 3
    desk.workspace.go(Route("groups"))
    click(page.going_on.heir_button)
    assert desk.window.focusWidget() is page.hand_over.person


def test_a_community_may_still_plan_two_and_other_groups_always_do(desk: Desk, page: GroupsPage) -> None:
    other = desk.kit.plan.new_group("Autre groupe inventé")
    click(page.going_on.become_button)
    click(page.going_on.plan_button)
    dialog = desk.page("meetings", MeetingsPage).dialog
    assert dialog is not None
    dialog.alone.setChecked(False)
    assert dialog.second.isVisible()
    dialog.group.setCurrentIndex(dialog.group.findData(other.id))
    assert not dialog.alone.isVisible()
    assert dialog.act_button.text() == "Plan both meetings"
    assert dialog.windowTitle() == "New pair of meetings"
    dialog.reject()
