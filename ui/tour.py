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
from ui.main_window import MainWindow
from ui.pages.phrases import Wall
from ui.practice import PracticeServer
from ui.preferences import Preferences
from ui.session import Session
from ui.sounds import SilentPlayer
from ui.tour_looks import ALL_LOOKS, USUAL
from ui.tour_scenes import SCENES
from ui.tour_stage import BreakingRunner, Stage
from ui.tour_stops import STOPS
from ui.widgets.scheduler import ManualScheduler
from ui.workspace import Tools, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from ui.tour_looks import Look

    Scene = tuple[str, Callable[[Stage], QWidget]]

EVENING = datetime(2026, 11, 24, 17, 25, tzinfo=UTC)


DRAWN_MS = 500
"""How long the pages of a document may take to appear: nothing tells when they have."""


def render_tour(
    out: Path,
    language: str = "fr",
    theme_name: str = "light",
    scale: int = 1,
    states: Collection[str] = (),
) -> list[Path]:
    """Write one PNG for each page and state into ``out`` and return their paths, in order.

    ``states`` are names of :data:`ALL_LOOKS`; none means all.
    """
    out.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for look in ALL_LOOKS:
        if states and look.name not in states:
            continue
        with played(language, look, theme_name) as scenes:
            for name, widget in scenes:
                files.append(out / f"{len(files) + 1:03}-{name}.png")
                _until_drawn(widget)
                _shoot(widget, files[-1], scale)
    return files


def picture_names() -> list[str]:
    """Return what the pictures of the tour are called, in order: each state in turn after the usual one."""
    return [name for look in ALL_LOOKS for name, _ in scenes_of(look)]


def scenes_of(look: Look) -> tuple[Scene, ...]:
    """Return what is played in a state: the whole tour in the usual one, the stops that bear it in others."""
    if look.name == USUAL.name:
        return SCENES
    return tuple((f"{stop.name}--{look.name}", stop.play) for stop in STOPS if look.name in stop.looks)


@contextmanager
def played(
    language: str, look: Look = USUAL, theme_name: str = "light"
) -> Iterator[Iterator[tuple[str, QWidget]]]:
    """Play the scenes of a state on a stage of their own: the name of each, and what it shows."""
    app = _application()
    before = i18n.current().language
    Wall.zone = ZoneInfo("Europe/Paris")
    i18n.use(language)
    speak_qt(app, language)
    theme.apply(app, theme.choose(look.theme or theme_name, look.text_scale))
    try:
        with staged(look) as stage:
            look.happens(stage)
            yield _scenes(stage, scenes_of(look))
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


def _scenes(stage: Stage, scenes: Iterable[Scene]) -> Iterator[tuple[str, QWidget]]:
    """Play each scene, and close the dialog that it opened before the next one."""
    for name, scene in scenes:
        widget = scene(stage)
        _settle()
        yield name, widget
        if widget is not stage.window:
            widget.close()
            _settle()


@contextmanager
def staged(look: Look) -> Iterator[Stage]:
    """Open the window over a copy of its own, in a folder that goes away."""
    environment = Environment.seeded(EVENING)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runner = BreakingRunner(environment.clock)
        kit = look.copy(folder, environment)
        session = Session(runner, ChangeBus(), environment, folder)
        session.attach(kit)
        practice = PracticeServer(runner, environment, folder)
        scheduler = ManualScheduler()
        tools = Tools(session, scheduler, SilentPlayer(), Preferences(folder), practice)
        workspace = Workspace(tools, lambda _: None)
        window = MainWindow()
        window.resize(*look.size)
        window.show()
        try:
            yield Stage(window, workspace, session, scheduler, folder, runner)
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
