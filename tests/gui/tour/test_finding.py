"""The tour's test would notice: each fault is built on purpose, and found."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from organiser_kit.i18n import tr, use
from tests.gui.tour.fitting import misfits, sideways
from tests.gui.tour.foreign import foreign
from tests.gui.tour.pressing import rivals
from tests.gui.tour.reaching import nameless, unreachable
from ui import theme
from ui.pages.page import Page
from ui.widgets.basics import button, label
from ui.widgets.list_table import ListTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.pages.page import Context

LONG = "Une phrase que personne ne pourrait lire en si peu de place"


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot) -> QWidget:
    """A page on which everything fits."""
    theme.apply(qapp, theme.choose("light"))
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    for part in (label(LONG), label(LONG, wrap=True), button(LONG, lambda: None, icon="save"), QLineEdit()):
        column.addWidget(part)
    made.resize(700, 300)
    made.show()
    assert misfits(made) == []
    return made


def add(page: QWidget, widget: QWidget) -> None:
    column = page.layout()
    assert column is not None
    column.addWidget(widget)


def test_words_cut_on_the_right_are_found(page: QWidget) -> None:
    words, *_ = page.findChildren(QLabel)
    words.setFixedWidth(80)
    assert [fault.partition(" px ")[2] for fault in misfits(page)] == ["too wide"]


def test_lines_cut_below_are_found(page: QWidget) -> None:
    _, words = page.findChildren(QLabel)
    words.setFixedSize(120, 20)
    assert [fault.partition(" px ")[2] for fault in misfits(page)] == ["too high"]


def test_a_word_wider_than_its_lines_is_found(page: QWidget) -> None:
    _, words = page.findChildren(QLabel)
    words.setText("Anticonstitutionnellement" * 3)
    words.setFixedSize(120, 60)
    assert [fault.partition(" px ")[2] for fault in misfits(page)] == ["too wide"]


def test_a_button_and_a_hint_without_room_are_found(page: QWidget) -> None:
    field, press = page.findChild(QLineEdit), page.findChild(QPushButton)
    assert isinstance(field, QLineEdit)
    assert isinstance(press, QPushButton)
    field.setPlaceholderText(LONG)
    for narrow in (field, press):
        narrow.setFixedWidth(150)
    assert len(misfits(page)) == 2


def test_a_heading_without_room_is_found(page: QWidget) -> None:
    model = QStandardItemModel(0, 1, page)
    model.setHorizontalHeaderLabels([LONG])
    table = ListTable("Liste")
    add(page, table)
    table.setModel(model)
    table.horizontalHeader().setStretchLastSection(False)
    table.horizontalHeader().resizeSection(0, 90)
    table.show()
    assert "heading" in "".join(misfits(page))


def test_words_under_other_words_and_beyond_the_edge_are_found(page: QWidget) -> None:
    first, second = page.findChildren(QLabel)
    second.move(first.pos())
    assert "over" in "".join(misfits(page))
    second.move(first.x(), page.height() - 5)
    assert "beyond the edge" in "".join(misfits(page))


@pytest.mark.parametrize(
    ("spoken", "left"), [("fr", "Meetings"), ("en", "Rencontres"), ("fr", "{n} pictures in {folder}.")]
)
def test_words_of_the_other_language_are_found(page: QWidget, spoken: str, left: str) -> None:
    left = left.format(n=3, folder="ici") if "{" in left else left
    assert foreign(page, spoken) == []
    use(spoken)
    for words in (left, tr("Meetings"), "Français", "Zoé Exemple"):
        shown = label(words)
        add(page, shown)
        shown.show()
    assert foreign(page, spoken) == [left]


def test_controls_without_a_name_or_out_of_reach_are_found(page: QWidget) -> None:
    field, press = page.findChild(QLineEdit), page.findChild(QPushButton)
    assert isinstance(field, QLineEdit)
    assert isinstance(press, QPushButton)
    assert nameless(page) == ["EditableText in QWidget"]
    field.setAccessibleName("Nom")
    assert (nameless(page), unreachable(page)) == ([], [])
    press.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert len(unreachable(page)) == 1


def test_a_second_primary_action_is_found(page: QWidget) -> None:
    add(page, button("Fusionner", lambda: None, "primary"))
    QApplication.processEvents()
    assert rivals(page) == []
    add(page, button("Ajouter", lambda: None, "big"))
    QApplication.processEvents()
    assert rivals(page) == ["Fusionner", "Ajouter"]


def test_a_page_wider_than_its_window_is_found(page: QWidget) -> None:
    wide = Page(cast("Context", None))
    words = label(LONG)
    wide.column.addWidget(words)
    add(page, wide)
    QApplication.processEvents()
    assert sideways(page) == []
    words.setMinimumWidth(2_000)
    QApplication.processEvents()
    assert sideways(page) == ["Page"]
