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
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from tests.repository import ROOT
from ui.app import Desktop
from ui.preferences import Preferences
from ui.single_instance import take

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from organiser_kit.environment import Environment
    from ui.shell import Shell

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
        until(lambda: hasattr(page, "first"))
        first = page.first
        first.next_button.click()
        first.next_button.click()
        first.new_passphrase.setText(SECRET)
        first.next_button.click()
        assert first.problem.text(), "a slip in a passphrase nobody sees would close the copy for ever"
        first.keyring.setChecked(True)
        assert not first.problem.text(), "it spoke of fields that are gone"
        first.keyring.setChecked(False)
        first.repeated.setText(SECRET)
        first.next_button.click()
        first.group.setText("Groupe d’exemple")
        first.next_button.click()
        assert not first.back_button.isEnabled(), "a second Enter would begin something else"
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


def test_a_copy_that_was_left_alone_is_locked_and_one_given_away_is_erased(
    qtbot: QtBot, environment: Environment, tmp_path: Path
) -> None:
    local_copy.create(tmp_path, environment, passphrase=SECRET, keyring=NoKeyring())
    Preferences(tmp_path).save(lock_minutes=5)
    desktop = start(environment, tmp_path)
    page = desktop.window.opening

    def shell() -> Shell | None:
        return desktop.workspace.shell if desktop.workspace is not None else None

    def unlock() -> Shell:
        page.passphrase.setText(SECRET)
        page.open_button.click()
        until(lambda: shell() is not None)
        shown = shell()
        assert shown is not None
        return shown

    try:
        until(lambda: hasattr(page, "passphrase"))
        unlock()
        assert desktop.auto_lock.minutes == 5
        asked = page.passphrase
        desktop.auto_lock.due.emit()
        until(lambda: page.passphrase is not asked)
        assert shell() is None
        assert desktop.auto_lock.minutes == 0, "nothing is left to lock"
        opened = unlock()
        assert local_copy.exists(tmp_path)
        opened.erase_asked.emit()
        until(lambda: hasattr(page, "first"))
        assert not local_copy.exists(tmp_path)
    finally:
        desktop.close()


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
