"""Making a meeting known in the window: the text, the calendar file, the list of messages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.navigation import Route
from ui.pages.announce.page import AnnounceStep
from ui.pages.meeting.page import MeetingPage

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.gui.pages.desk import Desk


def _step(desk: Desk) -> AnnounceStep:
    desk.workspace.go(Route("meeting", desk.meeting_id, "announce"))
    step = desk.page("meeting", MeetingPage).steps["announce"]
    assert isinstance(step, AnnounceStep)
    return step


def test_the_text_tells_the_facts_and_takes_the_words_of_the_organiser(desk: Desk) -> None:
    step = _step(desk)
    venue = desk.kit.venues.all()[0]
    assert venue.name in step.text.toPlainText()
    step.words.setPlainText("Venez nombreux")
    step.words.left.emit()
    assert desk.kit.meetings.get(desk.meeting_id).public_text == "Venez nombreux"
    assert "Venez nombreux" in step.text.toPlainText()
    step.copy_button.click()
    assert QApplication.clipboard().text() == step.text.toPlainText()


def test_messages_leave_by_the_mail_program_and_are_ticked_by_hand(desk: Desk) -> None:
    step = _step(desk)
    step.purpose.setCurrentIndex(1)
    opened: list[str] = []

    def open_mail(address: str) -> bool:
        opened.append(address)
        return True

    step.panel.open_mail = open_mail
    step.queue_button.click()
    step.text.setPlainText("Nos mots à nous")
    step.panel.write_many()
    assert "Nos mots à nous" in unquote(opened[0])
    left = step.panel.summary.text()
    step.panel.model.item(0, 0).setCheckState(Qt.CheckState.Checked)
    assert step.panel.summary.text() != left
    step.again_button.click()
    assert "Nos mots" not in step.text.toPlainText()


def test_without_a_mail_program_one_is_told_to_copy(desk: Desk) -> None:
    step = _step(desk)
    step.purpose.setCurrentIndex(1)
    step.panel.open_mail = lambda _: False
    step.queue_button.click()
    step.panel.write_many()
    assert "copy the text" in step.panel.notice.sentence


def test_the_meeting_goes_into_a_calendar_file_and_the_poster_is_near(desk: Desk, tmp_path: Path) -> None:
    step = _step(desk)
    path = tmp_path / "rencontre.ics"
    step.choose_export = lambda *_: path
    step.calendar_button.click()
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 1
    step.poster_button.click()
    assert desk.page("meeting", MeetingPage)._step == "print"  # noqa: SLF001


def test_a_text_changed_by_hand_is_there_again_and_the_database_is_not_asked_at_each_key(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = _step(desk)
    step.purpose.setCurrentIndex(1)
    asked: list[str] = []
    monkeypatch.setattr(step.panel.presenter, "load", lambda *_: asked.append(step.text.toPlainText()))
    for text in ("N", "No", "Nos mots à nous"):
        step.text.setPlainText(text)
    assert asked == []
    desk.settle()
    assert asked == ["Nos mots à nous"]
    assert desk.kit.drafts.of(desk.meeting_id) == {"reminder": "Nos mots à nous"}
    monkeypatch.undo()

    other = AnnounceStep(step.context)
    other.open(desk.meeting_id)
    other.purpose.setCurrentIndex(1)
    assert other.text.toPlainText() == "Nos mots à nous"
    other.again_button.click()
    assert desk.kit.drafts.of(desk.meeting_id) == {}
    other.deleteLater()


def test_what_is_being_typed_is_kept_when_another_meeting_is_opened(desk: Desk) -> None:
    step = _step(desk)
    first, second = (one.meeting.id for one in desk.kit.meetings.all()[:2])
    step.open(first)
    step.text.setPlainText("Pour la première")
    step.open(second)
    assert "première" not in step.text.toPlainText()
    assert desk.kit.drafts.of(second) == {}
    step.open(first)
    assert step.text.toPlainText() == "Pour la première"
