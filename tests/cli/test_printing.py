"""``print``: papers with their choices, as a script asks for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from organiser_kit.i18n import catalogue
from organiser_kit.papers.kinds import kinds
from organiser_kit.papers.registry import PRINTABLES
from tests.papers.pages import read_pages

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
    assert "tents, badges, slips, statements" in answer.err
    assert [name for name, paper in PRINTABLES.items() if paper.is_personal] == [
        "tents",
        "badges",
        "slips",
        "statements",
    ]


def test_the_whole_kit_on_one_side_and_on_both(practice: Cli, tmp_path: Path) -> None:
    one, both = tmp_path / "one.pdf", tmp_path / "both.pdf"
    alone = practice.ok("print", "kit", "next", "--out", one)
    backed = practice.ok("print", "kit", "next", "--out", both, "--two-sided", "--with-trainer")

    bound = [kind.name for kind in kinds(catalogue("en")) if kind.is_bound]
    assert alone["items"] == backed["items"] == len(bound)
    assert backed["pages"] > alone["pages"]
    assert all(page.texts for page in read_pages(one.read_bytes()))
    texts = " ".join(page.extracted for page in read_pages(both.read_bytes()))
    assert "Trainer — signature:" in texts


def test_the_recap_sheet_says_whose_its_columns_are(practice: Cli, tmp_path: Path) -> None:
    cells = tmp_path / "cells.json"
    practice.ok("print", "sheet-recap", "next", "--out", tmp_path / "recap.pdf", "--geometry", cells)
    plan = json.loads(cells.read_text())
    meetings = [meeting["id"] for meeting in practice.lines("list", "meetings")]

    assert [column["meeting"] for column in plan["columns"]] == meetings
    assert [column["column"] for column in plan["columns"]] == [1, 2]
    assert {cell["column"] for cell in plan["cells"]} == {1, 2}
    assert {marker["number"] for marker in plan["markers"]} == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("paper", "choice"),
    [("sheet", "--two-sided"), ("poster", "--with-trainer"), ("kit", "--geometry=x.json")],
)
def test_a_choice_that_a_paper_does_not_have_is_refused(
    practice: Cli, tmp_path: Path, paper: str, choice: str
) -> None:
    answer = practice("print", paper, "next", "--out", tmp_path / "none.pdf", choice)
    assert (answer.status, answer.out) == (2, "")
    assert f"{choice.partition('=')[0]} goes with" in answer.err
    assert not (tmp_path / "none.pdf").exists()


def test_a_paper_is_also_a_page_for_screen_readers(practice: Cli, tmp_path: Path) -> None:
    made = practice.ok("print", "checklist", "next", "--out", tmp_path / "list.html")

    page = (tmp_path / "list.html").read_text("utf-8")
    assert made["file"].endswith("list.html")
    assert page.startswith("<!DOCTYPE html>")
    assert "(to tick)" in page
