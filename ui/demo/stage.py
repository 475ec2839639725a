"""Where the evening is played: a fresh laptop, a server on this machine, and a clock moved by hand."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from organiser_kit.environment import Environment, FakeClock, SeededChance
from organiser_kit.kit import open_kit
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from sync.facade import SyncService, embedded_server

if TYPE_CHECKING:
    from types import TracebackType

    from organiser_kit.kit import Kit
    from sync.facade import EmbeddedServer

_AFTERNOON = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
"""14:00 in Paris, on the day of the first meeting: always the same, so that the papers are too."""


@dataclass
class Stage:
    """A laptop and its server."""

    kit: Kit
    clock: FakeClock
    server: EmbeddedServer
    exchange: SyncService


class Theatre:
    """Builds the stage, and takes it down whatever happens."""

    def __init__(self, seed: int, folder: Path | None) -> None:
        self._seed = seed
        self._folder = folder
        self._stack = ExitStack()

    def __enter__(self) -> Stage:
        """Make a new local copy and start a new server.

        Raises:
            StorageError: there is a local copy in the folder already.
        """
        with ExitStack() as stack:
            stage = self._build(stack)
            self._stack = stack.pop_all()
        return stage

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server, close the copy, and remove what was only for this evening."""
        self._stack.close()

    def _build(self, stack: ExitStack) -> Stage:
        clock = FakeClock(_AFTERNOON)
        laptop = Environment(clock, SeededChance(self._seed), {}, "practice-laptop", "Test")
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="organiser-kit-")))
        kit = self._new_copy(self._folder or scratch / "laptop", laptop)
        stack.callback(kit.close)
        # The same clock, its own chance: the two run on different threads.
        central = replace(laptop, chance=SeededChance(self._seed + 1), device_name="practice-server")
        server = embedded_server(scratch / "server", environment=central)
        stack.callback(server.stop)
        return Stage(kit, clock, server, SyncService(lambda job: job(kit.replica), laptop))

    def _new_copy(self, folder: Path, laptop: Environment) -> Kit:
        passphrase, keyring = laptop.chance.token_bytes(16).hex(), NoKeyring()
        if folder == self._folder:
            # A person may want to look at it afterwards, and everybody in it is made up.
            local_copy.create(folder, laptop, passphrase=None, keyring=keyring, plain=True)
            return open_kit(folder, laptop, passphrase=None, keyring=keyring)
        local_copy.create(folder, laptop, passphrase=passphrase, keyring=keyring)
        return open_kit(folder, laptop, passphrase=passphrase, keyring=keyring)
