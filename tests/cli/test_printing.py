"""``print``: whom a paper is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.papers.registry import PRINTABLES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

FORMS = ("front-desk", "slips", "image-consent", "privacy-notice", "evaluation", "report")


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_printed(practice: Cli, name: str, tmp_path: Path) -> None:
    made = practice.ok("print", name, "next", "--out", tmp_path / "form.pdf", "--large-print")

    assert made["pages"] > 0
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(("name", "items"), [("badges", 1), ("tents", 1), ("slips", 2)])
def test_somebody_who_just_came_has_papers_too(practice: Cli, name: str, items: int, tmp_path: Path) -> None:
    came = practice.ok("add", "walk-in", "next", "--family-name", "Imprévu-Fictif", "--given-name", "Zélie")

    made = practice.ok("print", name, "next", "--out", tmp_path / "one.pdf", "--person", came["id"])

    assert (made["pages"], made["items"]) == (1, items)


def test_people_are_named_one_by_one(practice: Cli, tmp_path: Path) -> None:
    ids = [line["person"] for line in practice.lines("list", "registrations", "--meeting", "next")][:3]
    chosen = [word for person in ids for word in ("--person", person)]

    made = practice.ok("print", "tents", "next", "--out", tmp_path / "three.pdf", *chosen)

    assert (made["pages"], made["items"]) == (2, 3)


def test_somebody_from_elsewhere_is_refused_and_nothing_is_written(practice: Cli, tmp_path: Path) -> None:
    other = practice.ok("add", "person", "--family-name", "Ailleurs-Fictif", "--given-name", "Max")["id"]

    refused = practice.refused("print", "badges", "next", "--out", tmp_path / "x.pdf", "--person", other)

    assert other in refused
    assert "neither expected at this meeting nor has come" in refused
    assert "not the id of one person" in practice.refused(
        "print", "badges", "next", "--out", tmp_path / "x.pdf", "--person", "zz"
    )
    assert not (tmp_path / "x.pdf").exists()


def test_a_paper_for_all_names_those_that_are_not(practice: Cli, tmp_path: Path) -> None:
    answer = practice("print", "poster", "next", "--out", tmp_path / "x.pdf", "--person", "01")

    assert answer.status == 2
    assert "badges, tents, slips, statements" in answer.err
    assert [name for name, paper in PRINTABLES.items() if paper.is_personal] == [
        "badges",
        "tents",
        "slips",
        "statements",
    ]
