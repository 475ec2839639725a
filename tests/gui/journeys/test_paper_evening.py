"""An evening of which only the signed paper is left, read from one scanned PDF on the real threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from organiser_kit.i18n import current
from organiser_kit.model.attendance import Method
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PaperWish
from tests.gui.journeys.threaded import threaded_desk, until
from tests.gui.pages.desk import press, type_keys
from ui.navigation import Route
from ui.pages.closing.page import ClosingStep
from ui.pages.meeting.page import MeetingPage
from ui.pages.signed_paper.page import SignedPaperStep
from ui.tour_pen import PIXELS_A_MM, sign_pages

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from tests.gui.journeys.threaded import ThreadedDesk

SIGNED = (1, 2, 4)
TICKED = 3


def scanned(desk: ThreadedDesk, meeting: str, folder: Path) -> Path:
    """Print the sheet, have it signed, and scan it into one PDF, its pages in the wrong order."""
    sheet, wish = PRINTABLES["sheet"], PaperWish()
    data = desk.ask(lambda kit: sheet.gather(kit, meeting, current(), wish))
    document = sheet.render(data, current(), wish)
    assert document.geometry is not None
    strokes = dict.fromkeys(SIGNED, "signature") | {TICKED: "tick"}
    pages = [
        Image.open(file).convert("L") for file in sign_pages(document.pdf, document.geometry, strokes, folder)
    ]
    scan = folder / "scan.pdf"
    last, *others = reversed(pages)
    last.save(scan, save_all=True, append_images=others, resolution=PIXELS_A_MM * 25.4)
    return scan


def steps(desk: ThreadedDesk) -> tuple[ClosingStep, SignedPaperStep]:
    page = desk.workspace.navigator.page("meeting")
    assert isinstance(page, MeetingPage)
    closing, paper = page.steps["close"], page.steps["paper"]
    assert isinstance(closing, ClosingStep)
    assert isinstance(paper, SignedPaperStep)
    return closing, paper


def came(kit: Kit, meeting: str) -> dict[str, Method | None]:
    roster = kit.registrations.roster(meeting)
    return {entry.person.id: entry.presence.method for entry in roster if entry.presence.is_present}


def test_paper_alone_gives_the_attendance_that_scanning_would(
    qapp: object, environment: Environment, tmp_path: Path
) -> None:
    with threaded_desk(environment, tmp_path / "copy") as desk:
        meeting = desk.ask(lambda kit: kit.practice.create(people=6)).meeting_ids[0]
        people = desk.ask(lambda kit: kit.sheets.prepare(meeting).people)
        scan = scanned(desk, meeting, tmp_path)
        desk.workspace.go(Route("meeting", meeting, "paper"))
        closing, paper = steps(desk)
        paper.choose_files = lambda _: (scan,)
        until(paper.start.isVisible)
        paper.start.button.click()
        assert paper.progress.isVisible()
        until(lambda: paper.review.model.rowCount() == 1)
        desk.desktop.window.activateWindow()
        QTest.qWaitForWindowActive(desk.desktop.window)
        assert QApplication.focusWidget() is paper.review.list

        type_keys("s")
        until(lambda: paper.review.confirm_button.text() == "Confirm 4 new presences")
        assert desk.ask(lambda kit: came(kit, meeting)) == {}
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)
        until(closing.pills["agreed"].isVisible)

        there = {people[row - 1] for row in (*SIGNED, TICKED)}
        assert desk.ask(lambda kit: came(kit, meeting)) == dict.fromkeys(there, Method.SIGNED_PAPER)

        until(closing.pictures_button.isVisible)
        closing.pictures_button.click()
        until(lambda: closing.pictures_dialog is not None)
        assert closing.pictures_dialog is not None
        copy = tmp_path / "copy.pdf"
        closing.pictures_dialog.choose_file = lambda _: copy
        save, *_ = [one for one in closing.pictures_dialog.findChildren(QPushButton) if "Save" in one.text()]
        save.click()
        until(copy.exists)
        assert copy.read_bytes() == scan.read_bytes()


def test_a_reading_that_is_stopped_keeps_what_it_read(
    qapp: object, environment: Environment, tmp_path: Path
) -> None:
    with threaded_desk(environment, tmp_path / "copy") as desk:
        meeting = desk.ask(lambda kit: kit.practice.create(people=6)).meeting_ids[0]
        scan = scanned(desk, meeting, tmp_path)
        desk.workspace.go(Route("meeting", meeting, "paper"))
        _, paper = steps(desk)
        paper.choose_files = lambda _: (scan, scan, scan, scan)
        until(paper.start.isVisible)
        paper.start.button.click()
        until(lambda: bool(paper.progress.text))
        paper.progress.stop_button.click()
        until(lambda: paper.review.isVisible() or paper.start.isVisible())
        assert not paper.review.isVisible() or "stopped" in paper.review.trouble.sentence
        assert desk.ask(lambda kit: came(kit, meeting)) == {}
