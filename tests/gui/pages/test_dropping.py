"""Files dropped onto the real window: events as the system sends them, to the window and to no widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from organiser_kit.i18n import current
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PaperWish
from tests.gui.pages.desk import click, press, type_keys
from tests.papers.read_pages import SIGNED, GivenHands, read_page
from ui.dialogs.arrived import ArrivedDialog
from ui.dialogs.import_file import ImportDialog
from ui.dialogs.person import PersonDialog
from ui.navigation import Route
from ui.pages.dropping.codes import papers_in
from ui.pages.groups.page import GroupsPage
from ui.pages.meeting.page import MeetingPage
from ui.pages.people.page import PeoplePage
from ui.pages.signed_paper.page import SignedPaperStep
from ui.pages.syncing.page import SyncPage
from ui.tour_pen import sign_pages
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QWindow

    from tests.gui.pages.desk import Desk

LEFT, NONE, COPY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
ANY = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


class Drag:
    """Something dragged over the window by somebody's hand."""

    def __init__(self, desk: Desk, data: QMimeData) -> None:
        self.desk = desk
        self.data = data

    @property
    def window(self) -> QWindow:
        return self.desk.window.windowHandle()

    def enter(self) -> bool:
        """Come over the window; return whether it would take what is dragged."""
        entering = QDragEnterEvent(QPointF(500, 400), ANY, self.data, LEFT, NONE)
        QApplication.sendEvent(self.window, entering)
        moving = QDragMoveEvent(QPointF(510, 400), ANY, self.data, LEFT, NONE)
        QApplication.sendEvent(self.window, moving)
        return entering.isAccepted() and moving.isAccepted()

    def leave(self) -> None:
        QApplication.sendEvent(self.window, QDragLeaveEvent())

    def drop(self, at: QPoint | None = None) -> QDropEvent:
        dropping = QDropEvent(QPointF(at or QPoint(510, 400)), ANY, self.data, LEFT, NONE)
        dropping.setDropAction(Qt.DropAction.MoveAction)
        dropping.ignore()
        QApplication.sendEvent(self.window, dropping)
        return dropping


def files(desk: Desk, *paths: Path) -> Drag:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(map(str, paths)))
    return Drag(desk, data)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_text("Nom;Prénom\nExemple-Déposée;Zoé\n", encoding="utf-8")
    return path


def words(desk: Desk) -> Sequence[str]:
    return desk.workspace.files.overlay.words


def dialog(desk: Desk) -> ArrivedDialog | ImportDialog:
    desk.settle()
    made = desk.workspace.files.dialog
    assert made is not None
    assert made.isVisible()
    return made


def test_held_over_any_page_the_window_says_what_will_happen(desk: Desk, people: Path) -> None:
    desk.workspace.go(Route("home"))
    drag = files(desk, people)
    assert words(desk) == ()
    assert drag.enter()
    title, line = words(desk)
    assert title == "Let go to open this file"
    assert "you check its columns" in line
    overlay = desk.workspace.files.overlay
    assert overlay.size() == desk.workspace.shell.size()
    assert line in overlay.accessibleName()
    desk.window.resize(1100, 760)
    assert overlay.size() == desk.workspace.shell.size()
    drag.leave()
    assert words(desk) == ()


def test_people_dropped_on_a_meeting_are_registered_there(desk: Desk, people: Path) -> None:
    desk.workspace.go(Route("meeting", desk.meeting_id, "prepare"))
    drag = files(desk, people)
    drag.enter()
    dropped = drag.drop()
    assert dropped.isAccepted()
    assert dropped.dropAction() is COPY, "a file manager that moves would delete it"
    assert words(desk) == ()
    shown = dialog(desk)
    assert isinstance(shown, ImportDialog)
    click(shown.run_button)
    desk.settle()
    assert "Exemple-Déposée" in [entry.person.family_name for entry in desk.entries()]


