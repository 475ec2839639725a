"""Tokens that are replaced without anybody being locked out, and the devices that a group sees."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import httpx
import pytest

from sync.facade import SyncService
from tests.sync.fakes import GROUP, FakeReplica, Line
from tests.sync.kits import Laptops, service, sync

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer


def _token(kit: Kit) -> str:
    pairing = kit.replica.pairing()
    assert pairing is not None
    return pairing.token


def _status(server: EmbeddedServer, token: str, method: str, path: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    body = {"epoch": "", "cursors": {}, "waiting": 0} if path == "ack" else None
    return httpx.request(method, f"{server.url}/sync/v1/{path}", headers=headers, json=body).status_code


@pytest.fixture
def kit(server: EmbeddedServer, laptops: Laptops) -> Kit:
    made = laptops.make()
    service(made).enrol(server.url, server.enrol_code(GROUP))
    sync(made)
    return made


def _grow_old(kit: Kit) -> None:
    kit.environment.clock.advance(days=31)  # type: ignore[attr-defined]


def test_an_old_token_is_replaced_and_is_good_until_the_new_one_writes(
    server: EmbeddedServer, kit: Kit
) -> None:
    former = _token(kit)
    assert sync(kit).problem is None
    assert _token(kit) == former
    _grow_old(kit)
    sync(kit)
    fresh = _token(kit)
    assert fresh != former
    assert _status(server, former, "GET", "heads") == 200
    kit.people.add(GROUP, family_name="Exemple", given_name="Ana")
    sync(kit)
    assert _status(server, former, "GET", "heads") == 401
    assert _status(server, fresh, "GET", "heads") == 200
    assert sync(kit).problem is None


@pytest.mark.parametrize("after_commit", [True, False])
def test_an_answer_that_was_lost_locks_nobody_out(
    server: EmbeddedServer, kit: Kit, after_commit: bool
) -> None:
    def lose(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        if not request.url.path.endswith("roll"):
            return send()
        if after_commit:
            send()
        message = "cut"
        raise httpx.ReadError(message)

    former = _token(kit)
    _grow_old(kit)
    assert service(kit, Line(lose)).run_once().problem is not None
    assert _token(kit) == former
    sync(kit)
    assert _token(kit) != former
    kit.people.add(GROUP, family_name="Exemple", given_name="Ana")
    sync(kit)
    assert _status(server, former, "GET", "heads") == 401


def test_a_device_that_was_put_out_has_no_good_token_left(server: EmbeddedServer, kit: Kit) -> None:
    former = _token(kit)
    _grow_old(kit)
    sync(kit)
    server.revoke(kit.replica.identity().device_id)
    for token in (former, _token(kit)):
        assert _status(server, token, "POST", "device/roll") in (401, 403)
    service(kit).enrol(server.url, server.enrol_code(GROUP))
    assert _status(server, former, "GET", "heads") == 401
    assert _status(server, _token(kit), "GET", "heads") == 200


def test_two_clones_that_enrol_again_do_not_lock_each_other_out(
    server: EmbeddedServer, kit: Kit, laptops: Laptops, tmp_path: Path
) -> None:
    folder = tmp_path / "laptop0"
    kit.people.add(GROUP, family_name="Exemple", given_name="Ana")
    sync(kit)
    laptops.close(kit)
    shutil.copytree(folder, tmp_path / "clone")
    one, two = laptops.open(folder), laptops.open(tmp_path / "clone")
    service(two).enrol(server.url, server.enrol_code(GROUP))
    for kit_ in (one, two, one):
        kit_.people.add(GROUP, family_name="Exemple", given_name="Bo")
        assert sync(kit_).pending == 0


def test_the_devices_of_a_group_see_each_other_and_no_others(
    server: EmbeddedServer, kit: Kit, laptops: Laptops, environment: Environment
) -> None:
    other = laptops.make()
    service(other).enrol(server.url, server.enrol_code(GROUP))
    stranger = laptops.make()
    stranger.plan.new_group("Ailleurs")
    service(stranger).enrol(server.url, server.enrol_code())
    sync(stranger)
    sync(other)
    kit.people.add(GROUP, family_name="Exemple", given_name="Ana")
    sync(kit)
    # What came back of one's own is acknowledged with the next question.
    sync(kit)
    found = {device.id: device for device in service(kit).devices()}
    ids = [laptop.replica.identity().device_id for laptop in (kit, other)]
    assert set(found) == set(ids)
    mine, theirs = (found[device] for device in ids)
    assert (mine.is_this, mine.up_to_date, mine.waiting) == (True, True, 0)
    assert (theirs.is_this, theirs.up_to_date) == (False, False)
    assert mine.last_seen_at == environment.now().isoformat()
    assert mine.name == kit.replica.identity().device_name
    sync(other)
    sync(other)
    assert all(device.up_to_date for device in service(kit).devices())
    server.revoke(ids[1])
    assert [device.id for device in service(kit).devices()] == ids[:1]


def test_a_device_that_only_asks_is_seen_too(
    server: EmbeddedServer, kit: Kit, environment: Environment
) -> None:
    environment.clock.advance(days=3)  # type: ignore[attr-defined]
    assert sync(kit).requests == 1
    (mine,) = [device for device in service(kit).devices() if device.is_this]
    assert mine.last_seen_at == environment.now().isoformat()


def test_a_busy_server_spreads_the_evening(
    server: EmbeddedServer,
    enrol: Callable[[], FakeReplica],
    environment: Environment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    replica = enrol()
    monkeypatch.setattr("sync.server.database.Database.is_crowded", property(lambda _: True))
    report = SyncService(replica.call_db, environment).run_once()
    assert report.problem is None
    assert report.retry_after is not None
    assert 60 <= report.retry_after <= 300
