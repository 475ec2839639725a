"""What was deleted long ago leaves the server, and then every laptop, and never comes back half."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.record import group_scope
from organiser_kit.oplog.op import OpKind
from sync.server import cli, frame
from sync.server.compaction import Compacted, compact
from sync.server.database import opened, transaction
from tests.sync.fakes import SCOPE
from tests.sync.kits import same, service, sync

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer
    from tests.sync.bench import ServerBench
    from tests.sync.conftest import Store
    from tests.sync.fakes import Author
    from tests.sync.kits import Laptops


@pytest.fixture
def compacted(store: Store, environment: Environment, server: EmbeddedServer) -> Callable[..., Compacted]:
    """Return a way to compact one group on a running server."""
    del server

    def run(group: str, *, dry_run: bool = False) -> Compacted:
        with opened(store.engine, environment) as connection, transaction(connection):
            return compact(connection, group_scope(group), environment.now(), dry_run=dry_run)

    return run


def pair(server: EmbeddedServer, laptops: Laptops) -> tuple[Kit, Kit, str]:
    one, two = laptops.make(), laptops.make()
    group = one.practice.create().group_id
    service(one).enrol(server.url, server.enrol_code())
    sync(one)
    service(two).enrol(server.url, server.enrol_code(group))
    sync(two)
    return one, two, group


def heard(*kits: Kit) -> None:
    """Let every laptop read, and its next question say that it has."""
    for kit in (*kits, *kits):
        sync(kit)


def later(laptops: Laptops, **time: int) -> None:
    laptops.environment.clock.advance(**time)  # type: ignore[attr-defined]


def test_a_deletion_leaves_once_it_is_old_and_every_laptop_has_read_it(
    server: EmbeddedServer, laptops: Laptops, compacted: Callable[..., Compacted]
) -> None:
    one, two, group = pair(server, laptops)
    mistake = one.people.add(group, family_name="Exemple", given_name="Ana")
    seated = one.people.all(group)[0]
    sync(one)
    sync(two)
    one.people.delete(mistake.id)
    one.people.delete(seated.id)
    sync(one)
    later(laptops, days=179)
    assert compacted(group) == Compacted(0, 0)
    later(laptops, days=2)
    # The other laptop has not heard of it; somebody with a seat never leaves, for seats are counted.
    assert compacted(group) == Compacted(0, 1)
    heard(one, two)
    assert compacted(group, dry_run=True) == Compacted(1, 0)
    assert compacted(group) == Compacted(1, 0)
    assert compacted(group) == Compacted(0, 0)
    held = {state.id for state in server.snapshot(group_scope(group))}
    assert mistake.id not in held
    assert seated.id in held
    for kit in (one, two):
        assert sync(kit).refused == 0
        assert mistake.id not in {person.id for person in kit.people.all(group)}
    newcomer = laptops.make()
    service(newcomer).enrol(server.url, server.enrol_code(group))
    sync(newcomer)
    assert same(server, newcomer, group)


def test_an_old_copy_put_back_lets_go_of_what_left_and_keeps_what_it_never_sent(
    server: EmbeddedServer, laptops: Laptops, compacted: Callable[..., Compacted], tmp_path: Path
) -> None:
    one, two, group = pair(server, laptops)
    mistake = one.people.add(group, family_name="Exemple", given_name="Ana")
    sync(one)
    sync(two)
    laptops.close(two)
    shutil.copytree(laptops.folder / "laptop1", tmp_path / "old")
    two = laptops.open(laptops.folder / "laptop1")
    one.people.delete(mistake.id)
    sync(one)
    heard(one, two)
    later(laptops, days=200)
    assert compacted(group) == Compacted(1, 0)
    laptops.close(two)
    back = laptops.open(tmp_path / "old")
    mine = back.people.add(group, family_name="Jamais", given_name="Envoyée")
    refused = back.people.add(group, family_name="Refusée", given_name="x" * 20_001)
    sync(back)
    shown = {person.id for person in back.people.all(group)}
    assert {mistake.id, mine.id, refused.id} & shown == {mine.id, refused.id}
    assert back.people.seen(mistake.id) is None


def test_a_cursor_from_before_what_left_begins_anew(
    server: EmbeddedServer, laptops: Laptops, compacted: Callable[..., Compacted]
) -> None:
    one, two, group = pair(server, laptops)
    mistake = one.people.add(group, family_name="Exemple", given_name="Ana")
    sync(one)
    sync(two)
    one.people.delete(mistake.id)
    heard(one)
    # Two was put out, so nothing waits for it; later it is let in again.
    server.revoke(two.replica.identity().device_id)
    later(laptops, days=200)
    assert compacted(group) == Compacted(1, 0)
    two.people.edit(two.people.all(group)[3].id, phone="0600000003")
    service(two).enrol(server.url, server.enrol_code(group))
    report = sync(two)
    assert (report.pending, report.refused) == (0, 0)
    assert two.people.seen(mistake.id) is None
    assert same(server, two, group)


def test_what_comes_back_after_it_left_comes_back_whole(
    server: EmbeddedServer, laptops: Laptops, compacted: Callable[..., Compacted]
) -> None:
    one, two, group = pair(server, laptops)
    mistake = one.people.add(group, family_name="Exemple", given_name="Ana", phone="0600000004")
    sync(one)
    one.people.delete(mistake.id)
    sync(one)
    heard(one, two)
    later(laptops, days=200)
    assert compacted(group) == Compacted(1, 0)
    one.deletions.restore("person", mistake.id)
    sync(one)
    sync(two)
    assert two.people.living(mistake.id).phone == "0600000004"
    assert same(server, two, group)


def test_what_was_erased_never_leaves(bench: ServerBench, author: Author) -> None:
    bench.push(author, author.set("person", "p", {"family_name": "A"}))
    bench.push(author, author.life("person", "p", alive=False))
    bench.push(author, author.op(OpKind.ERASE, "person", "p"))
    bench.environment.clock.advance(days=10_000)  # type: ignore[attr-defined]
    with transaction(bench.connection):
        bench.connection.execute("UPDATE device_scope SET acked = 1000")
        assert compact(bench.connection, SCOPE, bench.environment.now()) == Compacted()
    row = bench.row(author, "p")
    assert row is not None
    assert row.erased


def test_the_command_says_what_leaves(
    store: Store, capsys: pytest.CaptureFixture[str], environment: Environment
) -> None:
    frame.run(cli.commands, [*store.options, "--lang", "en", "init", "--demo"])
    with opened(store.engine, environment) as connection, transaction(connection):
        connection.execute("UPDATE people SET alive = (1 = 0)")
        connection.execute("UPDATE registrations SET alive = (1 = 0)")
        received = (environment.now() - timedelta(days=3_000)).isoformat()
        connection.execute("UPDATE op SET received_at = :received", {"received": received})
    capsys.readouterr()
    removed = []
    for words in (["--dry-run"], [], []):
        assert frame.run(cli.commands, [*store.options, "--lang", "en", "compact", "--json", *words]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert answer["dry_run"] == bool(words)
        removed.append(answer["removed"])
    # The seats first, and then nobody names the people any more.
    assert removed[0] == removed[1] >= 50
    assert removed[2] == 0