def test_people_dropped_on_a_group_join_it_alone(desk: Desk, people: Path) -> None:
    desk.workspace.go(Route("groups"))
    assert desk.page("groups", GroupsPage).group_at_hand()
    files(desk, people).drop()
    shown = dialog(desk)
    assert isinstance(shown, ImportDialog)
    click(shown.run_button)
    desk.settle()
    assert "Exemple-Déposée" in [person.family_name for person in desk.kit.people.all()]
    assert "Exemple-Déposée" not in [entry.person.family_name for entry in desk.entries()]


def test_elsewhere_it_asks_and_the_keyboard_answers(desk: Desk, people: Path) -> None:
    desk.workspace.go(Route("home"))
    files(desk, people).drop()
    asked = dialog(desk)
    assert isinstance(asked, ArrivedDialog)
    assert QApplication.focusWidget() is asked.table
    assert asked.table.model().rowCount() == 3
    settled: list[object] = []
    asked.settled.connect(settled.append)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    desk.settle()
    shown = dialog(desk)
    assert isinstance(shown, ImportDialog)
    assert len(settled) == 1
    second = desk.kit.meetings.all()[1].id
    assert shown.presenter._meeting_id == second  # noqa: SLF001 - where it goes is seen only once it is in


def test_several_lists_come_one_after_the_other(desk: Desk, people: Path, tmp_path: Path) -> None:
    other = tmp_path / "autres.csv"
    other.write_text("Nom;Prénom\nFictif-Deuxième;Noé\n", encoding="utf-8")
    desk.workspace.go(Route("groups"))
    files(desk, people, other).drop()
    for _ in range(2):
        shown = dialog(desk)
        assert isinstance(shown, ImportDialog)
        click(shown.run_button)
        click(shown.close_button)
        desk.settle()
    assert {"Exemple-Déposée", "Fictif-Deuxième"} <= {one.family_name for one in desk.kit.people.all()}


def test_what_nothing_can_use_is_said_with_the_reason(desk: Desk, tmp_path: Path) -> None:
    desk.workspace.go(Route("home"))
    drag = files(desk, tmp_path)
    assert drag.enter()
    assert words(desk)[0] == "Nothing here can use this"
    drag.drop()
    said = dialog(desk)
    assert isinstance(said, ArrivedDialog)
    assert not said.cancel_button.isVisible()
    click(said.act_button)
    desk.settle()
    assert desk.workspace.navigator.route == Route("home")


def test_a_field_never_takes_the_path_of_a_file(desk: Desk, people: Path) -> None:
    desk.workspace.go(Route("people"))
    page = desk.page("people", PeoplePage)
    field = page.search.findChild(QLineEdit) or page.search
    middle = field.mapTo(desk.window, field.rect().center())
    drag = files(desk, people)
    drag.enter()
    drag.drop(middle)
    assert page.search.text() == ""
    assert isinstance(dialog(desk), ImportDialog)


def test_text_dragged_out_of_a_page_goes_its_own_way(desk: Desk) -> None:
    desk.workspace.go(Route("home"))
    data = QMimeData()
    data.setText("Exemple")
    data.setUrls([QUrl("https://example.org/liste.csv")])
    drag = Drag(desk, data)
    assert not drag.enter()
    assert not drag.drop().isAccepted()
    assert words(desk) == ()
    assert desk.workspace.files.dialog is None


def test_a_question_that_is_open_comes_first(desk: Desk, people: Path) -> None:
    desk.workspace.go(Route("people"))
    page = desk.page("people", PeoplePage)
    click(page.add_button)
    assert isinstance(page.dialog, PersonDialog)
    drag = files(desk, people)
    assert not drag.enter()
    assert words(desk) == ()
    assert not drag.drop().isAccepted()
    assert desk.workspace.files.dialog is None
    page.dialog.reject()
    desk.settle()
    assert drag.enter()


