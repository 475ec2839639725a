"""The help in the window: F1 opens what helps here, and Escape leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl

from tests.gui.pages.desk import click, press, type_keys
from ui.actions import SHORTCUTS, words
from ui.navigation import Route
from ui.pages.help.page import HelpPage

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


def test_f1_opens_the_article_about_the_page_and_escape_leads_back(desk: Desk) -> None:
    desk.workspace.go(Route("sync"))
    press(Qt.Key.Key_F1)
    page = desk.page("help", HelpPage)
    assert page.reader.accessibleName() == "Synchronisation"
    assert page.search.hasFocus()
    press(Qt.Key.Key_Escape)
    assert desk.workspace.navigator.route == Route("sync")


def test_it_is_searched_and_read_with_the_keyboard(desk: Desk) -> None:
    click(desk.workspace.shell.side.buttons["help"])
    page = desk.page("help", HelpPage)
    type_keys("encrypt")
    press(Qt.Key.Key_Return)
    assert page.reader.accessibleName() == "How does it work? Encryption"
    page.list.setFocus()
    press(Qt.Key.Key_Down)
    assert page.reader.accessibleName() != "How does it work? Encryption"
    page.reader.anchorClicked.emit(QUrl("help:door"))
    assert page.reader.accessibleName() == "At the door"
    assert page.list.currentItem().text() == "At the door"


def test_a_search_that_finds_nothing_says_so(desk: Desk) -> None:
    desk.workspace.go(Route("help"))
    page = desk.page("help", HelpPage)
    page.presenter.search("dromedary")
    assert page.nothing.isVisible()
    assert not page.list.isVisible()


def test_every_key_of_the_window_stands_in_the_help(desk: Desk) -> None:
    desk.workspace.go(Route("help"))
    page = desk.page("help", HelpPage)
    page.presenter.open("keyboard")
    assert [row.name for row in SHORTCUTS if words(row.name) not in page.reader.toPlainText()] == []
