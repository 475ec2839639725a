"""The server with real local copies: the ones that the desktop opens."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from organiser_kit.kit import Kit, open_kit
from organiser_kit.model.record import group_scope
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from sync.facade import SyncService, embedded_server
from sync.server.engines import engine_for
from sync.server.restore import restore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from sync.client.local import LocalCopy
    from sync.facade import SyncReport
    from sync.server.embed import EmbeddedServer


@pytest.fixture
def make_kit(tmp_path: Path, environment: Environment) -> Iterator[Callable[[], Kit]]:
    opened: list[Kit] = []

    def make() -> Kit:
        folder = tmp_path / f"copy{len(opened)}"
        local_copy.create(folder, environment, passphrase=None, keyring=NoKeyring(), plain=True)
        opened.append(open_kit(folder, environment, passphrase=None, keyring=NoKeyring()))
        return opened[-1]

    yield make
    for kit in opened:
        kit.close()


def _service(kit: Kit) -> SyncService:
    def call_db(job: Callable[[LocalCopy], object]) -> object:
        return job(kit.replica)

    return SyncService(call_db, kit.environment)  # type: ignore[arg-type]


def _sync(kit: Kit) -> SyncReport:
    report = _service(kit).run_once()
    assert report.problem is None
    return report


def _same(server: EmbeddedServer, kit: Kit, group: str) -> bool:
    scope = group_scope(group)
    return _plain(server.snapshot(scope)) == _plain(kit.replica.snapshot(scope))


def _plain(states: list) -> list:  # type: ignore[type-arg]
    return sorted(
        (s.kind, s.id, tuple(s.alive), sorted((n, repr(tuple(r))) for n, r in s.registers.items()))
        for s in states
    )


def test_the_practice_evening_reaches_the_server_and_a_second_laptop(
    server: EmbeddedServer, make_kit: Callable[[], Kit]
) -> None:
    one, two = make_kit(), make_kit()
    practice = one.practice.create()
    _service(one).enrol(server.url, server.enrol_code())
    sent = _sync(one)
    assert sent.pushed > 75
    assert (sent.pending, sent.refused) == (0, 0)
    _service(two).enrol(server.url, server.enrol_code(practice.group_id))
    _sync(two)
    assert len(two.people.all(practice.group_id)) == 25
    assert _same(server, one, practice.group_id)
    assert _same(server, two, practice.group_id)
    assert _sync(one).requests == 1
    assert one.sync_state().last_sync_at is not None


def test_two_laptops_check_people_in_without_a_network_and_end_up_alike(
    server: EmbeddedServer, make_kit: Callable[[], Kit]
) -> None:
    one, two = make_kit(), make_kit()
    practice = one.practice.create()
    _service(one).enrol(server.url, server.enrol_code())
    _sync(one)
    _service(two).enrol(server.url, server.enrol_code(practice.group_id))
    _sync(two)
    server.stop()
    meeting = practice.meeting_ids[0]
    people = one.people.all(practice.group_id)
    for kit, present in ((one, people[:15]), (two, people[10:20])):
        for person in present:
            kit.check_in.admit(meeting, person.id)
    assert _service(one).run_once().problem is not None
    server.start()
    for kit in (one, two, one):
        _sync(kit)
    for kit in (one, two):
        assert sum(kit.check_in.presence(meeting, person.id).is_present for person in people) == 20
        assert _same(server, kit, practice.group_id)


def test_what_the_server_refuses_is_shown_and_its_effect_taken_back(
    server: EmbeddedServer, make_kit: Callable[[], Kit]
) -> None:
    kit = make_kit()
    practice = kit.practice.create()
    _service(kit).enrol(server.url, server.enrol_code())
    _sync(kit)
    person = kit.people.all(practice.group_id)[0]
    kit.people.edit(person.id, commune="x" * 20_001)
    kit.people.edit(person.id, phone="06 00 00 00 00")
    report = _sync(kit)
    assert (report.pushed, report.refused, report.pending) == (1, 1, 0)
    (refused,) = kit.replica.outbox(refused_only=True)
    assert refused.problem
    shown = kit.people.get(person.id)
    assert (shown.commune, shown.phone) == (person.commune, "06 00 00 00 00")
    assert _same(server, kit, practice.group_id)


def test_a_record_refused_at_its_creation_stays_visible_and_is_listed(
    server: EmbeddedServer, make_kit: Callable[[], Kit]
) -> None:
    kit = make_kit()
    practice = kit.practice.create()
    _service(kit).enrol(server.url, server.enrol_code())
    _sync(kit)
    person = kit.people.add(practice.group_id, family_name="Exemple", given_name="x" * 20_001)
    assert _sync(kit).refused == 1
    assert kit.people.get(person.id) == person
    (refused,) = kit.replica.outbox(refused_only=True)
    assert refused.record_id == person.id
    assert not any(state.id == person.id for state in server.snapshot(person.scope))


@pytest.fixture
def restorable(tmp_path: Path, environment: Environment) -> Iterator[EmbeddedServer]:
    """A server whose database is a file."""
    with embedded_server(tmp_path / "restorable", environment=environment) as running:
        yield running


def test_i17_a_server_restored_from_a_backup_gets_back_what_the_laptops_still_hold(
    restorable: EmbeddedServer, make_kit: Callable[[], Kit], tmp_path: Path, environment: Environment
) -> None:
    server = restorable
    one, two = make_kit(), make_kit()
    practice = one.practice.create()
    _service(one).enrol(server.url, server.enrol_code())
    _sync(one)
    _service(two).enrol(server.url, server.enrol_code(practice.group_id))
    _sync(two)
    engine = engine_for(tmp_path / "restorable")
    server.stop()
    backup = tmp_path / "backup.sqlite3"
    shutil.copy(engine.place, backup)
    server.start()
    meeting, people = practice.meeting_ids[0], one.people.all(practice.group_id)
    one.people.edit(people[0].id, commune="x" * 20_001)
    for kit, present in ((one, people[:5]), (two, people[5:9])):
        for person in present:
            kit.check_in.admit(meeting, person.id)
    one.people.edit(people[1].id, phone="06 00 00 00 01")
    assert _sync(one).refused == 1
    for kit in (two, one):
        _sync(kit)
    before = _plain(one.replica.snapshot(group_scope(practice.group_id)))
    server.stop()
    aside = restore(backup, engine, environment)
    assert aside is not None
    assert aside.exists()
    server.start()
    assert not _same(server, one, practice.group_id)
    one.check_in.admit(meeting, people[9].id)
    for kit in (one, two, one):
        report = _sync(kit)
        assert report.pending == 0
    assert one.sync_state().refused == 1
    for kit in (one, two):
        assert _same(server, kit, practice.group_id)
        assert sum(kit.check_in.presence(meeting, person.id).is_present for person in people) == 10
    assert len(one.replica.snapshot(group_scope(practice.group_id))) == len(before) + 1
    assert _sync(one).requests == 1
