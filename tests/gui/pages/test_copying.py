"""Lists copied as tables, by keyboard and from their menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTableView

from tests.gui.pages.desk import press
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.meetings.cards import MeetingRow
from ui.pages.meetings.page import MeetingsPage
from ui.pages.people.page import PeoplePage
from ui.pages.registrations.page import RegistrationsStep
from ui.widgets.copying import CopyRows, ShownLines
from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.pages.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def copied() -> list[list[str]]:
    """Return what stands on the clipboard, as a spreadsheet splits it."""
    text = QGuiApplication.clipboard().text()
    return [line.split("\t") for line in text.splitlines()]


def toast(desk: Desk) -> str:
    """Return the message shown."""
    return desk.workspace.shell.toast.accessibleName()


def people(desk: Desk) -> PeoplePage:
    """Open the page of people, the keyboard in its list."""
    desk.workspace.go(Route("people"))
    page = desk.page("people", PeoplePage)
    page.table.setFocus()
    return page


def test_nothing_selected_copies_everybody_under_headings(desk: Desk) -> None:
    page = people(desk)
    page.table.clearSelection()
    press(Qt.Key.Key_C, CTRL)
    rows = copied()
    assert len(rows) == 1 + page.model.rowCount()
    assert rows[0] == [page.model.headerData(at, Qt.Orientation.Horizontal) for at in range(len(rows[0]))]
    assert rows[1][0] == page.model.index(0, 0).data()
    assert toast(desk) == f"{page.model.rowCount()} lines copied"
    html = QGuiApplication.clipboard().mimeData().html()
    assert html.count("<tr>") == len(rows)
    assert html.count("<th ") == len(rows[0])


def test_rows_selected_with_the_keyboard_are_copied_and_no_others(desk: Desk) -> None:
    page = people(desk)
    page.table.selectRow(2)
    assert page.edit_button.isEnabled()
    press(Qt.Key.Key_Down, SHIFT)
    assert not page.edit_button.isEnabled(), "what acts on one person asks for exactly one"
    press(Qt.Key.Key_C, CTRL)
    assert [row[0] for row in copied()[1:]] == [page.model.index(at, 0).data() for at in (2, 3)]
    assert toast(desk) == "2 lines copied"
    press(Qt.Key.Key_C, CTRL | SHIFT)
    assert len(copied()) == 1 + page.model.rowCount()


def test_the_menu_offers_the_rows_and_the_table(desk: Desk) -> None:
    page = people(desk)
    page.table.clearSelection()
    menu = page.table.copying.menu()
    assert [action.text() for action in menu.actions()] == ["Copy the table"]
    page.table.selectRow(0)
    menu = page.table.copying.menu()
    assert [action.text() for action in menu.actions()] == ["Copy the line selected", "Copy the table"]
    menu.actions()[0].trigger()
    assert len(copied()) == 2
    assert toast(desk) == "1 line copied"


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_the_right_button_opens_the_menu_and_copies(desk: Desk) -> None:
    page = people(desk)
    page.table.selectRow(1)
    place = page.table.visualRect(page.model.index(1, 0)).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, page.table.viewport().mapToGlobal(place))
    QApplication.sendEvent(page.table.viewport(), asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Copy the line selected", "Copy the table"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert [row[0] for row in copied()[1:]] == [page.model.index(1, 0).data()]


def test_a_note_behind_a_row_is_not_copied(desk: Desk) -> None:
    person = desk.kit.registrations.roster(desk.meeting_id)[0].person
    desk.kit.registrations.note(desk.meeting_id, person.id, "Note fictive, pour l’accueil seul")
    desk.workspace.go(Route("meeting", desk.meeting_id, "registrations"))
    step = desk.page("meeting", MeetingPage).steps["registrations"]
    assert isinstance(step, RegistrationsStep)
    step.table.setFocus()
    press(Qt.Key.Key_C, CTRL | SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    assert len(copied()) == 13
    assert "Note fictive" in step.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "Note fictive" not in data.text() + data.html()


def test_the_meetings_are_copied_although_they_are_cards(desk: Desk) -> None:
    desk.workspace.go(Route("meetings"))
    page = desk.page("meetings", MeetingsPage)
    desk.settle()
    row = page.findChildren(MeetingRow)[0]
    row.setFocus()
    press(Qt.Key.Key_C, CTRL)
    rows = copied()
    assert rows[0][0] == "Title"
    assert len(rows) == 1 + len(desk.kit.meetings.all())
    assert toast(desk) == "2 lines copied"


def test_columns_are_copied_as_they_stand(qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(0, 3, view)
    model.setHorizontalHeaderLabels(["a", "b", "c"])
    model.appendRow([QStandardItem(cell) for cell in ("=1", "hidden", "3")])
    view.setModel(model)
    view.setColumnHidden(1, True)
    view.horizontalHeader().moveSection(2, 0)
    CopyRows(view, ShownLines(view)).copy()
    assert copied() == [["c", "a"], ["3", "'=1"]]


def test_an_empty_list_leaves_the_clipboard_alone(qtbot: QtBot) -> None:
    table = ListTable("Empty")
    qtbot.addWidget(table)
    table.setModel(QStandardItemModel(0, 2, table))
    QGuiApplication.clipboard().setText("kept")
    table.copying.copy()
    assert QGuiApplication.clipboard().text() == "kept"
    assert not table.copying.menu().actions()[0].isEnabled()


def test_a_tick_is_copied_in_words(qtbot: QtBot) -> None:
    table = ListTable("Told")
    qtbot.addWidget(table)
    model = QStandardItemModel(0, 1, table)
    item = QStandardItem("Zoé Exemple")
    item.setCheckable(True)
    item.setData("Zoé Exemple, knows", Qt.ItemDataRole.AccessibleTextRole)
    model.appendRow([item])
    table.setModel(model)
    table.copying.copy()
    assert copied()[-1] == ["Zoé Exemple, knows"]
