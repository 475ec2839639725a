"""A server whose database was put back by hand, without telling it: laptops notice, and nothing is lost."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

import pytest

from sync.facade import embedded_server
from sync.server.database import opened, transaction
from sync.server.engines import engine_for
from sync.server.epochs import renew_if_behind
from sync.server.migrations import epoch
from tests.sync.fakes import SCOPE, Author
from tests.sync.kits import Laptops, same, service, sync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from sync.server.embed import EmbeddedServer
    from tests.sync.bench import ServerBench


@pytest.fixture
def server(tmp_path: Path, environment: Environment) -> Iterator[EmbeddedServer]:
    """A server whose database is a file that a hand can put back."""
    with embedded_server(tmp_path / "server", environment=environment) as running:
        yield running


def _database(tmp_path: Path) -> Path:
    return tmp_path / "server" / "server.sqlite3"


def _put_back(server: EmbeddedServer, tmp_path: Path, backup: Path) -> None:
    server.stop()
    for file in (tmp_path / "server").glob("server.sqlite3*"):
        file.unlink()
    shutil.copy(backup, _database(tmp_path))
    server.start()


def _backup(server: EmbeddedServer, tmp_path: Path) -> Path:
    server.stop()
    backup = tmp_path / "backup.sqlite3"
    shutil.copy(_database(tmp_path), backup)
    server.start()
    return backup


def _epoch(tmp_path: Path, environment: Environment) -> str:
    with opened(engine_for(tmp_path / "server"), environment) as connection:
        return epoch(connection)


def test_i17_an_older_file_put_back_by_hand_is_noticed_and_gets_back_what_laptops_hold(
    server: EmbeddedServer,
    laptops: Laptops,
    tmp_path: Path,
    environment: Environment,
    caplog: pytest.LogCaptureFixture,
) -> None:
    one, two = laptops.make(), laptops.make()
    practice = one.practice.create()
    service(one).enrol(server.url, server.enrol_code())
    sync(one)
    service(two).enrol(server.url, server.enrol_code(practice.group_id))
    sync(two)
    backup = _backup(server, tmp_path)
    before = _epoch(tmp_path, environment)
    meeting, people = practice.meeting_ids[0], one.people.all(practice.group_id)
    for kit, present in ((one, people[:5]), (two, people[5:9])):
        for person in present:
            kit.check_in.admit(meeting, person.id)
        sync(kit)
    one.check_in.admit(meeting, people[9].id)
    _put_back(server, tmp_path, backup)
    with caplog.at_level(logging.WARNING):
        report = sync(one)
    assert report.repaired is not None
    assert report.pending == 0
    assert _epoch(tmp_path, environment) != before
    (warning,) = [record.getMessage() for record in caplog.records if "older than" in record.getMessage()]
    assert people[0].family_name not in warning
    for kit in (two, one):
        sync(kit)
    for kit in (one, two):
        assert same(server, kit, practice.group_id)
        assert sum(kit.check_in.presence(meeting, person.id).is_present for person in people) == 10
        assert sync(kit).requests == 1


def test_i17_an_older_file_that_others_wrote_into_since_is_noticed_all_the_same(
    server: EmbeddedServer, laptops: Laptops, tmp_path: Path
) -> None:
    """The cursor is no longer beyond the end: only the numbers and the digest tell."""
    one, two = laptops.make(), laptops.make()
    practice = one.practice.create()
    service(one).enrol(server.url, server.enrol_code())
    sync(one)
    service(two).enrol(server.url, server.enrol_code(practice.group_id))
    sync(two)
    backup = _backup(server, tmp_path)
    meeting, people = practice.meeting_ids[0], one.people.all(practice.group_id)
    for person in people[:3]:
        one.check_in.admit(meeting, person.id)
    sync(one)
    _put_back(server, tmp_path, backup)
    for person in people[3:12]:
        two.check_in.admit(meeting, person.id)
    sync(two)
    report = sync(one)
    assert report.repaired is not None
    sync(two)
    for kit in (one, two):
        assert same(server, kit, practice.group_id)
        assert sum(kit.check_in.presence(meeting, person.id).is_present for person in people) == 12


def test_a_gap_in_the_numbers_is_filled_by_sending_again(
    server: EmbeddedServer, laptops: Laptops, tmp_path: Path
) -> None:
    one = laptops.make()
    practice = one.practice.create()
    service(one).enrol(server.url, server.enrol_code())
    sync(one)
    backup = _backup(server, tmp_path)
    meeting, people = practice.meeting_ids[0], one.people.all(practice.group_id)
    one.check_in.admit(meeting, people[0].id)
    sync(one)
    one.check_in.admit(meeting, people[1].id)
    _put_back(server, tmp_path, backup)
    assert sync(one).pending == 0
    assert same(server, one, practice.group_id)


def test_many_devices_that_are_ahead_change_the_epoch_once(bench: ServerBench, author: Author) -> None:
    bench.push(author, author.set("person", "p1", {"phone": "1"}))
    connection = bench.connection
    with transaction(connection):
        first = epoch(connection)
        renew_if_behind(connection, bench.environment, first, SCOPE, 2)
        assert epoch(connection) == first
        renew_if_behind(connection, bench.environment, first, SCOPE, 3)
        second = epoch(connection)
        renew_if_behind(connection, bench.environment, first, SCOPE, 9)
        assert epoch(connection) == second != first
