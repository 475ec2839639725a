"""The desktop's start and end, with its real threads."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer

# Loaded beforehand: a worker that has to import all of it keeps a test waiting.
import organiser_kit.kit
import organiser_kit.storage.keyring_store  # noqa: F401
from organiser_kit.errors import InUseError
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from sync.facade import embedded_server
from sync.invite import Invite, invite_text
from tests.repository import ROOT
from tests.sync.fakes import GROUP, Author
from ui.app import Desktop
from ui.pages.opening.first_steps import JOIN
from ui.pages.opening.join_card import JoinServerCard
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


def made(desktop: Desktop, *, joins: bool) -> None:
    """Go through the four steps with a passphrase."""
    page = desktop.window.opening
    until(lambda: hasattr(page, "first"))
    first = page.first
    first.next_button.click()
    first.next_button.click()
    first.new_passphrase.setText(SECRET)
    first.repeated.setText(SECRET)
    first.next_button.click()
    first.joining.setChecked(joins)
    first.next_button.click()
    until(lambda: desktop.workspace is not None)


def join_card(desktop: Desktop) -> JoinServerCard | None:
    found = desktop.window.opening.findChildren(JoinServerCard)
    return found[-1] if found and desktop.window.opening.isVisible() else None


def test_a_server_that_cannot_be_reached_is_joined_later(
    qtbot: QtBot, environment: Environment, tmp_path: Path
) -> None:
    desktop = start(environment, tmp_path)
    try:
        made(desktop, joins=True)
        card = join_card(desktop)
        assert card is not None
        card.join_button.click()
        assert "Type the address" in card.problem.text()
        card.url.setText("http://127.0.0.1:9")
        card.code.setText("ABCD-EFGH")
        card.join_button.click()
        assert not card.join_button.isEnabled()
        until(card.join_button.isEnabled)
        assert card.problem.isVisible()
        assert (card.code.text(), card.busy.isHidden()) == ("ABCD-EFGH", True)
        card.later_button.click()
        assert desktop.workspace is not None
        assert desktop.workspace.shell.isVisible()
    finally:
        desktop.close()
    assert Preferences(tmp_path).choices.first_step == JOIN


def test_the_next_start_offers_the_server_again_and_a_file_is_enough(
    qtbot: QtBot, environment: Environment, tmp_path: Path
) -> None:
    folder = tmp_path / "laptop"
    local_copy.create(folder, environment, passphrase=SECRET, keyring=NoKeyring())
    Preferences(folder).save(first_step=JOIN)
    wrong, invitation = tmp_path / "wrong.json", tmp_path / "invitation.json"
    wrong.write_text("{}", "utf-8")
    with embedded_server(tmp_path / "server", environment=environment) as server:
        server.seed([Author(environment).group()])
        invitation.write_text(invite_text(Invite(server.url, server.enrol_code(GROUP))), "utf-8")
        desktop = start(environment, folder)
        try:
            page = desktop.window.opening
            until(lambda: hasattr(page, "passphrase"))
            page.passphrase.setText(SECRET)
            page.open_button.click()
            until(lambda: join_card(desktop) is not None)
            card = join_card(desktop)
            assert card is not None
            card.choose_file = lambda _: wrong
            card.file_button.click()
            until(card.join_button.isEnabled)
            assert "not an invitation" in card.problem.text()

            card.choose_file = lambda _: invitation
            card.file_button.click()

            assert desktop.workspace is not None
            until(desktop.workspace.shell.isVisible)
            assert Preferences(folder).choices.first_step == ""
            groups: list[str] = []
            assert desktop.session is not None
            desktop.session.ask(
                desktop.window, lambda kit: [one.id for one in kit.meetings.groups()], groups.extend
            )
            until(lambda: groups == [GROUP])
        finally:
            desktop.close()
            # What it says for a few seconds goes with it.
            desktop.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_whoever_works_alone_is_asked_no_more(qtbot: QtBot, environment: Environment, tmp_path: Path) -> None:
    desktop = start(environment, tmp_path)
    try:
        page = desktop.window.opening
        until(lambda: hasattr(page, "first"))
        page.first.group.setText("Groupe d’exemple")
        made(desktop, joins=False)
        assert join_card(desktop) is None
        assert desktop.workspace is not None
        until(desktop.workspace.shell.isVisible)
    finally:
        desktop.close()


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
