"""The composition root of the core: an open local copy and the services that work on it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from organiser_kit.meeting_kits.shelf import FOLDER, Shelf, shelf
from organiser_kit.services.alerts import Alerts
from organiser_kit.services.attached_files import AttachedFiles
from organiser_kit.services.backups import Backups
from organiser_kit.services.badges import Badges
from organiser_kit.services.check_in import CheckIn
from organiser_kit.services.checklists import Checklists
from organiser_kit.services.community import Community
from organiser_kit.services.conflicts import Conflicts
from organiser_kit.services.consents import Consents
from organiser_kit.services.deletions import Deletions
from organiser_kit.services.drafts import Drafts
from organiser_kit.services.equipment import Equipments
from organiser_kit.services.erasure import Erasure
from organiser_kit.services.evidence import Evidence
from organiser_kit.services.export_tables import ExportTables
from organiser_kit.services.exports import Exports
from organiser_kit.services.facilitators import Facilitators
from organiser_kit.services.generate import Generate
from organiser_kit.services.groups import Groups
from organiser_kit.services.import_people import ImportPeople
from organiser_kit.services.kit_editions import KitEditions
from organiser_kit.services.meetings import Meetings
from organiser_kit.services.merging import Merging
from organiser_kit.services.needs import Needs
from organiser_kit.services.notices import Notices
from organiser_kit.services.paper import Paper
from organiser_kit.services.people import People
from organiser_kit.services.person_file import PersonFile
from organiser_kit.services.person_sections import PersonSections
from organiser_kit.services.plan_meetings import PlanMeetings
from organiser_kit.services.practice import Practice
from organiser_kit.services.practice_sheets import PracticeSheets
from organiser_kit.services.purge import Purge
from organiser_kit.services.questions import Questions
from organiser_kit.services.ready import Ready
from organiser_kit.services.refusals import Refusals
from organiser_kit.services.registrations import Registrations
from organiser_kit.services.reports import Reports
from organiser_kit.services.resources import Resources
from organiser_kit.services.running import RunningClocks
from organiser_kit.services.sheets import Sheets
from organiser_kit.services.statement_keys import StatementKeys
from organiser_kit.services.statement_overview import StatementOverview
from organiser_kit.services.statements import Statements
from organiser_kit.services.store import Store
from organiser_kit.services.structures import Structures
from organiser_kit.services.suspects import SuspectFinder
from organiser_kit.services.undoing import Undoing
from organiser_kit.services.venues import Venues
from organiser_kit.services.views import SyncState
from organiser_kit.storage.backup import write_backup
from organiser_kit.storage.device import DeviceState
from organiser_kit.storage.incarnation import settle_in
from organiser_kit.storage.kept_files import KeptFiles
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
    from organiser_kit.meeting_kits.content import MeetingKit
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
        kept = KeptFiles(database, folder, environment)
        self.replica = Replica(database, records, device, writer, environment, kept)
        self.replica.take_parked()
        self.conflicts = Conflicts(store)
        self.refusals = Refusals(store)
        self.people = People(store)
        self.consents = Consents(store)
        self.deletions = Deletions(store)
        self.undoing = Undoing(store)
        self.erasure = Erasure(store)
        self.meetings = Meetings(store)
        self.registrations = Registrations(store, self.people, self.meetings)
        self._add_planning(store)
        self.import_people = ImportPeople(store, self.people, self.registrations)
        self.badges = Badges(store)
        self._add_merging(store)
        self.check_in = CheckIn(store, self.people, self.registrations, self.badges)
        self.sheets = Sheets(store, self.meetings, self.registrations)
        self.evidence = Evidence(store, self.meetings, kept)
        self.statement_keys = StatementKeys(store)
        self._add_what_follows(store, kept)
        self.statements = Statements(store, self.meetings, self.registrations, self.statement_keys)
        self.exports = Exports(
            store, ExportTables(store, self.people, self.meetings, self.registrations, self.consents)
        )
        self.person_file = PersonFile(store, PersonSections(store, self.people))
        self.purge = Purge(store, self.meetings, self.replica, self.evidence)
        self._add_made_up_people(store)
        self._add_preparation(store)
        self.paper = Paper(self.meetings, self.people, self.registrations, self.badges, self.sheets)

    def _add_planning(self, store: Store) -> None:
        """Add what asks for somebody, what a group is made of, where it meets, and its plan."""
        self.backups = Backups(store)
        self.community = Community(store)
        self.alerts = Alerts(store, self.meetings, self.backups, self.community)
        self.structures = Structures(store)
        self.venues = Venues(store)
        self.groups = Groups(store, self.people, self.meetings)
        self.facilitators = Facilitators(store, self.people)
        self.notices = Notices(store, self.people, self.registrations, self.consents)
        self.drafts = Drafts(store)
        self.plan = PlanMeetings(store, self.meetings, self.people, self.registrations, self.notices)

    def _add_merging(self, store: Store) -> None:
        """Add what makes one person of two records."""
        self.merging = Merging(store, self.people, self.badges)
        self.suspects = SuspectFinder(store, self.people)
        self.replica.after_round = self._settle

    def _add_made_up_people(self, store: Store) -> None:
        """Add what makes people up, for practice and for trials of size."""
        self.practice = Practice(store)
        self.generate = Generate(store)

    def _add_preparation(self, store: Store) -> None:
        """Add what a group gets ready before a meeting."""
        self.ready = Ready(store, self.meetings, self.registrations, self.badges)
        self.kit_editions = KitEditions(store)
        self.checklists = Checklists(store, self.meetings, self.meeting_kit)
        self.equipment = Equipments(store, self.meetings, self.registrations, self.meeting_kit)
        self.needs = Needs(store)

    def _add_what_follows(self, store: Store, kept: KeptFiles) -> None:
        """Add what goes on during a meeting and comes after it."""
        self.running = RunningClocks(store)
        self.reports = Reports(store, self.meetings)
        self.attached = AttachedFiles(store, kept, self.replica.files)
        self.practice_sheets = PracticeSheets(store, self.attached)
        self.resources = Resources(store, self.attached)
        self.questions = Questions(store, self.meetings)
        self.statement_overview = StatementOverview(store, self.meetings, self.registrations)

    def meeting_kits(self) -> Shelf:
        """Return the kits d'animation at hand: shipped, come with an exchange, in the folder of the copy."""
        arrived = self.kit_editions.arrived()
        found = shelf(self._database.path.parent / FOLDER, arrived.texts)
        return Shelf(found.library, (*arrived.refused, *found.refused))

    def meeting_kit(self, meeting_id: str) -> MeetingKit:
        """Return the kit d'animation that a meeting runs by.

        Raises:
            NotFoundError: there is no such meeting.
        """
        meeting = self.meetings.get(meeting_id)
        number = self.meetings.module_number(meeting)
        return self.meeting_kits().library.for_meeting(number, meeting.sequence)

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

    def _settle(self) -> None:
        """Do what an exchange made possible; nobody here did it, so nobody undoes it."""
        self.undoing.gather()
        self.merging.settle()
        self._writer.take_trail()

    def take_changes(self) -> Changes:
        """Return what the services changed since this was last asked, for whoever shows it.

        What was changed is one edit: it is undone together.
        """
        self.undoing.gather()
        return self._writer.take_changes()

    def back_up(self, file: Path, *, passphrase: str | None, keyring: Keyring) -> bool:
        """Write a backup; see :func:`organiser_kit.storage.backup.write_backup`."""
        begun = self._clock.now()
        is_encrypted = write_backup(
            self._database, file, self.environment, passphrase=passphrase, keyring=keyring
        )
        self.backups.note(begun)
        return is_encrypted

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
