"""Pages at work: what a click does, what a screen reader hears, what fits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from organiser_kit.errors import UserError
from organiser_kit.model.meetings import MeetingStatus
from tests.gui.pages.desk import click, press, type_keys
from ui.dialogs.new_pair import NewPairDialog
from ui.dialogs.person import PersonDialog
from ui.main_window import FIRST_SIZE, SMALLEST
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.meetings.page import MeetingsPage
from ui.pages.papers.presenter import PaperState
from ui.pages.people.page import PeoplePage
from ui.pages.reception.camera_panel import CameraPanel
from ui.pages.reception.page import ReceptionPage
from ui.pages.settings.page import SettingsPage
from ui.pages.syncing.page import SyncPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.gui.pages.desk import Desk
    from ui.pages.page import Page

ROUTES = [
    ("home", ""),
    ("meetings", ""),
    ("meeting", "prepare"),
    ("meeting", "announce"),
    ("meeting", "registrations"),
    ("meeting", "print"),
    ("meeting", "run"),
    ("meeting", "close"),
    ("meeting", "report"),
    ("ready", ""),
    ("meeting", "paper"),
    ("reception", ""),
    ("people", ""),
    ("library", ""),
    ("library", "resources"),
    ("library", "questions"),
    ("groups", ""),
    ("venues", ""),
    ("sync", ""),
    ("settings", ""),
]


def visit(desk: Desk, place: str, step: str) -> Page:
    of_meeting = place in ("meeting", "ready", "reception")
    desk.workspace.go(Route(place, desk.meeting_id if of_meeting else "", step))  # type: ignore[arg-type]
    desk.settle()
    return desk.workspace.navigator.page(place)  # type: ignore[arg-type]


def focusable(page: QWidget) -> Iterator[QWidget]:
    """Give what Tab reaches on the screen, without the inner parts of Qt's own widgets."""
    for widget in page.findChildren(QWidget):
        own_part = isinstance(widget.parentWidget(), QComboBox | QLineEdit)
        tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if widget.isVisible() and tabbed and not own_part and widget.objectName() != "qt_spinbox_lineedit":
            yield widget


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


@pytest.mark.parametrize(("place", "step"), ROUTES)
def test_everything_tab_reaches_has_a_name(desk: Desk, place: str, step: str) -> None:
    page = visit(desk, place, step)
    reached = list(focusable(page))
    assert reached
    nameless = [widget for widget in reached if not name_of(widget) and "Scroll" not in type(widget).__name__]
    assert nameless == []


@pytest.mark.parametrize(("place", "step"), ROUTES)
def test_nothing_is_cut_off_in_the_smallest_window(desk: Desk, place: str, step: str) -> None:
    desk.window.resize(*SMALLEST)
    page = visit(desk, place, step)
    assert (desk.window.width(), desk.window.height()) == SMALLEST, "the page forced the window open"
    for button in page.findChildren(QAbstractButton):
        inside_a_field = isinstance(button.parentWidget(), QLineEdit)
        if button.isVisible() and button.text() and not inside_a_field:
            assert button.width() >= button.minimumSizeHint().width(), button.text()
    for label in page.findChildren(QLabel):
        if (
            label.isVisible()
            and not label.wordWrap()
            and label.property("kind") in ("title", "heading", "strong")
        ):
            assert label.mapTo(desk.window, QPoint(0, 0)).x() + label.width() <= desk.window.width(), (
                label.text()
            )


def test_a_scan_reaches_the_field_wherever_the_focus_is(desk: Desk) -> None:
    page = visit(desk, "reception", "")
    assert isinstance(page, ReceptionPage)
    for widget in (page.arrivals.table, page.desk.walk_in_button, page.desk.camera_button):
        widget.setFocus()
        type_keys(desk.code(0))
        assert page.field.text() == desk.code(0)
        press(Qt.Key.Key_Return)
        desk.environment.clock.advance(seconds=2)  # type: ignore[attr-defined]
    assert desk.player.played == ["ok", "already", "already"]


def test_escape_does_not_leave_the_door(desk: Desk) -> None:
    page = visit(desk, "reception", "")
    press(Qt.Key.Key_Escape)
    assert page.isVisible()
    assert desk.workspace.navigator.route == Route("reception", desk.meeting_id)


def test_the_offer_is_a_button_too(desk: Desk) -> None:
    page = visit(desk, "reception", "")
    assert isinstance(page, ReceptionPage)
    group = desk.kit.meetings.groups()[0]
    person = desk.kit.people.add(group.id, family_name="Imprévu", given_name="Inès")
    page.presenter.scan(desk.kit.badges.codes([person.id])[person.id])
    click(page.offer_button)
    assert page.verdict.answer == "ok"
    assert not page.offer_button.isVisible()


