"""A practice evening: a made-up group, and a server in this process that can go away and come back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from ui.jobs import Runner


class Server(Protocol):
    """The embedded server, as practice uses it."""

    url: str

    @property
    def is_running(self) -> bool:
        """Return whether requests are answered."""
        ...

    def start(self) -> None:
        """Answer requests."""
        ...

    def stop(self) -> None:
        """Answer no more."""
        ...

    def enrol_code(self, group: str | None = None) -> str:
        """Return a fresh code for one device."""
        ...


class PracticeServer:
    """The server of a practice evening; switched from the synchronisation's page."""

    def __init__(self, runner: Runner, environment: Environment, folder: Path) -> None:
        self._runner = runner
        self._environment = environment
        self._folder = folder
        self._server: Server | None = None

    @property
    def is_running(self) -> bool:
        """Return whether the server answers."""
        return self._server is not None and self._server.is_running

    def start(self) -> Server:
        """Start it; not on the GUI thread."""
        from sync.facade import embedded_server

        if self._server is None:
            self._server = embedded_server(self._folder / "server", environment=self._environment)
        self._server.start()
        return self._server

    def stop(self) -> None:
        """Stop it."""
        if self._server is not None:
            self._server.stop()

    def switch(self, owner: object, done: Callable[[], None]) -> None:
        """Stop the server, or start it again, off the GUI thread."""
        job = self.stop if self.is_running else self._start_again
        self._runner.submit(owner, job, lambda _: done(), lane="io")

    def _start_again(self) -> None:
        self.start()


def practice_folder() -> Path:
    """Return a fresh folder for one practice evening."""
    return Path(tempfile.mkdtemp(prefix="organiser-kit-practice-"))


def make_copy(folder: Path, environment: Environment, people: int = 25) -> Kit:
    """Return an open practice copy with a made-up group; on the database lane."""
    kit = empty_copy(folder, environment)
    if not kit.meetings.groups():
        kit.practice.create(people=people)
    return kit


def empty_copy(folder: Path, environment: Environment) -> Kit:
    """Return an open plain copy, with nobody in it when it is new; on the database lane."""
    from organiser_kit.kit import open_kit
    from organiser_kit.storage import local_copy
    from organiser_kit.storage.keyring_store import NoKeyring

    if not local_copy.exists(folder):
        local_copy.create(folder, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    return open_kit(folder, environment, passphrase=None, keyring=NoKeyring())


def banner_words() -> str:
    """Return what the practice banner says."""
    return tr("Practice evening: everybody here is made up, and nothing leaves this computer.")
