"""The library in the real window: a sheet kept as typed, dialogs that close, the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from organiser_kit.model.sharing import HelpRequest, SheetState, about_sheet
from tests import coordinator
from ui.navigation import Route
from ui.pages.library.page import LibraryPage
from ui.pages.library.questions_section import QuestionsSection
from ui.pages.library.resources_section import ResourcesSection
from ui.pages.library.sheets_section import SheetsSection

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.pages.desk import Desk


def _page(desk: Desk) -> LibraryPage:
    desk.workspace.go(Route("library"))
    return desk.page("library", LibraryPage)


def test_a_sheet_is_kept_as_it_is_typed_and_when_one_leaves(desk: Desk) -> None:
    section = _page(desk).sections["sheets"]
    assert isinstance(section, SheetsSection)
    section.empty.button.click()
    QTest.keyClicks(desk.window.focusWidget(), "Le tri")
    desk.scheduler.advance(1_000)
    assert desk.kit.practice_sheets.all()[0].title == "Le tri"
    section.form.type_into("steps", "1. Trier")
    desk.workspace.go(Route("people"))
    assert desk.kit.practice_sheets.all()[0].steps == "1. Trier"
    _page(desk)
    section.form.back_button.click()
    assert section.table.isVisible()
    assert section.model.rowCount() == 1


def test_a_sheet_that_came_back_says_why_until_it_is_sent_again(desk: Desk) -> None:
    section = _page(desk).sections["sheets"]
    assert isinstance(section, SheetsSection)
    section.empty.button.click()
    for name, words in (("title", "Le tri"), ("authors", "Camille Exemple"), ("steps", "1. Trier")):
        section.form.type_into(name, words)
    section.form.send_button.click()
    (sheet,) = desk.kit.practice_sheets.all()
    assert section.form.returned.sentence == ""
    message = HelpRequest(id=desk.kit.environment.new_id(), scope=sheet.scope)
    coordinator.writes(desk.kit, message, context=about_sheet(sheet.id), answer="Ajoutez la durée.")
    coordinator.writes(desk.kit, sheet, state=SheetState.DRAFT)
    section.load()
    assert "“Ajoutez la durée.”" in section.form.returned.sentence
    assert section.form.returned.isVisible()
    assert section.form.send_button.isVisible()
    section.form.back_button.click()
    assert section.model.item(0, 3).text() == "Sent back to change"


def test_a_resource_is_added_corrected_and_its_page_opened(desk: Desk) -> None:
    section = _page(desk).sections["resources"]
    assert isinstance(section, ResourcesSection)
    opened: list[str] = []
    section.open_address = opened.append
    _page(desk).show_section("resources")
    section.empty.button.click()
    dialog = section.dialog
    assert dialog is not None
    dialog.submit()
    assert "title" in dialog.problem
    dialog.inputs.title.setText("Une page")
    dialog.inputs.url.setText("https://example.org/page")
    dialog.submit()
    assert not dialog.isVisible()
    section.link_button.click()
    assert opened == ["https://example.org/page"]
    section.edit_button.click()
    again = section.correcting
    assert again is not None
    again.inputs.title.setText("Une autre page")
    again.inputs.url.setText("pas une adresse")
    again.reject()
    assert again.isVisible(), "what was refused is not lost by a key"
    assert "web address" in again.fields["url"].error
    assert section.model.item(0, 0).text() == "Une autre page"
    again.inputs.url.setText("https://example.org/autre")
    again.reject()
    assert section.correcting is None


def test_a_question_is_asked_with_the_keyboard(desk: Desk) -> None:
    page = _page(desk)
    button = page.bar.buttons["questions"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    section = page.sections["questions"]
    assert isinstance(section, QuestionsSection)
    assert section.isVisible()
    assert "open" in button.accessibleName()
    section.empty.button.click()
    dialog = section.dialog
    assert dialog is not None
    dialog.subject.setText("Badges")
    dialog.question.setPlainText("Comment ?")
    dialog.submit()
    assert not dialog.isVisible()
    assert [one.request.subject for one in desk.kit.questions.all()] == ["Badges"]
    assert section.pill.isVisible()


def test_files_are_dropped_on_a_draft_opened_and_a_refusal_is_in_sight(desk: Desk, tmp_path: Path) -> None:
    page = _page(desk)
    section = page.sections["sheets"]
    assert isinstance(section, SheetsSection)
    section.empty.button.click()
    opened: list[Path] = []
    panel = section.form.files
    panel.open_file = opened.append
    file = tmp_path / "cartes.pdf"
    file.write_bytes(b"cards")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    section.form.dropEvent(QDropEvent(QPointF(10, 10), copy, data, Qt.MouseButton.LeftButton, none))
    (row,) = panel.rows
    assert "cartes.pdf" in row.open_button.accessibleName()
    row.open_button.click()
    assert [one.read_bytes() for one in opened] == [b"cards"]
    page.verticalScrollBar().setValue(0)
    panel.take([tmp_path / "jeu.exe"])
    QCoreApplication.processEvents()
    assert not panel.notice.visibleRegion().isEmpty()
    row.remove_button.click()
    assert panel.rows == []


def test_a_resource_keeps_a_copy_that_needs_no_network(desk: Desk, tmp_path: Path) -> None:
    desk.kit.resources.add(desk.kit.meetings.groups()[0].id, title="Livre", url="https://example.org")
    page = _page(desk)
    page.show_section("resources")
    section = page.sections["resources"]
    assert isinstance(section, ResourcesSection)
    file = tmp_path / "livre.txt"
    file.write_text("Il fait beau.")
    section.files.choose_files = lambda _: [file]
    section.files.add_button.click()
    assert len(section.files.rows) == 1
    assert "copy" in section._lines[0].offline  # noqa: SLF001
