"""A laptop whose folder exists twice, or came back from a backup, in front of a server."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from organiser_kit.storage import local_copy
from tests.sync.kits import Laptops, same, service, sync

if TYPE_CHECKING:
    from pathlib import Path

    from sync.server.embed import EmbeddedServer


def test_i17_two_clones_that_write_offline_lose_nothing(
    server: EmbeddedServer, laptops: Laptops, tmp_path: Path
) -> None:
    one = laptops.make()
    practice = one.practice.create()
    service(one).enrol(server.url, server.enrol_code())
    sync(one)
    meeting, people = practice.meeting_ids[0], one.people.all(practice.group_id)
    one.check_in.admit(meeting, people[0].id)
    folder = tmp_path / "laptop0"
    laptops.close(one)
    shutil.copytree(folder, tmp_path / "clone")
    one, two = laptops.open(folder), laptops.open(tmp_path / "clone")
    for place, kit in enumerate((one, two), 1):
        kit.check_in.admit(meeting, people[place].id)
        kit.people.edit(people[3].id, phone=f"06 00 00 00 0{place}")
    for kit in (one, two, one, two):
        report = sync(kit)
        assert (report.pending, report.refused) == (0, 0)
    for kit in (one, two):
        assert sum(kit.check_in.presence(meeting, person.id).is_present for person in people) == 3
        assert same(server, kit, practice.group_id)
        # The edit that lost is not gone: a person is shown both.
        assert len(kit.conflicts.all()) == 1
        assert sync(kit).requests == 1


def test_i17_a_laptop_put_back_from_a_backup_gets_back_what_it_had_sent(
    server: EmbeddedServer, laptops: Laptops, tmp_path: Path
) -> None:
    kit = laptops.make()
    practice = kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    meeting, people = practice.meeting_ids[0], kit.people.all(practice.group_id)
    folder = tmp_path / "laptop0"
    laptops.close(kit)
    file = folder / local_copy.DATABASE_NAME
    backup = file.read_bytes()
    kit = laptops.open(folder)
    kit.check_in.admit(meeting, people[0].id)
    sync(kit)
    laptops.close(kit)
    file.write_bytes(backup)
    kit = laptops.open(folder)
    assert not kit.check_in.presence(meeting, people[0].id).is_present
    kit.check_in.admit(meeting, people[1].id)
    report = sync(kit)
    assert (report.pending, report.refused) == (0, 0)
    assert sum(kit.check_in.presence(meeting, person.id).is_present for person in people) == 2
    assert same(server, kit, practice.group_id)


def test_i17_a_clone_that_nothing_here_tells_apart_is_told_by_the_server(
    server: EmbeddedServer, laptops: Laptops, tmp_path: Path
) -> None:
    """A whole disk, cloned: same machine, same path, same number of the file."""
    kit = laptops.make()
    practice = kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    meeting, people = practice.meeting_ids[0], kit.people.all(practice.group_id)
    folder = tmp_path / "laptop0"
    laptops.close(kit)
    before = {file: file.read_bytes() for file in folder.iterdir()}
    names = []
    for place in range(2):
        for file, content in before.items():
            file.write_bytes(content)
        kit = laptops.open(folder)
        names.append(kit.replica.identity().incarnation)
        kit.check_in.admit(meeting, people[place].id)
        report = sync(kit)
        assert (report.pending, report.refused) == (0, 0)
        names.append(kit.replica.identity().incarnation)
        assert sync(kit).problem is None
        if place == 0:
            laptops.close(kit)
    # The first could not know; the second was told, and goes on under a name of its own.
    assert names[0] == names[1] == names[2] < names[3]
    assert sum(kit.check_in.presence(meeting, person.id).is_present for person in people) == 2
    assert same(server, kit, practice.group_id)
    assert sync(kit).requests == 1
