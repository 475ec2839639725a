"""An answer is not the end: what a server took must come back down its feed, or it is sent again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from sync.facade import embedded_server
from sync.server.engines import engine_for
from tests.sync.fakes import Line
from tests.sync.kits import Laptops, nothing_comes_along, same, service, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer


@pytest.fixture
def laptops(tmp_path: Path, environment: Environment) -> Iterator[Laptops]:
    made = Laptops(tmp_path, environment)
    yield made
    made.close_all()


@pytest.fixture
def server(tmp_path: Path, environment: Environment) -> Iterator[EmbeddedServer]:
    with embedded_server(tmp_path / "server", environment=environment) as running:
        yield running


@contextmanager
def put_back_by_hand(server: EmbeddedServer, folder: Path) -> Iterator[None]:
    """Forget, in the server's file, everything that happens inside."""
    path = engine_for(folder / "server").path  # type: ignore[attr-defined]  # a file, as no other is named
    server.stop()
    before = path.read_bytes()
    server.start()
    yield
    server.stop()
    path.write_bytes(before)
    server.start()


def _no_way_down(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
    if request.url.path.endswith("changes"):
        message = "cut"
        raise httpx.ReadError(message)
    return send()


def _push_without_reading_back(kit: Kit, patch: pytest.MonkeyPatch) -> None:
    with patch.context() as alone:
        nothing_comes_along(alone)
        report = service(kit, Line(_no_way_down)).run_once()
    assert report.problem
    assert (report.pushed, report.pending) == (1, 0)


def test_i17_what_was_answered_and_then_forgotten_is_sent_again(
    server: EmbeddedServer, laptops: Laptops, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = laptops.make()
    group = kit.practice.create(people=2).group_id
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    with put_back_by_hand(server, tmp_path):
        person = kit.people.all(group)[0]
        kit.people.edit(person.id, phone="06 39 98 00 09")
        _push_without_reading_back(kit, monkeypatch)
    sync(kit)
    assert same(server, kit, group)
    assert kit.people.get(person.id).phone == "06 39 98 00 09"
    assert sync(kit).requests == 1


def test_i17_it_is_sent_again_even_when_others_wrote_on_meanwhile(
    server: EmbeddedServer, laptops: Laptops, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit, other = laptops.make(), laptops.make()
    group = kit.practice.create(people=2).group_id
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    service(other).enrol(server.url, server.enrol_code(group))
    sync(other)
    first, second = kit.people.all(group)
    with put_back_by_hand(server, tmp_path):
        kit.people.edit(first.id, phone="06 39 98 00 09")
        _push_without_reading_back(kit, monkeypatch)
    for phone in ("06 39 98 00 01", "06 39 98 00 02"):
        other.people.edit(second.id, phone=phone)
        other.people.edit(first.id, commune=phone)
        sync(other)
    for laptop in (kit, other, kit):
        sync(laptop)
    assert same(server, kit, group)
    assert same(server, other, group)
    assert other.people.get(first.id).phone == "06 39 98 00 09"


def test_what_comes_back_is_confirmed_and_costs_nothing_more(
    server: EmbeddedServer, laptops: Laptops
) -> None:
    kit = laptops.make()
    group = kit.practice.create(people=2).group_id
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    person = kit.people.all(group)[0]
    kit.people.edit(person.id, phone="06 39 98 00 01")
    kit.people.edit(person.id, phone="06 39 98 00 02")
    kit.people.delete(person.id)
    assert sync(kit).requests == 1
    report = sync(kit)
    assert (report.requests, report.pushed) == (1, 0)


def test_what_was_erased_meanwhile_is_no_longer_waited_for(server: EmbeddedServer, laptops: Laptops) -> None:
    kit = laptops.make()
    group = kit.practice.create(people=2).group_id
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    person = kit.people.all(group)[0]
    kit.people.edit(person.id, phone="06 39 98 00 01")
    kit.erasure.person(person.id, "asked for it")
    assert sync(kit).requests == 1
    report = sync(kit)
    assert (report.requests, report.pushed) == (1, 0)
