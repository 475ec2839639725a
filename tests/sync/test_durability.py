"""What comes down is kept with the next durable write, at the latest before anybody is told of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from organiser_kit.storage.database import Database
from sync.server.database import opened
from tests.sync.fakes import GROUP, Author, Line
from tests.sync.kits import service, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx

    from organiser_kit.environment import Environment
    from sync.facade import EmbeddedServer
    from tests.sync.kits import Laptops

LAZY, FULL = 1, 2
"""What ``PRAGMA synchronous`` answers."""


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How each transaction that wrote something was committed, in their order."""
    found: list[int] = []
    original = Database.transaction

    @contextmanager
    def transaction(self: Database) -> Iterator[None]:
        before = self.value("SELECT total_changes()")
        with original(self):
            yield
            changed = self.value("SELECT total_changes()") > before
        if changed:
            found.append(self.value("PRAGMA synchronous"))

    monkeypatch.setattr(Database, "transaction", transaction)
    return found


def test_an_exchange_waits_for_the_disk_once_and_at_its_end(
    laptops: Laptops, server: EmbeddedServer, commits: list[int]
) -> None:
    kit = laptops.make()
    service(kit).enrol(server.url, server.enrol_code())
    practice = kit.practice.create()
    sync(kit)
    kit.people.edit(kit.people.all(practice.group_id)[0].id, family_name="Exemple-Nouveau")
    commits.clear()
    assert sync(kit).pushed == 1
    *before, last = commits
    assert last == FULL
    assert set(before) == {LAZY}
    assert len(before) >= 2


def test_nothing_is_acknowledged_before_it_outlives_a_power_cut(
    laptops: Laptops, server: EmbeddedServer, environment: Environment, commits: list[int]
) -> None:
    author = Author(environment)
    kit = laptops.make()
    last: list[int] = []

    def note(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        if request.url.path.endswith("ack"):
            last.append(commits[-1])
        return send()

    service(kit).enrol(server.url, server.enrol_code(GROUP))
    sync(kit)
    server.seed([author.fact(environment.new_id()) for _ in range(3)])
    assert service(kit, Line(note)).run_once().pulled == 3
    assert last == [FULL]


def test_what_is_written_at_the_door_always_waits_for_the_disk(laptops: Laptops, commits: list[int]) -> None:
    kit = laptops.make()
    kit.practice.create()
    kit.replica.apply_page("g:1", "e", [], 1)
    assert commits[-1] == LAZY
    kit.people.add(group_id=kit.meetings.groups()[0].id, family_name="Exemple", given_name="Zoé")
    assert commits[-1] == FULL


def test_ones_own_changes_are_acknowledged_by_the_next_question(
    laptops: Laptops, server: EmbeddedServer, environment: Environment
) -> None:
    kit = laptops.make()
    practice = kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    sync(kit)
    before = acked(server, environment)
    somebody = kit.people.all(practice.group_id)[0]
    kit.people.edit(somebody.id, family_name="Exemple-Nouveau")
    line = Line()
    service(kit, line).run_once()
    assert line.paths == ["push"]
    assert acked(server, environment) == before
    assert sync(kit).requests == 1
    assert acked(server, environment) == before + 1


def acked(server: EmbeddedServer, environment: Environment) -> int:
    """How far the laptop of the server has come, as the server knows."""
    with opened(server._engine, environment) as connection:  # noqa: SLF001
        return int(connection.execute("SELECT max(acked) FROM device_scope").fetchone()[0])
