"""Papers with their choices, as a script asks for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.papers.pages import about, read_pages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_the_whole_kit_on_one_side_and_on_both(practice: Cli, tmp_path: Path) -> None:
    one, both = tmp_path / "one.pdf", tmp_path / "both.pdf"
    alone = practice.ok("print", "kit", "next", "--out", one)
    backed = practice.ok("print", "kit", "next", "--out", both, "--two-sided", "--with-trainer")

    assert alone["items"] == backed["items"] == len(about(one.read_bytes()).bookmarks) - 1
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
