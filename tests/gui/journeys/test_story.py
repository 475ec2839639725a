"""The three weeks around a meeting, J0 to J12, through the window's pages, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from organiser_kit.i18n import using
from organiser_kit.model.meetings import MeetingStatus, Role, RoleState
from organiser_kit.model.people import Purpose
from organiser_kit.services.reports import Standing
from tests.gui.journeys.test_evening import pair_with_practice_server
from tests.gui.pages.desk import click, press, type_keys
from tests.gui.pages.desk import desk as make_desk
from ui.navigation import Route
from ui.pages.animation.page import AnimationStep
from ui.pages.announce.page import AnnounceStep
from ui.pages.checklist.page import ChecklistStep
from ui.pages.closing.page import ClosingStep
from ui.pages.groups.page import GroupsPage
from ui.pages.home.page import HomePage
from ui.pages.library.page import LibraryPage
from ui.pages.library.questions_section import QuestionsSection
from ui.pages.meeting.page import MeetingPage
from ui.pages.opening.first_start import FirstStartCard
from ui.pages.papers.page import PapersStep
from ui.pages.prepare.page import PrepareStep
from ui.pages.reception.page import ReceptionPage
from ui.pages.reporting.page import ReportStep
from ui.pages.venues.page import VenuesPage

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeVar

    from organiser_kit.environment import Environment
    from tests.gui.pages.desk import Desk
    from ui.pages.step import StepPage

    S = TypeVar("S", bound=StepPage)

SECRET = "une phrase d’essai assez longue"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_three_weeks(qapp: object, environment: Environment, tmp_path: Path, language: str) -> None:
    with using(language):
        first_start()
        with make_desk(environment, tmp_path) as desk:
            pair_with_practice_server(desk)
            constitute(desk)
            plan(desk)
            announce(desk, tmp_path)
            find_a_facilitator(desk)
            prepare(desk, tmp_path)
            desk.practice.stop()
            welcome(desk)
            keep_time(desk)
            close(desk, tmp_path / "statements")
            report(desk)
            exchange(desk)
            stay_in_touch(desk)
            let_go(desk)


def step_of(desk: Desk, name: str, kind: type[S]) -> S:
    desk.workspace.go(Route("meeting", desk.meeting_id, name))
    desk.settle()
    step = desk.page("meeting", MeetingPage).steps[name]
    assert isinstance(step, kind)
    return step


def first_start() -> None:
    """J0: four steps, and the copy can be made."""
    card = FirstStartCard()
    made: list[str] = []
    card.created.connect(lambda group, _: made.append(group))
    card.go_on()
    card.go_on()
    card.new_passphrase.setText(SECRET)
    card.repeated.setText(SECRET)
    card.go_on()
    card.group.setText("Groupe d’exemple")
    card.go_on()
    assert made == ["Groupe d’exemple"]
    card.deleteLater()


def constitute(desk: Desk) -> None:
    """J1: seats for others."""
    desk.workspace.go(Route("groups"))
    page = desk.page("groups", GroupsPage)
    page.open_seats.setValue(5)
    desk.settle()
    assert desk.kit.meetings.groups()[0].open_seats == 5


def plan(desk: Desk) -> None:
    """J2: another venue; an earlier one is found again by the palette's pages."""
    desk.workspace.go(Route("venues"))
    page = desk.page("venues", VenuesPage)
    click(page.add_button)
    assert page.dialog is not None
    page.dialog.name.setText("Tiers-lieu imaginaire")
    page.dialog.submit()
    desk.settle()
    assert "Tiers-lieu imaginaire" in [venue.name for venue in desk.kit.venues.all()]


