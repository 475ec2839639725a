"""``purge`` as a script uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.facade import embedded_server

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import MakeCli


def test_a_group_that_a_server_holds_goes_when_its_time_is_over(make_cli: MakeCli, tmp_path: Path) -> None:
    cli = make_cli(ORGANISER_KIT_PASSPHRASE="")
    cli.ok("init", "--demo")
    nothing = {"removed": 0, "groups": [], "kept": [], "dry_run": False}
    assert cli.ok("purge") == nothing
    cli.environment.clock.advance(days=90)  # type: ignore[attr-defined]
    (kept,) = cli.ok("purge")["kept"]
    assert kept["why"] == "no_server"
    assert "no server holds it" in cli("purge").out
    with embedded_server(tmp_path / "server", environment=cli.environment) as server:
        cli.ok("enrol", server.url, server.enrol_code())
        cli.ok("sync")
        cli.ok("sync")
        would = cli.ok("purge", "--dry-run")
        assert would["removed"] == would["groups"][0]["records"] > 25
        assert len(cli.lines("list", "people")) == 25
        done = cli.ok("purge")
        assert done == would | {"dry_run": False}
        assert cli.lines("list", "people") == []
        after = cli.ok("sync")
        assert (after["pushed"], after["pulled"]) == (0, 0)
        assert cli.lines("list", "people") == []
    assert cli.ok("purge") == nothing
