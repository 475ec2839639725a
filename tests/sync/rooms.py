"""Laptops in one room: each with a thread of its own for its local copy, as the desktop has."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from organiser_kit.kit import Kit, open_kit
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from sync.facade import SyncService
from sync.lan.join import LanVisit
from sync.lan.share import LanShare
from tests.sync.kits import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.services.practice import PracticeGroup
    from sync.client.local import LocalCopy
    from sync.facade import SyncReport
    from sync.lan.events import LanEvent
    from sync.lan.join import LanReport

T = TypeVar("T")
LOOPBACK = ("127.0.0.1", "::1")


class Laptop:
    """A local copy that other threads may ask; services are used through :meth:`do`."""

    def __init__(self, folder: Path, environment: Environment) -> None:
        self.environment = environment
        self._lane = ThreadPoolExecutor(1, f"db of {folder.name}")
        self._kit = self._lane.submit(self._open, folder).result()
        self.events: list[LanEvent] = []

    def _open(self, folder: Path) -> Kit:
        local_copy.create(folder, self.environment, passphrase=None, keyring=NoKeyring(), plain=True)
        return open_kit(folder, self.environment, passphrase=None, keyring=NoKeyring())

    def do(self, job: Callable[[Kit], T]) -> T:
        """Run ``job`` on the copy's own thread."""
        return self._lane.submit(job, self._kit).result()

    def call_db(self, job: Callable[[LocalCopy], T], /) -> T:
        return self.do(lambda kit: job(kit.replica))

    def close(self) -> None:
        self.do(Kit.close)
        self._lane.shutdown()

    def share(self, scopes: Sequence[str] | None = None, port: int = 0) -> LanShare:
        return LanShare(
            self.call_db,
            self.environment,
            port=port,
            scopes=scopes,
            on_event=self.events.append,
            hosts=LOOPBACK,
            announce=False,
        )

    def visit(self, share: LanShare, code: str = "") -> LanVisit:
        return LanVisit(self.call_db, self.environment, share.addresses[0], code or share.code)

    def join(self, share: LanShare) -> LanReport:
        """Exchange everything once, and leave."""
        with self.visit(share) as visit:
            report = visit.exchange_all()
            visit.leave()
        return report

    def service(self) -> SyncService:
        return SyncService(self.call_db, self.environment)

    def enrol(self, url: str, code: str) -> None:
        self.service().enrol(url, code)

    def sync(self) -> SyncReport:
        """Exchange with the server once; nothing may go wrong."""
        report = self.service().run_once()
        assert report.problem is None
        return report

    def rows(self, scope: str) -> list[tuple[object, ...]]:
        return plain(self.call_db(lambda local: local.snapshot(scope)))  # type: ignore[attr-defined]


def admit(laptop: Laptop, evening: PracticeGroup, first: int, last: int) -> None:
    def job(kit: Kit) -> None:
        for person in kit.people.all(evening.group_id)[first:last]:
            kit.check_in.admit(evening.meeting_ids[0], person.id)

    laptop.do(job)


def edit(laptop: Laptop, evening: PracticeGroup, commune: str) -> None:
    laptop.do(lambda kit: kit.people.edit(kit.people.all(evening.group_id)[0].id, commune=commune))


def present(laptop: Laptop, evening: PracticeGroup) -> int:
    def job(kit: Kit) -> int:
        people = kit.people.all(evening.group_id)
        return sum(kit.check_in.presence(evening.meeting_ids[0], person.id).is_present for person in people)

    return laptop.do(job)


def wrong(code: str) -> str:
    """Return another code."""
    return f"{(int(code) + 1) % 10**6:06}"
