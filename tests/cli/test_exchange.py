"""This laptop and its server, by command."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.environment import FakeClock
from sync.facade import embedded_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sync.server.embed import EmbeddedServer
    from tests.cli.conftest import Cli, MakeCli


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    """A server on this machine."""
    with embedded_server(tmp_path / "server") as running:
        yield running


@pytest.fixture
def paired(practice: Cli, server: EmbeddedServer) -> Cli:
    """The practice laptop, paired and in step with the server."""
    practice.ok("enrol", server.url, server.enrol_code())
    practice.ok("sync")
    return practice


def test_what_waits_goes_up_and_nothing_twice(practice: Cli, server: EmbeddedServer) -> None:
    waiting = practice.ok("status")["pending"]
    enrolled = practice.ok("enrol", server.url, server.enrol_code())
    first, second = practice.ok("sync"), practice.ok("sync")
    status = practice.ok("status")

    assert set(enrolled) == {"device", "scopes"}
    assert (first["pushed"], first["pending"], first["refused"]) == (waiting, 0, 0)
    assert (second["pushed"], second["pulled"]) == (0, 0)
    wanted = "pushed pulled pending refused conflicts requests bytes_sent bytes_received seconds"
    assert set(wanted.split()) <= set(first)
    assert (status["pending"], status["server"], status["conflicts"]) == (0, server.url, 0)
    assert status["last_sync_at"] is not None
    assert isinstance(status["schema"], int)


def test_two_laptops_of_one_group_tell_each_other(
    paired: Cli, make_cli: MakeCli, server: EmbeddedServer
) -> None:
    (group,) = paired.lines("list", "groups")
    other = make_cli("other")
    other.ok("init")
    other.ok("enrol", server.url, server.enrol_code(group["id"]))
    other.ok("sync")
    assert other.lines("list", "people") == paired.lines("list", "people")

    (person, code), *_ = other.codes().items()
    other.lines("scan", "next", "--text", code)
    other.ok("sync")
    paired.ok("sync")
    (seen,) = paired.lines("scan", "next", "--text", code)

    assert (seen["verdict"], seen["person"]) == ("already_in", person)
    assert seen["device"] != other.ok("status")  # a device id
    assert paired.ok("attendance", "next")["present"] == 1


def test_two_versions_of_a_phone_are_listed_and_one_is_kept(
    paired: Cli, make_cli: MakeCli, server: EmbeddedServer
) -> None:
    (group,) = paired.lines("list", "groups")
    other = make_cli("other")
    other.ok("init")
    other.ok("enrol", server.url, server.enrol_code(group["id"]))
    other.ok("sync")
    person = other.lines("list", "people")[0]["id"]
    paired.ok("edit", "person", person, "phone=01 00 00 00 01")
    other.ok("edit", "person", person, "phone=01 00 00 00 02")
    for laptop in (paired, other, paired):
        laptop.ok("sync")

    (here,), (there,) = paired.lines("conflicts"), other.lines("conflicts")
    assert (here["mine"], here["theirs"]) == (there["theirs"], there["mine"])
    assert here["mine"].endswith("01")
    assert here["name"] in paired("conflicts").out
    assert here["theirs_laptop"] == there["mine_laptop"] != ""
    assert f"theirs, from “{here['theirs_laptop']}”, “" in paired("conflicts", "--lang", "en").out
    assert here["name"] == there["name"] != ""
    assert "1 field has two versions." in paired("sync", "--lang", "en").out
    assert paired.ok("status")["conflicts"] == other.ok("sync")["conflicts"] == 1
    assert paired("conflicts", "--keep", "mine").status == 2

    paired.ok("conflicts", "--keep", "mine", here["id"])
    for laptop in (paired, other):
        laptop.ok("sync")
    for laptop in (paired, other):
        assert laptop.lines("conflicts") == []
        (shown,) = [row for row in laptop.lines("list", "people") if row["id"] == person]
        assert shown["phone"].endswith("01")
    assert paired.refused("conflicts", "--keep", "theirs", here["id"])


def test_editing_a_field_after_seeing_both_versions_ends_the_choice(
    paired: Cli, make_cli: MakeCli, server: EmbeddedServer
) -> None:
    (group,) = paired.lines("list", "groups")
    other = make_cli("other")
    other.ok("init")
    other.ok("enrol", server.url, server.enrol_code(group["id"]))
    other.ok("sync")
    person = other.lines("list", "people")[0]["id"]
    paired.ok("edit", "person", person, "phone=01 00 00 00 01")
    other.ok("edit", "person", person, "phone=01 00 00 00 02")
    for laptop in (paired, other, paired):
        laptop.ok("sync")
    other.ok("edit", "person", person, "phone=01 00 00 00 03")
    for laptop in (other, paired):
        laptop.ok("sync")
        assert laptop.ok("status")["conflicts"] == 0


def test_a_server_that_is_away_costs_nothing(paired: Cli, server: EmbeddedServer) -> None:
    paired.ok("add", "person", "--family-name", "Exemple", "--given-name", "Ada")
    server.stop()

    assert "cannot be reached" in paired.refused("sync")
    assert paired("sync", "--json").json["pending"] == 1
    assert "Last exchange with the server: " in paired("status", "--lang", "en").out
    assert paired.ok("status")["pending"] == 1

    server.start()
    assert paired.ok("sync")["pushed"] == 1
    assert paired.ok("status")["pending"] == 0


def test_a_wrong_code_is_refused(practice: Cli, server: EmbeddedServer) -> None:
    assert practice.refused("enrol", server.url, "WRONG-CODE")
    assert practice.ok("status")["server"] is None


def test_watching_goes_on_after_a_failure_until_it_is_stopped(
    paired: Cli, server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    class Pause:
        def wait(self, seconds: float) -> bool:
            pauses.append(seconds)
            if len(pauses) == 1:
                server.stop()
            elif len(pauses) == 2:
                server.start()
            else:
                raise KeyboardInterrupt
            return False

    monkeypatch.setattr("ui.cli.commands.syncing.threading", threading_with(Pause))
    answer = paired("sync", "--watch", "--every", 5, "--json")

    assert answer.status == 0
    assert [line["problem"] is None for line in answer.lines] == [True, False, True]
    assert pauses == [5, 5, 5]
    assert answer.err.splitlines()[-1] == "Stopped."


def threading_with(pause: type) -> object:
    """Return the threading module with another kind of event."""

    class Stand:
        Event = pause

        def __getattr__(self, name: str) -> object:
            return getattr(threading, name)

    return Stand()


def test_very_many_deletions_wait_until_somebody_accepts_them(
    paired: Cli, make_cli: MakeCli, server: EmbeddedServer
) -> None:
    (group,) = paired.lines("list", "groups")
    other = make_cli("other")
    other.ok("init")
    other.ok("enrol", server.url, server.enrol_code(group["id"]))
    other.ok("sync")
    for person in paired.lines("list", "people")[:21]:
        paired.ok("delete", "person", person["id"])
    paired.ok("sync")

    assert "21 of 25 people" in other.refused("sync")
    told = other("sync", "--json").json
    assert (told["held_back"], told["error"]) == ({"count": 21, "of": 25}, told["problem"])
    assert len(other.lines("list", "people")) == 25
    assert other("sync", "--accept-deletions", "--watch").status == 2
    assert other.ok("sync", "--accept-deletions")["held_back"] is None
    assert len(other.lines("list", "people")) == 4


def test_a_wrong_clock_is_told_with_how_far_it_is_off(practice: Cli, tmp_path: Path) -> None:
    ahead = replace(practice.environment, clock=FakeClock(practice.environment.now() + timedelta(days=3)))
    assert practice.ok("status")["clock_offset_seconds"] == 0
    with embedded_server(tmp_path / "ahead", environment=ahead) as server:
        practice.ok("enrol", server.url, server.enrol_code())
        assert practice.ok("sync")["clock_offset_seconds"] == 3 * 86_400
    assert practice.ok("status")["clock_offset_seconds"] == 3 * 86_400
    assert "3 days slow: set it" in practice("status", "--lang", "en").out


def test_a_laptop_that_was_let_out_of_its_group_says_so(practice: Cli, tmp_path: Path) -> None:
    with embedded_server(tmp_path / "near", environment=practice.environment) as server:
        device = practice.ok("enrol", server.url, server.enrol_code())["device"]
        practice.ok("sync")
        (group,) = practice.lines("list", "groups")
        server.leave(device, group["id"])
        said = practice("sync", "--lang", "en")
        assert said.status == 0
        assert "let out of" in said.out
        assert group["name"] in said.out
        assert practice.lines("list", "people") == []
        assert practice.ok("status")["silent_days"] == 0
        server.revoke(device)
        assert "was put out" in practice("sync", "--lang", "en").err
        assert practice.ok("status")["revoked"] is True


def test_a_refusal_about_what_is_no_longer_here_stays_and_is_told(
    paired: Cli, server: EmbeddedServer
) -> None:
    person = paired.lines("list", "people")[0]["id"]
    (group,) = paired.lines("list", "groups")
    paired.ok("edit", "person", person, "phone=01 00 00 00 01")
    kit = paired.open()
    device = kit.replica.identity().device_id
    kit.close()
    server.leave(device, group["id"])
    assert paired.ok("sync")["refused"] == 1

    answer = paired("outbox", "--retry", "all", "--lang", "en")
    assert (answer.status, "no longer holds" in answer.err) == (0, True)
    assert len(paired.lines("outbox", "--refused")) == 1
    assert "[CONFLICT]" in paired("conflicts", "--help", "--lang", "en").out
