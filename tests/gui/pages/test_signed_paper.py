"""The signed sheet read back in the real window, by keyboard and by ear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from organiser_kit.i18n import current, use
from organiser_kit.model.attendance import Method
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PaperWish
from organiser_kit.reading.sheet.files import Looked
from tests.gui.pages.desk import button_called, click, press, type_keys
from tests.gui.pages.desk import desk as make_desk
from tests.papers.read_pages import EMPTY, REVIEW, SIGNED, GivenHands, read_page
from ui import theme
from ui.jobs import CancelToken, Progress, Step
from ui.main_window import SMALLEST
from ui.navigation import Route
from ui.pages.closing.page import ClosingStep
from ui.pages.meeting.page import MeetingPage
from ui.pages.signed_paper import hands
from ui.pages.signed_paper.hands import SheetHands
from ui.pages.signed_paper.line_panel import LinePanel
from ui.pages.signed_paper.page import SignedPaperStep
from ui.tour_pen import sign_pages
from ui.widgets.crop_view import CropView
from ui.widgets.letters import letter_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from organiser_kit.environment import Environment
    from tests.gui.pages.desk import Desk

ROWS = (SIGNED, EMPTY, REVIEW, SIGNED, REVIEW, *(EMPTY,) * 7, SIGNED, EMPTY)
"""Twelve people of whom two are in doubt, then two blank lines of which one is used."""


class Paper:
    """The two steps that the paper goes through."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.workspace.go(Route("meeting", desk.meeting_id, "close"))
        desk.settle()
        steps = desk.page("meeting", MeetingPage).steps
        closing, step = steps["close"], steps["paper"]
        assert isinstance(closing, ClosingStep)
        assert isinstance(step, SignedPaperStep)
        self.closing, self.step = closing, step
        self.sheet = desk.kit.sheets.prepare(desk.meeting_id)
        self.give(GivenHands(read_page(self.sheet.id, ROWS, blank=2, written=(13,))))
        step.choose_files = lambda _: (Path("photo.jpg"),)

    def give(self, given: GivenHands) -> None:
        """Have these pages be what is read."""
        self.hands = given
        self.step.presenter._hands = given  # noqa: SLF001 - what reads pictures is slow and tested elsewhere

    def read(self) -> None:
        """Go from the closing step to what was read."""
        click(self.closing.read_button)
        self.desk.settle()
        click(self.step.start.button)
        self.desk.settle()

    def words(self) -> list[str]:
        model = self.step.review.model
        return [model.index(row, 2).data() for row in range(model.rowCount())]

    def present(self) -> dict[str, Method | None]:
        roster = self.desk.kit.registrations.roster(self.desk.meeting_id)
        return {entry.person.id: entry.presence.method for entry in roster if entry.presence.is_present}


@pytest.fixture
def paper(desk: Desk) -> Paper:
    return Paper(desk)


@pytest.fixture
def photos(paper: Paper, tmp_path: Path) -> list[Path]:
    """Both pages of the real sheet: rows 1 and 2 signed, 3 ticked, a guest on the first blank line."""
    wish = PaperWish()
    data = PRINTABLES["sheet"].gather(paper.desk.kit, paper.desk.meeting_id, current(), wish)
    document = PRINTABLES["sheet"].render(data, current(), wish)
    assert document.geometry is not None
    strokes = {1: "signature", 2: "signature", 3: "tick", 13: "guest"}
    return sign_pages(document.pdf, document.geometry, strokes, tmp_path)


def test_a_sheet_is_gone_through_and_recorded_by_keyboard_alone(paper: Paper) -> None:
    paper.read()
    step, review = paper.step, paper.step.review
    assert QApplication.focusWidget() is review.list
    assert paper.words() == ["To be looked at"] * 3

    type_keys("s")
    type_keys("E")
    assert paper.words() == ["Signed, as you said", "Empty, as you said", "To be looked at"]
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is review.panel.guest.family_name
    type_keys("Fictif-Visite")
    press(Qt.Key.Key_Tab)
    type_keys("Noé")
    press(Qt.Key.Key_Return)
    assert paper.words()[2] == "FICTIF-VISITE Noé"
    assert QApplication.focusWidget() is review.list
    assert paper.present() == {}

    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is review.confirm_button
    assert review.confirm_button.text() == "Confirm 4 new presences"
    assert paper.present() == {}
    press(Qt.Key.Key_Return)
    paper.desk.settle()

    assert set(paper.present().values()) == {Method.SIGNED_PAPER}
    assert len(paper.present()) == 4
    assert paper.closing.isVisible()
    assert not step.isVisible()
    assert paper.closing.notice.sentence == "4 presences recorded from the paper."
    assert paper.closing.pills["agreed"].isVisible()


def test_twenty_five_rows_take_as_many_keys_as_rows_in_doubt(paper: Paper) -> None:
    paper.give(GivenHands(read_page(paper.sheet.id, (SIGNED,) * 10 + (REVIEW, REVIEW))))
    paper.read()
    type_keys("ss")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert len(paper.present()) == 12


