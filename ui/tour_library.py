"""The scenes of the tour after a meeting: the report, the library, questions, the contact sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from organiser_kit.model.kinds import BY_TYPE, to_wire
from organiser_kit.model.people import Purpose
from organiser_kit.model.record import group_scope
from organiser_kit.model.sharing import PracticeSheet, SheetState
from organiser_kit.oplog.op import Row
from ui.navigation import Route
from ui.pages.closing.page import ClosingStep
from ui.pages.library.page import LibraryPage
from ui.pages.library.questions_section import QuestionsSection
from ui.pages.library.resources_section import ResourcesSection
from ui.pages.library.sheets_section import SheetsSection
from ui.pages.meeting.page import MeetingPage
from ui.pages.people.page import PeoplePage
from ui.pages.reporting.page import ReportStep
from ui.tour_stage import PAUSE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from organiser_kit.model.record import Record
    from ui.tour_stage import Stage

_SETTLED = 2 * PAUSE
_EARLY = "000000000001-0000-aaaaaaaaaaaa"
"""A stamp before any of the tour: what comes takes nothing away from what is written here."""


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


def _library(stage: Stage, section: str) -> LibraryPage:
    stage.workspace.shell.toast.hide()
    stage.workspace.go(Route("library", step=section))
    return stage.page("library", LibraryPage)


def arrives(stage: Stage, record: Record, **values: object) -> None:
    """Let values of a record come as if an exchange had brought them."""
    kind = BY_TYPE[type(record)]
    fields = {name: (to_wire(value), _EARLY) for name, value in values.items()}
    seq = stage.kit.replica.cursor(record.scope).seq + 1
    row = Row(record=kind.name, record_id=record.id, seq=seq, fields=fields)
    stage.kit.replica.apply_page(record.scope, "tour", [row], seq)


def sheets_empty(stage: Stage) -> QWidget:
    """Draw the practice sheets before the first."""
    _library(stage, "sheets")
    return stage.window


def sheet_written(stage: Stage) -> QWidget:
    """Draw a practice sheet while it is written."""
    section = _library(stage, "sheets").sections["sheets"]
    assert isinstance(section, SheetsSection)
    section.presenter.begin()
    for name, text in (
        ("title", tr("The robot that obeys too well")),
        ("authors", "Camille Exemple, Noé Fictif"),
        ("audience", tr("Children from 8 to 11, in a club")),
        ("age_range", tr("8 to 11")),
        ("objectives", tr("To find out that a machine does what is written, not what is meant.")),
        ("materials", tr("Paper, adhesive tape on the floor, a small prize.")),
        (
            "steps",
            tr(
                "1. Two by two: one is the robot, the other writes the orders (10 min)\n"
                "2. Exchange the orders with another pair and play them (15 min)\n"
                "3. What went wrong? Repair the orders together (15 min)"
            ),
        ),
    ):
        section.form.type_into(name, text)
    stage.scheduler.advance(_SETTLED)
    section.load()
    return stage.window


def sheets(stage: Stage) -> QWidget:
    """Draw the list, with sheets of others."""
    section = _library(stage, "sheets").sections["sheets"]
    assert isinstance(section, SheetsSection)
    sheets_arrive(stage)
    section.form.back_button.click()
    return stage.window


def sheets_arrive(stage: Stage) -> None:
    """Let published sheets of others come."""
    group = stage.kit.meetings.groups()[0]
    for title, author in (
        (tr("Sorting cards without a word"), "Zoé Modèle"),
        (tr("Drawing by telephone"), "Gaël Essai"),
    ):
        sheet = PracticeSheet(id=stage.session.environment.new_id(), scope=group_scope(group.id))
        arrives(
            stage,
            sheet,
            title=title,
            authors=(author,),
            module_number=1,
            duration_minutes=30,
            objectives=tr("To find out that a machine does what is written, not what is meant."),
            steps=tr("Two by two, ten minutes each; then everybody tells what surprised them."),
            state=SheetState.PUBLISHED,
        )


def sheet_of_others(stage: Stage) -> QWidget:
    """Draw a published sheet: to read, not to change."""
    section = _library(stage, "sheets").sections["sheets"]
    assert isinstance(section, SheetsSection)
    section.presenter.open(stage.kit.practice_sheets.all()[-1].id)
    return stage.window


def resources(stage: Stage) -> QWidget:
    """Draw the resources, one of them chosen."""
    add_resources(stage)
    _library(stage, "resources")
    return stage.window


def add_resources(stage: Stage) -> None:
    """Put a few resources into the library."""
    kit = stage.kit
    group = kit.meetings.groups()[0]
    kit.resources.add(
        group.id,
        title=tr("The library of the town has a box of unplugged games"),
        summary=tr("Six games with cards and string; book it two weeks ahead at the front desk."),
        tags=tuple(tr("games, unplugged").split(", ")),
        module_number=1,
    )
    kit.resources.add(
        group.id,
        title=tr("Our notes on the first module"),
        url="https://www.example.org/notes",
        summary=tr("What the group wrote down during the first two meetings."),
        tags=(tr("robots"),),
        licence="CC BY 4.0",
        module_number=1,
    )


def resource_form(stage: Stage) -> QWidget:
    """Draw the form of a resource."""
    section = _library(stage, "resources").sections["resources"]
    assert isinstance(section, ResourcesSection)
    section.edit_button.click()
    assert section.correcting is not None
    return section.correcting


def questions_empty(stage: Stage) -> QWidget:
    """Draw the help desk before the first question."""
    _library(stage, "questions")
    return stage.window


def question_form(stage: Stage) -> QWidget:
    """Draw a question while it is written."""
    section = _library(stage, "questions").sections["questions"]
    assert isinstance(section, QuestionsSection)
    section.empty.acted.emit()
    assert section.dialog is not None
    section.dialog.subject.setText(tr("How do I print a badge again?"))
    section.dialog.question.setPlainText(
        tr("Somebody lost their badge during the break. May I print the same one again?")
    )
    return section.dialog


def questions(stage: Stage) -> QWidget:
    """Draw one question that was answered and one that waits."""
    question_answered(stage)
    page = _library(stage, "questions")
    section = page.sections["questions"]
    assert isinstance(section, QuestionsSection)
    section.presenter.ask(
        tr("May two groups share one venue?"), tr("We have one room for two groups on the same evening."), ""
    )
    stage.workspace.shell.toast.hide()
    return stage.window


def question_answered(stage: Stage) -> None:
    """Let the answer to a question come."""
    kit = stage.kit
    group = kit.meetings.groups()[0]
    asked = kit.questions.ask(
        group.id,
        tr("How do I print a badge again?"),
        tr("Somebody lost their badge during the break. May I print the same one again?"),
        stage.meeting_id,
    )
    answer = tr("Open Registrations, choose the person, then “Badge lost”: the old badge no longer counts.")
    arrives(stage, asked, answer=answer, answered_at=stage.session.environment.now())


def fill_library(stage: Stage) -> None:
    """Put something into every section of the library."""
    sheets_arrive(stage)
    add_resources(stage)
    question_answered(stage)


def overview(stage: Stage) -> QWidget:
    """Draw who gets a statement, and who does not and why."""
    stage.workspace.go(Route("meeting", stage.meeting_id, "close"))
    step = stage.page("meeting", MeetingPage).steps["close"]
    assert isinstance(step, ClosingStep)
    step.overview_button.click()
    assert step.overview is not None
    return step.overview


def contacts(stage: Stage) -> QWidget:
    """Draw the page of people once some have agreed to share their contact."""
    for person in stage.kit.people.all()[:3]:
        stage.kit.consents.give(person.id, Purpose.GROUP_CONTACT)
    stage.workspace.shell.toast.hide()
    stage.workspace.go(Route("people"))
    stage.page("people", PeoplePage).table.selectRow(4)
    return stage.window
