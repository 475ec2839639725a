"""The desktop's start and end, with its real threads."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEventLoop, QTimer

# Loaded beforehand: a worker that has to import all of it keeps a test waiting.
import organiser_kit.kit
import organiser_kit.storage.keyring_store  # noqa: F401
from organiser_kit.errors import InUseError
from tests.repository import ROOT
from ui.app import Desktop
from ui.preferences import Preferences
from ui.single_instance import take

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from organiser_kit.environment import Environment

GLANCES = 3_000


def until(done: Callable[[], bool]) -> None:
    """Wait in short event loops: Qt's longer waiting keeps the interpreter, and workers would starve."""
    for _ in range(GLANCES):
        if done():
            return
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()
    pytest.fail("it did not happen in time")


SECRET = "quatre mots pour ouvrir"


def start(environment: Environment, folder: Path) -> Desktop:
    desktop = Desktop(environment, folder, Preferences(folder), practice=False)
    desktop.window.show()
    return desktop


def test_a_first_evening_from_nothing_to_the_list(
    qtbot: QtBot, environment: Environment, tmp_path: Path
) -> None:
    desktop = start(environment, tmp_path)
    try:
        page = desktop.window.opening
        until(lambda: hasattr(page, "create_button"))
        page.group.setText("Groupe d’exemple")
        page.new_passphrase.setText(SECRET)
        page.create_button.click()
        assert page.problem.text(), "a slip in a passphrase nobody sees would close the copy for ever"
        page.keyring.setChecked(True)
        assert not page.problem.text(), "it spoke of fields that are gone"
        page.keyring.setChecked(False)
        page.repeated.setText(SECRET)
        page.create_button.click()
        assert not page.practice_button.isEnabled(), "a second Enter would begin something else"
        until(lambda: desktop.workspace is not None)
        assert desktop.workspace is not None
        shell = desktop.workspace.shell
        until(lambda: shell.pill.words == "Not paired with a server")
    finally:
        desktop.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("kit-")]

    again = start(environment, tmp_path)
    try:
        page = again.window.opening
        until(lambda: hasattr(page, "passphrase"))
        page.passphrase.setText("mauvaise phrase")
        page.open_button.click()
        until(lambda: page.open_button.isEnabled())  # noqa: PLW0108 - another button by then
        page.passphrase.setText(SECRET)
        page.open_button.click()
        until(lambda: again.workspace is not None)
    finally:
        again.close()


def test_a_second_window_on_the_same_folder_is_told_so(tmp_path: Path) -> None:
    first = take(tmp_path)
    try:
        with pytest.raises(InUseError, match="already open"):
            take(tmp_path)
    finally:
        first.unlock()
    take(tmp_path).unlock()


def test_nothing_heavy_is_loaded_before_the_window() -> None:
    heavy = "sqlite_utils reportlab httpx keyring qrcode msgspec cryptography PIL zxingcpp openpyxl"
    probe = f"import sys, ui.app; print([m for m in {heavy.split()!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0)
