"""From a PDF to paper: the dialog's choices, what is painted, what CUPS is told, without any printer."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from organiser_kit.environment import FakeClock
from organiser_kit.errors import UserError
from tests.gui.infrastructure.paper import PAPER, black_box, page_sizes, squares
from ui.jobs import CancelToken, JobCancelledError, Progress
from ui.printing.cups import Answer, Cups
from ui.printing.dialog import Chosen, choose_printer
from ui.printing.hands import Hands
from ui.printing.order import Choices, PrintOutcome, Sides

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from ui.jobs import Step


def _progress(token: CancelToken | None = None, report: Callable[[Step], None] = print) -> Progress:
    return Progress(token or CancelToken(), report, FakeClock(datetime(2026, 11, 23, 18, tzinfo=UTC)))


def _to_file(path: Path, change: Callable[[QPrinter], None] = lambda _: None) -> Any:
    def ask(printer: QPrinter, _parent: QWidget | None) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        change(printer)
        return True

    return ask


def _chosen(pdf: bytes, path: Path, change: Callable[[QPrinter], None] = lambda _: None) -> Chosen:
    found = choose_printer(pdf, "Sheets", ask=_to_file(path, change))
    assert found is not None
    return found


def _painted(pdf: bytes, path: Path, change: Callable[[QPrinter], None] = lambda _: None) -> PrintOutcome:
    return Hands(Cups(find=lambda _: None)).send(pdf, "Sheets", _chosen(pdf, path, change), _progress())


class TestPainting:
    def test_pages_keep_their_size_and_nothing_moves(self, tmp_path: Path, qtbot: QtBot) -> None:
        printed = tmp_path / "printed.pdf"
        assert _painted(squares(tmp_path, [PAPER, PAPER]), printed) == PrintOutcome("sent", 2)
        assert page_sizes(printed.read_bytes()) == [pytest.approx(PAPER, abs=0.5)] * 2
        for page in (0, 1):
            assert black_box(printed.read_bytes(), page) == pytest.approx((20, 20, 30, 30), abs=0.5)

    def test_a_lying_badge_stays_a_lying_badge(self, tmp_path: Path, qtbot: QtBot) -> None:
        printed = tmp_path / "printed.pdf"
        _painted(squares(tmp_path, [(86, 54)]), printed)
        assert page_sizes(printed.read_bytes()) == [pytest.approx((86, 54), abs=0.5)]
        assert black_box(printed.read_bytes(), 0) == pytest.approx((20, 20, 30, 30), abs=0.5)

    def test_only_the_pages_asked_for(self, tmp_path: Path, qtbot: QtBot) -> None:
        printed = tmp_path / "printed.pdf"
        outcome = _painted(
            squares(tmp_path, [(86, 54)] * 4), printed, lambda printer: printer.setFromTo(2, 3)
        )
        assert outcome.pages == len(page_sizes(printed.read_bytes())) == 2

    def test_it_is_told_how_far_it_is_and_stops_before_the_next_page(
        self, tmp_path: Path, qtbot: QtBot
    ) -> None:
        token = CancelToken()
        told: list[tuple[int, int]] = []

        def report(step: Step) -> None:
            told.append((step.done, step.total))
            token.cancel()

        pdf = squares(tmp_path, [(86, 54)] * 3)
        with pytest.raises(JobCancelledError):
            Hands(Cups(find=lambda _: None)).send(
                pdf, "Sheets", _chosen(pdf, tmp_path / "printed.pdf"), _progress(token, report)
            )
        assert told == [(0, 3)]

    @pytest.mark.qt_log_ignore("QPainter::begin")
    def test_a_place_that_cannot_be_written_is_a_sentence(self, tmp_path: Path, qtbot: QtBot) -> None:
        with pytest.raises(UserError, match="did not take"):
            _painted(squares(tmp_path, [PAPER]), tmp_path / "none" / "printed.pdf")


class TestDialog:
    def test_the_printers_own_margins_move_nothing(self, tmp_path: Path, qtbot: QtBot) -> None:
        full: list[bool] = []

        def ask(printer: QPrinter, _parent: QWidget | None) -> bool:
            full.append(printer.fullPage())
            return False

        assert choose_printer(squares(tmp_path, [PAPER]), "Sheets", ask=ask) is None
        assert full == [True]

    def test_a_printer_that_has_gone_is_a_sentence(self, tmp_path: Path, qtbot: QtBot) -> None:
        def ask(printer: QPrinter, _parent: QWidget | None) -> bool:
            # What Qt makes of a printer that went while its dialog was open.
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            return True

        with pytest.raises(UserError, match="no longer there"):
            choose_printer(squares(tmp_path, [PAPER]), "Sheets", ask=ask)

    def test_what_is_no_pdf_is_a_sentence(self, qtbot: QtBot) -> None:
        with pytest.raises(UserError, match="not a readable PDF"):
            choose_printer(b"hello", "Sheets", ask=lambda _printer, _parent: True)

    def test_everything_once_on_the_pages_own_paper(self, tmp_path: Path, qtbot: QtBot) -> None:
        choices = _chosen(squares(tmp_path, [PAPER] * 3), tmp_path / "x.pdf").choices
        assert (choices.pages, choices.copies, choices.media) == ((), 1, "A4")
        assert choices.file.endswith("x.pdf")

    def test_what_was_chosen(self, tmp_path: Path, qtbot: QtBot) -> None:
        def change(printer: QPrinter) -> None:
            printer.setFromTo(2, 3)
            printer.setColorMode(QPrinter.ColorMode.GrayScale)
            printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))

        choices = _chosen(squares(tmp_path, [PAPER] * 4), tmp_path / "x.pdf", change).choices
        assert (choices.pages, choices.grey, choices.media) == (((2, 3),), True, "A5")
        assert choices.numbers(4) == (2, 3)

    def test_paper_without_a_name_is_told_by_its_size(self, tmp_path: Path, qtbot: QtBot) -> None:
        choices = _chosen(squares(tmp_path, [(100.0, 63.0)]), tmp_path / "x.pdf").choices
        # Qt's writer of the test page rounds to points.
        assert re.fullmatch(r"Custom\.63(\.\d+)?x(99\.8\d?|100)mm", choices.media)

    def test_what_is_cut_or_hung_up_is_proposed_one_sided(
        self, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        proposed: list[QPrinter.DuplexMode] = []
        monkeypatch.setattr(QPrinter, "setDuplex", lambda _printer, mode: proposed.append(mode))
        pdf = squares(tmp_path, [PAPER])
        choose_printer(pdf, "Sheets", ask=lambda _printer, _parent: False)
        assert proposed == []
        choose_printer(pdf, "Badges", one_sided=True, ask=lambda _printer, _parent: False)
        assert proposed == [QPrinter.DuplexMode.DuplexNone]


class FakeLp:
    """Notes what it is told; answers as it is made."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.commands: list[list[str]] = []
        self.given = b""

    def __call__(self, command: Sequence[str], given: bytes) -> Answer:
        self.commands.append(list(command))
        self.given = given
        return self.answer


