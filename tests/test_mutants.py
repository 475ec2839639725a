"""The mutants of ``make mutants`` still break today's code, and the run tells what was not noticed."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import mutants
import pytest
from mutation import Edit, Mutant
from mutations import MUTANTS

from tests.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SUM = "def total(a: int, b: int) -> int:\n    return a + b\n"
TEST = "from sums.adding import total\n\ndef test_total():\n    assert total(2, 2) == 4\n"


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_a_mutant_breaks_code_that_is_there(mutant: Mutant) -> None:
    for file, text in mutants.mutated(mutant).items():
        assert text != (ROOT / file).read_text("utf-8")
        ast.parse(text)
    for argument in mutant.tests.split():
        if argument.startswith("tests/"):
            assert (ROOT / argument).is_file()


def test_no_two_mutants_have_one_name() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> mutants.Workshop:
    """A small tree with one sum and one test, and the copy of it that is broken."""
    tree = tmp_path / "tree"
    for name in (
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "sums/adding.py",
        "tests/test_sums.py",
    ):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).touch()
    (tree / "sums/adding.py").write_text(SUM, "utf-8")
    (tree / "tests/test_sums.py").write_text(TEST, "utf-8")
    monkeypatch.setattr(mutants, "ROOT", tree)
    monkeypatch.setattr(mutants, "_COPIED", ("sums", "tests"))
    return mutants.Workshop(tmp_path / "copy")


@pytest.mark.parametrize(("new", "status"), [("a - b", 1), ("a * b", 0)])
def test_what_the_tests_notice_and_what_not(workshop: mutants.Workshop, new: str, status: int) -> None:
    mutant = Mutant("sum", "-", (Edit("sums/adding.py", "a + b", new),), "tests/test_sums.py")
    assert workshop.run_broken(mutant) == status
    # Mended afterwards, for the next one.
    assert (workshop.folder / "sums/adding.py").read_text("utf-8") == SUM


def test_code_that_moved_away_is_told(workshop: mutants.Workshop) -> None:
    mutant = Mutant("gone", "-", (Edit("sums/adding.py", "a * b", "a"),), "tests/test_sums.py")
    with pytest.raises(LookupError, match=r"gone: found 0 times in sums/adding\.py"):
        workshop.run_broken(mutant)


def test_tests_that_are_not_there_are_no_success(workshop: mutants.Workshop) -> None:
    assert workshop.run("tests/test_sums.py -k nothing_of_the_kind") not in (0, 1)
