"""``ready``: the look at everything before leaving for a place without network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

NAMES = [
    "data", "people", "sheet", "kit", "camera", "scan",
    "printer", "disk", "battery", "clock", "pending", "refused",
]  # fmt: skip


def todo(report: dict[str, Any]) -> set[str]:
    return {check["name"] for check in report["checks"] if not check["ok"]}


def test_a_meeting_becomes_ready_by_printing_and_trying(practice: Cli, tmp_path: Path) -> None:
    early = practice("ready", "next", "--json")
    assert early.status == 1
    assert [check["name"] for check in early.json["checks"]] == NAMES
    assert early.json["ready"] is False
    assert {"sheet", "scan"} <= todo(early.json)
    assert early.err.splitlines()[-1] == "Not ready yet: see what is marked."

    practice.ok("print", "sheet", "next", "--out", tmp_path / "sheet.pdf")
    code = next(iter(practice.codes().values()))
    late = practice("ready", "next", "--try-code", code, "--json")
    assert not {"sheet", "scan"} & todo(late.json)
    assert late.json["ready"] is (not todo(late.json))
    assert practice.ok("attendance", "next")["present"] == 0, "a test scan lets nobody in"

    practice.ok("add", "person", "--family-name", "Exemple-Tardif", "--given-name", "Ana")
    somebody = practice.lines("list", "people", "--search", "tardif")[0]["id"]
    practice.ok("register", "next", somebody)
    assert "print it again" in practice("ready", "next").out


def test_another_code_is_no_test_scan(practice: Cli) -> None:
    answer = practice("ready", "next", "--try-code", "3760123456789", "--json")
    assert "This is no badge of ours: try the scanner test." in answer.err
    assert "scan" in todo(answer.json)


def test_a_badge_read_at_the_door_is_a_test_as_well(practice: Cli) -> None:
    practice.lines("scan", "next", "--text", next(iter(practice.codes().values())))
    answer = practice("ready", "next")
    assert "✓ Test scan: A badge was read on 24/11/2026." in answer.out
    assert "○ Battery: " in answer.out
    assert "○ Clock: " in answer.out


def test_a_meeting_nobody_knows_is_refused(practice: Cli) -> None:
    practice.refused("ready", "no-such-meeting")
