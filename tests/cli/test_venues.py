"""Venues from the command line: what is known of them, and when it was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


def test_a_venue_is_described_and_checked(practice: Cli) -> None:
    venue = practice.ok("add", "venue", "--name", "Salle neuve", "--internet", "weak", "--printers", "1")[
        "id"
    ]
    practice.ok(
        "edit", "venue", "salle neuve", "opening=La loge a la clé", "step_free_access=yes", "capacity=18",
        "offline_software=Scratch, LibreOffice", "structure=Université Exemple", "--checked",
    )  # fmt: skip

    after = next(line for line in practice.lines("list", "venues") if line["id"] == venue)

    assert (after["internet"], after["opening"], after["capacity"]) == ("weak", "La loge a la clé", 18)
    assert after["verified_at"]


def test_what_makes_no_sense_of_a_venue_is_refused(practice: Cli) -> None:
    assert "list venues" in practice.refused("edit", "venue", "Inconnu", "name=X")
    venue = practice.lines("list", "venues")[0]["id"]
    assert "whole number" in practice.refused("edit", "venue", venue, "computers=x")
    assert "cannot be -3: give at least 1" in practice.refused("edit", "venue", venue, "capacity=-3")
    assert "yes nor no" in practice.refused("edit", "venue", venue, "hearing_loop=perhaps")
    assert "--checked" in practice.refused("edit", "venue", venue)
