"""What happens between the print dialog and the printer, without a window and without a printer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pytest

from organiser_kit.calibration import NONE, Calibration
from organiser_kit.documents.badges import render
from organiser_kit.errors import StorageError, UserError
from organiser_kit.i18n import using
from tests.documents.samples import ENGLISH, badge, badges
from ui.calibrations import FILE_NAME, Calibrations
from ui.jobs import InlineRunner, JobCancelledError
from ui.pages.papers.print_presenter import PrintOrder, PrintPresenter
from ui.printing.order import Choices, PrintOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.errors import KitError
    from tests.presenters.asker import Recorder
    from ui.jobs import Progress
    from ui.pages.asking import Asker

OFF = Calibration(1.5, -0.5, 1.002, 0.998)


@dataclass
class Printer:
    """A printer set up, as a test wants it."""

    choices: Choices = field(default_factory=lambda: Choices("Brother"))


class FakeHands:
    """Notes what is handed to the printer; answers, or fails, as it is made."""

    def __init__(self, answer: PrintOutcome | KitError) -> None:
        self.answer = answer
        self.got: list[bytes] = []

    def send(self, pdf: bytes, title: str, chosen: object, progress: Progress) -> PrintOutcome:
        del title, chosen
        self.got.append(pdf)
        progress(0, 3)
        if isinstance(self.answer, PrintOutcome):
            return self.answer
        raise self.answer


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with using("en"):
        yield


@pytest.fixture
def calibrations(tmp_path: Path) -> Calibrations:
    return Calibrations(tmp_path)


@pytest.fixture
def pdf() -> bytes:
    return render(badges(badge()), ENGLISH).pdf


class NoCopy:
    """Printing asks the local copy for nothing."""

    def __init__(self, runner: InlineRunner) -> None:
        self.runner = runner


@pytest.fixture
def printing(
    environment: Environment, view: Recorder, calibrations: Calibrations
) -> Callable[[FakeHands], PrintPresenter]:
    asker = cast("Asker", NoCopy(InlineRunner(environment.clock)))
    return lambda hands: PrintPresenter(asker, view, view.notify, hands, calibrations)


SENT = PrintOutcome("sent", 3, "Brother")


def test_it_is_printed_as_it_is_where_nothing_is_known(
    printing: Callable[[FakeHands], PrintPresenter], view: Recorder, pdf: bytes
) -> None:
    hands = FakeHands(SENT)
    printing(hands).print(PrintOrder(pdf, "Badges", "L7160"), Printer())
    assert hands.got == [pdf]
    assert [name for name, _ in view.calls] == ["show_printing", "show_print_step", "show_printed", "notify"]
    assert view.last("notify") == "3 pages were sent to the printer."


def test_what_is_known_of_this_printer_and_these_sheets_moves_it(
    printing: Callable[[FakeHands], PrintPresenter], calibrations: Calibrations, pdf: bytes
) -> None:
    calibrations.keep("Brother", "L7160", OFF)
    hands = FakeHands(SENT)
    presenter = printing(hands)
    for order, printer in (
        (PrintOrder(pdf, "Badges", "L7160"), Printer()),
        (PrintOrder(pdf, "Badges", "L7165"), Printer()),
        (PrintOrder(pdf, "Badges", "L7160"), Printer(Choices("Another"))),
        (PrintOrder(pdf, "Badges", "L7160"), Printer(Choices("", file="badges.pdf"))),
        (PrintOrder(pdf, "Calibration page"), Printer()),
    ):
        presenter.print(order, printer)
    assert [sent == pdf for sent in hands.got] == [False, True, True, True, True]


def test_a_printer_that_is_stopped_is_said(
    printing: Callable[[FakeHands], PrintPresenter], view: Recorder, pdf: bytes
) -> None:
    printing(FakeHands(PrintOutcome("sent", 3, "Brother", waits=True))).print(
        PrintOrder(pdf, "Sheets"), Printer()
    )
    assert "waits: the printer “Brother” is stopped" in view.last("show_printed")
    assert view.count("notify") == 0


def test_a_refusal_is_said_and_the_page_is_given_back(
    printing: Callable[[FakeHands], PrintPresenter], view: Recorder, pdf: bytes
) -> None:
    printing(FakeHands(UserError("It is gone."))).print(PrintOrder(pdf, "Sheets"), Printer())
    assert view.last("show_printed") == ""
    assert view.last("refuse").sentence == "It is gone."


def test_what_was_stopped_says_what_may_still_come(
    printing: Callable[[FakeHands], PrintPresenter], view: Recorder, pdf: bytes
) -> None:
    printing(FakeHands(JobCancelledError("Stopped."))).print(PrintOrder(pdf, "Sheets"), Printer())
    assert "may still come out" in view.last("show_printed")
    assert view.count("refuse") == 0


class TestCalibrations:
    """What is kept on this laptop, for each printer and kind of sheet."""

    def test_each_printer_and_each_sheet_has_its_own(self, tmp_path: Path) -> None:
        Calibrations(tmp_path).keep("Brother", "L7160", OFF)
        Calibrations(tmp_path).keep("Brother", "L7165", Calibration(2.0))
        Calibrations(tmp_path).keep("Éxemple à l’étage", "L7160", Calibration(3.0))
        kept = Calibrations(tmp_path)
        assert kept.of("Brother", "L7160") == OFF
        assert kept.of("Brother", "L7165") == Calibration(2.0)
        assert kept.of("Éxemple à l’étage", "L7160") == Calibration(3.0)
        assert kept.of("Brother", "plain-8") == kept.of("Other", "L7160") == NONE

    def test_nothing_to_correct_is_forgotten(self, calibrations: Calibrations, tmp_path: Path) -> None:
        calibrations.keep("Brother", "L7160", OFF)
        calibrations.keep("Brother", "L7160", NONE)
        assert json.loads((tmp_path / FILE_NAME).read_text("utf-8")) == {}

    @pytest.mark.parametrize(
        "content",
        [
            "not json",
            "[]",
            '{"Brother": 3}',
            '{"Brother": {"L7160": []}}',
            '{"Brother": {"L7160": {"offset_x": "far"}}}',
            '{"Brother": {"L7160": {"colour": 3}}}',
            '{"Brother": {"L7160": {"offset_x": 400}}}',
            '{"Brother": {"L7160": {"scale_x": NaN}}}',
        ],
    )
    def test_what_cannot_be_counts_for_nothing(
        self, calibrations: Calibrations, tmp_path: Path, content: str
    ) -> None:
        (tmp_path / FILE_NAME).write_text(content, "utf-8")
        assert calibrations.of("Brother", "L7160") == NONE
        calibrations.keep("Brother", "L7165", OFF)
        assert calibrations.of("Brother", "L7165") == OFF

    def test_a_folder_that_cannot_be_written_is_a_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", "utf-8")
        with pytest.raises(StorageError, match="could not be kept"):
            Calibrations(tmp_path / "file").keep("Brother", "L7160", OFF)
