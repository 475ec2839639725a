"""Erasing somebody from the list of people: explained, agreed to with a word, and final."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.gui.pages.desk import click
from ui.dialogs.erase_laptop import asked_word
from ui.dialogs.erase_person import ErasePersonDialog
from ui.navigation import Route
from ui.pages.people.page import PeoplePage

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


@pytest.fixture
def page(desk: Desk) -> PeoplePage:
    """The page of people, with somebody selected."""
    desk.workspace.go(Route("people"))
    page = desk.page("people", PeoplePage)
    assert not page.erase_button.isEnabled()
    page.table.selectRow(0)
    return page


def asked(page: PeoplePage) -> ErasePersonDialog:
    click(page.erase_button)
    assert isinstance(page.dialog, ErasePersonDialog)
    return page.dialog


def test_somebody_is_erased_for_good_once_the_word_is_typed(desk: Desk, page: PeoplePage) -> None:
    person = desk.kit.people.all()[0]
    before = page.model.rowCount()
    dialog = asked(page)
    assert person.family_name.casefold() in dialog.windowTitle().casefold()
    click(dialog.act_button)
    assert asked_word() in dialog.field.error
    assert desk.kit.people.seen(person.id) is not None

    dialog.word.setText(asked_word().lower())
    click(dialog.act_button)

    assert desk.kit.people.seen(person.id) is None
    assert page.dialog is None
    assert page.model.rowCount() == before - 1
    assert person.family_name not in desk.workspace.shell.toast.words
    desk.workspace.shell.undo_asked.emit()
    assert desk.kit.people.seen(person.id) is None


def test_a_reason_that_tells_who_it_was_is_refused_where_it_was_typed(desk: Desk, page: PeoplePage) -> None:
    person = desk.kit.people.all()[0]
    dialog = asked(page)
    dialog.word.setText(asked_word())
    dialog.reason.clear()
    click(dialog.act_button)
    assert dialog.reason_field.error
    dialog.reason.setText(f"{person.family_name} l’a demandé")
    click(dialog.act_button)
    assert "without their name" in dialog.problem
    assert dialog.act_button.isEnabled()
    assert desk.kit.people.seen(person.id) is not None
    click(dialog.cancel_button)
    assert desk.kit.people.seen(person.id) is not None
