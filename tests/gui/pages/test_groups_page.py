"""The group's page and the search for a facilitator in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.meetings import Formation, RoleState
from organiser_kit.model.people import Origin
from ui.navigation import Route
from ui.pages.groups.page import GroupsPage
from ui.pages.meeting.page import MeetingPage
from ui.pages.prepare.page import PrepareStep

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


def test_a_group_is_described_and_its_members_origin_noted(desk: Desk) -> None:
    desk.workspace.go(Route("groups"))
    page = desk.page("groups", GroupsPage)
    group = desk.kit.meetings.groups()[0].id
    page.open_seats.setValue(4)
    formation = next(box for box in page.findChildren(type(page.origin)) if box.findData("cooptation") >= 0)
    formation.setCurrentIndex(formation.findData("cooptation"))
    formation.activated.emit(formation.currentIndex())
    assert desk.kit.groups.get(group).open_seats == 4
    assert desk.kit.groups.get(group).formation is Formation.COOPTATION

    page.table.selectRow(0)
    page.origin.setCurrentIndex(page.origin.findData(Origin.CAMPAIGN))
    page.origin.activated.emit(page.origin.currentIndex())
    membership = desk.kit.groups.members(group)[0].membership
    assert membership is not None
    assert membership.origin is Origin.CAMPAIGN
    assert page.table.selected_row() == 0


def test_a_facilitator_is_asked_by_mail_and_accepts(desk: Desk) -> None:
    desk.workspace.go(Route("meeting", desk.meeting_id, "prepare"))
    step = desk.page("meeting", MeetingPage).steps["prepare"]
    assert isinstance(step, PrepareStep)
    step.facilitator.search_button.click()
    dialog = step.facilitator.dialog
    assert dialog is not None
    person = dialog.other.currentData()
    desk.kit.people.edit(person, email="exemple@example.org")
    dialog.join_button.click()
    row = next(n for n, line in enumerate(dialog._state.lines) if line.person_id == person)  # type: ignore[union-attr]  # noqa: SLF001
    dialog.table.selectRow(row)
    dialog.open_mail = lambda _: True
    dialog.mail_button.click()
    states = {one.person.id: one.state for one in desk.kit.facilitators.pool(desk.meeting_id)}
    assert states[person] is RoleState.ASKED
    dialog.answers[RoleState.ACCEPTED].click()
    dialog.minutes.setValue(90)
    assert desk.kit.facilitators.minutes(person) == 90
    dialog.submit()


def test_people_are_warned_from_the_step_where_a_meeting_is_prepared(desk: Desk) -> None:
    desk.workspace.go(Route("meeting", desk.meeting_id, "prepare"))
    step = desk.page("meeting", MeetingPage).steps["prepare"]
    assert isinstance(step, PrepareStep)
    assert not step.warn.list_button.isEnabled()
    step.warn.moved_button.click()
    assert step.warn.list_button.isEnabled()
    step.warn.list_button.click()
    dialog = step.warn.dialog
    assert dialog is not None
    assert dialog.panel.model.rowCount() == len(desk.kit.notices.of(desk.meeting_id))
    dialog.submit()
