"""Camera, sounds, printing and preview, without a camera, a loudspeaker or a printer."""

from __future__ import annotations

import io
import subprocess
import sys
import wave
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from assets.paths import asset
from organiser_kit.environment import FakeClock
from organiser_kit.errors import UserError
from ui.camera import CameraFeed, no_camera
from ui.change_bus import ChangeBus
from ui.printing import PrintOutcome, print_pdf
from ui.sounds import SOUNDS, QtPlayer, SilentPlayer
from ui.widgets.camera_view import CameraView
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.scheduler import ManualScheduler

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot


MM = 72 / 25.4
PAPER = (210.0, 297.0)


def _clock() -> FakeClock:
    return FakeClock(datetime(2026, 11, 23, 18, tzinfo=UTC))


def _pdf(folder: Path, sizes: list[tuple[float, float]]) -> bytes:
    """Return a PDF of pages of these millimetres, each with a black 10 mm square 20 mm from the corner."""
    path = folder / "made.pdf"
    writer = QPdfWriter(str(path))
    writer.setResolution(300)
    painter = QPainter()
    for number, (width, height) in enumerate(sizes):
        writer.setPageSize(QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter))
        writer.setPageMargins(writer.pageLayout().margins().__class__(0, 0, 0, 0))
        if number:
            writer.newPage()
        else:
            painter.begin(writer)
        dot = 300 / 25.4
        painter.fillRect(QRectF(20 * dot, 20 * dot, 10 * dot, 10 * dot), QColor("#000000"))
    painter.end()
    return path.read_bytes()


def _to_file(path: Path) -> Callable[[QPrinter, QWidget | None], bool]:
    def choose(printer: QPrinter, _parent: QWidget | None) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return True

    return choose


def _black_box(pdf: bytes, page: int) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of the black square, in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    box = picture.point(lambda level: 255 if level < 128 else 0).getbbox()
    return tuple(edge * 25.4 / 200 for edge in box)


class TestPrinting:
    def test_pages_keep_their_size_and_nothing_moves(self, tmp_path: Path, qtbot: QtBot) -> None:
        printed = tmp_path / "printed.pdf"
        outcome = print_pdf(_pdf(tmp_path, [PAPER, PAPER]), "Sheets", choose=_to_file(printed))
        assert (outcome.state, outcome.pages) == ("sent", 2)
        document = pypdfium2.PdfDocument(printed)
        sizes = [tuple(length / MM for length in document[page].get_size()) for page in range(len(document))]
        document.close()
        assert sizes == [pytest.approx(PAPER, abs=0.5)] * 2
        for page in (0, 1):
            assert _black_box(printed.read_bytes(), page) == pytest.approx((20, 20, 30, 30), abs=0.5)

    def test_a_lying_badge_stays_a_lying_badge(self, tmp_path: Path, qtbot: QtBot) -> None:
        printed = tmp_path / "printed.pdf"
        print_pdf(_pdf(tmp_path, [(86, 54)]), "Badges", choose=_to_file(printed))
        document = pypdfium2.PdfDocument(printed)
        size = tuple(length / MM for length in document[0].get_size())
        document.close()
        assert size == pytest.approx((86, 54), abs=0.5)
        assert _black_box(printed.read_bytes(), 0) == pytest.approx((20, 20, 30, 30), abs=0.5)

    def test_only_the_pages_asked_for(self, tmp_path: Path, qtbot: QtBot) -> None:
        printed = tmp_path / "printed.pdf"

        def choose(printer: QPrinter, parent: QWidget | None) -> bool:
            printer.setFromTo(2, 3)
            return _to_file(printed)(printer, parent)

        outcome = print_pdf(_pdf(tmp_path, [PAPER] * 4), "Sheets", choose=choose)
        assert outcome.pages == 2
        document = pypdfium2.PdfDocument(printed)
        assert len(document) == 2
        document.close()

    def test_the_printers_own_margins_move_nothing(self, tmp_path: Path, qtbot: QtBot) -> None:
        full: list[bool] = []

        def choose(printer: QPrinter, _parent: QWidget | None) -> bool:
            full.append(printer.fullPage())
            return False

        print_pdf(_pdf(tmp_path, [PAPER]), "Sheets", choose=choose)
        assert full == [True]

    def test_a_cancelled_dialog_prints_nothing(self, tmp_path: Path, qtbot: QtBot) -> None:
        outcome = print_pdf(_pdf(tmp_path, [PAPER]), "Sheets", choose=lambda _printer, _parent: False)
        assert outcome == PrintOutcome("cancelled")

    def test_a_printer_that_has_gone_is_a_sentence(self, tmp_path: Path, qtbot: QtBot) -> None:
        def choose(printer: QPrinter, _parent: QWidget | None) -> bool:
            printer.setPrinterName("gone-printer")
            return True

        with pytest.raises(UserError, match="no longer there"):
            print_pdf(_pdf(tmp_path, [PAPER]), "Sheets", choose=choose)

    @pytest.mark.qt_log_ignore("QPainter::begin")
    def test_a_place_that_cannot_be_written_is_a_sentence(self, tmp_path: Path, qtbot: QtBot) -> None:
        with pytest.raises(UserError, match="did not take"):
            print_pdf(_pdf(tmp_path, [PAPER]), "Sheets", choose=_to_file(tmp_path / "none" / "printed.pdf"))

    def test_what_is_no_pdf_is_a_sentence(self, qtbot: QtBot) -> None:
        with pytest.raises(UserError, match="not a readable PDF"):
            print_pdf(b"hello", "Sheets", choose=lambda _printer, _parent: True)


