"""Real local copies for the tests of the exchange, and how they sync and compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.kit import Kit, open_kit
from organiser_kit.model.record import group_scope
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from sync.client import upload
from sync.facade import SyncService

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx
    import pytest

    from organiser_kit.environment import Environment
    from organiser_kit.oplog.merge import RecordState
    from sync.client.local import CallDb, LocalCopy
    from sync.facade import SyncReport
    from sync.server.embed import EmbeddedServer


class Laptops:
    """Folders with a local copy each; those that are open are closed at the end."""

    def __init__(self, folder: Path, environment: Environment) -> None:
        self.folder = folder
        self.environment = environment
        self._open: list[Kit] = []

    def make(self, environment: Environment | None = None) -> Kit:
        """Return a new, empty copy."""
        folder = self.folder / f"laptop{len(self._open)}"
        local_copy.create(
            folder, environment or self.environment, passphrase=None, keyring=NoKeyring(), plain=True
        )
        return self.open(folder, environment)

    def open(self, folder: Path, environment: Environment | None = None) -> Kit:
        """Open the copy in ``folder``."""
        kit = open_kit(folder, environment or self.environment, passphrase=None, keyring=NoKeyring())
        self._open.append(kit)
        return kit

    def close(self, kit: Kit) -> None:
        self._open.remove(kit)
        kit.close()

    def close_all(self) -> None:
        while self._open:
            self._open.pop().close()


def lane(kit: Kit) -> CallDb:
    """Return what runs a job on a copy; a test has one thread."""

    def call_db(job: Callable[[LocalCopy], object]) -> object:
        return job(kit.replica)

    return call_db  # type: ignore[return-value]


def service(kit: Kit, line: httpx.BaseTransport | None = None) -> SyncService:
    return SyncService(lane(kit), kit.environment, line)


def sync(kit: Kit) -> SyncReport:
    """Exchange once; nothing may go wrong."""
    report = service(kit).run_once()
    assert report.problem is None
    return report


def nothing_comes_along(patch: pytest.MonkeyPatch) -> None:
    """Let what comes down be asked for by itself, as from a server whose answers to a push bring no rows."""
    patch.setattr(upload, "_cursor", lambda *_: {})


def same(server: EmbeddedServer, kit: Kit, group: str) -> bool:
    """Return whether server and copy hold the same rows of ``group``."""
    scope = group_scope(group)
    return plain(server.snapshot(scope)) == plain(kit.replica.snapshot(scope))


def plain(states: list[RecordState]) -> list[tuple[object, ...]]:
    """Return ``states`` in a form that compares."""
    return sorted(
        (s.kind, s.id, s.erased, tuple(s.alive), sorted((n, repr(tuple(r))) for n, r in s.registers.items()))
        for s in states
    )
