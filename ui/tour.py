"""Draws every page and state of the desktop offscreen, with made-up people, into numbered pictures."""

from __future__ import annotations

import sys
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
    from collections.abc import Iterator, Mapping

EVENING = datetime(2026, 11, 24, 17, 25, tzinfo=UTC)


DRAWN_MS = 500
"""How long the pages of a document may take to appear: nothing tells when they have."""


def render_tour(out: Path, language: str = "fr", theme_name: str = "light", scale: int = 1) -> list[Path]:
    """Write one PNG for each page and state into ``out`` and return their paths, in order."""
    out.mkdir(parents=True, exist_ok=True)
    files = [out / f"{number:03}-{name}.png" for number, (name, _) in enumerate(SCENES, start=1)]
    with played(language, theme_name) as scenes:
        for path, (_, widget) in zip(files, scenes, strict=True):
            _until_drawn(widget)
            _shoot(widget, path, scale)
    return files


@contextmanager
def played(
    language: str, theme_name: str = "light", text_scale: float = 1.0
) -> Iterator[Iterator[tuple[str, QWidget]]]:
    """Play the scenes one after another on a stage of their own: the name of each, and what it shows."""
    app = _application()
    before = i18n.current().language
    Wall.zone = ZoneInfo("Europe/Paris")
    i18n.use(language)
    speak_qt(app, language)
    theme.apply(app, theme.choose(theme_name, text_scale))
    try:
        with _stage() as stage:
            yield _scenes(stage)
    finally:
        i18n.use(before)
        Wall.zone = None


def _application() -> QApplication:
    """Return Qt as it runs, or start it; the tour draws without a screen where there is none."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    screenless = [] if has_screen(Environment().variables, sys.platform) else ["-platform", "offscreen"]
    return QApplication(["organiser-kit", *screenless])


def has_screen(variables: Mapping[str, str], platform: str) -> bool:
    """Tell whether Qt would find a screen, or was told what to draw on."""
    if platform in ("win32", "darwin"):
        return True
    return any(variables.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


def _scenes(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Play each scene, and close the dialog that it opened before the next one."""
    for name, scene in SCENES:
        widget = scene(stage)
        _settle()
        yield name, widget
        if widget is not stage.window:
            widget.close()
            _settle()


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


def _shoot(widget: QWidget, path: Path, scale: int) -> None:
    size = widget.size()
    image = QImage(QSize(size.width() * scale, size.height() * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(theme.current().colour("background"))
    widget.render(image)
    image.save(str(path))


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
