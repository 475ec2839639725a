"""A server moves from one database to another, either way, and no laptop notices."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.errors import UserError
from sync.facade import embedded_server
from sync.server import cli, frame, transfer
from sync.server.database import opened, transaction
from sync.server.engines import engine_for
from sync.server.migrations import epoch
from sync.server.records import everything
from tests.sync.conftest import Store
from tests.sync.kits import Laptops, plain, service, sync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer
    from tests.sync.postgresql import Cluster


@pytest.fixture
def other(store: Store, tmp_path: Path, postgresql: Cluster) -> Iterator[Store]:
    """An empty place of the other kind."""
    folder = tmp_path / "other"
    if not store.is_sqlite:
        yield Store(folder, None)
        return
    with postgresql.database() as url:
        yield Store(folder, url)


@pytest.fixture
def evening(server: EmbeddedServer, laptops: Laptops) -> list[Kit]:
    """Two laptops of a group with a conflict, somebody erased, a refused change, and one that was put out."""
    first, second, third = (laptops.make() for _ in range(3))
    group = first.practice.create().group_id
    service(first).enrol(server.url, server.enrol_code())
    sync(first)
    for kit in (second, third):
        service(kit).enrol(server.url, server.enrol_code(group))
        sync(kit)
    anna, ben, cleo = first.people.all(group)[:3]
    first.people.edit(anna.id, phone="06 00 00 00 01")
    second.people.edit(anna.id, phone="06 00 00 00 02")
    second.people.edit(ben.id, commune="x" * 20_001)
    for kit in (first, second):
        sync(kit)
    first.erasure.person(cleo.id, "Demande écrite")
    for kit in (first, second, first):
        sync(kit)
    server.revoke(third.replica.identity().device_id)
    return [first, second]


def test_laptops_go_on_where_they_were(
    server: EmbeddedServer, evening: list[Kit], store: Store, other: Store, environment: Environment
) -> None:
    (scope,) = evening[0].replica.scopes()
    held = plain(server.snapshot(scope))
    server.stop()
    rows = transfer.copy_server(store.engine, other.engine, environment)

    assert rows["conflicts"] == 1
    assert rows["op"] > rows["people"] == 24
    assert rows["erased"] > 0
    port = int(server.url.rpartition(":")[2])
    with embedded_server(other.folder, port, environment, other.url) as moved:
        assert plain(moved.snapshot(scope)) == held
        for kit in evening:
            # One question, answered by “nothing new”: epoch, places and digests are the same.
            assert (report := sync(kit)).requests == 1
            assert report.pulled == 0
        person = evening[0].people.all(scope.removeprefix("g:"))[0]
        evening[0].people.edit(person.id, commune="Ailleurs")
        sync(evening[0])
        assert sync(evening[1]).pulled == 1


def test_there_and_back_is_the_same(
    server: EmbeddedServer, evening: list[Kit], store: Store, other: Store, environment: Environment,
    tmp_path: Path,
) -> None:  # fmt: skip
    server.stop()
    there = transfer.copy_server(store.engine, other.engine, environment)
    back = engine_for(tmp_path / "back")
    assert transfer.copy_server(other.engine, back, environment) == there
    with opened(store.engine, environment) as old, opened(back, environment) as new:
        (scope,) = evening[0].replica.scopes()
        assert epoch(old) == epoch(new)
        assert plain(list(everything(old, scope))) == plain(list(everything(new, scope)))


def test_nothing_is_copied_while_a_server_runs(
    server: EmbeddedServer, store: Store, other: Store, environment: Environment
) -> None:
    """Not even beside one that nobody has asked anything yet."""
    with pytest.raises(UserError, match="still runs"):
        transfer.copy_server(store.engine, other.engine, environment)
    server.stop()
    with (
        embedded_server(other.folder, 0, environment, other.url),
        pytest.raises(UserError, match="still runs"),
    ):
        transfer.copy_server(store.engine, other.engine, environment)


def test_what_holds_something_is_not_written_over(
    server: EmbeddedServer, store: Store, other: Store, environment: Environment
) -> None:
    server.stop()
    with opened(other.engine, environment) as connection, transaction(connection):
        connection.execute("INSERT INTO scope (id) VALUES ('g:x')")
        before = epoch(connection)
    with pytest.raises(UserError, match="not empty"):
        transfer.copy_server(store.engine, other.engine, environment)
    with opened(other.engine, environment) as connection:
        assert epoch(connection) == before


def test_a_target_that_was_only_made_is_taken(
    server: EmbeddedServer, store: Store, other: Store, environment: Environment
) -> None:
    server.stop()
    with opened(other.engine, environment), opened(store.engine, environment) as connection:
        wanted = epoch(connection)
    transfer.copy_server(store.engine, other.engine, environment)
    with opened(other.engine, environment) as connection:
        assert epoch(connection) == wanted


def test_a_copy_that_differs_is_not_kept(
    server: EmbeddedServer,
    store: Store,
    other: Store,
    environment: Environment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As when somebody starts a server while the rows go over."""
    server.stop()
    given = transfer._given  # noqa: SLF001
    monkeypatch.setattr(
        transfer, "_given", lambda value: "0" if value is True or value == 1 else given(value)
    )
    with pytest.raises(UserError, match="nothing was copied"):
        transfer.copy_server(store.engine, other.engine, environment)
    with other.engine.explained(), closing(other.engine.connect()) as connection:
        assert "scope" not in connection.tables()


def test_what_the_other_database_cannot_hold_is_told(
    tmp_path: Path, postgresql: Cluster, environment: Environment
) -> None:
    source = engine_for(tmp_path / "server")
    with opened(source, environment) as connection, transaction(connection):
        connection.execute("INSERT INTO scope (id) VALUES (:id)", {"id": "g:a\0b"})
    with postgresql.database() as url, pytest.raises(UserError, match="does not fit"):
        transfer.copy_server(source, engine_for(tmp_path, url), environment)


def test_the_command_says_where_to_go_on(
    server: EmbeddedServer, store: Store, other: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    server.stop()
    target = other.url or f"sqlite:///{tmp_path / 'new.sqlite3'}"
    assert _run(capsys, *store.options, "copy", "--to", target)[0] == 0
    status, _, told = _run(capsys, *store.options, "copy", "--to", target)
    assert status == 1
    assert "not empty" in told
    answer = _run(capsys, "--data", str(tmp_path / "none"), "copy", "--to", target)
    assert "no server's data" in answer[2]
    assert _run(capsys, *store.options, "copy")[0] == 2


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, str]:
    status = frame.run(cli.commands, ["--lang", "en", "--json", *arguments])
    said = capsys.readouterr()
    return status, [json.loads(line) for line in said.out.splitlines()], said.err
