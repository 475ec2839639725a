"""The composition root of the core: an open local copy and the services that work on it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from organiser_kit.meeting_kits.shelf import FOLDER, Shelf, shelf
from organiser_kit.services.badges import Badges
from organiser_kit.services.check_in import CheckIn
from organiser_kit.services.conflicts import Conflicts
from organiser_kit.services.deletions import Deletions
from organiser_kit.services.erasure import Erasure
from organiser_kit.services.export_tables import ExportTables
from organiser_kit.services.exports import Exports
from organiser_kit.services.generate import Generate
from organiser_kit.services.import_people import ImportPeople
from organiser_kit.services.meetings import Meetings
from organiser_kit.services.merging import Merging
from organiser_kit.services.paper import Paper
from organiser_kit.services.people import People
from organiser_kit.services.person_file import PersonFile
from organiser_kit.services.person_sections import PersonSections
from organiser_kit.services.plan_meetings import PlanMeetings
from organiser_kit.services.practice import Practice
from organiser_kit.services.purge import Purge
from organiser_kit.services.ready import Ready
from organiser_kit.services.refusals import Refusals
from organiser_kit.services.registrations import Registrations
from organiser_kit.services.sheets import Sheets
from organiser_kit.services.statement_keys import StatementKeys
from organiser_kit.services.statements import Statements
from organiser_kit.services.store import Store
from organiser_kit.services.structures import Structures
from organiser_kit.services.suspects import SuspectFinder
from organiser_kit.services.views import SyncState
from organiser_kit.storage.backup import write_backup
from organiser_kit.storage.device import DeviceState
from organiser_kit.storage.incarnation import settle_in
from organiser_kit.storage.keys import ensure_key
from organiser_kit.storage.local_copy import open_copy
from organiser_kit.storage.records import Records
from organiser_kit.storage.replica import Replica
from organiser_kit.storage.restoring import restore
from organiser_kit.storage.search import PeopleIndex
from organiser_kit.storage.writer import Writer

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.changes import Changes
    from organiser_kit.environment import Environment
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.restoring import Restored
    from organiser_kit.storage.vault import Keyring


class Kit:
    """Every service over one open local copy. It belongs to the thread that opened it."""

    def __init__(self, environment: Environment, database: Database, folder: Path) -> None:
        self.environment = environment
        self.folder = folder
        self._database = database
        people_index = PeopleIndex(database)
        records = Records(database, people_index)
        device = DeviceState(database)
        ensure_key(database, device, environment)
        writer = Writer(database, records, device, environment)
        store = Store(environment, database, records, people_index, device, writer)
        self._writer = writer
        self._clock = store.clock
        self.replica = Replica(database, records, device, writer, environment)
        self.replica.take_parked()
        self.conflicts = Conflicts(store)
        self.refusals = Refusals(store)
        self.people = People(store)
        self.deletions = Deletions(store)
        self.erasure = Erasure(store)
        self.meetings = Meetings(store)
        self.registrations = Registrations(store, self.people, self.meetings)
        self.structures = Structures(store)
        self.plan = PlanMeetings(store, self.meetings, self.people, self.registrations)
        self.import_people = ImportPeople(store, self.people, self.registrations)
        self.badges = Badges(store)
        self.merging = Merging(store, self.people, self.badges)
        self.suspects = SuspectFinder(store, self.people)
        self.replica.after_round = self.merging.settle
        self.check_in = CheckIn(store, self.people, self.registrations, self.badges)
        self.sheets = Sheets(store, self.meetings, self.registrations)
        self.statement_keys = StatementKeys(store)
        self.statements = Statements(store, self.meetings, self.registrations, self.statement_keys)
        self.exports = Exports(store, ExportTables(store, self.people, self.meetings, self.registrations))
        self.person_file = PersonFile(store, PersonSections(store, self.people))
        self.purge = Purge(store, self.meetings, self.replica)
        self.practice = Practice(store)
        self.generate = Generate(store)
        self.ready = Ready(store, self.meetings, self.registrations, self.badges)
        self.paper = Paper(self.meetings, self.people, self.registrations, self.badges, self.sheets)

    def meeting_kits(self) -> Shelf:
        """Return the kits d'animation at hand, those of the folder beside the local copy included."""
        return shelf(self._database.path.parent / FOLDER)

    def sync_state(self) -> SyncState:
        """Return what waits, what was refused, and when an exchange last went through."""
        counts = self.replica.counts()
        pairing = self.replica.pairing()
        last = self.replica.last_sync_at()
        last_sync_at = datetime.fromisoformat(last) if last else None
        silent = self._clock.now() - last_sync_at if last_sync_at else None
        return SyncState(
            pending=counts.pending,
            refused=counts.refused,
            conflicts=counts.conflicts,
            last_sync_at=last_sync_at,
            server=pairing.url if pairing else None,
            silent_days=max(0, silent.days) if silent is not None else None,
            revoked=self.replica.recovery.is_revoked,
            clock_offset_seconds=round(self._clock.offset().total_seconds()),
        )

    def take_changes(self) -> Changes:
        """Return what the services changed since this was last asked, for whoever shows it."""
        return self._writer.take_changes()

    def back_up(self, file: Path, *, passphrase: str | None, keyring: Keyring) -> bool:
        """Write a backup; see :func:`organiser_kit.storage.backup.write_backup`."""
        return write_backup(self._database, file, self.environment, passphrase=passphrase, keyring=keyring)

    def close(self) -> None:
        """Close the local copy."""
        self._database.close()


def open_kit(folder: Path, environment: Environment, *, passphrase: str | None, keyring: Keyring) -> Kit:
    """Open the local copy in ``folder``; see ``local_copy.open_copy`` for what can fail."""
    database = open_copy(folder, passphrase=passphrase, keyring=keyring)
    try:
        settle_in(database, environment)
        return Kit(environment, database, folder)
    except BaseException:
        database.close()
        raise


def restore_kit(
    folder: Path, file: Path, environment: Environment, *, passphrase: str | None, keyring: Keyring
) -> tuple[Kit, Restored]:
    """Put the backup ``file`` into ``folder`` and open it; see ``restoring.restore`` for what can fail.

    Whoever was erased since the backup was made is erased again.
    """
    restored = restore(folder, file, environment, passphrase=passphrase, keyring=keyring)
    kit = open_kit(folder, environment, passphrase=passphrase, keyring=keyring)
    kit.erasure.again(restored.erased)
    return kit, restored
