"""A desk to test at: the real window over a practice copy, on one thread, with time standing still."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ui import theme
from ui.change_bus import ChangeBus
from ui.jobs import InlineRunner
from ui.main_window import MainWindow
from ui.practice import PracticeServer, make_copy
from ui.preferences import Preferences
from ui.session import Session
from ui.sounds import SilentPlayer
from ui.widgets.scheduler import ManualScheduler
from ui.workspace import Tools, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.services.views import RosterEntry
    from ui.navigation import Place

W = TypeVar("W", bound=QWidget)
LONG_ENOUGH = 1_000
_MOST_TABS = 120


class Desk:
    """What a test holds in its hands."""

    def __init__(self, environment: Environment, folder: Path, people: int) -> None:
        self.environment = environment
        self.runner = InlineRunner(environment.clock)
        self.kit: Kit = make_copy(folder, environment, people)
        self.session = Session(self.runner, ChangeBus(), environment, folder)
        self.session.attach(self.kit)
        self.practice = PracticeServer(self.runner, environment, folder)
        self.scheduler = ManualScheduler()
        self.player = SilentPlayer()
        self.preferences = Preferences(folder)
        self.changed: list[str] = []
        tools = Tools(self.session, self.scheduler, self.player, self.preferences, self.practice)
        self.workspace = Workspace(tools, self.changed.append)
        self.window = MainWindow()
        self.window.show_shell(self.workspace.shell)
        self.window.show()
        QTest.qWaitForWindowActive(self.window)

    @property
    def meeting_id(self) -> str:
        """Return this evening's meeting."""
        return self.kit.meetings.all()[0].id

    @property
    def pill(self) -> str:
        """Return what the pill says."""
        return self.workspace.shell.pill.words

    def page(self, place: Place, kind: type[W]) -> W:
        """Return a page."""
        page = self.workspace.navigator.page(place)
        assert isinstance(page, kind)
        return page

    def settle(self) -> None:
        """Let pauses pass and what was deleted go."""
        self.scheduler.advance(LONG_ENOUGH)
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        QCoreApplication.processEvents()
        if QApplication.activeWindow() is None:
            # A window manager gives the keyboard back when a dialog closes; the offscreen platform has none.
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window)

    def entries(self) -> list[RosterEntry]:
        """Return everybody expected this evening, in the order of the list."""
        return [entry for entry in self.kit.registrations.roster(self.meeting_id) if entry.is_expected]

    def code(self, place: int) -> str:
        """Return the badge of the person at ``place`` of the list."""
        person = self.entries()[place].person.id
        return self.kit.badges.codes([person])[person]

    def close(self) -> None:
        """Leave nothing behind."""
        self.workspace.close()
        self.practice.stop()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        self.kit.close()


@contextmanager
def desk(environment: Environment, folder: Path, people: int = 12) -> Iterator[Desk]:
    """Give a desk with made-up people."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.choose("light"))
    made = Desk(environment, folder, people)
    try:
        yield made
    finally:
        made.close()


def click(widget: QWidget) -> None:
    """Click in the middle of a widget, which must be there to be clicked."""
    QCoreApplication.processEvents()
    assert widget.isVisible(), f"{widget!r} is not on the screen"
    assert widget.isEnabled(), f"{widget!r} cannot be pressed"
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def type_keys(text: str) -> None:
    """Type into whatever has the focus, as a keyboard does."""
    for character in text:
        target = QApplication.focusWidget()
        assert target is not None
        if character.isascii():
            QTest.keyClicks(target, character)
        else:  # QTest knows no other letters
            key = Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(
                    target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
                )


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key where the focus is."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def reach(widget: QWidget) -> None:
    """Go to a widget as somebody without a mouse does: Tab, until the focus is there."""
    QCoreApplication.processEvents()
    if QApplication.activeWindow() is None:
        widget.window().activateWindow()
        QCoreApplication.processEvents()
    for _ in range(_MOST_TABS):
        here = QApplication.focusWidget()
        if here is widget:
            return
        QTest.keyClick(here or widget.window(), Qt.Key.Key_Tab)
    pytest.fail(f"Tab never leads to {widget!r}")


def press_by_keys(widget: QWidget) -> None:
    """Press a button without a mouse."""
    QCoreApplication.processEvents()
    assert widget.isVisible(), f"{widget!r} is not on the screen"
    assert widget.isEnabled(), f"{widget!r} cannot be pressed"
    reach(widget)
    press(Qt.Key.Key_Space)


def button_called(parent: QWidget, words: str) -> QPushButton:
    """Return the button that shows these words."""
    return next(made for made in parent.findChildren(QPushButton) if made.text() == words)
