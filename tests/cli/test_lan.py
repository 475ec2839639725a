"""``lan share`` and ``lan join`` as two programs on two machines."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from sync.lan.join import LanReport
from tests.cli.conftest import PASSPHRASE
from tests.cli.hosts import Host, two_hosts
from tests.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Cli, MakeCli


@pytest.fixture(scope="module")
def hosts() -> Iterator[tuple[Host, Host]]:
    with two_hosts() as pair:
        yield pair


@pytest.fixture
def other(make_cli: MakeCli) -> Cli:
    """A second laptop, which never met anybody."""
    laptop = make_cli("other")
    laptop.ok("init")
    return laptop


# A shell that runs the tests in the background lets them ignore Ctrl-C, and all they start inherits that.
HEARS_CTRL_C = ["env", "--default-signal=INT"] if sys.platform == "linux" else []


def started(host: Host, cli: Cli, *words: object) -> subprocess.Popen[str]:
    common = ["--json", "--lang", "en", "--data", str(cli.data)]
    return subprocess.Popen(
        [*HEARS_CTRL_C, *host.prefix, sys.executable, "-m", "ui", *map(str, words), *common],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip


def run(host: Host, cli: Cli, *words: object) -> tuple[int, list[dict[str, Any]]]:
    """Run a command to its end; return its status and its answers."""
    process = started(host, cli, *words)
    out, _ = process.communicate(timeout=60)
    return process.returncode, [json.loads(line) for line in out.splitlines()]


class Share:
    """A share under way on another machine."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.first = self.next()

    def next(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def last(self) -> dict[str, Any]:
        """Wait for its end and return its last answer."""
        out, err = self.process.communicate(timeout=30)
        assert (self.process.returncode, "Traceback" in err) == (0, False), err
        found: dict[str, Any] = json.loads(out.splitlines()[-1])
        return found


@contextmanager
def sharing(host: Host, cli: Cli, *words: object) -> Iterator[Share]:
    process = started(host, cli, "lan", "share", "--port", 0, *words)
    try:
        yield Share(process)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORGANISER_KIT_PASSPHRASE", PASSPHRASE)


def test_a_group_crosses_the_room_to_a_laptop_that_never_met_anybody(
    practice: Cli, other: Cli, hosts: tuple[Host, Host], tmp_path: Path
) -> None:
    here, there = hosts
    qr = tmp_path / "join.png"
    with sharing(here, practice, "--once", "--qr", qr) as share:
        address = f"{here.address}:{share.first['port']}"
        assert address in share.first["addresses"] or not here.prefix
        status, (joined,) = run(there, other, "lan", "join", address, share.first["code"])
        assert (status, joined["pushed"], joined["introduced"]) == (0, 0, True)
        assert joined["pulled"] > 75
        last = share.last()
    assert (last["pushed"], last["pulled"], last["joined"]) == (joined["pulled"], 0, 1)
    mine = {person["id"] for person in practice.lines("list", "people")}
    assert {person["id"] for person in other.lines("list", "people")} == mine
    assert len(mine) == 25
    assert qr.read_bytes().startswith(b"\x89PNG")


def test_the_link_alone_is_enough_and_what_is_written_comes_back(
    practice: Cli, other: Cli, hosts: tuple[Host, Host]
) -> None:
    here, there = hosts
    with sharing(here, practice, "--hidden") as share:
        link = share.first["link"] if here.prefix else f"{here.address}:{share.first['port']}"
        code = [] if here.prefix else [share.first["code"]]
        run(there, other, "lan", "join", link, *code)
        person = other.ok("add", "person", "--family-name", "Exemple", "--given-name", "Ada")["id"]
        status, (joined,) = run(there, other, "lan", "join", link, *code)
        assert (status, joined["pushed"], joined["pulled"]) == (0, 1, 0)
        assert person in {found["id"] for found in practice.lines("list", "people")}
        share.process.send_signal(signal.SIGTERM)
        assert share.last()["pulled"] == 1


def test_every_address_that_is_shown_can_be_typed(
    practice: Cli, other: Cli, hosts: tuple[Host, Host]
) -> None:
    """IPv6 too, where an address of one line needs the name of the line that only the other machine knows."""
    here, there = hosts
    with sharing(here, practice, "--hidden") as share:
        shown = share.first["addresses"] if here.prefix else [f"127.0.0.1:{share.first['port']}"]
        for address in shown:
            assert run(there, other, "lan", "join", address, share.first["code"])[0] == 0
    assert not here.prefix or any("fe80" in address for address in shown)


def test_who_stays_sees_what_is_written_by_another_program(
    practice: Cli, other: Cli, hosts: tuple[Host, Host]
) -> None:
    here, there = hosts
    with sharing(here, practice, "--hidden") as share:
        address = f"{here.address}:{share.first['port']}"
        staying = Share(started(there, other, "lan", "join", "--stay", address, share.first["code"]))
        try:
            practice.ok("add", "person", "--family-name", "Exemple", "--given-name", "Ada")
            assert staying.next()["pulled"] == staying.first["pulled"] + 1
            other.ok("add", "person", "--family-name", "Exemple", "--given-name", "Bob")
            assert staying.next()["pushed"] == 1
            staying.process.send_signal(signal.SIGINT)
            staying.process.communicate(timeout=30)
            assert staying.process.returncode == 0
        finally:
            staying.process.kill()
            staying.process.communicate()
    assert len(practice.lines("list", "people")) == len(other.lines("list", "people")) == 27


def test_five_wrong_codes_end_the_share_with_a_sentence(
    practice: Cli, other: Cli, hosts: tuple[Host, Host]
) -> None:
    here, there = hosts
    with sharing(here, practice, "--hidden") as share:
        code = f"{(int(share.first['code']) + 1) % 10**6:06}"
        told = []
        for _ in range(5):
            status, (answer,) = run(
                there, other, "lan", "join", f"{here.address}:{share.first['port']}", code
            )
            told.append((status, answer["error"]))
        assert share.last()["joined"] == 0
    assert all(status == 1 for status, _ in told)
    assert "4 more wrong codes" in told[0][1]
    assert "The share has ended" in told[-1][1]


def test_a_share_is_found_where_the_network_carries_it(
    practice: Cli, other: Cli, hosts: tuple[Host, Host]
) -> None:
    here, there = hosts
    with sharing(here, practice) as share:
        looks = (run(there, other, "lan", "find", "--seconds", 2) for _ in range(3))
        status, (one,) = next(look for look in looks if look[1])
        assert status == 0
        assert (one["addresses"], one["share"]) == (share.first["addresses"], share.first["share"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("join", "not an address", "123456"), "is not the address of a laptop"),
        (("join", "10.86.7.1", "12"), "6 digits"),
        (("join", "10.86.7.1"), "6 digits"),
        (("share",), "no group to share"),
    ],
)
def test_bad_input_is_told_in_one_sentence(other: Cli, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in other.refused("lan", *words)


def test_a_machine_that_does_not_answer_is_told_with_ways_out(other: Cli) -> None:
    with two_hosts() as (here, there):
        here.unplug()
        status, (answer,) = run(there, other, "lan", "join", here.address, "123456")
    assert status == 1
    assert ("hotspot" in answer["error"]) == bool(here.prefix)


def test_clocks_that_differ_are_told(other: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    report = LanReport(
        pushed=0, pulled=0, refused=0, rows=0, name="x", scopes=(), introduced=False,
        clock_offset_seconds=-600.0, requests=0, bytes_sent=0, bytes_received=0,
    )  # fmt: skip
    monkeypatch.setattr("sync.facade.lan_join", lambda *_: report)
    assert "differ by 10 minutes" in other("lan", "join", "10.86.7.1", "123456").err