def announce(desk: Desk, folder: Path) -> None:
    """J3: words, a calendar file, a message for everybody."""
    step = step_of(desk, "announce", AnnounceStep)
    step.words.setPlainText("Venez avec vos questions")
    step.words.left.emit()
    assert "Venez avec vos questions" in step.text.toPlainText()
    step.choose_export = lambda *_: folder / "rencontre.ics"
    click(step.calendar_button)
    assert (folder / "rencontre.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    step.purpose.setCurrentIndex(1)  # a reminder: those who were to be invited are registered
    click(step.queue_button)
    assert desk.kit.notices.of(desk.meeting_id)


def find_a_facilitator(desk: Desk) -> None:
    """J4: somebody of the pool accepts."""
    step = step_of(desk, "prepare", PrepareStep)
    click(step.facilitator.search_button)
    dialog = step.facilitator.dialog
    assert dialog is not None
    person = dialog.other.currentData()
    click(dialog.join_button)
    rows = range(dialog.table.model().rowCount())
    state = dialog._state  # noqa: SLF001 - the rows are in its order
    assert state is not None
    dialog.table.selectRow(next(row for row in rows if state.lines[row].person_id == person))
    click(dialog.answers[RoleState.ACCEPTED])
    dialog.submit()
    desk.settle()
    roles = [(one.id, role) for one, role in desk.kit.meetings.roles(desk.meeting_id)]
    assert (person, Role.FACILITATOR) in roles


def prepare(desk: Desk, folder: Path) -> None:
    """J5: a line ticked, a need, the sheet printed."""
    todo = step_of(desk, "todo", ChecklistStep)
    first = next(iter(todo.checklist.rows))
    todo.checklist.rows[first].box.click()
    assert desk.kit.checklists.of(desk.meeting_id, "fr").done == 1
    todo.show_card("needs")
    todo.needs.text.setText("Revoir les boucles")
    click(todo.needs.add_button)
    assert [need.text for need in desk.kit.needs.of(desk.meeting_id)] == ["Revoir les boucles"]
    papers = step_of(desk, "print", PapersStep)
    papers.presenter.choose("sheet")
    papers.choose_path = lambda *_: folder / "sheet.pdf"
    click(papers.preview.save_button)
    assert (folder / "sheet.pdf").read_bytes().startswith(b"%PDF")


def welcome(desk: Desk) -> None:
    """J6, the door: two badges and somebody on no list, without a network."""
    desk.workspace.go(Route("reception", desk.meeting_id))
    door = desk.page("reception", ReceptionPage)
    for place in (0, 1):
        type_keys(desk.code(place))
        press(Qt.Key.Key_Return)
        assert door.verdict.answer == "ok"
        desk.settle()
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    type_keys("Inconnue")
    press(Qt.Key.Key_Tab)
    type_keys("Testa")
    press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.kit.registrations.attendance(desk.meeting_id).present == 3


def keep_time(desk: Desk) -> None:
    """J6, the clock: the first activity runs, the next one follows."""
    step = step_of(desk, "run", AnimationStep)
    step.open_clock = lambda clock: clock.show()
    click(step.now.window_button)
    assert step.clock is not None
    step.clock.activateWindow()
    desk.settle()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    step.clock.close()
    desk.settle()
    running = desk.kit.running.resume(desk.meeting_id, "module-1-meeting-1", 8)
    assert running.activity == 1


def close(desk: Desk, folder: Path) -> None:
    """J7 and J9: the sheet is validated, everybody present gets a statement."""
    step = step_of(desk, "close", ClosingStep)
    click(step.validate_button)
    assert desk.kit.meetings.get(desk.meeting_id).status is MeetingStatus.HELD
    assert desk.kit.sheets.log(desk.meeting_id).is_whole
    step.choose_folder = lambda _: folder
    click(step.statements_button)
    assert len(list(folder.glob("*.pdf"))) == 3


def report(desk: Desk) -> None:
    """J8: told in a minute, waiting for the network."""
    step = step_of(desk, "report", ReportStep)
    step.worked.setPlainText("Le robot de papier")
    step.impression.buttons[3].click()
    click(step.finish_button)
    assert desk.kit.reports.standing(desk.meeting_id).standing is Standing.WAITING
    assert desk.kit.meetings.get(desk.meeting_id).status is MeetingStatus.REPORTED


def exchange(desk: Desk) -> None:
    """J10: the server is back, and holds everything."""
    assert desk.kit.sync_state().pending > 0
    desk.practice.start()
    press(Qt.Key.Key_F5)
    desk.settle()
    state = desk.kit.sync_state()
    assert (state.pending, state.refused, state.conflicts) == (0, 0, 0)
    assert desk.kit.reports.standing(desk.meeting_id).standing is Standing.SENT


def stay_in_touch(desk: Desk) -> None:
    """J11: a contact that may be shared, a question, somebody who takes over."""
    person = desk.entries()[0].person
    desk.kit.consents.give(person.id, Purpose.GROUP_CONTACT)
    assert person.id in desk.kit.consents.agreed(Purpose.GROUP_CONTACT)
    desk.workspace.go(Route("library"))
    library = desk.page("library", LibraryPage)
    library.show_section("questions")
    section = library.sections["questions"]
    assert isinstance(section, QuestionsSection)
    click(section.empty.button)
    assert section.dialog is not None
    section.dialog.subject.setText("Badges")
    section.dialog.question.setPlainText("Combien en imprimer ?")
    section.dialog.submit()
    desk.settle()
    assert [one.request.subject for one in desk.kit.questions.all()] == ["Badges"]
    second = desk.kit.meetings.all()[1].id
    desk.kit.plan.assign_role(second, person.id, Role.FUTURE_ORGANISER)


def let_go(desk: Desk) -> None:
    """J12: somebody asks to be erased; the evening's count stays, and home has nothing left to ask."""
    person = desk.entries()[1].person
    before = desk.kit.registrations.attendance(desk.meeting_id).headcount
    desk.kit.erasure.person(person.id, "Demande écrite")
    assert desk.kit.registrations.attendance(desk.meeting_id).headcount == before
    assert person.id not in [one.id for one in desk.kit.people.all()]
    desk.workspace.go(Route("home"))
    desk.settle()
    home = desk.page("home", HomePage)
    assert home.next is not None, "the second meeting of the pair comes next"
