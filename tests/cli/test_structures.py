"""Structures from the command line: their facts, their logo, and the venue where they host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_a_structure_is_listed_and_changed(practice: Cli, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20)).save(logo)

    (before,) = practice.lines("list", "structures")
    practice.ok(
        "edit", "structure", "house of examples", "retention_years=3", "address=1 rue X", f"logo={logo}"
    )
    (after,) = practice.lines("list", "structures", "--meeting", "next")

    assert (before["retention_years"], before["logo"]) == (None, False)
    assert (after["id"], after["address"]) == (before["id"], "1 rue X")
    assert (after["retention_years"], after["logo"]) == (3, True)
    practice.ok("edit", "structure", before["id"], "logo=")
    assert practice.lines("list", "structures")[0]["logo"] is False
    assert "3 years" in practice("list", "structures").out


def test_what_makes_no_sense_is_refused(practice: Cli, tmp_path: Path) -> None:
    assert "list structures" in practice.refused("edit", "structure", "Inconnue", "name=X")
    assert "whole number" in practice.refused("edit", "structure", "House of examples", "retention_years=x")
    assert "not a picture" in practice.refused("edit", "structure", "House of examples", f"logo={tmp_path}")
    assert "web address" in practice.refused("edit", "meeting", "next", "public_url=example")


def test_a_venue_is_given_its_structure(practice: Cli) -> None:
    venue = practice.ok("add", "venue", "--name", "Salle neuve", "--structure", "Université Exemple")["id"]
    practice.ok("edit", "meeting", "next", f"venue={venue}")

    (host,) = practice.lines("list", "structures", "--meeting", "next")

    assert host["name"] == "Université Exemple"
    assert len(practice.lines("list", "structures")) == 2
