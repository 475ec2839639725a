"""Camera, sounds and preview, without a camera or a loudspeaker."""

from __future__ import annotations

import io
import subprocess
import sys
import wave
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from assets.paths import asset
from organiser_kit.environment import FakeClock
from organiser_kit.errors import UserError
from tests.gui.infrastructure.paper import PAPER, squares
from ui.camera import CameraFeed, no_camera
from ui.change_bus import ChangeBus
from ui.sounds import SOUNDS, QtPlayer, SilentPlayer
from ui.widgets.camera_view import CameraView
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.scheduler import ManualScheduler

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def _clock() -> FakeClock:
    return FakeClock(datetime(2026, 11, 23, 18, tzinfo=UTC))


class TestPreview:
    def test_pages_are_counted_and_turned(self, tmp_path: Path, qtbot: QtBot) -> None:
        preview = PdfPreview()
        qtbot.addWidget(preview)
        preview.resize(700, 500)
        with qtbot.waitExposed(preview):
            preview.show()
        preview.show_pdf(squares(tmp_path, [PAPER] * 3))
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
        preview.show_pdf(squares(tmp_path, [PAPER]))
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
        QtPlayer().prepare()
        QtPlayer().play("ok")
        QtPlayer(muted=True).play("refused")

    def test_what_was_prepared_is_not_read_again(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[str] = []

        class Effect:
            def play(self) -> None:
                read.append("played")

        def effect(sound: str) -> Effect:
            read.append(sound)
            return Effect()

        monkeypatch.setattr("ui.sounds._has_output", lambda: True)
        monkeypatch.setattr("ui.sounds._effect", effect)
        QtPlayer(muted=True).prepare()
        assert read == []
        player = QtPlayer()
        player.prepare()
        assert read == list(SOUNDS)
        player.play("ok")
        assert read == [*SOUNDS, "played"]

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
