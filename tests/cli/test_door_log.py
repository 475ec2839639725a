"""``door-log``: what happened at a door."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


def test_the_log_tells_arrivals_corrections_and_refusals(practice: Cli) -> None:
    person, code = next(iter(practice.codes().items()))
    practice.lines("scan", "next", "--text", code, "3760123456789")
    practice.ok("undo", "next", person, "--reason", "mauvais badge")
    lines = {line["kind"]: line for line in practice.lines("door-log", "next")}
    assert set(lines) == {"check_in", "void", "refused"}
    assert lines["check_in"]["taken_back"] is True
    assert lines["check_in"]["person"] == person
    assert lines["void"]["reason"] == "mauvais badge"
    refused = lines["refused"]
    assert (refused["verdict"], refused["person"], refused["name"]) == ("unknown", None, None)

    told = practice("door-log", "next").out
    assert "Refused: unknown badge" in told
    assert "3760123456789" not in told
    assert "no longer counts" in told
