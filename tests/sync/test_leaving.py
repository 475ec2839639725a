"""Laptops let out of a group, or put out altogether: their records go, what they never sent stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.record import group_scope
from organiser_kit.oplog.op import decode_op
from organiser_kit.storage.rereading import send_again
from sync.server import pull
from sync.server.database import opened, transaction
from sync.server.scopes import Grant, grant, grant_of, leave
from tests.sync.fakes import SCOPE, Author
from tests.sync.kits import Laptops, same, service, sync

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer
    from tests.sync.bench import ServerBench
    from tests.sync.conftest import Store

CANARY = "Zygomatique"


@pytest.fixture
def kit(server: EmbeddedServer, laptops: Laptops) -> Kit:
    """A laptop of a group with a name that is easy to find in files."""
    made = laptops.make()
    group = made.plan.new_group("Groupe d’essai")
    made.people.add(group.id, family_name=CANARY, given_name="Ana", phone="06 99 88 77 66")
    service(made).enrol(server.url, server.enrol_code())
    sync(made)
    sync(made)
    return made


def _group(kit: Kit) -> str:
    return kit.meetings.groups()[0].id


def _device(kit: Kit) -> str:
    return kit.replica.identity().device_id


def _bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


def test_a_group_that_was_left_is_removed_and_what_was_never_sent_stays(
    server: EmbeddedServer, kit: Kit, tmp_path: Path
) -> None:
    group = _group(kit)
    other = kit.plan.new_group("Un autre groupe")
    sync(kit)
    kit.people.add(group, family_name="Fictif", given_name="Jamais envoyé")
    # As it is written, and as the words to search by are kept.
    for word in (CANARY, CANARY.lower()):
        assert word.encode() in _bytes_in(tmp_path / "laptop0")
    server.leave(_device(kit), group)
    report = sync(kit)
    assert report.left == ("Groupe d’essai",)
    assert [known.id for known in kit.meetings.groups()] == [other.id]
    assert kit.people.search("zyg") == []
    for word in (CANARY, CANARY.lower()):
        assert word.encode() not in _bytes_in(tmp_path / "laptop0")
    (unsent,) = kit.replica.outbox(refused_only=True)
    assert unsent.problem
    assert any("Jamais envoyé" in body for body in _bodies(kit))
    again = sync(kit)
    assert (again.left, again.requests) == ((), 1)


def _bodies(kit: Kit) -> list[str]:
    return [row["body"] for row in kit._database.rows("SELECT body FROM outbox ORDER BY incarnation, n")]  # noqa: SLF001


def test_a_group_that_is_merely_absent_stays(
    server: EmbeddedServer, kit: Kit, store: Store, environment: Environment
) -> None:
    group = _group(kit)
    with opened(store.engine, environment) as connection, transaction(connection):
        connection.execute("DELETE FROM device_scope WHERE device = :device", {"device": _device(kit)})
    report = sync(kit)
    assert report.left == ()
    assert len(kit.people.all(group)) == 1


def test_a_group_that_takes_a_laptop_back_comes_back_whole(server: EmbeddedServer, kit: Kit) -> None:
    group = _group(kit)
    server.leave(_device(kit), group)
    assert sync(kit).left != ()
    service(kit).enrol(server.url, server.enrol_code(group))
    report = sync(kit)
    assert report.left == ()
    assert len(kit.people.all(group)) == 1
    assert same(server, kit, group)
    assert sync(kit).requests == 1


def test_numbers_stay_without_gaps_for_a_server_in_a_new_life(server: EmbeddedServer, kit: Kit) -> None:
    server.leave(_device(kit), _group(kit))
    sync(kit)
    with kit._database.transaction():  # noqa: SLF001 - as after a restored server
        send_again(kit._database)  # noqa: SLF001
    waiting = kit.replica.waiting(100, 10**9)
    assert [item.n for item in waiting] == list(range(1, len(waiting) + 1))
    assert all(decode_op(item.body).fields is None for item in waiting)
    assert sync(kit).pending == 0


def test_i20_a_laptop_that_was_put_out_holds_no_person_any_more_and_what_it_never_sent_is_kept(
    server: EmbeddedServer, kit: Kit, tmp_path: Path
) -> None:
    group = _group(kit)
    kit.people.add(group, family_name="Fictif", given_name="Jamais envoyé")
    pending = kit.replica.counts().pending
    server.revoke(_device(kit))
    report = service(kit).run_once()
    assert report.revoked
    assert report.problem is not None
    assert "was put out" in report.problem
    assert report.pending == pending > 0
    assert _is_put_out(kit)
    assert kit.meetings.groups() == []
    assert kit.people.search("zyg") == []
    for word in (CANARY, CANARY.lower(), "06 99 88 77 66"):
        assert word.encode() not in _bytes_in(tmp_path / "laptop0")
    assert service(kit).run_once().revoked
    # Let in again: what was kept is sent, and everything comes back.
    service(kit).enrol(server.url, server.enrol_code(group))
    assert not _is_put_out(kit)
    report = sync(kit)
    assert (report.pending, report.refused) == (0, 0)
    assert {person.given_name for person in kit.people.all(group)} == {"Ana", "Jamais envoyé"}
    assert same(server, kit, group)


def test_who_left_reads_and_writes_nothing(bench: ServerBench, author: Author) -> None:
    now = bench.environment.now()
    assert _role(bench, author) is Grant.ORGANISER
    with transaction(bench.connection):
        assert leave(bench.connection, author.device, SCOPE, now)
        assert not leave(bench.connection, author.device, SCOPE, now)
        assert not leave(bench.connection, "nobody", SCOPE, now)
        heads = pull.heads(bench.connection, author.device, now)
    assert _role(bench, author) is None
    assert (heads.scopes, heads.left) == ({}, [SCOPE])
    (refused,) = bench.push(author, author.set("person", "p1", {"phone": "1"}))
    assert refused.verdict == "refused"
    with transaction(bench.connection):
        grant(bench.connection, author.device, SCOPE, Grant.READER)
        heads = pull.heads(bench.connection, author.device, now)
    assert _role(bench, author) is Grant.READER
    assert (list(heads.scopes), heads.left) == ([SCOPE], [])


def _role(bench: ServerBench, author: Author) -> Grant | None:
    with transaction(bench.connection):
        return grant_of(bench.connection, author.device, SCOPE)


def test_the_group_of_another_laptop_is_untouched(server: EmbeddedServer, kit: Kit, laptops: Laptops) -> None:
    group = _group(kit)
    two = laptops.make()
    service(two).enrol(server.url, server.enrol_code(group))
    sync(two)
    server.leave(_device(kit), group)
    sync(kit)
    assert sync(two).left == ()
    assert two.replica.cursor(group_scope(group)).seq > 0
    assert len(two.people.all(group)) == 1


def _is_put_out(kit: Kit) -> bool:
    return kit.replica.recovery.is_revoked


def test_what_was_refused_for_having_left_can_be_sent_again_once_back(
    server: EmbeddedServer, kit: Kit
) -> None:
    group = _group(kit)
    (person,) = kit.people.all(group)
    kit.people.edit(person.id, commune="Ailleurs")
    server.leave(_device(kit), group)
    sync(kit)
    (refusal,) = kit.refusals.all()
    # The record is not here: sent alone, the edit would be a part of one. It stays.
    assert kit.refusals.retry_all() == 0
    assert kit.refusals.all() == [refusal]

    service(kit).enrol(server.url, server.enrol_code(group))
    sync(kit)
    # What was read again is the server's: another edit does not speak for the refused one.
    kit.people.edit(person.id, phone="06 00 00 00 09")
    assert [one.id for one in kit.refusals.all()] == [refusal.id]
    assert kit.refusals.retry_all() == 1
    sync(kit)
    assert kit.people.all(group)[0].commune == "Ailleurs"
    assert kit.refusals.all() == []
    assert same(server, kit, group)


def test_what_was_emptied_is_nobody_s_refusal_for_a_server_in_a_new_life(
    server: EmbeddedServer, kit: Kit
) -> None:
    group = _group(kit)
    server.revoke(_device(kit))
    assert service(kit).run_once().revoked
    with kit._database.transaction():  # noqa: SLF001 - as after a restored server
        send_again(kit._database)  # noqa: SLF001
    service(kit).enrol(server.url, server.enrol_code(group))
    report = sync(kit)
    assert (report.pending, report.refused) == (0, 0)
    assert kit.refusals.all() == []
    assert same(server, kit, group)
