"""The widgets do what they say, by mouse and by keyboard, and say it to those who do not see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from shiboken6 import delete

from tests.gui.infrastructure.gallery import (
    build_camera,
    build_empty,
    build_page,
    build_verdicts,
    people_model,
)
from ui import theme
from ui.actions import SHORTCUTS, action, shortcut, words
from ui.jobs import Step
from ui.widgets.basics import button, icon_button
from ui.widgets.big_verdict import LOOKS, BigVerdict
from ui.widgets.busy import BusyOverlay, ProgressPanel
from ui.widgets.form import FormField
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Banner, EmptyState
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.scheduler import ManualScheduler, QtScheduler
from ui.widgets.search_field import PAUSE_MS, SearchField
from ui.widgets.shortcuts_dialog import ShortcutsDialog
from ui.widgets.status_pill import StatusPill
from ui.widgets.step_list import StepItem, StepList
from ui.widgets.toast import SHOWN_MS, Toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> None:
    theme.apply(qapp, theme.choose("light"))


@pytest.fixture
def scheduler() -> ManualScheduler:
    return ManualScheduler()


@pytest.mark.parametrize(
    "build", [build_page, build_verdicts, build_empty, build_camera, ShortcutsDialog, PdfPreview]
)
def test_everything_that_takes_the_focus_has_a_name(build: Callable[[], QWidget], qtbot: QtBot) -> None:
    page = build()
    qtbot.addWidget(page)
    focusable = [
        child
        for child in page.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.window() is page
        and not isinstance(child.parent(), QLineEdit | QAbstractSpinBox)  # parts of what has the name
    ]
    nameless = []
    for child in focusable:
        interface = QAccessible.queryAccessibleInterface(child)
        if not interface.text(QAccessible.Text.Name):
            nameless.append((type(child).__name__, child.objectName(), type(child.parent()).__name__))
    assert nameless == []


def test_words_are_never_taken_for_markup(qtbot: QtBot) -> None:
    banner = Banner("info", "<b>Exemple</b> & fils")
    qtbot.addWidget(banner)
    shown = [child for child in banner.findChildren(QLabel) if child.text()]
    assert [child.textFormat() for child in shown] == [Qt.TextFormat.PlainText]


class TestSearch:
    def test_it_asks_once_after_the_last_key(self, scheduler: ManualScheduler, qtbot: QtBot) -> None:
        field = SearchField(scheduler, "Rechercher", "Nom")
        asked: list[Any] = []
        qtbot.addWidget(field)
        field.asked.connect(asked.append)
        QTest.keyClicks(field, " zo")
        scheduler.advance(PAUSE_MS - 1)
        QTest.keyClicks(field, "e")
        scheduler.advance(PAUSE_MS - 1)
        assert asked == []
        scheduler.advance(1)
        assert asked == ["zoe"]

    def test_enter_does_not_wait_and_does_not_ask_twice(
        self, scheduler: ManualScheduler, qtbot: QtBot
    ) -> None:
        field = SearchField(scheduler, "Rechercher", "Nom")
        asked: list[Any] = []
        qtbot.addWidget(field)
        field.asked.connect(asked.append)
        field.insert("zoé")
        QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClick(field, Qt.Key.Key_Return)
        scheduler.advance(PAUSE_MS * 2)
        assert asked == ["zoé"]

    def test_escape_clears_at_once(self, scheduler: ManualScheduler, qtbot: QtBot) -> None:
        field = SearchField(scheduler, "Rechercher", "Nom")
        asked: list[Any] = []
        qtbot.addWidget(field)
        field.asked.connect(asked.append)
        field.insert("zoé")
        QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert asked == ["zoé", ""]

    def test_its_key_brings_the_focus(self, scheduler: ManualScheduler, qtbot: QtBot) -> None:
        window = QWidget()
        qtbot.addWidget(window)
        other = QLineEdit(window)
        field = SearchField(scheduler, "Rechercher", "Nom", window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        other.setFocus()
        QTest.keyClick(other, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert field.hasFocus()


class TestList:
    def _table(self, qtbot: QtBot) -> ListTable:
        table = ListTable("Personnes")
        qtbot.addWidget(table)
        table.setModel(people_model())
        table.resize(600, 300)
        return table

    def test_enter_and_double_click_open_the_row(self, qtbot: QtBot) -> None:
        table = self._table(qtbot)
        opened: list[Any] = []
        table.opened.connect(opened.append)
        table.selectRow(2)
        QTest.keyClick(table, Qt.Key.Key_Return)
        assert opened == [2]

    def test_tab_leaves_the_list(self, qtbot: QtBot) -> None:
        assert not self._table(qtbot).tabKeyNavigation()

    def test_an_empty_list_says_why(self, qtbot: QtBot) -> None:
        table = ListTable("Personnes")
        qtbot.addWidget(table)
        table.resize(600, 300)
        model = QStandardItemModel(0, 2)
        table.setModel(model)
        blank = table.grab().toImage()
        table.set_empty_words("Personne ne correspond à « zoé ».")
        assert table.accessibleDescription() == "Personne ne correspond à « zoé »."
        assert table.grab().toImage() != blank
        model.appendRow([QStandardItem("Exemple"), QStandardItem("")])
        assert table.accessibleDescription() == ""

    def test_rows_grow_with_the_text(self, qapp: QApplication, qtbot: QtBot) -> None:
        table = self._table(qtbot)
        assert table.rowHeight(0) == theme.ROW_HEIGHT
        theme.apply(qapp, theme.choose("light", 2.0))
        assert table.verticalHeader().defaultSectionSize() == 64

    def test_a_closed_list_does_not_disturb_a_change_of_theme(self, qapp: QApplication, qtbot: QtBot) -> None:
        table = ListTable("Personnes")
        delete(table)
        theme.apply(qapp, theme.choose("dark"))
        assert theme.current().name == "dark"

    def test_nothing_is_selected_at_first(self, qtbot: QtBot) -> None:
        table = self._table(qtbot)
        assert table.selected_row() is None
        table.selectRow(1)
        assert table.selected_row() == 1


class TestVerdict:
    def test_each_answer_differs_by_icon_and_by_colour(self) -> None:
        assert len({icon for _, icon in LOOKS.values()}) == len(LOOKS)
        assert len({tone for tone, _ in LOOKS.values()}) == len(LOOKS)

    def test_it_is_said_in_full(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        said: list[tuple[str, bool]] = []
        monkeypatch.setattr(
            "ui.widgets.big_verdict.announce",
            lambda _widget, sentence, *, urgent=False: said.append((sentence, urgent)),
        )
        panel = BigVerdict()
        qtbot.addWidget(panel)
        panel.show_answer("ok", "Bienvenue", "Zoé Exemple", "Table 4")
        panel.show_answer("refused", "Code inconnu")
        panel.show_answer("waiting", "Présentez un badge")
        assert said == [("Bienvenue\nZoé Exemple\nTable 4", False), ("Code inconnu", True)]
        assert panel.accessibleName() == "Présentez un badge"

    def test_its_ground_is_the_tone(self, qtbot: QtBot) -> None:
        panel = BigVerdict()
        qtbot.addWidget(panel)
        panel.resize(800, 260)
        panel.show_answer("ok", "Bienvenue", "Zoé Exemple")
        image = panel.grab().toImage()
        ground = theme.current().palette.success.solid
        assert image.pixelColor(image.width() - 20, image.height() // 2).name() == ground

    @pytest.mark.parametrize("size", [(420, 200), (1200, 700)])
    def test_a_very_long_name_stays_inside(self, size: tuple[int, int], qtbot: QtBot) -> None:
        panel = BigVerdict()
        qtbot.addWidget(panel)
        panel.resize(*size)
        panel.show_answer("ok", "Bienvenue", "Wilhelmine-Anastasia Exemple-de-la-Rochefoucauld", "Table 4")
        image = panel.grab().toImage()
        ground = theme.current().palette.success.solid
        right = {image.pixelColor(image.width() - 6, y).name() for y in range(20, image.height() - 20)}
        low = {image.pixelColor(x, image.height() - 6).name() for x in range(20, image.width() - 20)}
        assert right == low == {ground}


class TestPill:
    def test_it_is_a_button_for_the_keyboard_too(self, qtbot: QtBot) -> None:
        pill = StatusPill(clickable=True)
        clicks: list[Any] = []
        qtbot.addWidget(pill)
        pill.clicked.connect(lambda: clicks.append(1))
        pill.show_status("success", "cloud", "Tout est envoyé", "Cliquez pour synchroniser.")
        QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
        QTest.keyClick(pill, Qt.Key.Key_Space)
        QTest.keyClick(pill, Qt.Key.Key_Return)
        assert len(clicks) == 3
        assert (pill.accessibleName(), pill.accessibleDescription()) == (
            "Tout est envoyé",
            "Cliquez pour synchroniser.",
        )

    def test_a_plain_one_takes_no_focus_and_no_click(self, qtbot: QtBot) -> None:
        pill = StatusPill()
        clicks: list[Any] = []
        qtbot.addWidget(pill)
        pill.clicked.connect(lambda: clicks.append(1))
        QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
        assert clicks == []
        assert pill.focusPolicy() == Qt.FocusPolicy.NoFocus


class TestBanner:
    def test_actions_and_cross(self, qtbot: QtBot) -> None:
        banner = Banner("danger", "L’envoi a échoué.")
        done: list[Any] = []
        qtbot.addWidget(banner)
        banner.closed.connect(lambda: done.append("closed"))
        banner.add_action("Réessayer", lambda: done.append("first"))
        banner.add_action("Détails", lambda: done.append("second"))
        for child in banner.findChildren(QPushButton):
            child.click()
        banner.findChildren(QToolButton)[0].click()
        assert done == ["first", "second", "closed"]
        assert banner.isHidden()

    def test_one_that_cannot_be_closed(self, qtbot: QtBot) -> None:
        banner = Banner("warning", "Disque presque plein.", closable=False)
        qtbot.addWidget(banner)
        assert banner.findChildren(QToolButton) == []


class TestSteps:
    def test_state_is_said_and_choice_emitted(self, qtbot: QtBot) -> None:
        steps = StepList("Étapes")
        chosen: list[Any] = []
        qtbot.addWidget(steps)
        steps.chosen.connect(chosen.append)
        steps.show_steps(
            [StepItem("a", "Préparer", "calendar", "done"), StepItem("b", "Imprimer", "printer")]
        )
        first, second = steps.findChildren(QPushButton)
        assert first.accessibleName() == "Préparer: done"
        second.click()
        assert chosen == ["b"]

    def test_an_update_keeps_the_same_buttons(self, qtbot: QtBot) -> None:
        steps = StepList("Étapes")
        qtbot.addWidget(steps)
        steps.show_steps([StepItem("a", "Préparer", "calendar")])
        before = steps.findChildren(QPushButton)
        steps.show_steps([StepItem("a", "Préparer", "calendar", "done", "ok")])
        assert steps.findChildren(QPushButton) == before
        assert before[0].text() == "Préparer · ok"


class TestForm:
    def test_the_error_is_shown_in_words_and_taken_back(self, qtbot: QtBot) -> None:
        field = QLineEdit()
        row = FormField("Code postal", field, "Cinq chiffres.", required=True)
        qtbot.addWidget(row)
        assert field.accessibleName() == "Code postal (required)"
        row.show_error("Il manque un chiffre.")
        assert (row.error, field.accessibleDescription(), field.property("wrong")) == (
            "Il manque un chiffre.",
            "Il manque un chiffre.",
            "true",
        )
        row.show_error("")
        assert (row.error, field.accessibleDescription(), field.property("wrong")) == (
            "",
            "Cinq chiffres.",
            "false",
        )


class TestToast:
    def test_undo_takes_back_once_and_it_leaves(self, scheduler: ManualScheduler, qtbot: QtBot) -> None:
        host = QWidget()
        undone: list[Any] = []
        qtbot.addWidget(host)
        toast = Toast(scheduler, host)
        toast.show_message("Présence enregistrée", lambda: undone.append(1))
        toast.undo_button.click()
        toast.undo_button.click()
        assert undone == [1]
        assert toast.isHidden()

    def test_it_leaves_by_itself_and_a_newer_one_stays_its_full_time(
        self, scheduler: ManualScheduler, qtbot: QtBot
    ) -> None:
        host = QWidget()
        qtbot.addWidget(host)
        toast = Toast(scheduler, host)
        toast.show_message("Un")
        scheduler.advance(SHOWN_MS - 1)
        toast.show_message("Deux")
        scheduler.advance(SHOWN_MS - 1)
        assert not toast.isHidden()
        scheduler.advance(1)
        assert toast.isHidden()

    def test_it_stays_in_the_middle_at_the_top_of_the_window(
        self, scheduler: ManualScheduler, qtbot: QtBot
    ) -> None:
        host = QWidget()
        qtbot.addWidget(host)
        host.resize(600, 400)
        with qtbot.waitExposed(host):
            host.show()
        toast = Toast(scheduler, host)
        toast.show_message("Un")
        host.resize(900, 700)
        assert toast.geometry().top() == theme.SPACE["s"]
        assert toast.geometry().center().x() == pytest.approx(450, abs=2)


class TestBusy:
    def test_it_shows_how_far_and_asks_to_stop_once(self, qtbot: QtBot) -> None:
        panel = ProgressPanel("Import")
        stops: list[Any] = []
        qtbot.addWidget(panel)
        panel.stopped.connect(lambda: stops.append(1))
        panel.show_step(Step(3, 10, "3 lignes sur 10"))
        assert panel.text == "3 lignes sur 10"
        panel.stop_button.click()
        panel.stop_button.click()
        assert stops == [1]

    def test_the_overlay_covers_its_page_only_while_it_works(self, qtbot: QtBot) -> None:
        page = QWidget()
        qtbot.addWidget(page)
        page.resize(700, 500)
        overlay = BusyOverlay(page)
        assert overlay.isHidden()
        overlay.begin("Lecture")
        assert overlay.size() == page.size()
        overlay.end()
        assert overlay.isHidden()


class TestActions:
    def test_no_key_serves_twice(self) -> None:
        everywhere = [key for row in SHORTCUTS if not row.page for key in row.keys]
        for page in {row.page for row in SHORTCUTS}:
            used = everywhere + [
                key for row in SHORTCUTS if row.page and row.page == page for key in row.keys
            ]
            assert len(used) == len(set(used)), page

    def test_every_command_has_words(self) -> None:
        assert all(words(row.name) for row in SHORTCUTS)

    def test_an_action_has_every_key_of_the_table(self, qtbot: QtBot) -> None:
        window = QWidget()
        done: list[Any] = []
        qtbot.addWidget(window)
        made = action("sync", window, lambda: done.append(1))
        assert tuple(key.toString() for key in made.shortcuts()) == shortcut("sync").keys
        assert made.toolTip() == "Synchronise now (F5)"
        made.trigger()
        assert done == [1]

    def test_the_dialog_shows_every_command(self, qtbot: QtBot) -> None:
        dialog = ShortcutsDialog()
        qtbot.addWidget(dialog)
        shown = {child.text() for child in dialog.findChildren(QLabel)}
        assert {words(row.name) for row in SHORTCUTS} | {"F5", "Ctrl+R"} <= shown


def test_a_button_and_an_icon_button_act(qtbot: QtBot) -> None:
    done: list[str] = []
    one = button("Imprimer", lambda: done.append("one"), "primary", "printer")
    two = icon_button("Aide", "info", lambda: done.append("two"))
    qtbot.addWidget(one)
    qtbot.addWidget(two)
    one.click()
    two.click()
    assert done == ["one", "two"]
    assert two.accessibleName() == two.toolTip() == "Aide"


def test_an_empty_state_offers_its_one_action(qtbot: QtBot) -> None:
    empty = EmptyState("calendar", "Rien", "Créez une réunion.", "Créer")
    acted: list[Any] = []
    qtbot.addWidget(empty)
    empty.acted.connect(lambda: acted.append(1))
    empty.button.click()
    assert acted == [1]


def test_the_real_scheduler_calls_once_unless_cancelled(qtbot: QtBot) -> None:
    owner = QWidget()
    called: list[Any] = []
    qtbot.addWidget(owner)
    QtScheduler().after(1, owner, lambda: called.append("kept"))
    QtScheduler().after(0, owner, lambda: called.append("cancelled"))()
    qtbot.waitUntil(lambda: bool(called))
    assert called == ["kept"]


def test_cancelling_what_has_rung_does_nothing(qtbot: QtBot) -> None:
    owner = QWidget()
    called: list[Any] = []
    qtbot.addWidget(owner)
    cancel = QtScheduler().after(0, owner, lambda: called.append("rung"))
    qtbot.waitUntil(lambda: bool(called))
    qtbot.waitUntil(lambda: not owner.children())
    cancel()
    assert called == ["rung"]
