"""A laptop put back from its own backup, in front of a server: nothing is lost and nothing counts twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.kit import restore_kit
from organiser_kit.storage.keyring_store import NoKeyring
from tests.sync.kits import Laptops, same, service, sync

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.kit import Kit
    from organiser_kit.storage.restoring import Restored
    from sync.server.embed import EmbeddedServer


def _back_up(kit: Kit, file: Path) -> None:
    kit.back_up(file, passphrase=None, keyring=NoKeyring())


def _restore(laptops: Laptops, folder: Path, file: Path) -> tuple[Kit, Restored]:
    kit, restored = restore_kit(folder, file, laptops.environment, passphrase=None, keyring=NoKeyring())
    kit.close()
    return laptops.open(folder), restored


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.okbackup"


def test_i17_a_restored_laptop_and_the_copy_put_aside_lose_and_double_nothing(
    server: EmbeddedServer, laptops: Laptops, tmp_path: Path, file: Path
) -> None:
    kit, folder = laptops.make(), tmp_path / "laptop0"
    practice = kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    meeting, people = practice.meeting_ids[0], kit.people.all(practice.group_id)
    kit.check_in.admit(meeting, people[0].id)  # waits when the backup is made
    _back_up(kit, file)
    kit.check_in.admit(meeting, people[1].id)
    sync(kit)  # both are sent
    kit.check_in.admit(meeting, people[2].id)  # was never sent
    laptops.close(kit)
    kit, restored = _restore(laptops, folder, file)
    assert restored.unsent == 1
    assert restored.aside is not None
    kit.check_in.admit(meeting, people[3].id)
    for _ in range(2):
        report = sync(kit)
        assert (report.pending, report.refused) == (0, 0)
    assert _present(kit, meeting) == 3
    aside = laptops.open(restored.aside)
    report = sync(aside)
    assert (report.pending, report.refused) == (0, 0)
    for one in (kit, aside):
        sync(one)
        assert _present(one, meeting) == 4
        assert same(server, one, practice.group_id)
        assert sync(one).requests == 1
    assert kit.conflicts.all() == []


def _present(kit: Kit, meeting: str) -> int:
    return sum(
        entry.presence.scans for entry in kit.registrations.roster(meeting) if entry.presence.is_present
    )


def test_i9_an_erasure_that_was_never_sent_outlives_a_restore(
    server: EmbeddedServer, laptops: Laptops, tmp_path: Path, file: Path
) -> None:
    kit = laptops.make()
    practice = kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    person = kit.people.all(practice.group_id)[0]
    _back_up(kit, file)
    kit.erasure.person(person.id, "asked for")
    laptops.close(kit)
    kit, _ = _restore(laptops, tmp_path / "laptop0", file)
    assert kit.people.seen(person.id) is None
    for _ in range(2):
        sync(kit)
    assert kit.people.seen(person.id) is None
    assert same(server, kit, practice.group_id)
    other = laptops.make()
    service(other).enrol(server.url, server.enrol_code(practice.group_id))
    sync(other)
    assert other.people.seen(person.id) is None


def test_i17_a_backup_put_on_another_laptop_while_the_first_goes_on(
    server: EmbeddedServer, laptops: Laptops, tmp_path: Path, file: Path
) -> None:
    kit = laptops.make()
    practice = kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    meeting, people = practice.meeting_ids[0], kit.people.all(practice.group_id)
    _back_up(kit, file)
    second, restored = _restore(laptops, tmp_path / "second", file)
    assert restored.aside is None
    for place, one in enumerate((kit, second)):
        one.check_in.admit(meeting, people[place].id)
    for one in (kit, second, kit, second):
        report = sync(one)
        assert (report.pending, report.refused) == (0, 0)
    for one in (kit, second):
        assert _present(one, meeting) == 2
        assert same(server, one, practice.group_id)
