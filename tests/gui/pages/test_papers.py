"""The step of papers, by keyboard and by ear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from organiser_kit.errors import UserError
from organiser_kit.services.verdicts import Verdict
from tests.gui.pages.desk import button_called, click, press, type_keys
from ui.dialogs.choose_people import ChoosePeopleDialog
from ui.dialogs.lost_badge import LostBadgeDialog
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.papers.descriptions import offered
from ui.pages.papers.page import LONG_MS, PapersStep
from ui.pages.papers.paper_list import PaperList
from ui.pages.registrations.page import RegistrationsStep

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.pages.desk import Desk

ROLES = Qt.ItemDataRole


@pytest.fixture
def step(desk: Desk) -> PapersStep:
    """The step, open."""
    desk.workspace.go(Route("meeting", desk.meeting_id, "print"))
    desk.settle()
    found = desk.page("meeting", MeetingPage).steps["print"]
    assert isinstance(found, PapersStep)
    return found


@pytest.fixture
def papers(step: PapersStep) -> PaperList:
    """Its list."""
    assert isinstance(step.choices, PaperList)
    return step.choices


def title(step: PapersStep) -> str:
    return step.card.header._title.text()  # noqa: SLF001 - what stands on the screen


def said(step: PapersStep) -> str:
    return step.card.header._sentence.text()  # noqa: SLF001 - what stands on the screen


def test_the_list_goes_by_keyboard_over_its_headings(desk: Desk, step: PapersStep, papers: PaperList) -> None:
    papers.setFocus()
    seen = []
    press(Qt.Key.Key_Home)
    for _ in offered():
        desk.settle()
        seen.append(step.presenter.name)
        assert title(step) == papers.currentItem().text()
        press(Qt.Key.Key_Down)
    assert seen == [paper.name for paper in offered()]


def test_a_walk_down_the_list_makes_only_the_last_paper(
    desk: Desk, step: PapersStep, papers: PaperList, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(step.presenter, "_show", lambda: made.append(step.presenter.name))
    papers.setFocus()
    press(Qt.Key.Key_Home)
    for _ in range(2):
        press(Qt.Key.Key_Down)
    assert made == []
    desk.settle()
    assert made == [offered()[2].name]


def test_a_row_says_its_use_and_what_it_is_for(papers: PaperList) -> None:
    row = papers.currentItem()
    assert row.data(ROLES.AccessibleTextRole) == "Sign-in sheet, At the door"
    assert row.data(ROLES.AccessibleDescriptionRole).startswith("Signed at the door")


def test_only_what_a_paper_has_a_choice_of_is_shown(step: PapersStep) -> None:
    step.presenter.choose("badges")
    assert (step.options.whom.isVisible(), step.options.large.isVisible()) == (True, False)
    step.presenter.choose("sheet")
    assert (step.options.whom.isVisible(), step.options.large.isVisible()) == (False, True)
    assert not step.try_button.isVisible()
    step.presenter.choose("scanner-test")
    assert step.try_button.isVisible()


def test_the_whole_kit_is_first_and_has_choices_of_its_own(step: PapersStep, papers: PaperList) -> None:
    step.presenter.choose("kit")
    assert papers.currentRow() == 0
    assert (step.options.with_trainer.isVisible(), step.options.both_sides.isVisible()) == (True, True)
    one_side = step.preview.pdf
    click(step.options.both_sides)
    assert len({one_side, step.preview.pdf}) == 2
    step.presenter.choose("sheet")
    assert (step.options.with_trainer.isVisible(), step.options.both_sides.isVisible()) == (True, False)
    without = step.preview.pdf
    click(step.options.with_trainer)
    assert step.preview.pdf != without


def test_large_print_and_language_make_another_document(step: PapersStep) -> None:
    plain = step.preview.pdf
    click(step.options.large)
    large = step.preview.pdf
    step.options.languages.setFocus()
    press(Qt.Key.Key_Up)
    french = step.preview.pdf
    assert len({plain, large, french}) == 3
    assert step.presenter.language == "fr"


def test_badges_for_some_people_chosen_by_keyboard(desk: Desk, step: PapersStep) -> None:
    step.presenter.choose("badges")
    assert "12 people" in said(step)
    click(step.options.whom)
    dialog = step.dialog
    assert isinstance(dialog, ChoosePeopleDialog)
    assert QTest.qWaitForWindowActive(dialog)
    QCoreApplication.processEvents()
    assert dialog.everybody.hasFocus()
    press(Qt.Key.Key_Space)
    assert not dialog.everybody.isChecked()
    click(dialog.act_button)
    assert dialog.problem
    name = desk.entries()[4].person.family_name
    dialog.search.setFocus()
    type_keys(name)
    desk.settle()
    shown = [row for row in range(dialog.list.count()) if not dialog.list.item(row).isHidden()]
    assert 0 < len(shown) < 12
    dialog.list.setFocus()
    dialog.list.setCurrentRow(shown[0])
    press(Qt.Key.Key_Space)
    assert len(dialog.ticked) == 1
    dialog.search.clear()
    click(dialog.act_button)
    desk.settle()
    assert step.options.whom.text() == "For 1 person"
    assert "1 person" in said(step)


def test_slips_are_blank_or_carry_the_names_chosen(desk: Desk, step: PapersStep) -> None:
    step.presenter.choose("slips")
    desk.settle()
    blank = step.preview.pdf
    assert step.options.whom.text() == "Blank, to fill in by hand"
    click(step.options.whom)
    dialog = step.dialog
    assert isinstance(dialog, ChoosePeopleDialog)
    assert dialog.everybody.text() == "Blank, to fill in by hand"
    dialog.everybody.setChecked(False)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    click(dialog.act_button)
    desk.settle()
    assert step.options.whom.text() == "For 1 person"
    assert step.preview.pdf != blank


def test_a_paper_that_takes_long_covers_the_preview_and_can_be_stopped(
    desk: Desk, step: PapersStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[Any] = []

    def submit(_owner: object, job: Any, done: Any, *_: Any, **__: Any) -> Any:
        late.append(lambda: done(job()))

        class Token:
            def cancel(self) -> None:
                """Too late for this one."""

        return Token()

    monkeypatch.setattr(
        desk.runner,
        "submit",
        lambda owner, job, done, failed=None, *, lane="db": (
            submit(owner, job, done) if lane == "io" else done(job())
        ),
    )
    step.presenter.choose("badges")
    assert not step.busy.isVisible(), "a short wait is no reason to cover anything"
    desk.scheduler.advance(LONG_MS)
    assert step.busy.isVisible()
    click(step.busy.panel.stop_button)
    assert not step.busy.isVisible()
    assert step.choices.hasFocus()
    assert step.preview.pages == 0
    late[0]()
    assert step.preview.pages == 0, "what was given up comes too late"


def test_statements_are_not_issued_by_looking(desk: Desk, step: PapersStep) -> None:
    step.presenter.choose("statements")
    assert "issues them" in step.notice.sentence
    assert step.preview.pages == 0
    click(button_called(step.notice, "Make it"))
    assert "Validate the sign-in sheet" in step.notice.sentence, "what the core says of it"
    assert not step.preview.print_button.isEnabled()
    step.presenter.choose("sheet")
    assert step.notice.sentence == ""
    assert step.preview.print_button.isEnabled()


def test_a_printer_that_has_gone_is_said_at_once(step: PapersStep) -> None:
    def gone(*_: object) -> NoReturn:
        raise UserError("This printer is no longer there.")

    step.choose_printer = gone
    click(step.preview.print_button)
    assert step.notice.sentence == "This printer is no longer there."
    assert step.preview.pages > 0


def test_saved_as_the_page_for_screen_readers(step: PapersStep, tmp_path: Path) -> None:
    proposed: list[str] = []
    path = tmp_path / "sheet.html"

    def choose(_parent: object, name: str) -> Path:
        proposed.append(name)
        return path

    step.choose_path = choose
    click(step.preview.save_button)
    assert proposed == ["sign-in-sheet.pdf"]
    assert path.read_text("utf-8").lower().startswith("<!doctype html>")


def test_a_lost_badge_is_replaced_from_the_list_of_people(desk: Desk) -> None:
    desk.workspace.go(Route("meeting", desk.meeting_id, "registrations"))
    page = desk.page("meeting", MeetingPage)
    people, papers = page.steps["registrations"], page.steps["print"]
    assert isinstance(people, RegistrationsStep)
    assert isinstance(papers, PapersStep)
    person = desk.entries()[2].person.id
    lost = desk.kit.badges.codes([person])[person]
    assert not people.lost_button.isEnabled()
    rows = range(people.model.rowCount())
    people.table.selectRow(next(row for row in rows if people.model.line(row).person_id == person))
    click(people.lost_button)
    assert isinstance(people.dialog, LostBadgeDialog)
    click(people.dialog.act_button)
    desk.settle()
    assert papers.isVisible()
    assert (papers.presenter.name, papers.options.whom.text()) == ("badges", "For 1 person")
    assert desk.kit.check_in.scan(desk.meeting_id, lost).verdict is Verdict.REVOKED
    new = desk.kit.badges.codes([person])[person]
    assert desk.kit.check_in.scan(desk.meeting_id, new).verdict is Verdict.CHECKED_IN
    papers.presenter.choose("sheet")
    page._choose("registrations")  # noqa: SLF001
    page._choose("print")  # noqa: SLF001
    assert papers.presenter.name == "sheet", "asked for once"
