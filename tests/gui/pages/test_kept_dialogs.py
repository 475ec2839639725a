"""Dialogs about what is there already: kept field by field, with nothing to press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.pages.desk import click, press
from ui.navigation import Route
from ui.pages.people.page import PeoplePage
from ui.widgets.autosave import PAUSE_MS

if TYPE_CHECKING:
    from organiser_kit.model.people import Person
    from tests.gui.pages.desk import Desk
    from ui.dialogs.person import KeptPersonDialog

CTRL = Qt.KeyboardModifier.ControlModifier


def people(desk: Desk) -> PeoplePage:
    desk.workspace.go(Route("people"))
    desk.settle()
    page = desk.page("people", PeoplePage)
    page.table.selectRow(0)
    return page


def correct(desk: Desk) -> tuple[PeoplePage, KeptPersonDialog]:
    page = people(desk)
    click(page.edit_button)
    assert page.correcting is not None
    return page, page.correcting


def first(desk: Desk) -> Person:
    return desk.kit.people.all()[0]


def test_each_field_is_kept_after_a_pause_and_undone_from_the_page(desk: Desk) -> None:
    before = first(desk)
    _, dialog = correct(desk)
    dialog.inputs.lines["commune"].setText("Ville inventée")
    assert first(desk) == before
    desk.scheduler.advance(PAUSE_MS)
    assert first(desk).commune == "Ville inventée"
    assert dialog.kept.text() == "Saved"
    click(dialog.act_button)
    desk.settle()
    press(Qt.Key.Key_Z, CTRL)
    assert first(desk) == before
    assert desk.workspace.shell.toast.words.startswith("Undone: Town (")


def test_escape_keeps_what_was_typed_last(desk: Desk) -> None:
    page, dialog = correct(desk)
    field = dialog.inputs.lines["given_name"]
    field.selectAll()
    QTest.keyClicks(field, "Zoe")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert page.correcting is None
    assert any(person.given_name == "Zoe" for person in desk.kit.people.all())


def test_a_refused_value_stays_typed_beside_its_reason_and_is_given_up_on_purpose(desk: Desk) -> None:
    page, dialog = correct(desk)
    before = first(desk)
    dialog.inputs.lines["email"].setText("ana chez example.org")
    dialog.inputs.lines["commune"].setText("Ville inventée")
    click(dialog.act_button)
    assert dialog.isVisible()
    assert "ana chez example.org" in dialog.fields["email"].error
    assert dialog.fields["commune"].error == ""
    assert dialog.inputs.lines["email"].text() == "ana chez example.org"
    assert "close again" in dialog.problem
    assert (first(desk).email, first(desk).commune) == (before.email, "Ville inventée")
    click(dialog.act_button)
    assert page.correcting is None
    assert first(desk).email == before.email


def test_only_what_was_changed_is_written(desk: Desk) -> None:
    _, dialog = correct(desk)
    desk.kit.people.edit(first(desk).id, phone="+33600000009")
    dialog.inputs.lines["commune"].setText("Ville inventée")
    click(dialog.act_button)
    assert (first(desk).phone, first(desk).commune) == ("+33600000009", "Ville inventée")