class TestPreview:
    def test_pages_are_counted_and_turned(self, tmp_path: Path, qtbot: QtBot) -> None:
        preview = PdfPreview()
        qtbot.addWidget(preview)
        preview.resize(700, 500)
        with qtbot.waitExposed(preview):
            preview.show()
        preview.show_pdf(_pdf(tmp_path, [PAPER] * 3))
        assert (preview.page, preview.pages) == (0, 3)
        preview.next.click()
        assert preview.page == 1
        preview.go_to(99)
        assert preview.page == 1
        preview.go_to(2)
        assert not preview.next.isEnabled()

    def test_the_button_asks_to_print(self, tmp_path: Path, qtbot: QtBot) -> None:
        preview = PdfPreview()
        asked: list[Any] = []
        qtbot.addWidget(preview)
        preview.print_asked.connect(lambda: asked.append(1))
        preview.print_button.click()
        assert asked == []
        preview.show_pdf(_pdf(tmp_path, [PAPER]))
        preview.print_button.click()
        assert asked == [1]

    def test_what_is_no_pdf_is_a_sentence(self, qtbot: QtBot) -> None:
        preview = PdfPreview()
        qtbot.addWidget(preview)
        with pytest.raises(UserError, match="not a readable PDF"):
            preview.show_pdf(b"hello")
        assert preview.pages == 0


def _picture(colour: str) -> QImage:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


@pytest.mark.qt_log_ignore("va", "No RHI backend", "FFmpeg")
class TestCamera:
    def test_no_camera_is_a_sentence(self, qtbot: QtBot) -> None:
        feed = CameraFeed(ManualScheduler())
        told: list[Any] = []
        view = CameraView(feed)
        qtbot.addWidget(view)
        feed.problem.connect(told.append)
        assert list(feed.choices()) == []
        feed.start()
        assert told == [no_camera()]
        assert view.problem == view.accessibleDescription() == no_camera()
        feed.stop()

    def test_pictures_of_the_sink_are_drawn(self, qtbot: QtBot) -> None:
        sink = QVideoSink()
        feed = CameraFeed(ManualScheduler(), sink)
        view = CameraView(feed)
        qtbot.addWidget(view)
        view.resize(400, 300)
        with qtbot.waitSignal(feed.pictured):
            sink.setVideoFrame(QVideoFrame(_picture("#204060")))
        image = view.grab().toImage()
        assert image.pixelColor(image.width() // 2, image.height() // 2).name() == "#204060"
        assert view.problem == ""


@pytest.mark.qt_log_ignore("va", "FFmpeg", "udio", "ipewire")
class TestSounds:
    def test_each_verdict_has_its_own_short_sound(self) -> None:
        heard = set()
        for name in SOUNDS:
            data = asset("sounds", f"{name}.wav").read_bytes()
            heard.add(data)
            with wave.open(io.BytesIO(data)) as file:
                assert 0.2 < file.getnframes() / file.getframerate() < 0.8
        assert len(heard) == len(SOUNDS)

    def test_no_loudspeaker_and_muted_are_silent(self, qtbot: QtBot) -> None:
        QtPlayer().play("ok")
        QtPlayer(muted=True).play("refused")

    def test_the_silent_player_remembers(self) -> None:
        player = SilentPlayer()
        player.play("ok")
        player.play("refused")
        assert player.played == ["ok", "refused"]


class TestChangeBus:
    def test_a_page_hears_its_kinds_for_as_long_as_it_lives(self, qtbot: QtBot) -> None:
        class Made:
            def __init__(self, *kinds: str) -> None:
                self.kinds = frozenset(kinds)
                self.ids = frozenset({"1"})

        bus, page = ChangeBus(), QWidget()
        heard: list[Any] = []
        bus.on({"attendance"}, page, heard.append)
        wanted = Made("attendance", "person")
        bus.publish(wanted)
        bus.publish(Made("venue"))
        delete(page)
        bus.publish(wanted)
        assert heard == [wanted]


def test_the_base_modules_start_without_the_heavy_ones() -> None:
    base = "ui.theme ui.tasks ui.icons ui.sounds ui.camera ui.actions ui.change_bus ui.widgets.basics".split()
    base += ["ui.widgets.big_verdict", "ui.widgets.panels", "ui.widgets.list_table", "ui.widgets.camera_view"]
    heavy = "reportlab httpx sqlite_utils keyring qrcode PIL PySide6.QtMultimedia PySide6.QtPdf".split()
    code = f"import sys; [__import__(m) for m in {base}]; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_job_module_of_presenters_needs_no_qt() -> None:
    code = "import sys, ui.jobs; print([m for m in sys.modules if 'PySide' in m or 'shiboken' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