def test_somebody_who_came_can_be_taken_back_from_the_list(desk: Desk) -> None:
    page = visit(desk, "reception", "")
    assert isinstance(page, ReceptionPage)
    for place in (0, 1):
        page.presenter.scan(desk.code(place))
    page.arrivals.table.selectRow(1)
    click(page.arrivals.undo_button)
    assert page.reason_dialog is not None
    click(page.reason_dialog.act_button)
    assert page.arrivals.count.text().startswith("1 / ")
    assert desk.entries()[0].name in page.verdict.accessibleName()


class SilentFeed(QObject):
    """A camera that only says what it was told."""

    framed = Signal(object)
    pictured = Signal(object)
    plugged = Signal()
    problem = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.key = ""

    def choices(self) -> list[object]:
        return []

    def start(self, key: str) -> None:
        self.asked.append(f"start{key}")

    def stop(self) -> None:
        self.asked.append("stop")


def test_the_camera_runs_only_while_asked_for(desk: Desk, qtbot: object) -> None:
    feed = SilentFeed()
    panel = CameraPanel(desk.workspace.context, lambda _: feed)  # type: ignore[arg-type,return-value]
    try:
        assert feed.asked == []
        panel.switch(on=True)
        assert panel.is_on
        panel.switch(on=False)
        assert feed.asked == ["start", "stop"]
    finally:
        panel.deleteLater()


def test_a_meeting_that_cannot_be_printed_says_why(desk: Desk) -> None:
    page = visit(desk, "meeting", "print")
    assert isinstance(page, MeetingPage)
    step = page.steps["print"]

    def fail(*_: object) -> None:
        raise UserError("This printer is no longer there.")

    step.choose_printer = fail  # type: ignore[attr-defined]
    click(step.preview.print_button)  # type: ignore[attr-defined]
    assert step.notice.sentence == "This printer is no longer there."


def test_a_pair_is_planned_from_the_list(desk: Desk) -> None:
    page = visit(desk, "meetings", "")
    assert isinstance(page, MeetingsPage)
    click(page.new_button)
    dialog = page.dialog
    assert isinstance(dialog, NewPairDialog)
    dialog.number.setValue(2)
    assert dialog.first.dateTime().daysTo(dialog.second.dateTime()) == 14
    click(dialog.act_button)
    assert len(desk.kit.meetings.all()) == 4
    assert isinstance(desk.workspace.navigator.route, Route)
    assert desk.workspace.navigator.route.place == "meeting"


def test_the_same_pair_twice_is_refused_in_the_dialog(desk: Desk) -> None:
    page = visit(desk, "meetings", "")
    assert isinstance(page, MeetingsPage)
    click(page.new_button)
    dialog = page.dialog
    assert isinstance(dialog, NewPairDialog)
    click(dialog.act_button)
    assert "already has its meeting" in dialog.problem
    assert dialog.isVisible()
    dialog.reject()


def test_a_person_without_a_name_is_not_saved(desk: Desk) -> None:
    page = visit(desk, "people", "")
    assert isinstance(page, PeoplePage)
    before = len(desk.kit.people.all())
    click(page.add_button)
    dialog = page.dialog
    assert isinstance(dialog, PersonDialog)
    click(dialog.act_button)
    assert dialog.problem
    dialog.family_name.setText("Exemple-Neuve")
    click(dialog.act_button)
    assert len(desk.kit.people.all()) == before + 1


def test_choices_are_kept(desk: Desk) -> None:
    page = visit(desk, "settings", "")
    assert isinstance(page, SettingsPage)
    page.sound.click()
    page.theme.setCurrentIndex(page.theme.findData("dark"))
    page.theme.activated.emit(page.theme.currentIndex())
    assert desk.changed == ["sound", "theme"]
    assert (desk.preferences.choices.sound, desk.preferences.choices.theme) == (False, "dark")