def test_a_sheet_on_which_every_row_is_in_doubt_takes_one_key_a_row(paper: Paper) -> None:
    paper.give(GivenHands(read_page(paper.sheet.id, (REVIEW,) * 12)))
    paper.read()
    type_keys("s" * 12)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert len(paper.present()) == 12


def test_arrows_choose_and_a_key_held_down_is_one_answer(paper: Paper) -> None:
    paper.read()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    type_keys("e")
    assert paper.words() == ["To be looked at", "Empty, as you said", "To be looked at"]
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert paper.step.review.list.selected_row() == 0
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, "s", autorep=True)
    QApplication.sendEvent(paper.step.review.list, held)
    assert paper.words()[0] == "To be looked at"


@pytest.fixture
def large(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have text at its largest in the windows made from here on."""
    choose = theme.choose
    monkeypatch.setattr(theme, "choose", lambda name: choose(name, 2.0))
    yield
    theme.apply(qapp, choose("light"))


def test_the_largest_text_fits_the_smallest_window(
    large: None, environment: Environment, tmp_path: Path
) -> None:
    use("fr")
    with make_desk(environment, tmp_path) as desk:
        desk.window.resize(*SMALLEST)
        paper = Paper(desk)
        paper.read()
        paper.step.review.list.selectRow(2)
        paper.step.review.panel.guest.typed.emit("Fictif")
        desk.settle()
        assert paper.step.review.panel.guest.known.isVisible()
        page = desk.page("meeting", MeetingPage)
        inside = page.widget()
        assert inside is not None
        assert inside.width() <= page.viewport().width()


@pytest.mark.parametrize(("language", "letters"), [("fr", ["S", "V"]), ("en", ["S", "E"])])
def test_letters_go_by_the_language(qtbot: QtBot, language: str, letters: list[str]) -> None:
    use(language)
    panel = LinePanel()
    qtbot.addWidget(panel)
    assert panel.letters() == dict(zip(letters, ("signed", "empty"), strict=True))
    assert letter_of(panel.nobody_button.text()) == letters[1]


def test_only_a_letter_in_brackets_at_the_end_is_a_key() -> None:
    assert [letter_of(words) for words in ("Signed (S)", "Signed", "", "(the whole kit)")] == [
        "S",
        "",
        "",
        "",
    ]


def test_the_picture_has_words_and_every_row_can_be_seen(paper: Paper) -> None:
    paper.read()
    review = paper.step.review
    who = review.model.line(0).person
    words = review.panel.crop.accessibleName()
    assert words == (
        f"Picture of the signature cell of {who}, row 3. There is little ink: a tick, initials, or a dot?"
    )
    assert not review.panel.guest.isVisible()
    review.every.click()
    assert review.model.rowCount() == 13
    assert review.model.headerData(2, Qt.Orientation.Horizontal) == "Signature"
    review.list.selectRow(0)
    assert "row 1" in review.panel.crop.accessibleName()
    review.list.selectRow(12)
    assert review.panel.guest.isVisible()
    assert not review.panel.signed_button.isVisible()


def test_with_rows_in_doubt_it_asks_before_it_leaves_them_out(paper: Paper) -> None:
    paper.read()
    review = paper.step.review
    click(review.confirm_button)
    assert paper.present() == {}
    assert review.trouble.sentence == "3 rows are still in doubt: nothing would be recorded for them."
    click(button_called(review.trouble, "Confirm all the same"))
    assert len(paper.present()) == 2


def test_a_sheet_without_doubt_is_one_confirmation(paper: Paper) -> None:
    paper.give(GivenHands(read_page(paper.sheet.id, (SIGNED,) * 12)))
    paper.read()
    review = paper.step.review
    assert review.sure.isVisible()
    assert not review.list.isVisible()
    assert QApplication.focusWidget() is review.confirm_button
    press(Qt.Key.Key_Return)
    assert len(paper.present()) == 12


def test_people_known_already_are_proposed_and_chosen(paper: Paper) -> None:
    known = paper.desk.entries()[5]
    paper.read()
    paper.step.review.list.selectRow(2)
    type_keys("s")
    guest = paper.step.review.panel.guest
    type_keys(known.person.family_name)
    assert guest.known.isVisible()
    mine = [guest.model.person_id(row) for row in range(guest.model.rowCount())].index(known.person.id)
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is guest.known
    for _ in range(mine):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert guest.known.isHidden()
    guest.known.opened.emit(mine)  # the second half of a double click
    assert paper.words()[2] == known.name
    assert QApplication.focusWidget() is paper.step.review.list
    people = len(paper.desk.kit.people.all())
    type_keys("ss")
    paper.step.review.list.selectRow(2)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert known.person.id in paper.present()
    assert len(paper.desk.kit.people.all()) == people


def test_a_line_without_a_name_says_so_and_escape_leaves_it(paper: Paper) -> None:
    paper.read()
    paper.step.review.list.selectRow(2)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert paper.words()[2] == "To be looked at"
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is paper.step.review.list
    type_keys("e")
    assert paper.words()[2] == "Nobody"


def test_what_is_refused_or_missing_is_told(paper: Paper) -> None:
    page = read_page(paper.sheet.id, ROWS[:12], pages=2)
    paper.give(GivenHands(page, Looked("dark.jpg", problem="dark.jpg is too dark.")))
    paper.read()
    assert paper.step.review.trouble.sentence.splitlines() == [
        "dark.jpg is too dark.",
        f"Page 2 of sheet {paper.sheet.sheet_no} is missing: photograph it too.",
    ]
    paper.step.review.trouble.clear()
    type_keys("s")
    assert paper.step.review.trouble.sentence == ""
    paper.give(GivenHands(Looked("wall.jpg", problem="No sheet is to be seen in wall.jpg.")))
    click(paper.step.again_button)
    click(paper.step.start.button)
    assert paper.step.notice.sentence == "No sheet is to be seen in wall.jpg."
    assert paper.step.start.isVisible()


def test_reading_shows_how_far_it_is_and_can_be_stopped(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = CancelToken()
    monkeypatch.setattr(paper.desk.runner, "submit_with_progress", lambda *_, **__: token)
    paper.read()
    step = paper.step
    step.show_step(Step(1, 3, "photo-2.jpg: being read…"))
    assert step.progress.text == "photo-2.jpg: being read…"
    assert QApplication.focusWidget() is step.progress.stop_button
    press(Qt.Key.Key_Return)
    assert token.cancelled


def test_differences_are_settled_by_one_key_each_before_validating(paper: Paper) -> None:
    for person in paper.sheet.people[1:3]:
        paper.desk.kit.check_in.admit(paper.desk.meeting_id, person)
    paper.give(GivenHands(read_page(paper.sheet.id, (SIGNED, *(EMPTY,) * 11))))
    paper.read()
    press(Qt.Key.Key_Return)
    paper.desk.settle()
    differences = paper.closing.differences
    assert differences.isVisible()
    assert QApplication.focusWidget() is differences.list
    click(paper.closing.validate_button)
    assert paper.closing.notice.sentence == "Paper and screen still differ about 2 people."
    assert paper.closing.validate_button.isVisible()

    differences.list.setFocus()
    type_keys("a")
    assert paper.sheet.people[1] not in paper.present()
    type_keys("p")
    assert paper.sheet.people[2] in paper.present()
    assert not differences.isVisible()
    assert paper.closing.pills["agreed"].isVisible()
    click(paper.closing.validate_button)
    paper.desk.settle()
    assert not paper.closing.validate_button.isVisible()
    assert not paper.closing.read_button.isVisible()


def test_a_photographed_sheet_gives_the_attendance_that_was_signed(paper: Paper, photos: list[Path]) -> None:
    paper.step.presenter._hands = SheetHands()  # noqa: SLF001 - the real ones
    paper.step.choose_files = lambda _: photos
    paper.read()
    review = paper.step.review
    assert [review.model.line(row).place.row for row in range(review.model.rowCount())] == [3, 13]
    assert review.panel.crop.has_picture
    type_keys("e")
    assert isinstance(review.panel.name_crop, CropView)
    assert review.panel.name_crop.has_picture
    press(Qt.Key.Key_Return)
    type_keys("Fictif")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert set(paper.sheet.people[:2]) <= set(paper.present())
    assert len(paper.present()) == 3


class TestHands:
    """Files in, pages out, one after the other."""

    @pytest.fixture
    def read(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        names: list[str] = []

        def note(sources: Any, _known: Any) -> list[Any]:
            names.extend(source.name for source in sources)
            assert all(source.path.is_file() for source in sources)
            return [Looked(source.name, problem="blank") for source in sources]

        monkeypatch.setattr(hands, "read_sources", note)
        return names

    @pytest.fixture
    def files(self, tmp_path: Path) -> tuple[Path, ...]:
        picture, scan, broken = tmp_path / "a.png", tmp_path / "scan.pdf", tmp_path / "broken.pdf"
        page = Image.new("L", (60, 40), 255)
        page.save(picture)
        page.save(scan, save_all=True, append_images=[page, page])
        broken.write_bytes(b"%PDF-1.7 and nothing else")
        return picture, scan, broken

    def test_every_page_is_read_and_told(
        self, read: list[str], files: tuple[Path, ...], environment: Environment
    ) -> None:
        steps: list[Step] = []
        progress = Progress(CancelToken(), steps.append, environment.clock)
        looks = SheetHands().look(files, lambda _: (), progress)
        assert read == ["a.png", "scan.pdf, page 1", "scan.pdf, page 2", "scan.pdf, page 3"]
        assert not looks.stopped
        assert [one.source for one in looks.looked] == ["broken.pdf", *read]
        assert "cannot be read as a PDF" in looks.looked[0].problem
        assert (steps[0].total, steps[-1]) == (4, Step(4, 4, "4 pages read"))

    def test_stopping_keeps_the_pages_before(
        self, read: list[str], files: tuple[Path, ...], environment: Environment
    ) -> None:
        token = CancelToken()

        def stop_at_once(_step: Step) -> None:
            token.cancel()

        looks = SheetHands().look(files[:2], lambda _: (), Progress(token, stop_at_once, environment.clock))
        assert looks.stopped
        assert [one.source for one in looks.looked] == read == ["a.png"]
