"""The exchange by a stick, by command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.facade import embedded_server

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli, MakeCli


def test_a_stick_goes_from_one_laptop_to_another_and_to_the_server(
    practice: Cli, make_cli: MakeCli, tmp_path: Path
) -> None:
    (group,) = practice.lines("list", "groups")
    other, stick = make_cli("other"), tmp_path / "kit.okb"
    with embedded_server(tmp_path / "server") as server:
        practice.ok("enrol", server.url, server.enrol_code())
        practice.ok("sync")
        other.ok("init")
        other.ok("enrol", server.url, server.enrol_code(group["id"]))
        other.ok("sync")
    practice.ok("add", "person", "--family-name", "Passage", "--given-name", "Paule")

    written = practice.ok("bundle", "export", str(stick))
    first, again = (other.ok("bundle", "import", str(stick)) for _ in range(2))

    assert set(written) == set(first) == {"ops", "new", "known", "refused"}
    assert written["ops"] > 0
    assert (first["ops"], first["new"], first["refused"]) == (written["ops"], written["ops"], 0)
    assert (again["new"], again["known"]) == (0, written["ops"])
    assert other.lines("list", "people", "--search", "Passage")


def test_what_was_never_sent_goes_to_the_server_alone(practice: Cli, tmp_path: Path) -> None:
    stick = tmp_path / "kit.okb"
    assert "has not met a server" in practice.refused("bundle", "export", str(stick), "--for-server")
    with embedded_server(tmp_path / "server") as server:
        practice.ok("enrol", server.url, server.enrol_code())
        waiting = practice.ok("status")["pending"]
        assert practice.ok("bundle", "export", str(stick), "--for-server")["ops"] == waiting
    assert "Only the server" in practice.refused("bundle", "import", str(stick))


def test_a_spoilt_stick_is_refused_with_one_sentence(practice: Cli, tmp_path: Path) -> None:
    stick = tmp_path / "kit.okb"
    practice.ok("bundle", "export", str(stick))
    stick.write_bytes(stick.read_bytes()[:-1])
    assert "damaged" in practice.refused("bundle", "import", str(stick))
