"""One evening through the real window, with clicks and keys only; and again with keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.gui.pages.desk import click, press, press_by_keys, reach, type_keys
from tests.repository import ROOT
from ui.dialogs.import_file import ImportDialog
from ui.pages.closing.page import ClosingStep
from ui.pages.meeting.page import MeetingPage
from ui.pages.meetings.cards import NextMeeting
from ui.pages.meetings.page import MeetingsPage
from ui.pages.papers.page import PapersStep
from ui.pages.reception.page import ReceptionPage
from ui.pages.registrations.page import RegistrationsStep
from ui.pages.syncing.page import SyncPage

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.pages.desk import Desk

SAMPLE = ROOT / "tests" / "data" / "people" / "helloasso.csv"
ENTER = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier


def pair_with_practice_server(desk: Desk) -> None:
    """Type the address and the code on the synchronisation's page, as a coordinator gave them."""
    server = desk.practice.start()
    click(desk.workspace.shell.side.buttons["sync"])
    page = desk.page("sync", SyncPage)
    reach(page.pairing.url)
    type_keys(server.url)
    reach(page.pairing.code)
    type_keys(server.enrol_code())
    press(ENTER)
    desk.settle()


def import_the_sample(desk: Desk, step: RegistrationsStep) -> None:
    before = len(desk.entries())
    step.choose_file = lambda _: SAMPLE
    click(step.import_button)
    dialog = step.dialog
    assert isinstance(dialog, ImportDialog)
    assert dialog.combos, "the columns of the file are shown"
    click(dialog.run_button)
    click(dialog.close_button)
    desk.settle()
    assert len(desk.entries()) > before


def scan(desk: Desk, page: ReceptionPage, code: str) -> tuple[str, str]:
    """Scan as a USB scanner does, and return the answer."""
    desk.settle()
    type_keys(code)
    press(ENTER)
    assert page.field.text() == "", "the field is ready for the next one"
    return page.verdict.answer, page.verdict.accessibleName()


def open_tonight(desk: Desk) -> MeetingPage:
    """Go to tonight's meeting from the list."""
    click(desk.workspace.shell.side.buttons["meetings"])
    desk.settle()
    card = desk.page("meetings", MeetingsPage).findChild(NextMeeting)
    assert isinstance(card, NextMeeting)
    click(card.open_button)
    return desk.page("meeting", MeetingPage)


def step_to(meeting: MeetingPage, name: str) -> None:
    click(meeting.rail._buttons[name])  # noqa: SLF001 - what a person presses


def save_the_sheet(meeting: MeetingPage, path: Path) -> None:
    papers = meeting.steps["print"]
    assert isinstance(papers, PapersStep)
    assert papers.preview.pages >= 1
    papers.choose_path = lambda *_: path
    click(papers.preview.save_button)
    assert path.read_bytes().startswith(b"%PDF")


def validate_and_attest(desk: Desk, meeting: MeetingPage, folder: Path) -> None:
    close = meeting.steps["close"]
    assert isinstance(close, ClosingStep)
    click(close.validate_button)
    close.choose_folder = lambda _: folder
    click(close.statements_button)
    files = sorted(folder.glob("*.pdf"))
    assert len(files) == 3
    assert all(file.read_bytes().startswith(b"%PDF") for file in files)
    assert "3 statements" in close.notice.sentence


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_the_whole_evening(desk: Desk, tmp_path: Path, hand: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if hand == "keyboard":
        monkeypatch.setitem(globals(), "click", press_by_keys)
    pair_with_practice_server(desk)
    assert desk.pill.startswith("Up to date")
    meeting = open_tonight(desk)
    step_to(meeting, "registrations")
    registrations = meeting.steps["registrations"]
    assert isinstance(registrations, RegistrationsStep)
    import_the_sample(desk, registrations)
    step_to(meeting, "print")
    save_the_sheet(meeting, tmp_path / "sheet.pdf")

    # Doors open; the network is gone.
    desk.practice.stop()
    step_to(meeting, "welcome")
    assert not desk.workspace.shell.side.isVisible()
    welcome_people(desk, desk.page("reception", ReceptionPage))
    press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.pill.startswith("Offline · ")
    assert "to send" in desk.pill

    # The server is back: one key, and everything is there.
    desk.practice.start()
    press(Qt.Key.Key_F5)
    desk.settle()
    assert desk.pill.startswith("Up to date")
    assert desk.kit.sync_state().pending == 0

    click(desk.workspace.shell.back_button)
    step_to(meeting, "close")
    validate_and_attest(desk, meeting, tmp_path / "statements")


def welcome_people(desk: Desk, door: ReceptionPage) -> None:
    """Scan, scan again, refuse a false badge, find a name, add a walk-in, take one back."""
    name = desk.entries()[0].name
    answer, words = scan(desk, door, desk.code(0))
    assert answer == "ok"
    assert name in words

    desk.environment.clock.advance(minutes=1)  # type: ignore[attr-defined]
    answer, words = scan(desk, door, desk.code(0))
    assert answer == "already"
    assert "on this laptop" in words

    genuine = desk.code(1)
    answer, _ = scan(desk, door, genuine[:-1] + ("A" if genuine[-1] != "A" else "B"))
    assert answer == "refused"

    # A name from its first letters: the list, Down, Enter.
    someone = desk.entries()[2].person
    type_keys(someone.family_name[:3])
    desk.settle()
    assert door.found.isVisible()
    press(Qt.Key.Key_Down)
    press(ENTER)
    assert door.verdict.answer == "ok"

    # Somebody on no list: Ctrl+N, two names, Enter.
    press(Qt.Key.Key_N, CTRL)
    type_keys("Inconnue")
    press(Qt.Key.Key_Tab)
    type_keys("Testa")
    press(ENTER)
    assert door.verdict.answer == "ok"
    assert "INCONNUE Testa" in door.verdict.accessibleName()

    answer, _ = scan(desk, door, desk.code(5))
    assert answer == "ok"
    assert door.arrivals.count.text().startswith("4 / ")
    press(Qt.Key.Key_Z, CTRL)
    assert "Taken back" in door.verdict.accessibleName()
    assert door.arrivals.count.text().startswith("3 / ")
    assert desk.kit.registrations.attendance(desk.meeting_id).present == 3
    assert desk.player.played == ["ok", "already", "refused", "ok", "ok", "ok", "already"]
