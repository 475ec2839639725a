"""The scenes of the tour about planning: venues, calendar, people to warn, invitations, groups."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate

from organiser_kit.i18n import tr
from organiser_kit.model.meetings import MeetingStatus, RoleState
from organiser_kit.model.people import Origin
from organiser_kit.model.preparation import HandoverState
from ui.navigation import Route
from ui.pages.announce.page import AnnounceStep
from ui.pages.groups.page import GroupsPage
from ui.pages.meeting.page import MeetingPage
from ui.pages.meetings.page import MeetingsPage
from ui.pages.prepare.page import PrepareStep
from ui.pages.venues.page import VenuesPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.tour_stage import Stage


def venues(stage: Stage) -> QWidget:
    """Draw a venue of which much is known."""
    kit = stage.kit
    venue = kit.venues.all()[0]
    kit.venues.edit(
        venue.id,
        step_free_access=True,
        transport=tr("Stop Place-Fictive, 200 m away."),
        opening=tr("Open until 21:00. The key is with the caretaker."),
        onsite_contact=tr("Caretaker, {phone}", phone="00 00 00 00 00"),
        internet="weak",
        computers=8,
        offline_software=("Scratch", "LibreOffice"),
        host_list_required=True,
    )
    kit.venues.verify(venue.id)
    kit.venues.add(kit.meetings.groups()[0].id, tr("Imaginary workshop"))
    stage.workspace.go(Route("venues"))
    stage.page("venues", VenuesPage).presenter.choose(venue.id)
    return stage.window


def venue_added(stage: Stage) -> QWidget:
    """Draw the form of a new venue."""
    page = stage.page("venues", VenuesPage)
    page.add()
    assert page.dialog is not None
    return page.dialog


def holidays(stage: Stage) -> QWidget:
    """Draw the new pair's dialog with days on which people may be away."""
    page = stage.page("meetings", MeetingsPage)
    page.presenter.begin_pair()
    assert page.dialog is not None
    page.dialog.first.setDate(QDate(2026, 12, 26))
    page.dialog.second.setDate(QDate(2027, 2, 24))
    return page.dialog


def missing(stage: Stage) -> QWidget:
    """Draw the step of a meeting that lacks a venue and an organiser, on a public holiday."""
    kit = stage.kit
    start = datetime(2027, 5, 6, 16, 30, tzinfo=UTC)
    first, _ = kit.plan.plan_pair(kit.meetings.groups()[0].id, 2, start, capacity=20)
    stage.workspace.go(Route("meeting", first.id, "prepare"))
    return stage.window


def month(stage: Stage) -> QWidget:
    """Draw the month of the meetings; the list comes back for the scenes that follow."""
    page = stage.page("meetings", MeetingsPage)
    stage.workspace.go(Route("meetings"))
    page.view_button.click()
    stage.workspace.context.preferences.save(meetings_view="list")
    return stage.window


def warn(stage: Stage) -> QWidget:
    """Draw the people to warn about a meeting that was postponed, some of whom know."""
    kit = stage.kit
    second = kit.meetings.all()[1].id
    kit.plan.move_to(second, MeetingStatus.POSTPONED)
    for place, line in enumerate(kit.notices.of(second)):
        kit.people.edit(line.person.id, phone=f"00 00 00 00 {place:02}")
    kit.notices.mark([line.notice.id for line in kit.notices.of(second)[:3]], HandoverState.DONE)
    stage.workspace.go(Route("meeting", second, "prepare"))
    step = stage.page("meeting", MeetingPage).steps["prepare"]
    assert isinstance(step, PrepareStep)
    step.warn.open_list()
    assert step.warn.dialog is not None
    return step.warn.dialog


def to_warn(stage: Stage) -> QWidget:
    """Draw the step of the meeting that was postponed, with its card of people to warn."""
    page = stage.page("meeting", MeetingPage)
    step = page.steps["prepare"]
    assert isinstance(step, PrepareStep)
    page.ensureWidgetVisible(step.warn)
    return stage.window


def _announcing(stage: Stage) -> AnnounceStep:
    stage.workspace.go(Route("meeting", stage.meeting_id, "announce"))
    step = stage.page("meeting", MeetingPage).steps["announce"]
    assert isinstance(step, AnnounceStep)
    return step


def announce(stage: Stage) -> QWidget:
    """Draw the invitation, written from the facts of the meeting."""
    stage.kit.plan.edit_meeting(
        stage.meeting_id, public_text=tr("Come with your questions: we learn together.")
    )
    _announcing(stage)
    return stage.window


def messages(stage: Stage) -> QWidget:
    """Draw the list of reminders, one of which is with the mail program."""
    step = _announcing(stage)
    step.purpose.setCurrentIndex(1)
    step.queue_button.click()
    stage.workspace.shell.toast.hide()
    step.panel.open_mail = lambda _: True
    step.panel.table.selectRow(1)
    step.panel.write_one()
    bar = stage.page("meeting", MeetingPage).verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.page("meeting", MeetingPage).ensureWidgetVisible(step.panel)
    return stage.window


def facilitators(stage: Stage) -> QWidget:
    """Draw the search for a facilitator, with one who was asked."""
    kit, meeting = stage.kit, stage.meeting_id
    group = kit.meetings.groups()[0].id
    for person, words, far in zip(
        kit.people.all(group)[5:8], (tr("In the evening"), tr("On Wednesdays"), ""), (20, 5, 0), strict=True
    ):
        kit.facilitators.join_pool(person.id, availability=words or None, travel_km=far or None)
    kit.facilitators.note(meeting, kit.people.all(group)[5].id, RoleState.ASKED)
    stage.workspace.go(Route("meeting", meeting, "prepare"))
    step = stage.page("meeting", MeetingPage).steps["prepare"]
    assert isinstance(step, PrepareStep)
    step.facilitator.search()
    assert step.facilitator.dialog is not None
    return step.facilitator.dialog


def groups(stage: Stage) -> QWidget:
    """Draw a group: its fields and its openness."""
    kit = stage.kit
    group = kit.meetings.groups()[0].id
    kit.groups.edit(
        group, open_seats=5, session_label="2026-2", coordinator="Camille Exemple, camille@example.org"
    )
    for person, origin in zip(kit.people.all(group)[:3], Origin, strict=False):
        kit.groups.note_origin(group, person.id, origin)
    stage.workspace.go(Route("groups"))
    return stage.window


def hand_over(stage: Stage) -> QWidget:
    """Draw the members of a group, and handing it over."""
    page = stage.page("groups", GroupsPage)
    page.table.selectRow(1)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    return stage.window