class TestCups:
    def test_it_gets_the_document_itself_and_every_choice(self) -> None:
        lp = FakeLp(Answer(0))
        cups = Cups(find=lambda name: f"/somewhere/{name}", run=lp)
        choices = Choices(
            "Brother",
            copies=3,
            collated=False,
            pages=((1, 1), (4, 6)),
            sides=Sides.ONE,
            media="A4",
            grey=True,
        )
        cups.send(b"%PDF", "Badges", choices)
        assert lp.given == b"%PDF"
        (said,) = lp.commands
        assert said == [
            *("/somewhere/lp", "-d", "Brother", "-t", "Badges", "-n", "3", "-P", "1,4-6"),
            *("-o", "print-scaling=none", "-o", "collate=false", "-o", "media=A4"),
            *("-o", "sides=one-sided", "-o", "print-color-mode=monochrome"),
        ]

    def test_what_nobody_chose_is_left_to_the_printer(self) -> None:
        lp = FakeLp(Answer(0))
        Cups(find=lambda _: "lp", run=lp).send(b"%PDF", "Badges", Choices("Brother"))
        assert lp.commands == [["lp", "-d", "Brother", "-t", "Badges", "-n", "1", "-o", "print-scaling=none"]]

    def test_a_refusal_is_a_sentence_with_its_reason(self) -> None:
        lp = FakeLp(Answer(1, "/usr/bin/lp: Error - The printer or class does not exist."))
        with pytest.raises(UserError, match=r"\(The printer or class does not exist\).*print again"):
            Cups(find=lambda _: "lp", run=lp).send(b"%PDF", "Badges", Choices("Gone"))

    def test_a_program_that_cannot_be_run_is_a_sentence(self, tmp_path: Path) -> None:
        cups = Cups(find=lambda _: str(tmp_path / "nothing"))
        with pytest.raises(UserError, match="did not take the document"):
            cups.send(b"%PDF", "Badges", Choices("Brother"))

    def test_it_is_preferred_where_it_is_there(self, tmp_path: Path, qtbot: QtBot) -> None:
        lp = FakeLp(Answer(0))
        pdf = squares(tmp_path, [PAPER] * 2)
        chosen = Chosen(QPrinter(), Choices("Brother"))
        outcome = Hands(Cups(find=lambda _: "lp", run=lp)).send(pdf, "Badges", chosen, _progress())
        assert (outcome.pages, outcome.printer, lp.given) == (2, "Brother", pdf)

    def test_a_file_is_painted_even_there(self, tmp_path: Path, qtbot: QtBot) -> None:
        lp = FakeLp(Answer(0))
        pdf = squares(tmp_path, [(86, 54)])
        chosen = _chosen(pdf, tmp_path / "printed.pdf")
        Hands(Cups(find=lambda _: "lp", run=lp)).send(pdf, "Badges", chosen, _progress())
        assert lp.commands == []
        assert (tmp_path / "printed.pdf").exists()
