"""Draws every page and state of the desktop offscreen, with made-up people, into numbered pictures."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QSize, QThread
from PySide6.QtGui import QImage
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QWidget

from organiser_kit import i18n
from organiser_kit.environment import Environment
from ui import theme
from ui.app import speak_qt
from ui.change_bus import ChangeBus
from ui.jobs import InlineRunner
from ui.main_window import FIRST_SIZE, MainWindow
from ui.pages.phrases import Wall
from ui.practice import PracticeServer, make_copy
from ui.preferences import Preferences
from ui.session import Session
from ui.sounds import SilentPlayer
from ui.tour_scenes import SCENES
from ui.tour_stage import Stage
from ui.widgets.scheduler import ManualScheduler
from ui.workspace import Tools, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENING = datetime(2026, 11, 24, 17, 25, tzinfo=UTC)


DRAWN_MS = 500
"""How long the pages of a document may take to appear: nothing tells when they have."""


def render_tour(out: Path, language: str = "fr", theme_name: str = "light", scale: int = 1) -> list[Path]:
    """Write one PNG for each page and state into ``out`` and return their paths, in order."""
    app = QApplication.instance() or QApplication(["organiser-kit"])
    assert isinstance(app, QApplication)
    out.mkdir(parents=True, exist_ok=True)
    before = i18n.current().language
    Wall.zone = ZoneInfo("Europe/Paris")
    i18n.use(language)
    speak_qt(app, language)
    theme.apply(app, theme.choose(theme_name))
    try:
        with _stage() as stage:
            return [
                _shoot(stage, scene(stage), out / f"{number:02}-{name}.png", scale)
                for number, (name, scene) in enumerate(SCENES, start=1)
            ]
    finally:
        i18n.use(before)
        Wall.zone = None


@contextmanager
def _stage() -> Iterator[Stage]:
    environment = Environment.seeded(EVENING)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runner = InlineRunner(environment.clock)
        kit = make_copy(folder, environment)
        session = Session(runner, ChangeBus(), environment, folder)
        session.attach(kit)
        practice = PracticeServer(runner, environment, folder)
        scheduler = ManualScheduler()
        tools = Tools(session, scheduler, SilentPlayer(), Preferences(folder), practice)
        workspace = Workspace(tools, lambda _: None)
        window = MainWindow()
        window.resize(*FIRST_SIZE)
        window.show()
        try:
            yield Stage(window, workspace, session, scheduler, folder)
        finally:
            workspace.close()
            practice.stop()
            window.close()
            window.deleteLater()
            kit.close()
            _settle()


def _shoot(stage: Stage, widget: QWidget, path: Path, scale: int) -> Path:
    _settle()
    _until_drawn(widget)
    size = widget.size()
    image = QImage(QSize(size.width() * scale, size.height() * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(theme.current().colour("background"))
    widget.render(image)
    image.save(str(path))
    if widget is not stage.window:
        widget.close()
        _settle()
    return path


def _until_drawn(widget: QWidget) -> None:
    """Wait for the pages of a document: they are drawn on a thread of Qt's own."""
    for view in widget.findChildren(QPdfView):
        if view.isVisible():
            deadline = QDeadlineTimer(DRAWN_MS)
            while not deadline.hasExpired():
                QCoreApplication.processEvents()
                if not deadline.hasExpired():
                    QThread.msleep(10)


def _settle() -> None:
    for _ in range(6):
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        QCoreApplication.processEvents()
