"""What the organiser alone should think of: written on the list, shown at the desk, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from tests.gui.pages.desk import click
from ui.dialogs.attention import AttentionDialog
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.reception.page import ReceptionPage
from ui.pages.registrations.page import RegistrationsStep

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


def test_a_note_is_written_on_the_list_and_read_at_the_desk_alone(desk: Desk) -> None:
    desk.workspace.go(Route("meeting", desk.meeting_id, "registrations"))
    step = desk.page("meeting", MeetingPage).steps["registrations"]
    assert isinstance(step, RegistrationsStep)
    step.table.selectRow(0)
    click(step.note_button)
    assert isinstance(step.dialog, AttentionDialog)
    step.dialog.note.setText("Place près de la porte")
    click(step.dialog.act_button)
    assert step.model.line(0).attention == "Place près de la porte"

    desk.workspace.go(Route("reception", desk.meeting_id))
    page = desk.page("reception", ReceptionPage)
    assert not page.aside.isVisible()
    page.desk.projector_button.setChecked(True)
    page.presenter.scan(desk.code(0))
    assert page.aside.isVisible()
    assert page.aside.note_words.text() == "Good to know: Place près de la porte"
    assert "porte" not in page.verdict.accessibleName()
    assert page.projector is not None
    assert all("porte" not in words.text() for words in page.projector.findChildren(QLabel))
    assert "porte" not in page.projector.verdict.accessibleName()
    page.presenter.calm()
    assert not page.aside.isVisible()
    page.leave()
