"""Test data at scale, and the check of a machine."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from organiser_kit.reading import codes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli, MakeCli

SMALL = ("generate", "--regions", 2, "--venues", 5, "--people", 60, "--group-size", 25)


def test_generated_people_are_whole_people(cli: Cli) -> None:
    cli.ok("init")
    rows = cli.ok(*SMALL)["rows"]

    assert rows["people"] == 60
    assert rows["registrations"] == 120
    assert (rows["regions"], rows["venues"], rows["meeting_groups"], rows["meetings"]) == (2, 5, 3, 6)
    people = cli.lines("list", "people")
    assert len(people) == 60
    assert {line["family_name"].split("-")[0] for line in people} <= {
        *("Exemple", "Fictif", "Essai", "Modèle", "Imaginaire", "Témoin", "Inventé", "Spécimen")
    }
    somebody = people[17]
    found = cli.lines("list", "people", "--search", f"{somebody['given_name'][:3]} {somebody['family_name']}")
    assert somebody["id"] in {line["id"] for line in found}
    # As if a server had sent them: nothing waits, and an edit of today stands over what was generated.
    assert cli.ok("status")["pending"] == 0
    cli.ok("edit", "person", somebody["id"], "commune=Ailleurs", "email=autre@example.org")
    assert cli.ok("status")["pending"] == 1
    assert {line["email"] for line in cli.lines("list", "people") if line["id"] == somebody["id"]} == {
        "autre@example.org"
    }


def test_a_generated_meeting_can_be_lived(cli: Cli, tmp_path: Path) -> None:
    cli.ok("init")
    cli.ok(*SMALL)
    meeting = cli.lines("list", "meetings")[0]["id"]

    assert cli.ok("print", "sheet", meeting, "--out", tmp_path / "sheet.pdf")["items"] in (10, 25)
    scans = cli.lines("scan", meeting, "--text", *cli.codes(meeting).values())
    assert {line["verdict"] for line in scans} == {"checked_in"}
    assert cli.ok("validate", meeting)["present"] == len(scans)


def test_the_same_seed_gives_the_same_people(make_cli: MakeCli) -> None:
    names = []
    for name, seed in (("one", 1), ("two", 1), ("three", 2)):
        cli = make_cli(name)
        cli.ok("init")
        cli.ok(*SMALL, "--seed", seed)
        names.append([(line["family_name"], line["given_name"]) for line in cli.lines("list", "people")])

    assert names[0] == names[1] != names[2]


def test_test_data_never_joins_real_people(practice: Cli) -> None:
    assert "new copy" in practice.refused(*SMALL)
    assert len(practice.lines("list", "people")) == 25


@pytest.mark.qt_log_ignore("pipewire|libva|va-x11|va-drm", extend=True)
def test_every_part_of_this_machine_works(cli: Cli) -> None:
    report = cli.ok("self-test")

    assert report["ok"] is True
    names = ["fonts", "icons", "catalogues", "database", "pdf", "qr", "cameras", "printers"]
    assert [check["name"] for check in report["checks"]] == names
    assert all(check["detail"] for check in report["checks"])


@pytest.mark.qt_log_ignore("pipewire|libva|va-x11|va-drm", extend=True)
def test_a_part_that_fails_is_named_and_the_others_are_tried(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "codes_in_image", lambda _: [])
    answer = cli("self-test", "--json")

    assert answer.status == 1
    assert [check["name"] for check in answer.json["checks"] if not check["ok"]] == ["qr"]
    assert answer.json["ok"] is False
    assert "✗ QR codes: The code on a printed badge cannot be read back." in cli("self-test").out


def test_the_tour_is_drawn_as_asked(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def render_tour(out: Path, language: str, theme: str, scale: int, states: object) -> list[Path]:
        asked.extend((out, language, theme, scale, states))
        return [out / "a.png"]

    module = ModuleType("ui.tour")
    module.render_tour = render_tour  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ui.tour", module)
    report = cli.ok("tour", "--out", tmp_path, "--theme", "dark", "--scale", "2", "--state", "dark")

    assert asked == [tmp_path, "en", "dark", 2, ("dark",)]
    assert report == {"files": [str(tmp_path / "a.png")]}