def test_a_page_may_take_files_itself(desk: Desk, people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.workspace.go(Route("people"))
    monkeypatch.setattr(desk.page("people", PeoplePage), "takes_files", lambda: True)
    drag = files(desk, people)
    drag.enter()
    drag.drop(QPoint(900, 600))
    assert words(desk) == ()
    assert desk.workspace.files.dialog is None


def test_before_the_copy_is_open_nothing_is_taken(desk: Desk, people: Path) -> None:
    desk.window.show_opening()
    drag = files(desk, people)
    assert not drag.enter()
    assert not drag.drop().isAccepted()
    assert desk.workspace.files.dialog is None


def test_pictures_go_to_the_sheet_of_their_meeting(desk: Desk, tmp_path: Path) -> None:
    meeting = desk.kit.meetings.all()[1].id
    desk.workspace.go(Route("meeting", meeting, "paper"))
    step = desk.page("meeting", MeetingPage).steps["paper"]
    assert isinstance(step, SignedPaperStep)
    given = GivenHands(read_page(desk.kit.sheets.prepare(meeting).id, (SIGNED,) * 2))
    step.presenter._hands = given  # noqa: SLF001 - what reads pictures is slow and tested elsewhere
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0")
    files(desk, photo).drop()
    assert given.asked == [(photo,)]
    assert step.review.isVisible()


def test_the_code_of_a_real_sheet_says_its_meeting(desk: Desk, tmp_path: Path) -> None:
    wish, printable = PaperWish(), PRINTABLES["sheet"]
    document = printable.render(printable.gather(desk.kit, desk.meeting_id, current(), wish), current(), wish)
    assert document.geometry is not None
    sheet = desk.kit.sheets.prepare(desk.meeting_id)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(document.pdf)
    assert papers_in([scan]) == [sheet.id]
    blank = tmp_path / "blank.gif"
    blank.write_bytes(b"GIF89a cut short")
    assert papers_in([blank, *sign_pages(document.pdf, document.geometry, {}, tmp_path)[:1]]) == [sheet.id]
    assert desk.kit.sheets.meetings_of(sheet.id) == (desk.meeting_id,)
    assert papers_in([blank]) == []


def test_sticks_are_read_one_after_the_other_and_what_is_wrong_is_told(desk: Desk, tmp_path: Path) -> None:
    sticks = [tmp_path / name for name in ("a.okb", "b.okb")]
    for stick in sticks:
        stick.write_bytes(b"ORGKITB\n and nothing else")
    files(desk, *sticks).drop()
    assert desk.workspace.navigator.route == Route("sync")
    told = desk.page("sync", SyncPage).notice.sentence.splitlines()
    assert len(told) == 2
    assert "a.okb" in told[0]
    assert "b.okb" in told[1]


def test_the_keyboard_opens_files_too(desk: Desk, people: Path) -> None:
    desk.workspace.go(Route("meeting", desk.meeting_id, "prepare"))
    desk.workspace.files.choose_files = lambda _: ()
    press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert desk.workspace.files.dialog is None
    desk.workspace.files.choose_files = lambda _: (people,)
    press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(dialog(desk), ImportDialog)


def test_the_palette_opens_files_too(desk: Desk, people: Path) -> None:
    desk.workspace.go(Route("groups"))
    desk.workspace.files.choose_files = lambda _: (people,)
    desk.workspace.commands.ask()
    desk.settle()
    type_keys("Open a f")
    press(Qt.Key.Key_Return)
    desk.settle()
    assert isinstance(dialog(desk), ImportDialog)


def test_a_window_in_another_language_takes_files_once(desk: Desk, people: Path) -> None:
    """The shell is built anew: of two watchers only the one that shows may answer."""
    former, tools = desk.workspace, desk.workspace._tools  # noqa: SLF001 - as the program builds it anew
    anew = Workspace(tools, desk.changed.append)
    desk.window.show_shell(anew.shell)
    anew.go(Route("groups"))
    drag = files(desk, people)
    assert drag.enter()
    drag.drop()
    assert former.files.dialog is None
    assert isinstance(anew.files.dialog, ImportDialog)
    anew.files.dialog.reject()
    anew.close()
