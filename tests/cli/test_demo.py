"""The evening without a window: what it claims is what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from organiser_kit.oplog.merge import RecordState, Register
from sync.server.embed import EmbeddedServer
from ui.demo.comparison import compare

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli, MakeCli


def papers(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder, by its path inside."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_evening_comes_to_what_the_contract_says(cli: Cli, tmp_path: Path) -> None:
    report = cli.ok("demo", "--out", tmp_path / "out")

    assert report["meetings"] == 2
    assert report["people"] == report["badges_printed"] == report["badges_decoded"] == report["scanned"] == 25
    assert report["rejected"] == 1
    happened = ("duplicates", "forged_refused", "walk_ins", "undone")
    assert [report[key] for key in happened] == [1, 1, 1, 1]
    assert report["refused_while_down"].startswith("The server cannot be reached")
    # One arrival a badge, three operations for the walk-in, one for the undo, and the meeting's status.
    assert report["pending_before_sync"] == 25 + 3 + 1 + 1
    assert report["pending_after_sync"] == 0
    assert report["present"] == report["statements"] == 25
    assert report["identical"] is True
    assert (report["compared"] > 150, report["differences"]) == (True, 0)
    assert {str(tmp_path / "out" / name) for name in papers(tmp_path / "out")} == set(report["files"])
    assert len(report["files"]) == 5 + 25
    # The evening is played in a folder of its own: this laptop's copy is left alone.
    assert not cli.data.exists()


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(cli: Cli, tmp_path: Path) -> None:
    reports = []
    for name, seed in (("one", 7), ("two", 7), ("three", 8)):
        report = cli.ok("demo", "--out", tmp_path / name, "--seed", seed)
        reports.append({key: value for key, value in report.items() if key != "files"})

    assert papers(tmp_path / "one") == papers(tmp_path / "two")
    assert papers(tmp_path / "one")["badges.pdf"] != papers(tmp_path / "three")["badges.pdf"]
    assert reports[0] == reports[1]
    assert reports[0]["sheet_no"] != reports[2]["sheet_no"]


def test_the_copy_is_kept_where_one_asks_and_never_over_another(practice: Cli, tmp_path: Path) -> None:
    practice.ok("demo", "--out", tmp_path / "out", "--data", tmp_path / "kept")

    assert len(practice.lines("list", "people", "--data", tmp_path / "kept")) == 26
    sentence = practice.refused("demo", "--out", tmp_path / "out", "--data", practice.data)
    assert "already holds a local copy" in sentence


def test_the_story_is_told_in_order(cli: Cli, tmp_path: Path) -> None:
    answer = cli("demo", "--out", tmp_path / "out")
    told = [line[7:] for line in answer.out.splitlines()]

    assert (answer.status, answer.err) == (0, "")
    assert [line[:5] for line in answer.out.splitlines()] == sorted(
        line[:5] for line in answer.out.splitlines()
    )
    steps = [
        "people of the file",
        "are printed",
        "doors open",
        "let in",
        "already in",
        "forged",
        "server is back",
    ]
    places = [next(place for place, line in enumerate(told) if step in line) for step in steps]
    assert places == sorted(places)


def test_a_server_that_was_not_stopped_is_noticed(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, calls = EmbeddedServer.stop, []

    def stop_later(server: EmbeddedServer) -> None:
        calls.append(server)
        if len(calls) > 1:
            stop(server)

    monkeypatch.setattr(EmbeddedServer, "stop", stop_later)

    assert "still answers" in cli.refused("demo", "--out", tmp_path / "out")


def test_a_server_that_holds_something_else_is_noticed(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = EmbeddedServer.snapshot

    def tampered(server: EmbeddedServer, scope: str) -> list[RecordState]:
        _first, second, *rest = snapshot(server, scope)
        name, register = next(iter(second.registers.items()))
        changed = {**second.registers, name: Register("other", register.stamp)}
        return [replace(second, registers=changed), *rest]

    monkeypatch.setattr(EmbeddedServer, "snapshot", tampered)
    answer = cli("demo", "--out", tmp_path / "out", "--json")

    assert answer.status == 1
    assert (answer.json["identical"], answer.json["differences"]) == (False, 2)


def test_nothing_compared_is_not_identical(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organiser_kit.storage.replica.Replica.scopes", lambda _: ())

    answer = cli("demo", "--out", tmp_path / "out", "--json")

    assert answer.status == 1


ONE = RecordState("person", "1", {"name": Register("Ada", "s1")})


@pytest.mark.parametrize(
    "other",
    [
        RecordState("person", "2", ONE.registers),
        RecordState("venue", "1", ONE.registers),
        RecordState("person", "1", {"name": Register("Ada", "s2")}),
        RecordState("person", "1", {"name": Register("Zoé", "s1")}),
        RecordState("person", "1", {**ONE.registers, "email": Register(None, "s1")}),
        RecordState("person", "1", ONE.registers, Register(False, "s3")),
    ],
)
def test_the_comparison_sees_every_difference(other: RecordState) -> None:
    assert compare([ONE], [ONE]) == (1, ())
    assert compare([ONE], [other]).differing
    assert compare([ONE], []).differing == compare([], [ONE]).differing == (("person", "1"),)


def test_the_evening_speaks_the_language_of_its_papers(make_cli: MakeCli, tmp_path: Path) -> None:
    french = make_cli(LANG="fr_FR.UTF-8")("demo", "--out", tmp_path / "fr")
    english = make_cli()("demo", "--out", tmp_path / "en")

    assert (french.status, english.status) == (0, 0)
    assert french.out.replace(str(tmp_path / "fr"), "") != english.out.replace(str(tmp_path / "en"), "")
    assert papers(tmp_path / "fr")["sheet.pdf"] != papers(tmp_path / "en")["sheet.pdf"]
