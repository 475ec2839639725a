"""``organiser-kit report``: written in pieces, finished, and told in JSON and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


@pytest.fixture
def held(cli: Cli) -> Cli:
    cli.ok("init", "--demo")
    cli.ok("validate", "next", "--headcount", 9)
    return cli


def test_a_report_is_written_in_pieces_and_finished(held: Cli) -> None:
    assert held.ok("report", "next")["standing"] == "empty"
    held.ok("report", "next", "--worked", "Les activités")
    draft = held.ok("report", "next", "--impression", 4, "--help-wanted", "Un lieu")
    assert (draft["standing"], draft["what_worked"], draft["satisfaction"]) == ("draft", "Les activités", 4)
    done = held.ok("report", "next", "--finish")
    assert done["standing"] == "waiting"
    assert done["sent_at"] == "2026-11-24T17:25:00+00:00"
    said = held("report", "next", "--lang", "fr").out
    assert "prochain échange" in said
    assert "Les activités" in said


def test_it_says_what_comes_first(cli: Cli) -> None:
    cli.ok("init", "--demo")
    assert cli.ok("report", "next")["standing"] == "too_early"
    assert "Validate the sign-in sheet" in cli.refused("report", "next", "--finish")
