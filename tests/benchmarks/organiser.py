"""An organiser with a real, encrypted local copy, for whom meetings can be held as often as one likes."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from organiser_kit.kit import Kit, open_kit
from organiser_kit.model.attendance import AttendanceFact, FactKind, Method
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from sync.facade import SyncService
from tests.benchmarks.laptop import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from sync.facade import SyncReport


class Organiser:
    """One laptop of a practice group.

    Attributes:
        service: how it exchanges; open for the tests to pick it apart.
    """

    def __init__(self, kit: Kit, people: int) -> None:
        self.kit = kit
        self._group = kit.practice.create(people=people)
        self._people = kit.people.all(self._group.group_id)
        self._evenings = 0
        self.service = SyncService(lambda job: job(kit.replica), kit.environment)

    def hold_a_meeting(self, facts: int, edits: int) -> list[bytes]:
        """Write presences and corrections of phone numbers; return the operations that now wait."""
        self._evenings += 1
        store, environment = self.kit.people._store, self.kit.environment  # noqa: SLF001
        with store.writer.action() as action:
            for number in range(facts):
                person = self._people[number % len(self._people)]
                action.add(
                    AttendanceFact(
                        id=environment.new_id(),
                        scope=person.scope,
                        meeting_id=self._group.meeting_ids[0],
                        person_id=person.id,
                        kind=FactKind.CHECK_IN,
                        at=environment.now(),
                        method=Method.QR,
                        device_id=self.kit.replica.identity().device_id,
                    )
                )
        with store.writer.action() as action:
            for number in range(edits):
                person = self._people[number % len(self._people)]
                action.change(person, phone=f"+336{self._evenings:04d}{number:04d}")
        return [item.body.encode() for item in self.kit.replica.waiting(10_000, 1 << 30)]

    def turn_to(self, url: str) -> None:
        """Find the server at another address from now on."""
        pairing = self.kit.replica.pairing()
        assert pairing is not None
        self.kit.replica.save_pairing(replace(pairing, url=url), self.kit.replica.scopes())

    def sync(self) -> SyncReport:
        """Exchange everything; nothing may go wrong."""
        report = self.service.run_once()
        assert report.problem is None, report.problem
        assert (report.pending, report.refused) == (0, 0)
        return report


@contextmanager
def organiser(folder: Path, environment: Environment, people: int = 30) -> Iterator[Organiser]:
    """Make an organiser's laptop in ``folder``."""
    local_copy.create(folder, environment, passphrase=PASSPHRASE, keyring=NoKeyring())
    with closing(open_kit(folder, environment, passphrase=PASSPHRASE, keyring=NoKeyring())) as kit:
        yield Organiser(kit, people)
