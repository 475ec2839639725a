"""Labels, calibration and printing in the step of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from organiser_kit.calibration import Calibration
from organiser_kit.errors import UserError
from tests.gui.pages.desk import click, press
from ui.dialogs.calibrate import CalibrateDialog
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.papers.page import LONG_MS, PapersStep
from ui.printing.order import Choices

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk
    from ui.pages.papers.descriptions import PaperDescription


@pytest.fixture
def step(desk: Desk) -> PapersStep:
    """The step, open on the badges."""
    return opened(desk)


def opened(desk: Desk, paper: str = "badges") -> PapersStep:
    desk.workspace.go(Route("meetings"))
    desk.workspace.go(Route("meeting", desk.meeting_id, "print"))
    desk.settle()
    found = desk.page("meeting", MeetingPage).steps["print"]
    assert isinstance(found, PapersStep)
    found.presenter.choose(paper)
    return found


def choose_labels(step: PapersStep, name: str) -> None:
    combo = step.options.stocks
    combo.setCurrentIndex(combo.findData(name))
    combo.activated.emit(combo.currentIndex())


class FakePrinter:
    """A printer set up."""

    choices = Choices("Brother")


class TestLabels:
    def test_the_plain_sheet_comes_first_and_others_make_other_badges(self, step: PapersStep) -> None:
        combo = step.options.stocks
        assert combo.isVisible()
        assert "to cut" in combo.currentText()
        plain = step.preview.pdf
        choose_labels(step, "L7160")
        assert step.preview.pages == 1
        assert step.preview.pdf != plain
        assert "27 mm wide" in step.notice.sentence

    def test_a_sheet_that_was_begun(self, step: PapersStep) -> None:
        first = step.options.first
        assert first.isVisible()
        assert (first.value(), first.maximum()) == (1, 8)
        first.setFocus()
        pages = step.preview.pages
        for _ in range(7):
            press(Qt.Key.Key_Up)
        assert first.value() == 8
        assert step.preview.pages == pages + 1
        choose_labels(step, "L7160")
        assert (first.value(), first.maximum()) == (1, 21)
        step.presenter.choose("sheet")
        assert not first.isVisible()

    def test_labels_of_ones_own_are_offered_and_a_bad_file_is_told(
        self, desk: Desk, step: PapersStep
    ) -> None:
        folder = desk.session.folder / "stocks"
        folder.mkdir()
        (folder / "broken.toml").write_text("oops", "utf-8")
        (folder / "mine.toml").write_text(
            "format = 1\n[[stocks]]\nname = 'Mine'\npaper = [210.0, 297.0]\ncolumns = 1\nrows = 2\n"
            "label = [100.0, 70.0]\nmargin = [10.0, 10.0]\npitch = [100.0, 80.0]\n",
            "utf-8",
        )
        step = opened(desk)
        assert "broken.toml" in step.notice.sentence
        choose_labels(step, "Mine")
        assert step.preview.pages == 6
        step.presenter.choose("sheet")
        assert "broken.toml" not in step.notice.sentence


class TestCalibrating:
    def test_what_a_ruler_shows_is_kept_for_this_printer_and_these_sheets(
        self, desk: Desk, step: PapersStep
    ) -> None:
        assert not step.measure_button.isVisible()
        step.presenter.choose("calibration")
        choose_labels(step, "L7165")
        step.printer_names = lambda: ("Brother", "Other")
        click(step.measure_button)
        dialog = step.dialog
        assert isinstance(dialog, CalibrateDialog)
        QTest.qWaitForWindowActive(dialog)
        assert [field.value() for field in dialog.fields] == [20.0, 20.0, 170.0, 257.0]
        assert "misses nothing" in dialog.result_words.text()
        for field, figure in zip(dialog.fields, (22.0, 19.5, 170.0, 257.0), strict=True):
            field.setValue(figure)
        assert "by +2 mm across and −0.5 mm down" in dialog.result_words.text()
        click(dialog.act_button)
        assert step.calibrations.of("Brother", "L7165") == Calibration(2.0, -0.5)
        desk.settle()
        click(step.measure_button)
        assert isinstance(step.dialog, CalibrateDialog)
        assert step.dialog.fields[0].value() == 22.0
        step.dialog.printers.setCurrentText("Other")
        assert step.dialog.fields[0].value() == 20.0
        step.dialog.reject()

    def test_figures_that_cannot_be_and_no_printer_at_all_are_refused_in_words(
        self, desk: Desk, step: PapersStep
    ) -> None:
        step.presenter.choose("calibration")
        step.printer_names = lambda: ("Brother",)
        click(step.measure_button)
        dialog = step.dialog
        assert isinstance(dialog, CalibrateDialog)
        dialog.fields[2].setValue(17.0)
        click(dialog.act_button)
        assert dialog.isVisible()
        assert "cannot be right" in dialog.problem
        click(dialog.forget_button)
        assert dialog.problem == ""
        dialog.reject()
        desk.settle()
        step.printer_names = lambda: ()
        click(step.measure_button)
        dialog = step.dialog
        assert isinstance(dialog, CalibrateDialog)
        assert "no printer yet" in dialog.problem
        assert not dialog.act_button.isEnabled()
        dialog.reject()


class TestPrinting:
    def test_badges_are_moved_but_never_the_page_that_measures_and_what_is_cut_stays_one_sided(
        self, step: PapersStep, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sent: list[tuple[str, str]] = []
        one_sided: list[bool] = []

        def choose(_pdf: bytes, paper: PaperDescription, _parent: object) -> FakePrinter:
            one_sided.append(paper.one_sided)
            return FakePrinter()

        step.choose_printer = choose
        monkeypatch.setattr(step.printing, "print", lambda order, _: sent.append((order.title, order.stock)))
        for paper in ("badges", "calibration", "sheet"):
            step.presenter.choose(paper)
            click(step.preview.print_button)
        assert sent == [("Badges", "plain-8"), ("Calibration page", ""), ("Sign-in sheet", "")]
        assert one_sided == [True, True, False]

    def test_a_long_job_covers_the_preview_and_a_refusal_gives_it_back(
        self, desk: Desk, step: PapersStep, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        step.show_printing("Badges")
        assert not step.preview.print_button.isEnabled()
        desk.scheduler.advance(LONG_MS)
        assert step.on_its_way.isVisible()
        stopped: list[int] = []
        step.on_its_way.stopped.connect(lambda: stopped.append(1))
        click(step.on_its_way.panel.stop_button)
        assert stopped == [1]
        step.show_printed("Printing was stopped.")
        assert not step.on_its_way.isVisible()
        assert step.notice.sentence == "Printing was stopped."

        def refuse(*_: Any) -> Any:
            raise UserError("The printer did not take the document.")

        step.choose_printer = lambda *_: FakePrinter()
        monkeypatch.setattr("ui.printing.hands.Hands.send", refuse)
        click(step.preview.print_button)
        assert step.notice.sentence == "The printer did not take the document."