def test_the_keys_of_the_frame(desk: Desk) -> None:
    visit(desk, "meetings", "")
    desk.workspace.go(Route("meeting", desk.meeting_id))
    QTest.keyClick(desk.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert desk.workspace.navigator.route == Route("meetings")
    QTest.keyClick(desk.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert desk.workspace.navigator.route == Route("settings")
    click(desk.workspace.shell.pill)
    assert desk.workspace.navigator.route == Route("sync")


def test_the_practice_strip_says_that_it_is_practice(desk: Desk) -> None:
    strip = desk.workspace.shell.practice_strip
    assert strip.isVisible()
    assert "made up" in strip.accessibleName()


def test_a_wrong_clock_is_said_on_every_page_until_it_is_right(desk: Desk) -> None:
    strip, now = desk.workspace.shell.clock_strip, desk.environment.now()
    assert not strip.isVisible()
    desk.kit.replica.learn_clock(now + timedelta(minutes=25))
    desk.workspace.courier.refresh()
    for place in ("meetings", "people", "sync"):
        desk.workspace.go(Route(place))
        assert strip.isVisible()
        assert "25 minutes slow" in strip.accessibleName()
    assert not desk.page("sync", SyncPage).alerts.banners, "once is enough"
    desk.kit.replica.learn_clock(now)
    desk.workspace.courier.refresh()
    assert not strip.isVisible()


def test_the_keys_of_a_meeting(desk: Desk) -> None:
    page = visit(desk, "meeting", "prepare")
    assert isinstance(page, MeetingPage)
    asked: list[QWidget] = []
    page.steps["registrations"].choose_file = asked.append  # type: ignore[attr-defined]
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(desk.window, Qt.Key.Key_I, control)
    assert asked == [page.steps["registrations"]]
    QTest.keyClick(desk.window, Qt.Key.Key_P, control)
    assert page.steps["print"].isVisible()
    QTest.keyClick(desk.window, Qt.Key.Key_E, control)
    assert desk.workspace.navigator.route == Route("reception", desk.meeting_id)


def test_calling_a_meeting_off_offers_to_keep_it(desk: Desk) -> None:
    page = visit(desk, "meeting", "prepare")
    assert isinstance(page, MeetingPage)
    step = page.steps["prepare"]
    click(step.status_buttons[MeetingStatus.CANCELLED])  # type: ignore[attr-defined]
    dialog = step.dialog  # type: ignore[attr-defined]
    assert (dialog.cancel_button.text(), dialog.act_button.text()) == (
        "Keep the meeting",
        "Cancel the meeting",
    )
    click(dialog.cancel_button)
    assert desk.kit.meetings.get(desk.meeting_id).status is not MeetingStatus.CANCELLED


def test_what_the_maker_of_a_paper_noted_is_shown_to_whoever_prints(desk: Desk) -> None:
    page = visit(desk, "meeting", "print")
    assert isinstance(page, MeetingPage)
    step = page.steps["print"]
    pdf = step.preview.pdf  # type: ignore[attr-defined]
    step.show_paper(PaperState("sheet", pdf, "1 page", ("A letter is missing.",)))  # type: ignore[attr-defined]
    assert step.notice.sentence == "A letter is missing."
    step.show_paper(PaperState("sheet", pdf, "1 page"))  # type: ignore[attr-defined]
    assert step.notice.sentence == ""


def test_a_role_is_taken_away_on_the_page(desk: Desk) -> None:
    page = visit(desk, "meeting", "prepare")
    assert isinstance(page, MeetingPage)
    roles = page.steps["prepare"].roles  # type: ignore[attr-defined]
    before = len(desk.kit.meetings.roles(desk.meeting_id))
    click(
        next(b for b in roles.findChildren(QAbstractButton) if b.accessibleName().startswith("Take the role"))
    )
    assert len(desk.kit.meetings.roles(desk.meeting_id)) == before - 1


def test_a_role_given_leaves_what_is_being_typed(desk: Desk) -> None:
    page = visit(desk, "meeting", "prepare")
    assert isinstance(page, MeetingPage)
    step = page.steps["prepare"]
    step.plan.room.setText("Salle bleue")  # type: ignore[attr-defined]
    step.plan.venue.setEditText("Lieu à trouver")  # type: ignore[attr-defined]
    desk.kit.plan.add_venue(desk.kit.meetings.groups()[0].id, "Lieu inventé")
    click(step.roles.give_button)  # type: ignore[attr-defined]
    assert step.plan.room.text() == "Salle bleue"  # type: ignore[attr-defined]
    assert step.plan.venue.currentText() == "Lieu à trouver"  # type: ignore[attr-defined]
    assert step.plan.venue.findText("Lieu inventé") >= 0  # type: ignore[attr-defined]
    desk.settle()
    desk.kit.plan.edit_meeting(desk.meeting_id, room="Salle verte")
    step.presenter.load()  # type: ignore[attr-defined]
    assert step.plan.room.text() == "Salle verte"  # type: ignore[attr-defined]


def test_a_validated_plan_cannot_be_typed_over(desk: Desk) -> None:
    desk.kit.check_in.walk_in(desk.meeting_id, family_name="Exemple", given_name="Ana")
    desk.kit.sheets.validate(desk.meeting_id)
    page = visit(desk, "meeting", "prepare")
    assert isinstance(page, MeetingPage)
    assert not page.steps["prepare"].plan.room.isEnabled()  # type: ignore[attr-defined]


def test_enter_presses_the_button_that_has_the_focus(desk: Desk) -> None:
    page = visit(desk, "meeting", "prepare")
    assert isinstance(page, MeetingPage)
    step = page.steps["prepare"]
    step.status_buttons[MeetingStatus.CANCELLED].setFocus()  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return)
    dialog = step.dialog  # type: ignore[attr-defined]
    assert dialog.focusWidget() is dialog.reason
    dialog.reason.setText("La salle est fermée")
    QTest.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert desk.kit.meetings.get(desk.meeting_id).status is not MeetingStatus.CANCELLED


def test_the_window_is_maximised_where_it_would_not_fit(desk: Desk) -> None:
    window = desk.window
    for room, maximised in (((1366, 768), True), ((1280, 1024), False), ((1920, 1040), False)):
        window.hide()
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(*FIRST_SIZE)
        window.show_within(QSize(*room))
        assert window.isMaximized() is maximised, room
