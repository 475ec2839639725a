"""What the documents claim: every capability has its line, and the tests they name exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from sync.server.cli import commands
from ui.cli.program import program

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
STATES = ("works", "partly", "not yet")


def capabilities() -> list[tuple[int, str, str]]:
    """Return number, state and test of every line of the table."""
    lines = (ROOT / "docs" / "capabilities.md").read_text("utf-8").splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| \d", line)
    ]
    return [(int(number), state, test) for number, _, state, test in cells]


def test_every_capability_has_its_line() -> None:
    assert [number for number, _, _ in capabilities()] == list(range(1, 53))


@pytest.mark.parametrize(("number", "state", "test"), capabilities())
def test_a_capability_says_where_it_stands_and_what_shows_it(number: int, state: str, test: str) -> None:
    word = state.partition(":")[0]
    assert word in STATES, number
    assert bool(test) == (word != "not yet"), "what works is shown by a test, what does not has none"
    assert word != "partly" or ": " in state, "what is missing is said"
    assert not test or (ROOT / test).is_file(), test


def linked_files() -> list[tuple[str, str]]:
    """Return every file of the repository that a document links to."""
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return [
        (str(document.relative_to(ROOT)), target)
        for document in documents
        for target in re.findall(r"\]\(([^)#:\s]+)\)", document.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("document", "target"), linked_files())
def test_no_link_between_files_is_broken(document: str, target: str) -> None:
    assert (ROOT / document).parent.joinpath(target).exists()


def test_the_list_of_decisions_is_whole() -> None:
    folder = ROOT / "docs" / "adr"
    index = (folder / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \|$", index, re.MULTILINE)
    pages = [path for path in sorted(folder.glob("*.md")) if path.name != "README.md"]
    assert [target for _, _, target in listed] == [path.name for path in pages]
    for (number, title, _), page in zip(listed, pages, strict=True):
        assert page.read_text("utf-8").startswith(f"# {number}. {title}\n"), page.name


def typed(command: click.Command, words: str) -> Iterator[str]:
    """Yield what is typed for each command below ``command``."""
    if not isinstance(command, click.Group):
        yield words
        return
    for name, part in command.commands.items():
        yield from typed(part, f"{words} {name}")


def test_every_command_is_described() -> None:
    text = (ROOT / "docs" / "cli.md").read_text("utf-8")
    every = [*typed(program(), "organiser-kit"), *typed(commands(), "organiser-kit-server")]
    missing = [words for words in every if f"\n| `{words} " not in text and f"\n| `{words}`" not in text]
    assert len(every) > 40
    assert missing == []


def test_the_limits_without_network_are_said() -> None:
    text = (ROOT / "docs" / "offline.md").read_text("utf-8")
    for limit in ("enrolment", "last sync", "waiting list"):
        assert limit in text
